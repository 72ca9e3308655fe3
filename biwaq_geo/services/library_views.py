"""The towns for each person, over what all of the same audience share."""

from collections import OrderedDict
from threading import Lock

from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.roles import Person
from biwaq_geo.services.ports import TownLibrary
from biwaq_geo.services.towns_at_work import LibraryAtWork
from biwaq_geo.services.visible_towns import VisibleLibrary
from biwaq_geo.services.worker import Pace, PersonAtWork

KEPT = 500
"""People whose view stays ready; one more only costs making it again."""


class LibraryViews:
    """Gives each person the towns as the role sees and changes them.

    Parameters
    ----------
    most
        The audience of the installation; no role sees more.
    """

    def __init__(self, library: TownLibrary, *, most: Audience, pace: Pace) -> None:
        self._library = library
        self._most = most
        self._pace = pace
        self._shared: dict[Audience, VisibleLibrary] = {}
        self._views: OrderedDict[Person, LibraryAtWork] = OrderedDict()
        self._lock = Lock()

    def audience(self, person: Person) -> Audience:
        """Return what the person sees here."""
        return min(person.audience, self._most)

    def of(self, person: Person) -> TownLibrary:
        """Return the towns for the person, the same object as long as it is in use."""
        with self._lock:
            view = self._views.pop(person, None) or self._made(person)
            self._views[person] = view
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
            return view

    def _made(self, person: Person) -> LibraryAtWork:
        audience = self.audience(person)
        shared = self._shared.get(audience)
        if shared is None:
            shared = self._shared[audience] = VisibleLibrary(self._library, audience)
        return LibraryAtWork(shared, PersonAtWork(person, pace=self._pace))
