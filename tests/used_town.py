"""A town in use: a register with a past, and something of all that people make in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from shapely import Point

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.town_figures import CENTRALITY
from biwaq_geo.domain.units import DatePrecision, UnitState
from biwaq_geo.services.foot_counts import add_count
from biwaq_geo.services.street_audits import add_audit
from biwaq_geo.services.town_figures import add_figure
from biwaq_geo.settings import ROOT
from tests import payload_town, sample_town
from tests.past_town import begun
from tests.sample_scenarios import improve, scenario, use

Say = Callable[[str, int], str]
"""Writes a text of the town; the number tells one text from the others."""

EMPTY, IN_USE = 8, 26
"""Units of the row along Hauptstraße: so many empty ones stand together that it is no chance."""

FALLEN = range(20, 28)
"""Units that fell empty under the eyes of the register; the first three were let again."""

MANY = 30
"""Notes, photos, counts and audits of a town whose texts are made to be acted upon."""

THEN = datetime(2026, 9, 2, 9, 0, tzinfo=UTC)


def as_written(text: str, _: int) -> str:
    return text


def planted(_: str, number: int) -> str:
    """Return a text that is made to be acted upon instead."""
    return payload_town.PAYLOADS[number % len(payload_town.PAYLOADS)]


def units(say: Say = as_written):
    return [_unit(number, say) for number in range(EMPTY + IN_USE)]


def _unit(number: int, say: Say):
    given = {
        "unit_id": UUID(int=number + 1),
        "state": UnitState.VACANT if number < EMPTY else UnitState.USED,
        "location": Point(sample_town.X0 + 12 * number, sample_town.Y0 + 208),
        "building_id": f"b{number}" if number < EMPTY else None,
    }
    if say is planted:
        fixed = {"since": date(2024, 3, 1), "removed_on": None, "version": 1}
        return replace(payload_town.unit(number), **given, **fixed)
    state = given.pop("state")
    return sample_town.unit(number % 8, state, **given, address=f"Hauptstraße {number + 1}")


def fill(library, say: Say = as_written):
    """Register the town in an empty library."""
    layers = payload_town.layers() if say is planted else sample_town.layers()
    town = begun(library, units(say), layers=layers)
    _let_time_pass(town)
    _count_and_audit(town, say)
    _plan(town, say)
    _buy(town, say)
    _write(town, say)
    return town


def planted_town(library):
    """Register the town with texts that are made to be acted upon."""
    return fill(library, planted)


def _let_time_pass(town) -> None:
    for place, number in enumerate(FALLEN):
        seen = town.store.unit(UUID(int=number + 1))
        first = replace(seen, since=date(2026, 5, 3), since_precision=DatePrecision.DAY, version=2)
        empty = replace(first, state=UnitState.VACANT, since=date(2026, 6, 1 + place), version=3)
        let = replace(empty, state=UnitState.LET, since=date(2026, 9, 1 + place), version=4)
        with town.store.transaction() as tx:
            for one in (first, empty, *([let] if place < 3 else [])):
                tx.save_unit(one, action=Action.EDITED, actor="ab")


def _count_and_audit(town, say: Say) -> None:
    counted = [("sec1", 30), ("sec2", 55), ("sec1", 42)]
    scored = [1, 2]
    if say is planted:
        counted, scored = counted * (MANY // 3), scored * (MANY // 2)
    for number, (section, persons) in enumerate(counted):
        values = {
            "place": Point(sample_town.X0 + 100 + 200 * (section == "sec2"), sample_town.Y0 + 200),
            "section_id": section,
            "started_at": THEN,
            "minutes": 15,
            "persons": persons,
            "note": say("Markttag", 20 + number)[:2000],
            "counted_by": say("MK", 10 + number)[:120],
        }
        add_count(town, lambda: THEN, count_id=UUID(int=900 + number), values=values, actor="mk")
    items = read_catalogues(ROOT / "catalogues").street_audit
    for number, score in enumerate(scored):
        values = {
            "section_id": "sec1",
            "audited_on": date(2026, 7 + number % 2, 1 + number // 2),
            "scores": tuple(f"{key}={score}" for key in items),
            "auditor": say(f"Begehung {number}", 12 + number)[:120],
            "note": say("Regen", 25 + number)[:2000],
        }
        add_audit(
            town, THEN.date, items, audit_id=UUID(int=800 + number), values=values, actor="mk"
        )


def _plan(town, say: Say) -> None:
    edits = (use(5, "pop_up_store"), improve(0, "bench", 2.0, section_id="sec1"))
    now = {"scenario_id": UUID(int=600), "baseline_revision": town.store.revision()}
    made = replace(scenario(*edits), **now)
    other = replace(made, scenario_id=UUID(int=601), edits=(use(6, "studio_gallery"),))
    with town.store.transaction() as tx:
        tx.add_scenario(replace(made, name=say("Glas & Licht", 3)[:120]), actor="ab")
        tx.add_scenario(replace(other, name=say("Nur ein Atelier", 20)[:120]), actor="cd")


def _buy(town, say: Say) -> None:
    for number, value in enumerate((87.5, 91.0)):
        values = {
            "figure": CENTRALITY,
            "value": value,
            "holds_from": date(2025 + number, 1, 1),
            "source": say("Marktbericht", 15 + number)[:300],
        }
        add_figure(
            town.store, THEN.date, figure_id=UUID(int=950 + number), values=values, actor="mk"
        )


def _write(town, say: Say) -> None:
    """Write notes on the first units, and put photos to each."""
    photo = payload_town.PHOTO
    town.photos.put(photo)
    for number in range(MANY if say is planted else 3):
        unit_id, words = UUID(int=number % 3 + 1), say(f"Notiz {number}", 4 + number)
        note = Note(UUID(int=700 + number), unit_id, words[:2000], say("MK", 6)[:120], THEN)
        picture = Photo(
            UUID(int=750 + number),
            unit_id,
            photo.sha256,
            photo.width,
            photo.height,
            THEN.date(),
            caption=words,
        )
        with town.store.transaction() as tx:
            for one in (note, picture):
                tx.add(one, actor=say("mk", 1)[:100])
