"""Who lives near the units of a place, against walks computed by hand."""

import pandas as pd
import pytest

from biwaq_geo.analysis.kpis.near import inhabitants_near, participants_near
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.kpis.near import hosting, in_use, near
from biwaq_geo.services.reach import walkers
from tests.fakes import FakeTown
from tests.sample_catalogues import catalogues
from tests.sample_facts import facts
from tests.sample_town import unit, units

ADULT = next(iter(catalogues().walking.values()))


@pytest.fixture(scope="module")
def walked():
    return walkers(FakeTown(), ADULT)


def test_everybody_of_the_sample_town_lives_within_fifteen_minutes(walked):
    found = near(walked, in_use(facts(*units())))
    # eight houses with 100, 200 ... 800 inhabitants
    assert inhabitants_near(found.persons, 15.0) == Reading(3600.0, 8, 8)
    counts = [inhabitants_near(found.persons, minutes).value for minutes in (5.0, 10.0, 15.0)]
    assert counts == sorted(counts)


def test_only_units_in_regular_use_are_reached(walked):
    empty = facts(*(unit(number, UnitState.VACANT) for number in range(4)))
    assert in_use(empty).empty
    assert near(walked, in_use(empty)).places == 0
    assert len(in_use(facts(*units()))) == 5


def firms_of(*rows):
    columns = ["unit_id", "hosts_placements", "training_places", "vacancies"]
    return pd.DataFrame(rows, columns=columns).astype({"hosts_placements": object})


def test_participants_are_those_near_firms_that_take_people_in(walked):
    first, second = str(unit(0).unit_id), str(unit(3).unit_id)
    place = facts(*units(), businesses=firms_of((first, True, 1, 0), (second, False, 1, 0)))
    assert list(hosting(place).index) == [first]
    found = near(walked, hosting(place))
    # West has 25 published participants, Ost none that may be told
    assert participants_near(found.participants) == Reading(25.0, 1, 2)


def test_without_a_hosting_firm_nobody_is_near(walked):
    found = near(walked, hosting(facts(*units())))
    assert participants_near(found.participants) == Reading(None, 0, 0)
