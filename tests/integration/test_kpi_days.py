"""Key figures of past days are those of a register that ends there, for each audience."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.analysis.kpis.catalogue import OF_A_DAY
from biwaq_geo.analysis.kpis.kpi import seen
from biwaq_geo.analysis.kpis.places import TOWN, Place, PlaceKind
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.history import revision_of_day
from biwaq_geo.services.kpis.facts import facts_of, gather, places
from biwaq_geo.services.kpis.readings import KpiBook
from biwaq_geo.services.kpis.stories import Stories
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.recycle import remove_unit, restore
from biwaq_geo.services.visible_towns import seen_by
from tests import sample_town
from tests.sample_catalogues import catalogues

CATALOGUES = catalogues()
FIRST = date(2025, 1, 1)
HIGH_STREET = Place(PlaceKind.AXIS, "Hauptstraße", "Hauptstraße")
WEST = Place(PlaceKind.AREA, "a1", "West")
LAYERS = sample_town.layers()


@dataclass
class HandTown:
    """A town whose day a test turns on."""

    store: Any
    day: date = FIRST
    profile = sample_town.PROFILE
    photos = added = None

    def layer(self, name):
        return LAYERS[name]

    def now(self):
        return datetime(self.day.year, self.day.month, self.day.day, 11, tzinfo=UTC)

    def mark(self, number, state, *, since=None):
        unit_id = UUID(int=number + 1)
        mark_unit(
            self.store,
            lambda: self.day,
            unit_id=unit_id,
            mark=Mark(state, since=since),
            seen_version=self.store.unit(unit_id).version,
            actor="ab",
        )


@contextmanager
def hand_town(units=None):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.store"
        town = HandTown(None)
        made = sample_town.units() if units is None else units
        create_store(path, srid=sample_town.EPSG, town=town.profile.key, units=made, now=town.now)
        town.store = open_store(path, now=town.now)
        yield town
        town.store.close()


def readings(town, place=TOWN, *, day, audience=Audience.CONFIDENTIAL, book=None):
    kpis = seen(OF_A_DAY, audience=audience, place=place.kind)
    at = {"day": day, "revision": revision_of_day(town.store, day)}
    return (book or KpiBook()).readings(town, CATALOGUES, place, kpis, **at)


STATES = st.sampled_from([UnitState.VACANT, UnitState.USED, UnitState.IN_WORKS])
ACTS = st.lists(st.tuples(st.integers(0, 7), STATES, st.integers(1, 200)), min_size=1, max_size=8)


@settings(max_examples=15)
@given(ACTS)
def test_a_past_day_has_the_figures_that_it_had_when_it_was_today(acts):
    with hand_town() as town:
        book, then = KpiBook(), {}
        for number, state, days in acts:
            town.day += timedelta(days=days)
            town.mark(number, state)
            then[town.day] = {
                place: readings(town, place, day=town.day, book=book)
                for place in (TOWN, HIGH_STREET, WEST)
            }
        for day, figures in then.items():
            # a book that knows nothing but the store
            fresh = KpiBook()
            for place, found in figures.items():
                assert readings(town, place, day=day, book=book) == found
                assert readings(town, place, day=day, book=fresh) == found


def test_a_year_of_the_sample_town_by_hand():
    with hand_town() as town:
        town.day = date(2025, 3, 1)
        town.mark(0, UnitState.VACANT, since=date(2025, 2, 15))
        town.day = date(2025, 7, 1)
        town.mark(0, UnitState.USED, since=date(2025, 7, 1))
        town.mark(5, UnitState.USED)
        town.day = date(2026, 2, 1)
        found = readings(town, day=date(2026, 2, 1))
        # units 5 and 6 were empty from the start; 0 fell empty and was filled, 5 was filled
        assert found["new_vacancies"] == Reading(1, 3, 3)
        assert found["ended_vacancies"] == Reading(2, 3, 3)
        assert found["net_vacancies"] == Reading(-1, 3, 3)
        assert found["vacancy_rate_units"] == Reading(1 / 8, 8, 8)
        # three months after, the first was empty still
        assert readings(town, day=date(2025, 5, 1))["vacancy_rate_units"] == Reading(3 / 8, 8, 8)


def test_the_street_score_is_that_of_the_last_audit_known_on_the_day():
    with hand_town() as town:
        # the delivered score of sec1 is of 1 May 2026, 40 points over 200 m; sec2 has none
        for day, section, score in (
            (date(2026, 5, 4), "sec2", 80.0),
            (date(2026, 6, 1), "sec1", 60.0),
        ):
            town.day = day
            audit = StreetAudit(uuid4(), section, day, street_score=score)
            with town.store.transaction() as tx:
                tx.add(audit, actor="ab")
        told = {
            day: readings(town, day=date(2026, *day))["street_score"]
            for day in ((4, 30), (5, 3), (5, 4), (6, 1))
        }
        assert told[4, 30] == Reading(None, 0, 2)
        assert told[5, 3] == Reading(40.0, 1, 2)
        assert told[5, 4] == Reading(60.0, 2, 2)
        assert told[6, 1] == Reading(70.0, 2, 2)
        public = seen_by(town, Audience.PUBLIC)
        assert readings(public, day=town.day, audience=Audience.PUBLIC)["street_score"].value == 70


def test_an_empty_register_and_a_day_before_it_have_no_figures():
    with hand_town([]) as town:
        assert all(one.value is None for one in readings(town, day=FIRST).values())
    with hand_town() as town:
        before = readings(town, day=FIRST - timedelta(days=1))
        counted = {key: one for key, one in before.items() if key != "street_score"}
        assert all(one.value is None for one in counted.values())


def test_the_public_sees_the_same_public_figures_and_no_others():
    with hand_town() as town:
        town.day = date(2025, 3, 1)
        town.mark(0, UnitState.VACANT)
        public = seen_by(town, Audience.PUBLIC)
        found = readings(public, day=town.day, audience=Audience.PUBLIC)
        whole = readings(town, day=town.day)
        assert found == {key: whole[key] for key in found}
        assert "checked_share" not in found
        assert "firms_hosting" not in found


def test_a_unit_in_the_recycle_bin_counts_nowhere_and_comes_back_with_its_story():
    with hand_town() as town:
        public = seen_by(town, Audience.PUBLIC)
        book, kpi_day = KpiBook(), date(2025, 6, 1)
        town.day = date(2025, 3, 1)
        town.mark(0, UnitState.VACANT)
        town.day = kpi_day
        unit = town.store.unit(UUID(int=1))
        before = readings(public, day=kpi_day, audience=Audience.PUBLIC, book=book)
        remove_unit(
            town.store,
            town.now,
            unit_id=unit.unit_id,
            seen_version=unit.version,
            reason="doppelt",
            actor="ab",
        )
        gone = readings(public, day=kpi_day, audience=Audience.PUBLIC, book=book)
        assert (before["vacancy_age"].total, gone["vacancy_age"].total) == (3, 2)
        assert (before["new_vacancies"].total, gone["new_vacancies"].total) == (3, 2)
        fresh = KpiBook()
        readings(public, day=kpi_day, audience=Audience.PUBLIC, book=fresh)
        restore(
            town.store,
            records=[town.store.record(type(unit), unit.unit_id)],
            batch=uuid4(),
            actor="ab",
        )
        # a book that has never seen the hidden events, and one that has
        for one in (fresh, book):
            back = readings(public, day=kpi_day, audience=Audience.PUBLIC, book=one)
            assert back == before


def test_firms_count_where_their_unit_stands():
    with hand_town() as town:
        firms = [
            Business(
                uuid4(), name="West", unit_id=UUID(int=1), hosts_placements=True, training_places=2
            ),
            Business(uuid4(), name="Ost", unit_id=UUID(int=4), training_places=1),
            Business(uuid4(), name="ohne Ort", hosts_placements=False),
            Business(uuid4(), name="weg", training_places=9, removed_on=FIRST),
        ]
        with town.store.transaction() as tx:
            for firm in firms:
                tx.add(firm, actor="ab")
        whole, west = readings(town, day=FIRST), readings(town, WEST, day=FIRST)
        assert whole["firms_hosting"] == Reading(1.0, 2, 3)
        assert whole["training_places"] == Reading(3.0, 2, 3)
        assert west["training_places"] == Reading(2.0, 1, 1)


def test_axes_and_areas_have_their_own_units_sections_and_people():
    with hand_town() as town:
        whole = gather(town, Stories(), CATALOGUES, day=FIRST, revision=town.store.revision())
        axis, west = facts_of(whole, HIGH_STREET), facts_of(whole, WEST)
        assert (len(axis.units), axis.length_m) == (8, pytest.approx(400.0))
        # units 0, 1, 4 and 5 stand at x = 50 and 140, the middle of sec1 at 100
        assert len(west.units) == 4
        assert list(west.sections.index) == ["sec1"]
        assert (west.inhabitants, axis.inhabitants, whole.facts.inhabitants) == (1200, None, 2400)
        assert facts_of(whole, Place(PlaceKind.AREA, "gone")).units.empty
        assert len(places(town)) == 4
