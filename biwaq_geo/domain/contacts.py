"""Owners and whom to ask: personal data with a purpose and an end."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from biwaq_geo.domain.fields import confidential, record


class Channel(StrEnum):
    """How the person wants to be reached."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"


@record
class Contact:
    """A person or office that can speak for units, businesses and requests.

    Events remember only that something changed in a contact, never what: a contact that
    is deleted is gone.

    Attributes
    ----------
    unit_ids, business_ids, request_ids
        What the contact speaks for.
    purpose
        What the data may be used for.
    delete_on
        Day on which the contact is to be deleted.
    do_not_contact
        Nobody may write to or call this contact.
    """

    contact_id: UUID = confidential()
    name: str = confidential(length=120)
    purpose: str = confidential()
    delete_on: date = confidential()
    unit_ids: tuple[UUID, ...] = confidential(default=())
    business_ids: tuple[UUID, ...] = confidential(default=())
    request_ids: tuple[UUID, ...] = confidential(default=())
    organisation: str | None = confidential(default=None, length=120)
    phone: str | None = confidential(default=None, length=60)
    email: str | None = confidential(default=None, length=120)
    post_address: str | None = confidential(default=None)
    channel: Channel | None = confidential(default=None)
    do_not_contact: bool = confidential(default=False)
    note: str | None = confidential(default=None, length=2000)
    version: int = confidential(default=1)
