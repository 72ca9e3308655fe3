"""What lists call those whom to ask about a unit, in German and English."""

from biwaq_geo.services.import_units.column_words import normal

WHOM_TO_ASK = (
    "eigentümer",
    "eigentümerin",
    "besitzer",
    "ansprechpartner",
    "ansprechpartnerin",
    "ansprechperson",
    "kontakt",
    "telefon",
    "tel",
    "handy",
    "mobil",
    "email",
    "mail",
    "owner",
    "contact",
    "phone",
)
"""Owners and ways to reach somebody: a person, or a business."""

CONTACT_WORDS = (
    *WHOM_TO_ASK,
    "eigentümername",
    "eigentümers",
    "besitzerin",
    "vermieter",
    "vermieterin",
    "landlord",
)
"""Whom to ask: that is a contact, with a purpose and a day of deletion, and no field of a unit."""

_SORTS = ("art", "typ", "type", "class", "form", "klasse", "kind")
"""The sort of an owner is no person."""


def is_about_contacts(name: str) -> bool:
    """Say whether a column of that name tells whom to ask about a unit.

    >>> is_about_contacts("Name des Eigentümers"), is_about_contacts("Eigentümer (Art)")
    (True, False)
    """
    said = normal(name).split()
    contact = any(normal(word) in said for word in CONTACT_WORDS)
    return contact and not any(word in said for word in _SORTS)
