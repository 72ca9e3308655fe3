"""Files that people have asked for stay until they can have arrived."""

from collections.abc import Callable
from time import monotonic

from streamlit.runtime import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorage

KEPT_S = 60.0
"""How long at least a file, and the offer of one, outlives the page that showed it."""


class LastingFiles(MediaFileManager):
    """Streamlit's store of files to download, which throws away later.

    Streamlit clears away after every run of every session. Whoever presses while a page
    still runs holds the offer of the run before, which that run's end takes away; and a
    file that two ends of runs meet on its way to the browser is not found.

    Parameters
    ----------
    now
        Seconds on a clock that only goes forward.
    """

    def __init__(self, storage: MediaFileStorage, *, now: Callable[[], float] = monotonic) -> None:
        super().__init__(storage)
        self._now = now
        self._next = now() + KEPT_S
        self._unused: frozenset[str] = frozenset()

    def remove_orphaned_files(self) -> None:
        """Clear away if the last time is `KEPT_S` ago.

        A made file is marked the first time and deleted the second, so it stays that long.
        """
        if self._now() < self._next:
            return
        self._next = self._now() + KEPT_S
        super().remove_orphaned_files()

    def _remove_orphaned_deferred_callables(self) -> None:
        """Drop the offers that no session showed this time and the time before."""
        shown = {
            key for files in self._files_by_session_and_coord.values() for key in files.values()
        }
        unused = frozenset(self._deferred_callables) - shown
        for file_id in unused & self._unused:
            self._drop_deferred_id(file_id)
        self._unused = unused


def keep_files_for_those_who_press_early() -> None:
    """Have the server keep its files so; call before it is made. Streamlit has no setting."""
    runtime.MediaFileManager = LastingFiles  # type: ignore[attr-defined]
