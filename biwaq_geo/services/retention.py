"""Use case: what is due is deleted in every town, whoever looks."""

import logging
from collections.abc import Callable

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.contact_retention import forget_due
from biwaq_geo.services.drafts import forget_old
from biwaq_geo.services.ports import Now, Store, Today, TownLibrary

RETENTION = "retention"
"""Stands in the history for deletions that no person has asked for."""

log = logging.getLogger("biwaq_geo.retention")


def forget_what_is_due(library: TownLibrary, *, today: Today, now: Now) -> None:
    """Delete due contacts and old drafts; a town that cannot be written waits for the next time.

    The library must be that of those who see contacts.
    """
    _everywhere(library, "contacts", lambda store: forget_due(store, today, actor=RETENTION))
    _everywhere(library, "drafts", lambda store: forget_old(store, now))


def _everywhere(library: TownLibrary, what: str, forget: Callable[[Store], int]) -> None:
    for profile in library.profiles():
        try:
            count = forget(library.open(profile.key).store)
        except BiwaqError as error:
            log.warning("%s of %s not deleted: %s", what, profile.key, error.code)
        else:
            if count:
                log.info("%s of %s deleted: %d", what, profile.key, count)
