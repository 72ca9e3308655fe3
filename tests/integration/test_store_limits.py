"""What a store takes and how much at once, whichever database it stands on."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from shapely import Point

from biwaq_geo.domain.errors import GeometryError, TextTooLongError, ValueNotAllowedError
from biwaq_geo.domain.events import Action
from tests.sample_town import unit
from tests.store_samples import scenario


@pytest.mark.parametrize(
    ("values", "field", "limit"),
    [
        ({"address": "x" * 201}, "address", 200),
        ({"occupant": "x" * 201}, "occupant", 200),
        ({"last_occupant": "x" * 201}, "last_occupant", 200),
        ({"position": "x" * 121}, "position", 120),
    ],
)
def test_a_text_that_is_too_long_is_not_saved(store, values, field, limit):
    with pytest.raises(TextTooLongError) as told, store.transaction() as tx:
        tx.save_unit(replace(unit(0), version=2, **values), action=Action.EDITED, actor="ab")
    assert told.value.values == {"field": field, "length": limit + 1, "limit": limit}
    assert store.revision() == 8


@pytest.mark.parametrize(
    ("values", "field", "limit"),
    [({"name": "x" * 121}, "name", 120), ({"note": "x" * 2001}, "note", 2000)],
)
def test_a_scenario_with_too_long_a_text_is_not_saved(store, values, field, limit):
    with pytest.raises(TextTooLongError) as told, store.transaction() as tx:
        tx.add_scenario(scenario(**values), actor="ab")
    assert told.value.values["field"] == field
    assert told.value.values["limit"] == limit


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_not_saved(store, number):
    with pytest.raises(ValueNotAllowedError), store.transaction() as tx:
        tx.save_unit(
            replace(unit(0), floor_area_m2=number, version=2), action=Action.EDITED, actor="ab"
        )


@pytest.mark.parametrize("place", [Point(), Point(float("nan"), 1.0)])
def test_a_unit_without_a_place_is_not_saved(store, place):
    with pytest.raises((GeometryError, ValueNotAllowedError)), store.transaction() as tx:
        tx.save_unit(replace(unit(0), location=place, version=2), action=Action.EDITED, actor="ab")
    assert store.revision() == 8


def test_two_thousand_units_are_added_in_less_than_two_seconds(store):
    many = [unit(0, unit_id=uuid4(), address=f"Weg {i}") for i in range(2_000)]
    start = time.process_time()
    with store.transaction() as tx:
        tx.add_all(many, actor="import")
    assert time.process_time() - start < 2
    assert len(store.units()) == store.revision() == 2_008


def test_many_threads_share_one_store(store):
    # each of eight threads saves its own unit five times and reads all in between
    def work(number):
        for version in range(2, 7):
            with store.transaction() as tx:
                tx.save_unit(
                    replace(unit(number), version=version), action=Action.EDITED, actor=str(number)
                )
            assert len(store.units()) == 8
        return number

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(work, range(8))) == list(range(8))
    assert {u.version for u in store.units()} == {6}
    store.verify_chain()
