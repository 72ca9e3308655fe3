"""What offices write for the values that a unit can have, in German and English."""

from collections.abc import Mapping
from enum import StrEnum

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.unit_values import (
    DatePrecision,
    Floor,
    Heating,
    LocationClass,
    OwnerClass,
    PermitLight,
    StepFree,
    UnitKind,
    UnitState,
    VacancyKind,
    VacancyReason,
    Willingness,
)

VALUE_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    UnitState: {
        "used": "genutzt; belegt; in betrieb; geöffnet; occupied; in use; open; nein; no;"
        " false; falsch",
        "impending": "leerstand droht; drohender leerstand; schließt demnächst; closing",
        "vacant": "leer; leerstand; leerstehend; leer stehend; steht leer; unbelegt; ungenutzt;"
        " vacant; empty; unoccupied; ja; yes; true; wahr; x",
        "partly_vacant": "teilweise leer; teilleerstand; teilweise; partly vacant; partial",
        "in_mediation": "in vermittlung; vermittlung; actively leasing; for lease; for sale;"
        " for rent; to let; to rent; zu vermieten; zu verkaufen; in vermarktung",
        "reserved": "reserviert; leased pending occupancy; reserved; mietvertrag geschlossen",
        "interim": "zwischengenutzt; zwischennutzung; interim use; pop up",
        "let": "vermietet; neu vermietet; let; leased",
        "in_works": "im umbau; umbau; sanierung; in sanierung; baustelle; under redevelopment;"
        " under construction; renovation",
        "unmarketable": "nicht marktfähig; ruine; unvermietbar; unmarketable",
        "converted": "umgenutzt; wohnen; umgenutzt wohnen; converted",
        "demolished": "abgerissen; abriss; rückgebaut; demolished",
        "no_vacancy": "kein leerstand; irrtum; kein leerstand irrtum; not vacant",
        "candidate": "leerstand zu prüfen; zu prüfen; verdacht; to check",
    },
    UnitKind: {
        "shop": "ladenlokal; laden; geschäft; einzelhandel; handel; ladengeschäft; retail; store",
        "gastronomy": "gastronomie; restaurant; gaststätte; café; imbiss; bar; restaurant",
        "office": "büro; praxis; büro praxis; dienstleistung; office; medical office",
        "kiosk": "kiosk; stand",
        "workshop": "handwerk; werkstatt; handwerk werkstatt; workshop",
        "storage": "lager; halle; lager halle; warehouse",
        "department_store": "kaufhaus; verbrauchermarkt; supermarkt; kaufhaus verbrauchermarkt",
        "exhibition": "ausstellung; ausstellungsfläche; showroom",
        "public": "öffentliches gebäude; öffentlich; public building",
        "other": "sonstiges; sonstige; andere",
    },
    Branch: {
        "food": "lebensmittel; nahversorgung; supermarkt; grocery",
        "bakery_butcher": "bäckerei; bäcker; fleischerei; metzgerei; bäckerei fleischerei; bakery",
        "drugstore_health": "drogerie; apotheke; gesundheit; sanitätshaus; pharmacy",
        "fashion": "bekleidung; mode; schuhe; textil; bekleidung schuhe; clothing;"
        " clothing store; shoes",
        "household": "haushalt; haushaltswaren; einrichtung; möbel; furniture",
        "electronics": "elektro; elektronik; telefon; handy; mobile phones",
        "books_leisure": "bücher; buchhandlung; spielwaren; schreibwaren; freizeit; sport; books;"
        " toys",
        "flowers_garden": "blumen; garten; florist; flowers",
        "gastronomy": "gastronomie; restaurant; café; imbiss; kneipe; bar; gaststätte",
        "lodging": "beherbergung; hotel; pension",
        "personal_service": "friseur; frisör; kosmetik; reinigung; dienstleistung; hairdresser;"
        " dry cleaning",
        "finance": "bank; sparkasse; versicherung; bank versicherung; insurance",
        "office": "büro; office; office space",
        "medical": "arzt; arztpraxis; praxis; zahnarzt; physiotherapie; doctor",
        "craft": "handwerk; werkstatt",
        "vehicles": "fahrzeuge; fahrrad; autohaus; kfz; fahrzeuge fahrrad; bicycles",
        "social_culture": "soziales; kultur; verein; kirche; galerie; soziales kultur verein",
        "public": "verwaltung; behörde; post; administration",
        "other": "sonstiges; sonstige; andere",
    },
    DatePrecision: {
        "day": "tag; auf den tag; genau; exact",
        "month": "monat; auf den monat",
        "year": "jahr; auf das jahr",
        "estimated": "geschätzt; ca; ungefähr; approximately",
    },
    Origin: {
        "demo": "demonstration; demonstration erfunden",
        "fact": "belegt",
        "osm": "openstreetmap",
        "staff": "vor ort erfasst; begehung; recorded on site",
        "estimate": "geschätzt; schätzung; estimated",
    },
    Floor: {
        "basement": "ug; untergeschoss; keller; souterrain",
        "ground": "eg; erdgeschoss; parterre; ground floor; street level; 0",
        "upper": "og; obergeschoss; 1 og; 2 og; 1; 2; upper floor",
    },
    StepFree: {
        "level": "stufenlos; ebenerdig; barrierefrei; ja; yes",
        "ramp_possible": "rampe möglich; rampe; mit rampe; ramp",
        "steps": "stufe; stufen; eine stufe; steps; step",
        "no": "nein; nicht barrierefrei",
    },
    Heating: {
        "district": "fernwärme; district heating",
        "gas": "gas; gasheizung; erdgas",
        "oil": "öl; ölheizung",
        "electric": "strom; elektro; nachtspeicher",
        "heat_pump": "wärmepumpe; heat pump",
        "stove": "ofen; kachelofen; kohle",
        "none": "keine; ohne",
    },
    LocationClass: {"a": "1a; a lage; 1a lage", "b": "1b; b lage; 1b lage", "c": "c lage; 2; 2a"},
    OwnerClass: {
        "private": "privat; privatperson; individual",
        "heirs": "erbengemeinschaft; erben; heirs",
        "company": "gesellschaft; gmbh; firma; real estate investment trust reit; reit;"
        " foreign limited liability company llc; domestic limited liability company llc; llc;"
        " corporation; investor",
        "housing_company": "wohnungsunternehmen; wohnungsgesellschaft; wohnungsgenossenschaft",
        "town": "stadt; kommune; gemeinde; kommunal; municipality; city",
        "state": "land; bund; freistaat; land bund; government",
        "church": "kirche",
    },
    PermitLight: {"green": "grün", "yellow": "gelb", "red": "rot"},
    VacancyKind: {
        "churn": "fluktuierend; fluktuation; fluktuativ",
        "structural": "strukturell",
        "withheld": "spekulativ; zurückgehalten",
        "renovation": "sanierungsbedingt",
    },
    VacancyReason: {
        "size": "zu groß; zu klein; zuschnitt; größe",
        "visibility": "sichtbarkeit; schlechte lage",
        "step": "stufe am eingang; nicht barrierefrei",
        "condition": "baulicher zustand; zustand; sanierungsbedarf",
        "rent": "miete zu hoch; miete",
        "succession": "nachfolge fehlt; keine nachfolge; kein nachfolger; nachfolge; ruhestand",
        "moved": "umzug; umgezogen; verlagerung",
        "insolvency": "insolvenz; pleite; bankruptcy",
        "heirs": "erben uneinig; erbstreit",
        "tax": "steuer",
        "marketing": "vermarktung erfolglos",
        "no_time": "keine zeit",
        "renovation_planned": "sanierung geplant",
        "law": "recht; genehmigung; recht genehmigung",
        "unknown": "unbekannt; unknown",
    },
    Willingness: {
        "yes": "ja; gut; hoch",
        "conditional": "bedingt; teilweise; vielleicht; maybe",
        "no": "nein; keine; gering",
    },
}
"""Value of each list to words for it beside its own name and the words on screen."""
