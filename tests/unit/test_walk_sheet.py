"""The sheet of a walk is one page that a person can take along and write on."""

import io
from dataclasses import replace
from uuid import UUID

import pytest
from pypdf import PdfReader
from shapely import Point

from biwaq_geo.services.walk_plan import MOST_UNITS
from biwaq_geo.texts import load
from tests.sample_paper import RealTown
from tests.sample_town import X0, Y0, unit
from tests.sample_walk import plan, sheet


def read(pdf: bytes) -> tuple[int, str]:
    """Return the number of pages and their text with every run of spaces made one."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def many(count: int, **values: object):
    """Units in houses of their own, five metres apart along Hauptstraße."""
    return [
        unit(
            0,
            unit_id=UUID(int=k + 1),
            building_id=None,
            location=Point(X0 + 5 * k, Y0 + 208),
            **({"address": f"Hauptstraße {k + 1}"} | values),
        )
        for k in range(count)
    ]


@pytest.fixture(scope="module")
def german() -> str:
    return read(sheet(plan()))[1]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sheet_is_one_page_in_either_language(language):
    count, text = read(sheet(plan(), language=language))
    assert count == 1
    assert load(language)("walk.notes") in text


def test_it_names_town_day_demonstration_and_for_whom_it_is(german):
    for said in ("Musterstadt", "22.11.2026", "DEMONSTRATION", "nur für den Dienstgebrauch"):
        assert said in german


def test_a_real_town_is_not_called_a_demonstration():
    assert "DEMONSTRATION" not in read(sheet(plan(), town=RealTown()))[1]


def test_every_unit_stands_in_the_list_with_its_state_and_the_last_look(german):
    for number in range(1, 9):
        assert f"Hauptstraße {number}" in german
    assert german.count("01.05.2026") == 8
    assert german.count("!!") == 9, "205 days old, each of eight, and once in the key"
    assert "zwischengenutzt" in german


def test_the_length_is_the_one_computed_by_hand():
    # two doors 8 m off Hauptstraße and 90 m apart along it: 106 m there and 106 m back
    text = read(sheet(plan([unit(0), unit(1)])))[1]
    assert "2 Halte, 2 Einheiten, 212 m, etwa 3 Minuten" in text
    assert "Kein Weg über diese Halte ist kürzer." in text


def test_a_way_without_return_says_so():
    assert "Ohne Rückweg." in read(sheet(plan(closed=False)))[1]


def test_a_chosen_start_is_explained_under_the_map():
    assert "S = Beginn." in read(sheet(plan(start=Point(X0, Y0))))[1]


def test_a_walk_that_was_not_checked_to_the_end_is_not_called_the_shortest():
    some = plan()
    unsure = replace(some, walk=replace(some.walk, proven=False, gap=0.034))
    text = read(sheet(unsure))[1]
    assert "höchstens um 3,4" in text
    assert "Kein Weg" not in text
    unknown = replace(some, walk=replace(some.walk, proven=False, gap=float("inf")))
    assert "nicht zu Ende geprüft" in read(sheet(unknown))[1]


def test_more_units_than_fit_are_counted_and_the_most_urgent_are_walked():
    count, text = read(sheet(plan(many(MOST_UNITS + 7))))
    assert count == 1
    assert f"die {MOST_UNITS} dringendsten Einheiten. 7 weitere" in text
    assert f"Hauptstraße {MOST_UNITS}" in text
    assert f"Hauptstraße {MOST_UNITS + 1}" not in text


def test_the_longest_names_still_make_one_page():
    long = many(MOST_UNITS, address="Straße der Einheit und Freiheit " * 6, position="W" * 120)
    lost = [replace(one, location=Point(0, 0)) for one in long]
    assert read(sheet(plan(long)))[0] == 1
    assert read(sheet(plan([*long[:14], *lost[14:], *many(30)])))[0] == 1


def test_units_that_no_street_reaches_are_named():
    far = [unit(k, location=Point(0, 0), address=f"Fern {k}", building_id=None) for k in (1, 2)]
    text = read(sheet(plan([unit(0), *far])))[1]
    assert "nicht im Rundgang: Fern 1; Fern 2." in text


def test_no_unit_is_an_empty_sheet_and_no_failure():
    count, text = read(sheet(plan([])))
    assert count == 1
    assert "0 Halte" in text


@pytest.mark.parametrize("typed", ['#eval("1+1")', "$x^2$ *fett* `c`", "@ref <l> [B] {{7}} </svg>"])
def test_an_address_is_shown_as_it_was_typed(typed):
    assert typed in read(sheet(plan([unit(0, address=typed)])))[1]


def test_the_same_walk_gives_the_same_bytes():
    assert sheet(plan()) == sheet(plan())
