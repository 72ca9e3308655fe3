"""Tasks and filters of the work lists, kept by the register like any other record."""

from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.domain.errors import EditConflictError, EmptyNameError, UnitNotFoundError
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.unit_values import UnitState
from biwaq_geo.services import tasks
from biwaq_geo.services.saved_filters import remove_filter, save_filter, saved_filters
from biwaq_geo.services.tasks import NewTask
from tests.store_samples import sqlite_store

TASK, FILTER = UUID(int=7002), UUID(int=7003)


def today():
    return date(2026, 11, 22)


@pytest.fixture
def register(tmp_path):
    store = sqlite_store(tmp_path)
    yield store
    store.close()


def add_task(store, **values):
    wanted = NewTask(**({"task_id": TASK, "title": "Eigentümer anrufen"} | values))
    return tasks.add_tasks(store, today, tasks=[wanted], actor="mk")[0]


def test_a_task_is_kept_moved_done_and_opened_again(register):
    task = add_task(register, unit_id=UUID(int=1), due_on=date(2026, 12, 1), assignee=" mk ")
    assert (task.assignee, task.created_on) == ("mk", today())
    later = date(2027, 1, 7)
    task = tasks.move(register, task_id=TASK, due_on=later, seen_version=1, actor="mk")
    assert tasks.open_tasks(register) == [task]
    task = tasks.finish(register, today, task_id=TASK, seen_version=2, actor="mk")
    assert (task.done_on, tasks.open_tasks(register)) == (today(), [])
    assert tasks.done_tasks(register, most=5) == [task]
    task = tasks.reopen(register, task_id=TASK, seen_version=3, actor="mk")
    assert (task.done_on, task.due_on, task.version) == (None, later, 4)


def test_a_task_that_is_done_is_not_done_again(register):
    add_task(register)
    done = tasks.finish(register, today, task_id=TASK, seen_version=1, actor="mk")
    tomorrow = tasks.finish(
        register, lambda: date(2026, 11, 23), task_id=TASK, seen_version=2, actor="mk"
    )
    assert tomorrow == done


def test_the_most_overdue_task_comes_first_and_one_without_a_day_last(register):
    days = [None, date(2026, 12, 24), date(2026, 1, 1)]
    for number, day in enumerate(days):
        add_task(register, task_id=UUID(int=9000 + number), title=str(number), due_on=day)
    assert [task.title for task in tasks.open_tasks(register)] == ["2", "1", "0"]


def test_a_removed_task_is_in_no_list(register):
    add_task(register)
    tasks.remove(register, today, task_id=TASK, seen_version=1, actor="mk")
    assert tasks.open_tasks(register) == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": "   "}, EmptyNameError),
        ({"unit_id": UUID(int=99)}, UnitNotFoundError),
    ],
)
def test_a_wrong_task_is_refused(register, wrong, error):
    with pytest.raises(error):
        add_task(register, **wrong)
    assert tasks.open_tasks(register) == []


def test_a_task_that_somebody_else_moved_is_not_overwritten(register):
    add_task(register)
    tasks.move(register, task_id=TASK, due_on=today(), seen_version=1, actor="b")
    with pytest.raises(EditConflictError):
        tasks.finish(register, today, task_id=TASK, seen_version=1, actor="mk")


def test_a_filter_is_kept_under_its_name_until_it_is_removed(register):
    wanted = SavedFilter(FILTER, " Leer, rot ", states=(UnitState.VACANT,), lights=("red",))
    kept = save_filter(register, wanted=wanted, actor="mk")
    assert saved_filters(register) == [kept]
    assert (kept.name, kept.states, kept.lights) == ("Leer, rot", (UnitState.VACANT,), ("red",))
    with pytest.raises(EditConflictError):
        remove_filter(register, today, filter_id=FILTER, seen_version=3, actor="mk")
    remove_filter(register, today, filter_id=FILTER, seen_version=1, actor="mk")
    assert saved_filters(register) == []


def test_a_filter_without_a_name_is_refused(register):
    with pytest.raises(EmptyNameError):
        save_filter(register, wanted=SavedFilter(FILTER, "  "), actor="mk")
