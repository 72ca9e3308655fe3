"""Every use case and what it changes: who may use it follows from `domain.roles.CHANGES`.

A row is what it changes (names of kinds of record, or `READS`) and a call with the town as a
person works with it. A use case without a row fails `test_roles.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import numpy as np
from shapely import Point

from biwaq_geo.domain.cases import CaseStep
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.transitions import Step
from biwaq_geo.domain.unit_values import CaseStatus, OwnerClass
from biwaq_geo.domain.units import CommercialUnit, Mark, UnitKind, UnitState
from biwaq_geo.services import (
    baseline,
    batches,
    bulk,
    compare,
    contact_retention,
    contacts,
    drafts,
    drawing,
    duplicates,
    edit_checks,
    edit_unit,
    export_units,
    history,
    mark_unit,
    races,
    steps,
)
from biwaq_geo.services.import_units import asking, places, planning, run
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.raw_table import NOTHING_SAID
from biwaq_geo.services.ports import Town
from tests.role_table_layers import LAYERS
from tests.role_table_more import MORE
from tests.role_table_optimiser import OPTIMISER
from tests.role_table_scenarios import SCENARIOS
from tests.role_world import NOON, TODAY, WHO, Row, World, now, of_unit, today
from tests.sample_catalogues import catalogues
from tests.sample_import import planned, table_of
from tests.sample_scenarios import use
from tests.sample_town import X0, Y0
from tests.unit.test_drawing import point as drawn_point

READS, DRAFT = "reads", "draft"
CATALOGUES = catalogues()
EDIT = use(5)


def changes_many(w: World, t: Town) -> object:
    change = bulk.BulkChange(owner_class=OwnerClass.TOWN)
    many = {w.unit().unit_id: 1}
    return bulk.change_units(t.store, today, seen=many, change=change, batch=uuid4(), **WHO)


def changes_cases(w: World, t: Town) -> object:
    step = CaseStep(CaseStatus.FIRST_CONTACT, TODAY, reason="Gespräch")
    many = {w.unit().unit_id: 1}
    return bulk.change_cases(t.store, today, seen=many, step=step, batch=uuid4(), **WHO)


def saves_or_tells(w: World, t: Town) -> object:
    base = w.unit()
    mine = w.next(base, windows=3)
    with t.store.transaction() as tx:
        how = races.Saving(Action.EDITED, **WHO)
        return races.save_or_tell(tx, base=base, mine=mine, how=how)


def saves_as_seen(w: World, t: Town) -> object:
    how = races.Saving(Action.EDITED, **WHO)
    return races.save_as_seen(
        t.store,
        lambda seen: w.next(seen, windows=4),
        unit_id=w.unit().unit_id,
        seen_version=1,
        how=how,
    )


def forgets_due(w: World, t: Town) -> object:
    w.add(Contact(uuid4(), "Fällig (Demo)", "vermitteln", TODAY))
    return contact_retention.forget_due(t.store, today, **WHO)


def exports(w: World, t: Town) -> object:
    audience = Audience.PUBLIC
    table = export_units.unit_table(
        t.store.units(), town=t.profile, audience=audience, most=audience, made_on=TODAY
    )
    what = {"export_id": uuid4(), "file_format": ExportFormat.CSV, "at": NOON}
    return export_units.note_export(t.store, table, **what, **WHO)


def imports(w: World, t: Town) -> object:
    place = f"POINT ({X0 + w.number() % 190} {Y0 + 380})"
    plan = planned(w.whole, "Adresse;geom;Zustand", f"Nordweg {w.number()};{place};leer")
    return run.run_import(t.store, plan, **WHO)


def plans(w: World, t: Town) -> object:
    table = table_of("Adresse;Zustand", "Hauptstraße 1;leer")
    mapping = propose_mapping(table, as_of=TODAY)
    return planning.plan_import(t, today, table=table, mapping=mapping, answers=NOTHING_SAID)


def asks(w: World, t: Town) -> object:
    table = table_of("Adresse;Zustand", "Hauptstraße 1;leer")
    return asking.questions(t, table, propose_mapping(table, as_of=TODAY))


def adds_unit(w: World, t: Town) -> object:
    mark = Mark(UnitState.VACANT)
    found = mark_unit.FoundUnit(uuid4(), UnitKind.SHOP, mark, building_id="b2")
    return mark_unit.add_unit(t, today, found=found, **WHO)


def changes_case(w: World, t: Town) -> object:
    step = CaseStep(CaseStatus.FIRST_CONTACT, TODAY, reason="Gespräch")
    return steps.change_case(t.store, today, step=step, **of_unit(w.unit()))


def changes_state(w: World, t: Town) -> object:
    step = Step(UnitState.RESERVED, TODAY, reason="Zusage")
    return steps.change_state(t.store, today, step=step, **of_unit(w.unit()))


def contact(w: World, t: Town) -> object:
    new = Contact(uuid4(), "Name (Demo)", "vermitteln", date(2027, 1, 1))
    return contacts.add_contact(t.store, today, contact=new, **WHO)


def typed(w: World, t: Town) -> object:
    kept = drafts.Typed(1, {"windows": 3})
    return drafts.keep_typed(t.store, now, kind=CommercialUnit, typed=kept, **PLACE)


PLACE = {"owner": "o" * 32, "form": "facts", "record_id": UUID(int=1)}
FIRST = UUID(int=1)
CORNER = np.array([[14.64, 51.5]])
ROWS: Mapping[str, Row] = {
    "baseline.baseline_day": (READS, lambda w, t: baseline.baseline_day(t, w.plan())),
    "baseline.baseline_units": (READS, lambda w, t: baseline.baseline_units(t, w.plan())),
    "baseline.changed_units": (READS, lambda _w, t: baseline.changed_units(t, ())),
    "batches.undo_batch": (
        "unit",
        lambda w, t: batches.undo_batch(t.store, today, batch=w.batch(), **WHO),
    ),
    "bulk.change_units": ("unit", changes_many),
    "bulk.change_cases": ("unit", changes_cases),
    "bulk.confirm_checked": (
        "unit",
        lambda w, t: bulk.confirm_checked(
            t.store, today, seen={w.unit().unit_id: 1}, batch=uuid4(), **WHO
        ),
    ),
    "steps.change_case": ("unit", changes_case),
    "steps.change_state": ("unit", changes_state),
    "compare.compare": (READS, lambda w, t: compare.compare(t, CATALOGUES, w.plan())),
    "compare.prepare": (READS, lambda _w, t: compare.prepare(t)),
    "contact_retention.due_contacts": (
        READS,
        lambda _w, t: contact_retention.due_contacts(t.store, lambda: date(2030, 1, 1)),
    ),
    "contact_retention.forget_due": ("contact", forgets_due),
    "contacts.add_contact": ("contact", contact),
    "contacts.contacts_of": (READS, lambda _w, t: contacts.contacts_of(t.store, FIRST)),
    "contacts.forget_contact": (
        "contact",
        lambda w, t: contacts.forget_contact(t.store, contact_id=w.contact().contact_id, **WHO),
    ),
    "contacts.save_contact": (
        "contact",
        lambda w, t: contacts.save_contact(
            t.store, today, contact=replace(w.contact(), note="x"), **WHO
        ),
    ),
    "drafts.drop_typed": (DRAFT, lambda _w, t: drafts.drop_typed(t.store, **PLACE)),
    "drafts.find_typed": (
        READS,
        lambda _w, t: drafts.find_typed(t.store, kind=CommercialUnit, **PLACE),
    ),
    "drafts.keep_typed": (DRAFT, typed),
    "drafts.left_to_save": (
        READS,
        lambda w, t: drafts.left_to_save(t.store, w.unit(), drafts.Typed(1, {"windows": 3})),
    ),
    "drafts.saved_meanwhile": (
        READS,
        lambda w, t: drafts.saved_meanwhile(
            t.store,
            kind=CommercialUnit,
            typed=drafts.Typed(1, {"windows": 3}, act=w.unit().unit_id),
        ),
    ),
    "duplicates.likely_same": (READS, lambda _w, t: duplicates.likely_same(t, building_id="b1")),
    "drawing.read_drawing": (READS, lambda _w, t: drawing.read_drawing(t, drawn_point(9, 9))),
    "edit_checks.check_edit": (
        READS,
        lambda w, _t: edit_checks.check_edit(
            EDIT, town=w.whole, catalogues=CATALOGUES, scenario=w.plan()
        ),
    ),
    "edit_checks.inside_town": (READS, lambda _w, t: edit_checks.inside_town(t, Point(X0, Y0))),
    "edit_unit.edit_unit": (
        "unit",
        lambda w, t: edit_unit.edit_unit(
            t.store, today, changes={"windows": 2}, **w.edited(t), **WHO
        ),
    ),
    "export_units.note_export": ("export", exports),
    "history.first_day": (READS, lambda _w, t: history.first_day(t.store)),
    "history.revision_of_day": (READS, lambda _w, t: history.revision_of_day(t.store, TODAY)),
    "history.timeline": (READS, lambda _w, t: history.timeline(t.store, FIRST)),
    "import_units.asking.questions": (READS, asks),
    "import_units.places.crs_question": (
        READS,
        lambda w, t: places.crs_question(t, places.places(*w.table()), file_name="liste.csv"),
    ),
    "import_units.places.in_town_crs": (
        READS,
        lambda _w, t: places.in_town_crs(t, CORNER, crs="EPSG:4326"),
    ),
    "import_units.planning.plan_import": (READS, plans),
    "import_units.run.run_import": ("unit", imports),
    "races.save_as_seen": ("unit", saves_as_seen),
    "races.save_or_tell": ("unit", saves_or_tells),
    "mark_unit.add_unit": ("unit", adds_unit),
    "mark_unit.mark_unit": (
        "unit",
        lambda w, t: mark_unit.mark_unit(
            t.store, today, mark=Mark(UnitState.USED), **of_unit(w.unit())
        ),
    ),
    **LAYERS,
    **MORE,
    **SCENARIOS,
    **OPTIMISER,
}
