"""The page of the work lists: choose, confirm, change, undo, tasks, the walk."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from biwaq_geo.domain.cases import CaseStep
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.unit_values import BlockedBy, CaseStatus, LocationClass, UnitState
from biwaq_geo.domain.units import Mark
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.saved_filters import save_filter, saved_filters
from biwaq_geo.services.steps import change_case
from biwaq_geo.services.tasks import NewTask, add_tasks, open_tasks
from biwaq_geo.texts import LOCAL_ZONE, load
from tests import sample_town
from tests.ui.shown import as_read

T = load("de")


def today():
    return datetime.now(tz=UTC).astimezone(LOCAL_ZONE).date()


def button(page, label: str):
    return next(one for one in page.button if one.label == label)


def take_all(open_page, **session):
    """The page with every unit of the list chosen; all eight were last seen in May."""
    page = open_page("work", **session)
    page.toggle(key="work_take_all").set_value(True).run()
    return page


@pytest.fixture
def old(town):
    """The sample town, whose units nobody has looked at for at least 180 days."""
    assert all(today() - unit.observed_on >= timedelta(days=180) for unit in town.store.units())
    return town


def said(page) -> str:
    others = [*page.success, *page.info]
    return " ".join([*(as_read(one.value) for one in page.error), *(one.value for one in others)])


def test_all_units_that_are_due_are_listed_with_sign_word_and_day(old, open_page):
    page = open_page("work")
    rows = page.dataframe[0].value
    assert len(rows) == 8
    assert set(rows["light"]) == {"!! überfällig"}
    assert rows["seen"].iloc[0].date() == date(2026, 5, 1)


def test_nothing_can_be_confirmed_before_something_is_chosen(old, open_page):
    page = open_page("work")
    assert page.button(key="work_confirm").disabled
    assert T("work.choose_first") in said(page)


def test_units_confirmed_as_checked_leave_the_list_and_come_back_with_one_undo(old, open_page):
    page = take_all(open_page)
    page.button(key="work_confirm").click().run()
    assert T("work.done_confirmed", count=8, already=0) in said(page)
    assert {unit.observed_on for unit in old.store.units()} == {today()}
    assert len(page.dataframe[0].value) == 0
    page.button(key="work_undo").click().run()
    assert T("work.done_undone", count=8, already=0) in said(page)
    assert {unit.observed_on for unit in old.store.units()} == {date(2026, 5, 1)}


def test_all_chosen_units_get_the_same_value(old, open_page):
    page = take_all(open_page)
    page.selectbox(key="work_to_location_class").set_value(LocationClass.B)
    button(page, T("work.change_do", count=8)).click().run()
    assert {unit.location_class for unit in old.store.units()} == {LocationClass.B}
    assert T("work.done_changed", count=8, already=0) in said(page)


def test_a_change_without_any_value_is_refused_in_words(old, open_page):
    page = take_all(open_page)
    button(page, T("work.change_do", count=8)).click().run()
    assert "nichts angegeben" in said(page)
    assert {unit.version for unit in old.store.units()} == {1}


def test_a_unit_that_somebody_else_changed_stops_the_act_and_is_named(old, open_page):
    page = take_all(open_page)
    mark_unit(
        old.store, today, unit_id=UUID(int=3), mark=Mark(UnitState.IMPENDING), seen_version=1,
        actor="b",
    )  # fmt: skip
    page.button(key="work_confirm").click().run()
    assert "Hauptstraße 3" in said(page)
    assert old.store.unit(UUID(int=1)).version == 1


def set_case(page, status, **more):
    page.selectbox(key="work_case_case_status").set_value(status).run()
    for name, value in more.items():
        page.selectbox(key=f"work_case_{name}").set_value(value).run()
    page.button(key="work_case").click().run()
    assert not page.exception


def test_the_cases_of_all_chosen_units_change_at_once_and_come_back_with_one_undo(old, open_page):
    page = take_all(open_page)
    set_case(page, CaseStatus.BLOCKED)
    assert T("error.blocked_by_needed") in said(page)
    set_case(page, CaseStatus.BLOCKED, blocked_by=BlockedBy.LAW)
    assert T("work.done_case", count=8) in said(page)
    assert {unit.blocked_by for unit in old.store.units()} == {BlockedBy.LAW}
    page.button(key="work_undo").click().run()
    assert {unit.case_status for unit in old.store.units()} == {CaseStatus.NOT_STARTED}


def test_a_case_that_has_the_status_already_stops_the_act_and_is_named(old, open_page):
    first = old.store.unit(UUID(int=1))
    step = CaseStep(CaseStatus.BLOCKED, date(2026, 5, 2), blocked_by=BlockedBy.LAW)
    change_case(old.store, today, unit_id=first.unit_id, step=step, seen_version=1, actor="mk")
    page = take_all(open_page)
    set_case(page, CaseStatus.BLOCKED, blocked_by=BlockedBy.LAW)
    assert T("error.units_refused", count=1, chosen=8) in said(page)
    assert any(one.value.startswith(first.address) for one in page.caption)
    assert sum(unit.case_status is CaseStatus.BLOCKED for unit in old.store.units()) == 1


def test_a_list_is_kept_under_a_name_and_chosen_again(old, open_page):
    page = open_page("work")
    page.multiselect(key="widget_work_states").set_value([UnitState.VACANT]).run()
    assert len(page.dataframe[0].value) == 2
    page.text_input(key="work_list_name").set_value("Nur leere")
    button(page, T("work.save_list")).click().run()
    (kept,) = saved_filters(old.store)
    assert (kept.name, kept.states) == ("Nur leere", (UnitState.VACANT,))
    again = open_page("work")
    again.selectbox(key="widget_app_work_list").select(str(kept.filter_id)).run()
    assert len(again.dataframe[0].value) == 2
    button(again, T("work.remove_list")).click().run()
    assert saved_filters(old.store) == []


def test_a_list_needs_a_name(old, open_page):
    page = open_page("work")
    button(page, T("work.save_list")).click().run()
    assert "Es fehlt ein Name" in said(page)


def test_a_task_for_each_chosen_unit_is_added_done_and_opened_again(old, open_page):
    page = take_all(open_page)
    next(one for one in page.text_input if one.label == T("task.title")).set_value("Anrufen")
    button(page, T("task.add")).click().run()
    assert next(one for one in page.text_input if one.label == T("task.title")).value == ""
    tasks = open_tasks(old.store)
    assert {task.unit_id for task in tasks} == {unit.unit_id for unit in old.store.units()}
    button(page, T("task.finish")).click().run()
    assert len(open_tasks(old.store)) == 7
    button(page, T("task.reopen")).click().run()
    assert len(open_tasks(old.store)) == 8


def test_a_task_without_a_title_is_refused(old, open_page):
    page = open_page("work")
    button(page, T("task.add")).click().run()
    assert "Es fehlt ein Name" in said(page)
    assert open_tasks(old.store) == []


def test_overdue_tasks_are_counted_in_the_title_and_told_in_words(old, open_page):
    yesterday = today() - timedelta(days=1)
    new = NewTask(UUID(int=70), "Brief *schreiben*", UUID(int=1), yesterday, "mk")
    add_tasks(old.store, today, tasks=[new], actor="mk")
    page = open_page("work")
    assert T("task.tab_late", count=1, late=1) in [tab.label for tab in page.tabs]
    words = " ".join(one.value for one in page.caption)
    assert T("task.late", days=1, day=T.day(yesterday)) in words
    assert r"Brief \*schreiben\*" in " ".join(one.value for one in page.markdown)


def test_the_walk_over_the_chosen_units_is_told_and_listed(old, open_page):
    page = take_all(open_page)
    page.button(key="work_walk").click().run()
    assert not page.exception
    told = " ".join(one.value for one in page.markdown)
    # eight doors at 50, 140, 230 and 320 m along Hauptstraße, two at each, 8 m off the street
    assert "8 Halte, 8 Einheiten" in told
    assert "Kein Weg über diese Halte ist kürzer." in told


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_town_without_units_has_an_empty_page_and_no_failure(language, library, open_page):
    bare = {name: sample_town.layers()[name] for name in ("boundary", "streets")}
    library.create(sample_town.PROFILE, layers=bare, units=[])
    page = open_page("work", language=language)
    assert not page.exception
    assert page.toggle(key="work_take_all").disabled


def test_a_name_with_markup_is_shown_as_typed_in_the_list_of_lists(old, open_page):
    save_filter(old.store, wanted=SavedFilter(UUID(int=500), "*A* :red[b]"), actor="mk")
    assert "*A* :red[b]" in open_page("work").selectbox(key="widget_app_work_list").options
