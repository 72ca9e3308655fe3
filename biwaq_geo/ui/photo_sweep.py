"""Files of photos that nobody needs any more, deleted beside the server."""

from contextlib import suppress
from threading import Event, Thread

FIRST_AFTER_S = 600.0
"""After the start and the first backup, which may still hold what goes now."""

EVERY_S = 86_400.0


def start_photo_sweeps() -> Event:
    """Start sweeping once a day; set the event to stop."""
    stop = Event()
    Thread(target=_sweep_again_and_again, args=(stop,), name="photos", daemon=True).start()
    return stop


def _sweep_again_and_again(stop: Event) -> None:
    wait = FIRST_AFTER_S
    while not stop.wait(wait):
        # in a thread of its own: what nobody expected ends one round, not all later ones
        sweep = Thread(target=sweep_now, name="sweep", daemon=True)
        sweep.start()
        sweep.join()
        wait = EVERY_S


def sweep_now() -> None:
    """Sweep every town; what cannot be swept today is left to the next day."""
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
