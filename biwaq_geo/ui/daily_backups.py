"""What is done every day beside the server: contacts that are due go, towns are backed up."""

from contextlib import suppress
from threading import Event, Thread

FIRST_AFTER_S = 90.0
"""After the start: whoever opens the first page should not wait for it."""

LOOK_EVERY_S = 900.0
"""A computer that sleeps at night makes up for the day within this time; so does a full disk."""


def start_daily_backups() -> Event:
    """Start looking for due backups; set the event to stop."""
    stop = Event()
    Thread(target=_look_again_and_again, args=(stop,), name="backups", daemon=True).start()
    return stop


def _look_again_and_again(stop: Event) -> None:
    wait = FIRST_AFTER_S
    while not stop.wait(wait):
        # in a thread of its own: what nobody expected ends one round, not all later ones
        look = Thread(target=back_up_now, name="backup", daemon=True)
        look.start()
        look.join()
        wait = LOOK_EVERY_S


def back_up_now() -> None:
    """Delete contacts that are due, then back up every town that has no backup of today.

    Failures of a backup are for the start page.
    """
    # the server's start loads nothing slow
    from biwaq_geo.bootstrap import application  # noqa: PLC0415
    from biwaq_geo.domain.errors import BiwaqError  # noqa: PLC0415
    from biwaq_geo.services.daily_backup import back_up_where_due  # noqa: PLC0415
    from biwaq_geo.texts import LOCAL_ZONE  # noqa: PLC0415

    # without an application no page opens either, and says why
    with suppress(BiwaqError):
        app = application()
        # first, so that the backup of today does not keep them for another 35 days
        app.forget_due_contacts()
        keys = [profile.key for profile in app.library.profiles()]
        back_up_where_due(app.backups, keys=keys, now=app.now(), zone=LOCAL_ZONE)
