"""Use cases: owners and whom to ask about units, businesses and requests."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import (
    DeletionDayError,
    EmptyNameError,
    PurposeNeededError,
    RecordNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.unit_edits import check_values
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.retry import again_after_collision


def contacts_of(store: Store, subject_id: UUID) -> Sequence[Contact]:
    """Return who speaks for a unit, business or request, by name; none for a lower audience."""
    found = [
        one
        for one in store.records(Contact)
        if subject_id in (*one.unit_ids, *one.business_ids, *one.request_ids)
    ]
    return sorted(found, key=lambda one: (one.name, one.contact_id))


@again_after_collision
def add_contact(store: Store, today: Today, *, contact: Contact, actor: str) -> Contact:
    """Save a new contact and return it; sent again it is saved once.

    Raises
    ------
    EmptyNameError, PurposeNeededError, DeletionDayError, TextTooLongError
        A contact needs a name, a purpose and a day of deletion to come. Nothing was saved.
    NotAllowedError
        Contacts are confidential.
    """
    tidy = _checked(contact, today)
    with store.transaction() as tx:
        tx.add(tidy, actor=actor)
    return tidy


@again_after_collision
def save_contact(store: Store, today: Today, *, contact: Contact, actor: str) -> Contact:
    """Save a contact that was changed from the version it bears, and return it.

    Raises
    ------
    EditConflictError
        Somebody saved it since. Nothing was saved.
    EmptyNameError, PurposeNeededError, DeletionDayError, TextTooLongError, NotAllowedError
        As for `add_contact`.
    """
    tidy = replace(_checked(contact, today), version=contact.version + 1)
    with store.transaction() as tx:
        if tx.record(Contact, contact.contact_id) != tidy:
            tx.save(tidy, action=Action.EDITED, actor=actor)
    return tidy


@again_after_collision
def forget_contact(store: Store, *, contact_id: UUID, actor: str) -> None:
    """Delete a contact for good; its events say that there was one, and nothing of it.

    A contact that is gone already stays gone.
    """
    with store.transaction() as tx:
        try:
            contact = tx.record(Contact, contact_id)
        except RecordNotFoundError:
            return
        tx.forget(contact, actor=actor)


def _checked(contact: Contact, today: Today) -> Contact:
    tidy = replace(contact, name=contact.name.strip(), purpose=contact.purpose.strip())
    if not tidy.name:
        raise EmptyNameError
    if not tidy.purpose:
        raise PurposeNeededError
    if tidy.delete_on <= today():
        raise DeletionDayError(date=tidy.delete_on, today=today())
    fields = ("name", "purpose", "organisation", "phone", "email", "post_address", "note")
    check_values(Contact, {name: getattr(tidy, name) for name in fields})
    return tidy
