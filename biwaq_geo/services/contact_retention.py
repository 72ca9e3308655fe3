"""Use case: contacts whose day of deletion has come are deleted, whoever looks."""

from collections.abc import Sequence

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.retry import again_after_collision


def due_contacts(store: Store, today: Today) -> Sequence[Contact]:
    """Return the contacts whose day of deletion is today or past, the oldest day first."""
    due = [one for one in store.records(Contact) if one.delete_on <= today()]
    return sorted(due, key=lambda one: (one.delete_on, str(one.contact_id)))


@again_after_collision
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
