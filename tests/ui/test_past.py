"""Looking at the register as it stood on a day that is over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from biwaq_geo.bootstrap import forget
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.past_town import begun_long_ago

TEXTS = load("de")


@pytest.fixture
def town_since_may(library, tmp_path):
    """The sample town begun on 2 May, its first unit marked vacant today."""
    opened = begun_long_ago(tmp_path, sample_town.units())
    forget()
    mark_unit(
        opened.store,
        lambda: local_day(datetime.now(UTC)),
        unit_id=sample_town.unit(0).unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=1,
        actor="ab",
    )
    return opened


def said(page):
    plain = [one.value for one in [*page.caption, *page.info]]
    return " ".join([*plain, *(one.proto.body for one in page.get("html"))])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_map_of_a_past_day_counts_the_units_of_then_and_says_so(
    town_since_may, open_page, language
):
    words = load(language)
    now = open_page("map", language=language)
    then = open_page("map", language=language, **{state.DAY: date(2026, 5, 3)})
    assert not then.exception
    assert words("past.sign", day=words.long_day(date(2026, 5, 3))) in said(then)
    # two of the eight units were vacant in May, three are now
    counts = [
        words("map.summary", town="Musterstadt", total=8, vacant=n, interim=1) for n in (2, 3)
    ]
    assert counts[0] in said(then)
    assert counts[1] in said(now)


def test_a_unit_of_a_past_day_cannot_be_marked_from_the_map(town_since_may, open_page):
    chosen = {state.SELECTED_UNIT: sample_town.unit(0).unit_id}
    linked = [
        {link.proto.label for link in open_page("map", **chosen, **day).main.get("page_link")}
        for day in ({}, {state.DAY: date(2026, 5, 3)})
    ]
    assert [TEXTS("map.mark_this") in one for one in linked] == [True, False]
    assert linked[1] == set()


def test_a_day_before_the_register_is_explained(town_since_may, open_page):
    page = open_page("map", **{state.DAY: date(2026, 5, 1)})
    assert not page.exception
    assert TEXTS("past.before", day="2. Mai 2026") in said(page)


def test_a_day_to_come_is_explained_and_today_is_shown(town_since_may, open_page):
    day = local_day(datetime.now(UTC)) + timedelta(days=400)
    page = open_page("map", **{state.DAY: day})
    assert TEXTS("past.future", day=TEXTS.long_day(day)) in said(page)
    assert TEXTS("map.summary", town="Musterstadt", total=8, vacant=3, interim=1) in said(page)


def test_a_day_is_chosen_and_left_again(town_since_may, open_page):
    page = open_page("map")
    page.date_input(key="map_day").set_value(date(2026, 5, 3)).run()
    assert "Vergangenheit" in said(page)
    page.button(key="map_today").click().run()
    assert "Vergangenheit" not in said(page)
    page.slider(key="map_slide").set_value(date(2026, 6, 1)).run()
    assert TEXTS("past.sign", day="1. Juni 2026") in said(page)


@pytest.mark.parametrize(("language", "written"), [("de", "DD.MM.YYYY"), ("en", "MMM D, YYYY")])
def test_the_slider_writes_its_day_as_the_page_does(language, written, town_since_may, open_page):
    page = open_page("map", language=language)
    assert page.slider(key="map_slide").proto.format == written


def test_a_step_of_a_month_stays_in_the_register_and_says_what_changed(town_since_may, open_page):
    page = open_page("map", **{state.DAY: date(2026, 6, 10)})
    # the eight units of the beginning are older than a month, one was marked today
    assert TEXTS("past.changes", month="0", day="10.06.2026", since="1") in said(page)
    page.button(key="map_chevron_left").click().run()
    assert TEXTS("past.sign", day="10. Mai 2026") in said(page)
    assert TEXTS("past.changes", month="8", day="10.05.2026", since="1") in said(page)
    page.button(key="map_chevron_left").click().run()
    assert TEXTS("past.sign", day="2. Mai 2026") in said(page)
    assert page.button(key="map_chevron_left").disabled
    page.button(key="map_chevron_right").click().run()
    assert TEXTS("past.sign", day="2. Juni 2026") in said(page)
    assert not page.exception


def tables(page):
    return " ".join(one.proto.body for one in page.get("html"))


def test_the_figures_of_a_past_day_stand_beside_those_of_today(town_since_may, open_page):
    page = open_page("figures", **{state.DAY: date(2026, 5, 3)})
    assert not page.exception
    # two of eight vacant in May, three now
    then, now = "25,0\N{NO-BREAK SPACE}%", "37,5\N{NO-BREAK SPACE}%"
    assert f'<td>{then}</td><td><span class="then">heute </span>{now}</td>' in tables(page)
    assert TEXTS("past.sign", day="3. Mai 2026") in tables(page)
    assert "aus 8 von 8 Einheiten" in tables(page)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_course_has_the_same_numbers_as_a_table(town_since_may, open_page, language):
    page = open_page("figures", language=language)
    assert not page.exception
    listed = page.dataframe[0].value
    # from the end of May to today, the latest first
    assert (listed["value"].iloc[0][:2], listed["value"].iloc[-1][:2]) == ("37", "25")
    assert len(listed) > 6
    page.selectbox(key="figures_course").set_value("long_vacancy").run()
    assert not page.exception


def test_a_day_before_the_register_has_no_figures(town_since_may, open_page):
    page = open_page("figures", **{state.DAY: date(2026, 4, 30)})
    assert not page.exception
    assert TEXTS("figures.too_short") in said(page)


def test_a_town_without_units_has_a_page_of_figures(library, open_page):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    assert not open_page("figures").exception
