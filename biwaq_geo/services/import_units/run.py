"""Store what a plan says, all of it or nothing."""

from dataclasses import dataclass
from uuid import UUID

from biwaq_geo.domain.errors import QuestionsOpenError
from biwaq_geo.domain.events import Action
from biwaq_geo.services.import_units.plan import ImportPlan, Outcome
from biwaq_geo.services.ports import Store
from biwaq_geo.services.retry import again_after_collision


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import did; `batch` takes it back with `services.batches.undo_batch`."""

    batch: UUID
    added: int
    changed: int


@again_after_collision
def run_import(store: Store, plan: ImportPlan, *, actor: str) -> ImportDone:
    """Save every new and changed unit of the plan in one transaction.

    The same plan sent again changes nothing.

    Raises
    ------
    QuestionsOpenError
        Something about the file is not confirmed.
    EditConflictError
        A unit was changed since the plan was made. Nothing was saved.
    """
    if plan.open_topics:
        topics = ", ".join(plan.open_topics)
        raise QuestionsOpenError(file=plan.file_name, found=topics)
    added = plan.units(Outcome.NEW)
    changed = [row for row in plan.rows if row.outcome is Outcome.CHANGED]
    with store.transaction() as tx:
        if not tx.events_of_batch(plan.batch):
            tx.add_all(added, actor=actor, batch=plan.batch)
            for row in changed:
                assert row.unit is not None  # noqa: S101 -- only a refused row has none
                action = Action.MARKED if "state" in row.changed else Action.EDITED
                tx.save(row.unit, action=action, actor=actor, batch=plan.batch)
    return ImportDone(plan.batch, len(added), len(changed))
