"""What offices call the columns of a vacancy list, in German and English."""

import re
from collections.abc import Mapping
from functools import lru_cache

STREET, HOUSE_NUMBER = "street", "house_number"
DURATION = "duration"
WKT, X, Y = "wkt", "x", "y"
PLACE_PARTS = (WKT, X, Y)
USE, USE_KEY = "interim_use", "interim_use_key"
RENT_TOTAL = "rent_total_eur"
HELPERS = (STREET, HOUSE_NUMBER, DURATION, USE_KEY, RENT_TOTAL, *PLACE_PARTS)
"""Meanings of columns that are no field of a unit but make one or two."""

COLUMN_WORDS: Mapping[str, tuple[str, ...]] = {
    "unit_id": ("unit id", "uuid", "objekt id", "einheiten id", "id"),
    "address": (
        "adresse",
        "anschrift",
        "objektadresse",
        "address",
        "street address",
        "property address",
        "straße hausnummer",
        "straße und hausnummer",
        "straße u hausnummer",
        "straße nr",
        "straße hausnr",
    ),
    STREET: ("straße", "strasse", "street", "strassenname", "street name"),
    HOUSE_NUMBER: ("hausnummer", "hausnr", "hnr", "hsnr", "nr", "house number", "street number"),
    "position": ("lage im gebäude", "lagebezeichnung", "position", "suite", "ladeneinheit"),
    "kind": ("objektart", "art", "art der einheit", "typ", "kind", "type", "unit type"),
    "state": (
        "zustand",
        "nutzungszustand",
        "leerstandsstatus",
        "status",
        "nutzungsstatus",
        "state",
        "leasing activity",
        "occupancy",
        "leerstand",
        "vacant",
    ),
    "since": (
        "leerstand seit",
        "leer seit",
        "seit",
        "leerstandsbeginn",
        "beginn leerstand",
        "vacant since",
        "since",
        "date vacated",
    ),
    DURATION: (
        "leerstandsdauer",
        "dauer des leerstands",
        "dauer",
        "length of vacancy",
        "vacancy duration",
        "time vacant",
    ),
    "observed_on": (
        "zuletzt gesehen",
        "zuletzt geprüft",
        "erfasst am",
        "erhoben am",
        "begehung",
        "erfassungsdatum",
        "observed on",
        "last checked",
        "survey date",
    ),
    "floor_area_m2": (
        "fläche",
        "gesamtfläche",
        "nutzfläche",
        "ladenfläche",
        "mietfläche",
        "größe",
        "ladengröße",
        "quadratmeter",
        "m2",
        "qm",
        "sqm",
        "floor area",
        "area",
        "size",
        "square footage",
        "square feet",
        "sq ft",
        "sqft",
    ),
    "sales_area_m2": ("verkaufsfläche", "vkf", "sales area", "retail area"),
    "side_area_m2": ("nebenfläche", "nebenflächen", "ancillary area"),
    "storage_area_m2": ("lagerfläche", "lager", "storage area"),
    "gastronomy_area_m2": ("gastronomiefläche", "gastraumfläche", "gastronomy area"),
    "office_area_m2": ("bürofläche", "office area"),
    "divisible_from_m2": ("teilbar ab", "divisible from"),
    "frontage_m": ("schaufensterfront", "schaufensterlänge", "fensterfront", "front", "frontage"),
    "windows": ("schaufenster", "anzahl schaufenster", "windows", "number of windows"),
    "corner": ("ecklage", "eckladen", "corner", "corner unit"),
    "branch": ("branche", "branche aktuell", "nutzung", "branch", "sector", "current use"),
    "occupant": ("betrieb", "mieter", "nutzer", "name des betriebs", "tenant", "occupant"),
    "last_branch": (
        "letzte branche",
        "branche zuletzt",
        "letzte nutzung",
        "vornutzung",
        "previous use",
    ),
    "last_occupant": (
        "letzter mieter",
        "vormieter",
        "letzte mieterin",
        "ehemaliger betrieb",
        "former tenant",
        "last tenant",
        "last occupant",
    ),
    "floor": ("geschoss", "etage", "stockwerk", "floor", "storey"),
    "parcel": ("flurstück", "parcel", "gemarkung flur flurstück"),
    "vacancy_kind": ("leerstandsart", "art des leerstands", "vacancy kind"),
    "vacancy_reasons": ("grund des leerstands", "leerstandsgrund", "grund", "vacancy reason"),
    "condition_inside": ("zustand innen", "condition inside"),
    "condition_outside": ("zustand außen", "zustand fassade", "condition outside"),
    "water": ("wasser", "wasseranschluss", "water"),
    "toilet": ("wc", "toilette", "toilet"),
    "heating": ("heizung", "heizungsart", "heating"),
    "power": ("strom", "stromanschluss", "power"),
    "broadband": ("breitband", "glasfaser", "internet", "broadband"),
    "kitchen": ("küche", "küche abluft", "kitchen"),
    "step_free": ("barrierefreiheit", "barrierefrei", "stufenlos", "step free", "accessible"),
    "step_height_cm": ("stufenhöhe", "stufe cm", "step height"),
    "accessible_toilet": ("barrierefreies wc", "behinderten wc", "accessible toilet"),
    "listed": ("denkmal", "denkmalschutz", "denkmalgeschützt", "listed", "heritage"),
    "statute_area": ("satzungsgebiet", "sanierungsgebiet", "statute area"),
    "zoning": ("baugebiet", "baugebietstyp", "zoning"),
    "built_year": ("baujahr", "year built", "built"),
    "modernised_year": ("letzte modernisierung", "modernisiert", "modernised"),
    "energy_certificate": ("energieausweis", "energy certificate"),
    "contamination": ("altlasten", "contamination"),
    "location_class": ("lage", "lageklasse", "lagequalität", "location class"),
    "rent_asked_eur_m2": (
        "miete je m2",
        "miete m2",
        "mietforderung",
        "geforderte miete",
        "kaltmiete m2",
        "rent asked",
    ),
    RENT_TOTAL: (
        "gesamtmiete",
        "monatsmiete",
        "miete",
        "miete gesamt",
        "miete pro monat",
        "kaltmiete",
        "jahresmiete",
        "monthly rent",
        "total monthly rent",
    ),
    "rent_last_eur_m2": ("letzte miete", "miete zuletzt", "last rent"),
    "available_from": ("verfügbar ab", "frei ab", "available from"),
    "available_until": ("verfügbar bis", "available until"),
    "owner_class": ("eigentümerart", "eigentumsform", "owner class", "ownership type"),
    "willingness": ("mitwirkungsbereitschaft", "willingness"),
    "interim_view": ("zwischennutzung möglich", "haltung zur zwischennutzung"),
    "use_ended_on": ("nutzungsende", "nutzung aufgegeben am", "use ended on"),
    "interim_from": ("zwischennutzung von", "zwischennutzung ab", "interim from"),
    "interim_until": ("zwischennutzung bis", "interim until"),
    "interim_user": ("zwischennutzer", "zwischennutzerin", "interim user", "int user"),
    USE: ("zwischennutzung", "interim use", "int use"),
    USE_KEY: (
        "interim use key",
        "int usekey",
        "art der zwischennutzung schlüssel",
        "kind of interim use key",
    ),
    "next_check_on": ("nächste prüfung", "wiedervorlage", "next check"),
    WKT: ("wkt", "geometrie", "geometry", "geom", "coordinates for mapping", "koordinaten", "gps"),
    X: (
        "x",
        "rechtswert",
        "ostwert",
        "lon",
        "lng",
        "long",
        "longitude",
        "länge",
        "länge wgs84",
        "longitude wgs84",
        "easting",
        "geogr länge",
    ),
    Y: (
        "y",
        "hochwert",
        "nordwert",
        "lat",
        "latitude",
        "breite",
        "breite wgs84",
        "latitude wgs84",
        "northing",
        "geogr breite",
    ),
}
"""Meaning of a column to names it goes by beside its own and the words on screen."""

PERSON_WORDS = (
    "teilnehmer",
    "teilnehmerin",
    "teilnehmende",
    "geburtsdatum",
    "geburtstag",
    "bg nummer",
    "bedarfsgemeinschaft",
    "kundennummer jobcenter",
    "sozialversicherungsnummer",
    "staatsangehörigkeit",
    "participant",
    "date of birth",
    "nationality",
)
"""Columns that are about persons whom this application must not know."""

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "²": "2", "é": "e"})


SQUARE_METRES = frozenset({"m2", "qm", "sqm"})
"""What a column is called whose numbers are square metres, or for each of them."""


@lru_cache(maxsize=2**15)
def normal(text: str) -> str:
    """Return the words of a text in lower-case ASCII, one blank between them.

    >>> normal("Fläche (m²)")
    'flaeche m2'
    """
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold().translate(_LETTERS)))


def is_about_persons(name: str) -> bool:
    """Say whether a column of that name tells of persons in a measure or benefit."""
    said = f" {normal(name)} "
    return any(f" {normal(word)} " in said for word in PERSON_WORDS)
