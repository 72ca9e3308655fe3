"""Figures that a town buys in, typed in over each database there is, and what they become."""

from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.analysis.kpis.catalogue import OF_A_DAY
from biwaq_geo.analysis.kpis.places import TOWN
from biwaq_geo.domain.errors import DateInFutureError, NumberRangeError, TextTooLongError
from biwaq_geo.domain.errors.figures import FigureIncompleteError, FigureUnknownError
from biwaq_geo.domain.supply import BoughtFigure
from biwaq_geo.domain.town_figures import TownFigure
from biwaq_geo.services.kpis.facts import gather
from biwaq_geo.services.kpis.readings import KpiBook
from biwaq_geo.services.kpis.stories import Stories
from biwaq_geo.services.recycle import remove, restore
from biwaq_geo.services.town_figures import add_figure, town_figures
from biwaq_geo.services.undo import take_back
from tests import sample_town
from tests.sample_catalogues import ASSUMED, catalogues

TODAY = date(2026, 5, 20)
ONE, TWO = UUID(int=950), UUID(int=951)
ME = {"actor": "mk"}
WHOLE = {
    "figure": "retail_centrality",
    "value": 87.5,
    "holds_from": date(2026, 1, 1),
    "source": " Marktbericht 2026, Seite 12 ",
}
(CENTRALITY,) = (one for one in OF_A_DAY if one.key == "retail_centrality")


class Sat:
    """A town whose register lies in the store of the test."""

    photos = added = None

    def __init__(self, store):
        self.store, self.profile = store, sample_town.PROFILE
        self._layers = sample_town.layers()

    def layer(self, name):
        return self._layers[name]


def today():
    return TODAY


def add(store, key=ONE, **other):
    return add_figure(store, today, figure_id=key, values=WHOLE | other, **ME)


def reading(store, day=TODAY, known=None):
    asked = {"day": day, "revision": store.revision()}
    found = KpiBook().readings(Sat(store), known or catalogues(), TOWN, [CENTRALITY], **asked)
    return found["retail_centrality"].value


def test_a_figure_is_saved_once_and_holds_from_its_day_until_a_later_one(store):
    assert reading(store) is None
    made = add(store)
    assert made.source == "Marktbericht 2026, Seite 12"
    assert add(store) == made
    add(store, TWO, value=91.0, holds_from=date(2026, 5, 1))
    assert [one.value for one in town_figures(store)] == [91.0, 87.5]
    days = date(2025, 12, 31), date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 1)
    assert [reading(store, day) for day in days] == [None, 87.5, 87.5, 91.0]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"value": None}, FigureIncompleteError),
        ({"value": 0.0}, FigureIncompleteError),
        ({"holds_from": None}, FigureIncompleteError),
        ({"source": "  "}, FigureIncompleteError),
        ({"figure": "turnover"}, FigureUnknownError),
        ({"holds_from": date(2026, 5, 21)}, DateInFutureError),
        ({"value": 1_000.5}, NumberRangeError),
        ({"value": -1.0}, NumberRangeError),
        ({"value": float("nan")}, NumberRangeError),
        ({"source": "x" * 301}, TextTooLongError),
    ],
)
def test_what_is_no_figure_with_day_and_source_is_refused_by_name(store, values, error):
    before = store.revision()
    with pytest.raises(error):
        add(store, **values)
    assert store.revision() == before


def test_a_wrong_figure_is_taken_back_and_comes_back_from_the_bin(store):
    made = add(store)
    gone = remove(store, today, kind=TownFigure, record_id=ONE, seen_version=made.version, **ME)
    assert town_figures(store) == [] == [one for one in [reading(store)] if one]
    assert restore(store, records=[gone], batch=TWO, **ME) == 1
    assert reading(store) == 87.5
    take_back(
        Sat(store), today, kind=TownFigure, record_id=ONE, seen_version=gone.version + 1, **ME
    )
    assert reading(store) is None


def test_what_was_typed_in_goes_before_a_file_of_the_same_day_and_after_a_later_one(store):
    def in_file(on):
        known = catalogues()
        figure = BoughtFigure(
            "x", {}, sample_town.PROFILE.key, "retail_centrality", 70.0, on, ASSUMED
        )
        known.bought_figures["x"] = figure
        return known

    add(store)
    assert reading(store, known=in_file(date(2026, 1, 1))) == 87.5
    assert reading(store, known=in_file(date(2026, 2, 1))) == 70.0
    assert reading(store, known=in_file(date(2025, 2, 1))) == 87.5


def test_a_past_day_does_not_know_what_was_typed_in_later(store):
    before = store.revision()
    add(store)
    gathered = gather(Sat(store), Stories(), catalogues(), day=TODAY, revision=before)
    assert gathered.facts.bought == []
