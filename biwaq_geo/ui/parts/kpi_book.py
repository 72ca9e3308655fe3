"""Key figures of the shown town, kept between runs and shared by all sessions."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID
from weakref import WeakKeyDictionary

from biwaq_geo.analysis.kpis.catalogue import OF_A_DAY
from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.kpi import Kpi, seen
from biwaq_geo.analysis.kpis.places import Place
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.fields import Audience
from biwaq_geo.services.history import revision_of_day
from biwaq_geo.services.kpis.readings import KpiBook
from biwaq_geo.services.ports import Town
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.day_picker import Shown

_books: WeakKeyDictionary[Town, KpiBook] = WeakKeyDictionary()
"""By town as one audience sees it: what belongs to one audience is never shown to another."""

_listed: WeakKeyDictionary[Town, frozenset[UUID]] = WeakKeyDictionary()
"""The units that the public saw last."""


def shown_kpis(place: Place) -> list[Kpi]:
    """Return the figures of a day that whoever looks may see."""
    return seen(OF_A_DAY, audience=state.app().audience, place=place.kind)


def readings_at(
    town: Town, place: Place, look: Shown, kpis: Iterable[Kpi]
) -> Mapping[str, Reading]:
    """Return the figures of a place on the day that is looked at."""
    return _book(town).readings(
        town, state.app().catalogues, place, kpis, day=look.day, revision=look.revision
    )


def facts_at(town: Town, place: Place, look: Shown) -> Facts:
    """Return what the figures of a place rest on."""
    return _book(town).facts(
        town, state.app().catalogues, place, day=look.day, revision=look.revision
    )


def look_at(town: Town, day: date, look: Shown) -> Shown:
    """Return the register of an earlier day, beside the one that is looked at."""
    return Shown(day, revision_of_day(town.store, day), past=True, begun=look.begun)


def _book(town: Town) -> KpiBook:
    book = _books.setdefault(town, KpiBook())
    if state.app().audience is Audience.PUBLIC:
        # what goes to the recycle bin is hidden with its past, which the book still counts
        listed = frozenset(unit.unit_id for unit in town.store.units())
        if _listed.get(town, frozenset()) - listed:
            book = _books[town] = KpiBook()
        _listed[town] = listed
    return book
