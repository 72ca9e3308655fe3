"""Invented businesses with telling names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.units import UnitKind
from tools.demo_town.dice import Dice


@dataclass(frozen=True, slots=True)
class Trade:
    """A sort of business: its room, the range of its floor area in square metres, its names."""

    branch: Branch
    kind: UnitKind
    area: tuple[float, float]
    weight: int
    names: Sequence[str]


_SHOP, _EAT, _OFFICE = UnitKind.SHOP, UnitKind.GASTRONOMY, UnitKind.OFFICE

TRADES: Sequence[Trade] = (
    Trade(
        Branch.BAKERY_BUTCHER,
        _SHOP,
        (35, 90),
        6,
        (
            "Bäckerei Morgenrot",
            "Backstube Heidekorn",
            "Fleischerei Kiefernhain",
            "Bäckerei Ofenwarm",
        ),
    ),
    Trade(
        Branch.FOOD,
        _SHOP,
        (40, 160),
        4,
        ("Obstladen Sonnenkorb", "Feinkost Heideblick", "Getränkehalle Quelle", "Teeladen Kanne"),
    ),
    Trade(
        Branch.DRUGSTORE_HEALTH,
        _SHOP,
        (60, 180),
        5,
        ("Apotheke Glasmörser", "Sanitätshaus Schritt", "Optik Klarsicht", "Hörstudio Leise"),
    ),
    Trade(
        Branch.FASHION,
        _SHOP,
        (50, 190),
        7,
        (
            "Modehaus Faden",
            "Schuhhaus Sohle",
            "Kinderkleid Zwerg",
            "Wollstube Masche",
            "Modeecke Knopf",
        ),
    ),
    Trade(
        Branch.HOUSEHOLD,
        _SHOP,
        (60, 260),
        5,
        ("Glas und Porzellan Klirr", "Gardinenhaus Falte", "Küchenladen Löffel", "Möbelecke Stuhl"),
    ),
    Trade(
        Branch.ELECTRONICS,
        _SHOP,
        (40, 140),
        4,
        ("Elektroladen Funke", "Telefonladen Klingel", "Radio Welle"),
    ),
    Trade(
        Branch.BOOKS_LEISURE,
        _SHOP,
        (45, 150),
        4,
        ("Buchhandlung Seite", "Spielwaren Kreisel", "Fahrradladen Speiche", "Schreibwaren Tinte"),
    ),
    Trade(
        Branch.FLOWERS_GARDEN,
        _SHOP,
        (30, 80),
        4,
        ("Blumen Heidekraut", "Blumenhaus Mohn", "Gartenladen Spaten"),
    ),
    Trade(
        Branch.GASTRONOMY,
        _EAT,
        (60, 180),
        9,
        (
            "Café Glasperle",
            "Imbiss Ecke",
            "Gasthaus Hüttenrauch",
            "Eiscafé Waffel",
            "Pizzeria Ofenglut",
            "Bistro Mittag",
        ),
    ),
    Trade(Branch.LODGING, UnitKind.OTHER, (120, 300), 1, ("Pension Waldrand",)),
    Trade(
        Branch.PERSONAL_SERVICE,
        _SHOP,
        (30, 80),
        9,
        (
            "Friseur Kamm",
            "Friseurstube Locke",
            "Nagelstudio Lack",
            "Kosmetik Balsam",
            "Schneiderei Nadel",
            "Reisebüro Koffer",
        ),
    ),
    Trade(Branch.FINANCE, _OFFICE, (60, 200), 3, ("Versicherungsbüro Schirm", "Geldstube Taler")),
    Trade(
        Branch.OFFICE,
        _OFFICE,
        (45, 150),
        5,
        ("Steuerbüro Bleistift", "Planungsbüro Winkel", "Maklerbüro Schlüssel"),
    ),
    Trade(
        Branch.MEDICAL,
        _OFFICE,
        (80, 190),
        6,
        ("Hausarztpraxis Linde", "Zahnarztpraxis Biss", "Physiotherapie Rücken", "Logopädie Silbe"),
    ),
    Trade(
        Branch.CRAFT,
        UnitKind.WORKSHOP,
        (60, 240),
        4,
        ("Glaserei Scherbe", "Schlüsseldienst Bart", "Tischlerei Span", "Schuhmacher Leisten"),
    ),
    Trade(
        Branch.SOCIAL_CULTURE,
        UnitKind.PUBLIC,
        (50, 160),
        3,
        ("Vereinstreff Lampion", "Nachbarschaftsladen Tisch", "Atelier Pinsel"),
    ),
    Trade(Branch.OTHER, UnitKind.KIOSK, (10, 25), 2, ("Kiosk Zeitung", "Lottoladen Glück")),
)

MARKET = Trade(Branch.FOOD, _SHOP, (700, 3000), 0, ("Supermarkt Einkaufswagen", "Supermarkt Korb"))
"""The trade of the first shop in every centre."""

INTERIM_NAMES = (
    "Pop-up-Galerie Licht",
    "Repair-Café Schraube",
    "Lernladen Werkbank",
    "Laden auf Zeit",
    "Schaufensterkino Flimmer",
)

CORNERS: Mapping[str, str] = {
    "Muskauer Straße": "Muskauer",
    "Bautzener Straße": "Bautzener",
    "Berliner Straße": "Berliner",
    "Görlitzer Straße": "Görlitzer",
    "Straße des Friedens": "Friedensstraße",
    "Bahnhofstraße": "am Bahnhof",
    "Boulevard": "am Boulevard",
    "Marktplatz": "am Markt",
}
"""What distinguishes businesses of one name from one axis to the next."""


def pick_trade(dice: Dice) -> Trade:
    """Return a trade; the frequent ones come up more often."""
    bag = [trade for trade in TRADES for _ in range(trade.weight)]
    return dice.pick(bag)


def business_name(trade: Trade, *, axis: str, dice: Dice) -> str:
    """Return an invented name that bears the mark of the demonstration."""
    corner = CORNERS.get(axis, "")
    return " ".join(part for part in (dice.pick(trade.names), corner, "(Demo)") if part)
