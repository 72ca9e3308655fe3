"""Use cases: what is to be done, and by when."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from biwaq_geo.domain.errors import EditConflictError, EmptyNameError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.tasks import Task
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.retry import again_after_collision


@dataclass(frozen=True, slots=True)
class NewTask:
    """What a person types of a task; `task_id` is made once, so sending twice adds one."""

    task_id: UUID
    title: str
    unit_id: UUID | None = None
    due_on: date | None = None
    assignee: str = ""


@again_after_collision
def add_tasks(store: Store, today: Today, *, tasks: Collection[NewTask], actor: str) -> list[Task]:
    """Add the tasks, all or none, and return them as saved.

    Raises
    ------
    EmptyNameError
        A task has no title.
    UnitNotFoundError, TextTooLongError
        Nothing was saved.
    """
    made = [_made(task, today()) for task in tasks]
    with store.transaction() as tx:
        for task in made:
            if task.unit_id is not None:
                tx.unit(task.unit_id)
        tx.add_all(made, actor=actor)
    return made


def finish(store: Store, today: Today, *, task_id: UUID, seen_version: int, actor: str) -> Task:
    """Note that the task is done as of today; one that is done stays as it is.

    Raises
    ------
    EditConflictError
        Somebody saved the task since it was read. Nothing was saved.
    """
    return _save(store, task_id, seen_version, actor=actor, done_on=today())


def reopen(store: Store, *, task_id: UUID, seen_version: int, actor: str) -> Task:
    """Note that the task is not done after all; raises as `finish`."""
    return _save(store, task_id, seen_version, actor=actor, done_on=None)


def move(
    store: Store, *, task_id: UUID, due_on: date | None, seen_version: int, actor: str
) -> Task:
    """Give the task another day, or none; raises as `finish`."""
    return _save(store, task_id, seen_version, actor=actor, due_on=due_on)


def remove(store: Store, today: Today, *, task_id: UUID, seen_version: int, actor: str) -> Task:
    """Put the task into the recycle bin; raises as `finish`."""
    return _save(store, task_id, seen_version, actor=actor, removed_on=today())


def open_tasks(store: Store) -> list[Task]:
    """Return what is still to be done, the most overdue first, tasks without a day last."""
    waiting = [
        task for task in store.records(Task) if task.done_on is None and task.removed_on is None
    ]
    return sorted(
        waiting,
        key=lambda task: (task.due_on or date.max, task.created_on, task.title, task.task_id),
    )


def done_tasks(store: Store, *, most: int) -> list[Task]:
    """Return what was done last, the latest first."""
    done = [task for task in store.records(Task) if task.done_on and not task.removed_on]
    return sorted(done, key=lambda task: (task.done_on or date.min, task.title))[::-1][:most]


def _made(task: NewTask, today: date) -> Task:
    title = task.title.strip()
    if not title:
        raise EmptyNameError
    return Task(
        task_id=task.task_id,
        title=title,
        created_on=today,
        unit_id=task.unit_id,
        due_on=task.due_on,
        assignee=task.assignee.strip() or None,
    )


@again_after_collision
def _save(
    store: Store, task_id: UUID, seen_version: int, *, actor: str, **changes: date | None
) -> Task:
    with store.transaction() as tx:
        task = tx.record(Task, task_id)
        if task.version != seen_version:
            raise EditConflictError(subject=task_id, seen=seen_version, now=task.version)
        changed = replace(task, **changes)  # type: ignore[arg-type]
        if changed == task or (task.done_on and changes.get("done_on")):
            return task
        saved = replace(changed, version=task.version + 1)
        tx.save(saved, action=Action.EDITED, actor=actor)
    return saved
