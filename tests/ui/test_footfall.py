"""The page of footfall: what is modelled and measured, counting, drafts, what the browser sends."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pandas as pd
import pytest
from shapely import Point

from biwaq_geo.services.foot_counts import add_count, foot_counts
from biwaq_geo.texts import load
from biwaq_geo.ui.parts import count_desk
from biwaq_geo.ui.parts.tap_counter import Tapped, tapped
from tests.sample_town import PROFILE, X0, Y0, layers, units

T = load("de")
THEN = datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


def counted(town, number=1, persons=30, section="sec1"):
    values = {
        "place": Point(X0 + 100, Y0 + 200),
        "section_id": section,
        "started_at": THEN,
        "minutes": 15,
        "persons": persons,
    }
    return add_count(town, lambda: THEN, count_id=UUID(int=900 + number), values=values, actor="mk")


def tables(page):
    return " ".join(one.proto.body for one in page.get("html"))


def box(page, end):
    (found,) = [one for one in page.number_input if one.key.endswith(end)]
    return found


@pytest.mark.parametrize("language", ["de", "en"])
def test_without_counts_the_page_says_that_the_index_is_not_calibrated(language, town, open_page):
    page = open_page("footfall", language=language)
    words = load(language)
    assert not page.exception
    assert words("footfall.uncalibrated") in [one.value for one in page.warning]
    assert words("footfall.none_counted") in [one.value for one in page.info]
    assert "100" in tables(page)
    assert any(words("footfall.next_first", place="X").split("**")[0] in one.value
               for one in page.info)  # fmt: skip
    # there is no interval that a count could narrow
    assert "%" not in " ".join(one.value for one in page.info)


@pytest.mark.parametrize("language", ["de", "en"])
def test_counts_of_nobody_are_told_as_counts_of_nobody(language, town, open_page):
    counted(town, persons=0)
    page, words = open_page("footfall", language=language), load(language)
    said = [one.value for one in page.warning]
    assert words("footfall.all_zero") in said
    assert words("footfall.uncalibrated") not in said
    assert any(words("footfall.next_zero", place="X").split("**")[0] in one.value
               for one in page.info)  # fmt: skip


def test_a_town_in_which_nobody_sets_out_is_told_so_and_its_counts_stand_below(library, open_page):
    bare = {name: layers()[name] for name in ("boundary", "streets", "sections")}
    made = library.create(PROFILE, layers=bare, units=[])
    counted(made)
    page = open_page("footfall")
    assert not page.exception
    said = [one.value for one in page.warning]
    assert T("footfall.no_flow") in said
    assert T("footfall.uncalibrated") not in said
    assert "120" in tables(page)


def test_what_the_data_of_the_town_lack_stands_below_the_model(library, town, open_page):
    told = " ".join(one.value for one in open_page("footfall").caption)
    lacking = f"{T('footfall.of_stops')}, {T('footfall.of_car_parks')}"
    assert T("footfall.lacking", what=lacking) in told
    unknown = layers()
    unknown["buildings"]["inhabitants"] = None
    unknown["services"] = pd.concat([unknown["services"]] * 3).assign(
        kind=["bus_stop", "car_park", "supermarket"]
    ).set_axis(["v1", "v2", "v3"])  # fmt: skip
    other = replace(PROFILE, key="unbekannt", name="Unbekannt")
    library.create(other, layers=unknown, units=units())
    told = " ".join(one.value for one in open_page("footfall", app_town="unbekannt").caption)
    assert T("footfall.lacking", what=T("footfall.of_homes")) in told


def test_places_far_from_every_street_are_told(library, open_page):
    far = layers()
    far["boundary"].geometry = far["boundary"].buffer(5_000)
    far["services"].geometry = far["services"].translate(0, 3_000)
    library.create(PROFILE, layers=far, units=units())
    told = " ".join(one.value for one in open_page("footfall").caption)
    assert T("footfall.far", count=1) in told


def test_measured_values_stand_apart_from_the_model(town, open_page):
    counted(town)
    page = open_page("footfall")
    subtitles = [one.value for one in page.subheader]
    assert any(one.startswith(T("footfall.measured")) for one in subtitles)
    assert any("(" in one for one in subtitles)
    assert "120" in tables(page)
    told = " ".join(one.value for one in page.markdown)
    assert f"Geeicht mit 1 Zählung an 1 Stelle. {T('footfall.follows_unknown')}" in told


def test_how_streets_differ_is_told_from_two_places_on(town, open_page):
    counted(town)
    counted(town, number=2, persons=15, section="sec2")
    told = " ".join(one.value for one in open_page("footfall").markdown)
    assert "Geeicht mit 2 Zählungen an 2 Stellen. Gezählt unterscheiden sich" in told


def test_a_count_is_typed_in_and_saved(town, open_page):
    page = open_page("footfall", count_section="sec1")
    box(page, "_persons").set_value(41).run()
    page.button(key="count_save").click().run()
    assert not page.exception
    (made,) = foot_counts(town.store)
    assert (made.persons, made.minutes, made.section_id) == (41, 15, "sec1")
    assert made.place == Point(X0 + 100, Y0 + 200)


def test_what_was_typed_survives_a_reload(town, open_page):
    page = open_page("footfall", count_section="sec1")
    box(page, "_persons").set_value(23).run()
    other = open_page(
        "footfall", count_section="sec1", app_browser=page.session_state["app_browser"]
    )
    assert box(other, "_persons").value == 23


def test_what_the_counter_hands_over_stands_in_the_boxes(town, open_page, monkeypatch):
    handed = [Tapped(17, 14, THEN, "tap-1")]
    monkeypatch.setattr(
        count_desk, "tap_counter", lambda *_, **__: handed.pop() if handed else None
    )
    page = open_page("footfall", count_section="sec1")
    assert box(page, "_persons").value == 17
    assert box(page, "_minutes").value == 14
    page.button(key="count_save").click().run()
    (made,) = foot_counts(town.store)
    assert (made.persons, made.minutes, made.started_at) == (17, 14, THEN)


@pytest.mark.parametrize(
    "told",
    [None, "x", {}, {"persons": "1", "minutes": 2, "since": "2026-05-02T09:00:00Z"},
     {"persons": 1, "minutes": 2, "since": "yesterday"},
     {"persons": 1, "minutes": 2, "since": "2026-05-02T09:00:00"}],
)  # fmt: skip
def test_what_no_counter_sends_is_nothing(told):
    assert tapped(told) is None


def test_what_a_counter_sends_is_kept_within_bounds():
    found = tapped(
        {"persons": 10**9, "minutes": 0, "since": "2026-05-02T09:00:00Z", "id": "x" * 99}
    )
    assert (found.persons, found.minutes, found.since) == (50_000, 1, THEN)
    assert len(found.tap_id) == 64


def test_a_wrong_count_goes_to_the_bin_and_comes_back(town, open_page):
    made = counted(town)
    page = open_page("footfall", count_wrong=made.count_id)
    page.button(key="count_bin").click().run()
    assert foot_counts(town.store) == []
    page.button(key="act_undo").click().run()
    assert [one.count_id for one in foot_counts(town.store)] == [made.count_id]


def test_a_mistake_is_told_and_what_was_typed_stays(town, open_page):
    page = open_page("footfall", count_section="sec1")
    box(page, "_minutes").set_value(0).run()
    page.button(key="count_save").click().run()
    assert page.error
    assert box(page, "_minutes").value == 0
    assert foot_counts(town.store) == []
