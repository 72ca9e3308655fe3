"""The second half of the table of use cases: notes, photos, recycle bin, scenarios, tasks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.units import UnitState
from biwaq_geo.domain.views import SavedView
from biwaq_geo.services import (
    notes,
    photos,
    picture,
    races,
    reach,
    recycle,
    saved_filters,
    saved_views,
    scenarios,
    tasks,
    undo,
    walk_plan,
)
from biwaq_geo.services.ports import Town
from tests import photo_samples
from tests.role_world import TODAY, WHO, Row, World, now, of_unit, seen, today
from tests.sample_catalogues import catalogues
from tests.sample_scenarios import use

READS, DRAFT = "reads", "draft"
CATALOGUES = catalogues()
FIRST = UUID(int=1)


def saves_edit(w: World, t: Town) -> object:
    old = w.unit()
    with t.store.transaction() as tx:
        return races.save_edit(tx, seen=old, mine=replace(old, windows=3), act=None, **WHO)


def of_scenario(record: Any) -> dict[str, Any]:
    return {"scenario_id": record.scenario_id, **seen(record)}


def walkers_of(town: Town) -> reach.Walkers:
    return reach.walkers(town, CATALOGUES.walking["adult"])


def of_task(record: Any) -> dict[str, Any]:
    return {"task_id": record.task_id, **seen(record)}


def of_photo(record: Any) -> dict[str, Any]:
    return {"photo_id": record.photo_id, **seen(record)}


def adds_photo(w: World, t: Town) -> object:
    data = photo_samples.jpeg_of(w.number())
    new = photos.NewPhoto(uuid4(), w.unit().unit_id, data)
    return photos.add_photo(t.store, t.photos, today, new=new, **WHO)


def adds_note(w: World, t: Town) -> object:
    what = {"note_id": uuid4(), "unit_id": w.unit().unit_id, "text": "Schlüssel"}
    return notes.add_note(t.store, now, **what, **WHO)


def edits_plan(w: World, t: Town) -> object:
    vacant = w.whole.store.unit(UUID(int=6)).unit_id
    assert vacant == use(5).unit_id
    return scenarios.add_edit(t, CATALOGUES, edit=use(5), **of_scenario(w.scenario()))


def takes_edit_back(w: World, t: Town) -> object:
    made = w.scenario(edits=(use(5),))
    return scenarios.remove_edit(t.store, edit_id=use(5).edit_id, **of_scenario(made))


def assumes(w: World, t: Town) -> object:
    overrides = {"reach_minutes": Band(5, 5, 5)}
    return scenarios.set_assumptions(t.store, overrides=overrides, **of_scenario(w.scenario()))


def restores(w: World, t: Town) -> object:
    gone = [w.removed(w.task())]
    return recycle.restore(t.store, records=gone, batch=uuid4(), **WHO)


def removes(w: World, t: Town) -> object:
    made = w.task()
    return recycle.remove(t.store, today, kind=Task, record_id=made.task_id, **seen(made))


def takes_back(w: World, t: Town) -> object:
    done = w.save(w.task(), title="Anders")
    return undo.undo_last(t.store, kind=Task, record_id=done.task_id, **seen(done))


MORE: Mapping[str, Row] = {
    "notes.add_note": ("note", adds_note),
    "notes.notes_of": (READS, lambda _w, t: notes.notes_of(t.store, FIRST)),
    "notes.remove_note": (
        "note",
        lambda w, t: notes.remove_note(t.store, today, note=w.note(), **WHO),
    ),
    "photos.add_photo": ("photo", adds_photo),
    "photos.photos_of": (READS, lambda _w, t: photos.photos_of(t.store, FIRST)),
    "photos.remove_photo": (
        "photo",
        lambda w, t: photos.remove_photo(t.store, today, **of_photo(w.photo())),
    ),
    "photos.removed_photos_of": (
        READS,
        lambda _w, t: photos.removed_photos_of(t.store, today, FIRST),
    ),
    "photos.restore_photo": (
        "photo",
        lambda w, t: photos.restore_photo(
            t.store, t.photos, today, **of_photo(w.removed(w.photo()))
        ),
    ),
    "photos.sweep_photos": (
        "installation",
        lambda _w, t: photos.sweep_photos(t.store, t.photos, now, today),
    ),
    "picture.picture": (READS, lambda w, t: picture.picture(t, CATALOGUES, w.plan())),
    "races.save_edit": ("unit", saves_edit),
    "races.merge": (
        "unit",
        lambda w, t: races.merge(t.store, w.conflict(), chosen={}, **WHO),
    ),
    "recycle.in_bin": (READS, lambda _w, t: recycle.in_bin(t.store)),
    "recycle.reason_of": (READS, lambda _w, t: recycle.reason_of(t.store, t.store.unit(FIRST))),
    "recycle.removed_by": (
        READS,
        lambda _w, t: recycle.removed_by(t.store, t.store.unit(FIRST)),
    ),
    "recycle.remove": ("task", removes),
    "recycle.remove_unit": (
        "unit",
        lambda w, t: recycle.remove_unit(t.store, now, reason="doppelt", **of_unit(w.unit())),
    ),
    "recycle.restore": ("task", restores),
    "saved_filters.remove_filter": (
        "filter",
        lambda w, t: saved_filters.remove_filter(
            t.store, today, filter_id=w.filter().filter_id, seen_version=1, **WHO
        ),
    ),
    "saved_filters.save_filter": (
        "filter",
        lambda _w, t: saved_filters.save_filter(
            t.store, wanted=SavedFilter(uuid4(), "Alle", states=(UnitState.USED,)), **WHO
        ),
    ),
    "saved_filters.saved_filters": (READS, lambda _w, t: saved_filters.saved_filters(t.store)),
    "saved_views.rename_view": (
        "map_view",
        lambda w, t: saved_views.rename_view(
            t.store, map_view_id=w.view().map_view_id, name="Mitte", seen_version=1, **WHO
        ),
    ),
    "saved_views.save_view": (
        "map_view",
        lambda _w, t: saved_views.save_view(t.store, wanted=SavedView(uuid4(), "Alles"), **WHO),
    ),
    "saved_views.saved_views": (READS, lambda _w, t: saved_views.saved_views(t.store)),
    "scenarios.add_edit": ("scenario", edits_plan),
    "scenarios.copy": (
        "scenario",
        lambda w, t: scenarios.copy(
            t.store,
            now,
            source_id=w.scenario().scenario_id,
            scenario_id=uuid4(),
            name="B",
            **WHO,
        ),
    ),
    "scenarios.create": (
        "scenario",
        lambda _w, t: scenarios.create(t.store, now, scenario_id=uuid4(), name="A", **WHO),
    ),
    "scenarios.move_baseline": (
        "scenario",
        lambda w, t: scenarios.move_baseline(
            t.store, **of_scenario(w.scenario(baseline_revision=1))
        ),
    ),
    "scenarios.remove_edit": ("scenario", takes_edit_back),
    "scenarios.rename": (
        "scenario",
        lambda w, t: scenarios.rename(t.store, name="Neu", **of_scenario(w.scenario())),
    ),
    "scenarios.set_assumptions": ("scenario", assumes),
    "tasks.add_tasks": (
        "task",
        lambda _w, t: tasks.add_tasks(
            t.store, today, tasks=[tasks.NewTask(uuid4(), "Anrufen")], **WHO
        ),
    ),
    "tasks.done_tasks": (READS, lambda _w, t: tasks.done_tasks(t.store, most=5)),
    "tasks.finish": ("task", lambda w, t: tasks.finish(t.store, today, **of_task(w.task()))),
    "tasks.move": (
        "task",
        lambda w, t: tasks.move(t.store, due_on=TODAY, **of_task(w.task())),
    ),
    "tasks.open_tasks": (READS, lambda _w, t: tasks.open_tasks(t.store)),
    "tasks.remove": ("task", lambda w, t: tasks.remove(t.store, today, **of_task(w.task()))),
    "tasks.reopen": (
        "task",
        lambda w, t: tasks.reopen(t.store, **of_task(w.task(done_on=TODAY))),
    ),
    "undo.undo": (
        "unit",
        lambda w, t: undo.undo(t.store, **of_unit(w.save(w.unit(), windows=2))),
    ),
    "undo.undo_last": ("task", takes_back),
    "reach.walkers": (READS, lambda _w, t: walkers_of(t)),
    "walk_plan.plan_walk": (
        READS,
        lambda _w, t: walk_plan.plan_walk(t, t.store.units(), speed_kmh=4.0),
    ),
}
