"""Whoever works with a register: what they may change, under which name, and how fast."""

import logging
from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from biwaq_geo.domain.errors import RoleNotAllowedError, TooFastError
from biwaq_geo.domain.records import NAMES
from biwaq_geo.domain.roles import Person

log = logging.getLogger("biwaq_geo.access")

SAVES, UPLOADS = "saves", "uploads"
WITHIN_S = 60.0
MOST = {SAVES: 200, UPLOADS: 50}
"""What one account may do within `WITHIN_S` seconds. A person at work stays far below: this
slows down a script, or a key that is stuck, so that the others can go on."""


class Pace:
    """Counts what each account has done lately, over all its sessions."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._done: dict[tuple[str, str], deque[float]] = {}
        self._lock = Lock()

    def take(self, account: str, what: str) -> None:
        """Count one more `SAVES` or `UPLOADS`; raises TooFastError, which is not counted."""
        now = self._clock()
        with self._lock:
            times = self._done.setdefault((account, what), deque())
            while times and now - times[0] >= WITHIN_S:
                times.popleft()
            if len(times) >= MOST[what]:
                wait = WITHIN_S - (now - times[0])
                raise TooFastError(what=what, most=MOST[what], wait_s=max(1, round(wait)))
            times.append(now)


class Worker:
    """Whoever sits at this computer: changes all that is seen, under any name."""

    def begin(self) -> None:
        """Refuse a change before it begins."""

    def draft(self) -> None:
        """Refuse to keep what is typed."""

    def upload(self) -> None:
        """Refuse a file."""

    def file(self) -> None:
        """Refuse to read a file with rows or shapes in it."""

    def layer(self) -> None:
        """Refuse to add, rewrite or remove a layer of the map."""

    def change(self, kind: type) -> None:
        """Refuse to change a kind of record."""

    def add_town(self) -> None:
        """Refuse to register a town."""

    def actor(self, said: str) -> str:
        """Return the name that stands in the history."""
        return said


class PersonAtWork(Worker):
    """Somebody who has logged in: changes what the role includes, under the account's name.

    Everything raises RoleNotAllowedError, `begin`, `upload` and `file` TooFastError.
    """

    def __init__(self, person: Person, *, pace: Pace) -> None:
        self.person = person
        self._pace = pace

    def begin(self) -> None:
        """Refuse a change before it begins."""
        self._allow("records", yes=self.person.changes_anything)
        self._pace.take(self.person.name, SAVES)

    def draft(self) -> None:
        """Refuse to keep what is typed."""
        self._allow("drafts", yes=self.person.changes_anything)

    def upload(self) -> None:
        """Refuse a file."""
        self._allow("photo", yes="photo" in self.person.changes)
        self._pace.take(self.person.name, UPLOADS)

    def file(self) -> None:
        """Refuse to read a file with rows or shapes in it."""
        self._allow("file", yes=self.person.changes_anything)
        self._pace.take(self.person.name, UPLOADS)

    def layer(self) -> None:
        """Refuse to add, rewrite or remove a layer of the map."""
        self._allow("layer", yes=self.person.adds_layers)

    def change(self, kind: type) -> None:
        """Refuse to change a kind of record; a kind that nobody knows is refused."""
        name = NAMES.get(kind, kind.__name__)
        self._allow(name, yes=name in self.person.changes)

    def add_town(self) -> None:
        """Refuse to register a town."""
        self._allow("town", yes=self.person.adds_towns)

    def actor(self, said: str) -> str:  # noqa: ARG002 -- whatever a screen says
        """Return the name of the account."""
        return self.person.name

    def _allow(self, what: str, *, yes: bool) -> None:
        if not yes:
            name, role = self.person.name, self.person.role
            log.warning("refused: account %s, role %s, %s", name, role.value, what)
            raise RoleNotAllowedError(role=role, what=what)


LOCAL = Worker()
"""The one at this computer."""
