"""What is done every day beside the server: backups, and what nobody needs any more goes."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

BACKUP_AFTER_S = 90.0
"""After the start: whoever opens the first page should not wait for it."""

BACKUP_EVERY_S = 900.0
"""A computer that sleeps at night makes up for the day within this time; so does a full disk."""

SWEEP_AFTER_S = 600.0
"""After the start and the first backup, which may still hold what goes now."""

SWEEP_EVERY_S = 86_400.0


def start_daily_work() -> Event:
    """Start looking for due backups and for files to sweep; set the event to stop."""
    stop = Event()
    again_and_again(back_up_now, stop, first_after_s=BACKUP_AFTER_S, every_s=BACKUP_EVERY_S)
    again_and_again(sweep_now, stop, first_after_s=SWEEP_AFTER_S, every_s=SWEEP_EVERY_S)
    return stop


def again_and_again(
    work: Callable[[], None], stop: Event, *, first_after_s: float, every_s: float
) -> None:
    """Do the work beside everything else, for as long as the event is not set."""
    name = getattr(work, "__name__", "work")

    def rounds() -> None:
        wait = first_after_s
        while not stop.wait(wait):
            # in a thread of its own: what nobody expected ends one round, not all later ones
            one = Thread(target=work, name=name, daemon=True)
            one.start()
            one.join()
            wait = every_s

    Thread(target=rounds, name=f"{name}-rounds", daemon=True).start()


def back_up_now() -> None:
    """Delete what is due, then back up every town that has no backup of today.

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
        # first, so that the backup of today does not keep it for another 35 days
        app.forget_what_is_due()
        keys = [profile.key for profile in app.library.profiles()]
        back_up_where_due(app.backups, keys=keys, now=app.now(), zone=LOCAL_ZONE)


def sweep_now() -> None:
    """Sweep the photos of every town; what cannot be swept is left to the next day."""
    # the server's start loads nothing slow
    from biwaq_geo.bootstrap import application  # noqa: PLC0415
    from biwaq_geo.domain.errors import BiwaqError  # noqa: PLC0415
    from biwaq_geo.services.photos import sweep_photos  # noqa: PLC0415

    with suppress(BiwaqError):
        app = application()
        for profile in app.library.profiles():
            with suppress(BiwaqError):
                town = app.library.open(profile.key)
                sweep_photos(town.store, town.photos, app.now, app.today)
