"""Key figures of a place by day, kept because the past does not change."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from threading import Lock
from typing import TypeVar

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.kpi import Kpi
from biwaq_geo.analysis.kpis.places import Place
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.services.kpis.facts import Gathered, facts_of, gather
from biwaq_geo.services.kpis.stories import Stories
from biwaq_geo.services.ports import Town

K = TypeVar("K")
V = TypeVar("V")

MONTHS_SHOWN = 36

_DAYS, _PLACES, _READINGS = 40, 80, 20_000
"""What is kept: frames of a course of three years, parts of them, and single numbers."""


class KpiBook:
    """Answers for one town as one audience sees it; any thread may ask.

    It holds no town, so that a town that is gone takes its book along.
    """

    def __init__(self) -> None:
        self._stories = Stories()
        self._gathered: OrderedDict[tuple[int, date], Gathered] = OrderedDict()
        self._facts: OrderedDict[tuple[int, date, Place], Facts] = OrderedDict()
        self._read: OrderedDict[tuple[int, date, Place, str], Reading] = OrderedDict()
        self._lock = Lock()

    def facts(
        self, town: Town, catalogues: Catalogues, place: Place, *, day: date, revision: int
    ) -> Facts:
        """Return the facts of a place at the end of a day, see `services.kpis.facts.gather`."""
        key = (revision, day, place)
        with self._lock:
            found = self._facts.get(key)
            whole = self._gathered.get((revision, day))
        if found is not None:
            return found
        if whole is None:
            whole = gather(town, self._stories, catalogues, day=day, revision=revision)
        found = facts_of(whole, place)
        with self._lock:
            _keep(self._gathered, (revision, day), whole, most=_DAYS)
            _keep(self._facts, key, found, most=_PLACES)
        return found

    def readings(
        self,
        town: Town,
        catalogues: Catalogues,
        place: Place,
        kpis: Iterable[Kpi],
        *,
        day: date,
        revision: int,
    ) -> Mapping[str, Reading]:
        """Return the readings of the figures by key, in their order.

        Figures that no day has at once are left out.
        """
        found: dict[str, Reading] = {}
        for kpi in kpis:
            key = (revision, day, place, kpi.key)
            with self._lock:
                known = self._read.get(key)
            if known is None and kpi.measure is not None:
                facts = self.facts(town, catalogues, place, day=day, revision=revision)
                known = kpi.measure(facts)
                with self._lock:
                    _keep(self._read, key, known, most=_READINGS)
            if known is not None:
                found[kpi.key] = known
        return found


def month_ends(first: date, last: date) -> Sequence[date]:
    """Return the last day of each month from `first` until before `last`, then `last`.

    At most `MONTHS_SHOWN` days, the latest ones.

    >>> [str(day) for day in month_ends(date(2026, 1, 31), date(2026, 3, 2))]
    ['2026-01-31', '2026-02-28', '2026-03-02']
    """
    days = [last]
    end = last.replace(day=1) - timedelta(days=1)
    while end >= first and len(days) < MONTHS_SHOWN:
        days.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return days[::-1]


def _keep(kept: OrderedDict[K, V], key: K, value: V, *, most: int) -> None:
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)
