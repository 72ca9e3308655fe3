"""Use case: contacts whose day of deletion has come are deleted, whoever looks."""

import logging
from collections.abc import Sequence

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.ports import Store, Today, TownLibrary

RETENTION = "retention"
"""Stands in the history for deletions that no person has asked for."""

log = logging.getLogger("biwaq_geo.contacts")


def due_contacts(store: Store, today: Today) -> Sequence[Contact]:
    """Return the contacts whose day of deletion is today or past, the oldest day first."""
    due = [one for one in store.records(Contact) if one.delete_on <= today()]
    return sorted(due, key=lambda one: (one.delete_on, str(one.contact_id)))


def forget_due(store: Store, today: Today, *, actor: str) -> int:
    """Delete the contacts that are due, all or none, and return how many.

    What is deleted is gone from the register at once and from the backups when the last one
    that knows it is dropped, see `services.daily_backup.KEEP_DAYS`.
    """
    # most days nothing is due, and then nobody waits for a lock
    if not due_contacts(store, today):
        return 0
    with store.transaction() as tx:
        due = [one for one in tx.records(Contact) if one.delete_on <= today()]
        for contact in due:
            tx.forget(contact, actor=actor)
    return len(due)


def forget_due_everywhere(library: TownLibrary, today: Today) -> None:
    """Delete what is due in every town; one that cannot be written waits for the next time.

    The library must be that of those who see contacts.
    """
    for profile in library.profiles():
        try:
            count = forget_due(library.open(profile.key).store, today, actor=RETENTION)
        except BiwaqError as error:
            log.warning("contacts of %s not deleted: %s", profile.key, error.code)
        else:
            if count:
                log.info("contacts of %s deleted: %d", profile.key, count)
