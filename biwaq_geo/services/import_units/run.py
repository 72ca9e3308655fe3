"""Store what a plan says, all of it or nothing."""

from dataclasses import dataclass
from uuid import UUID

from biwaq_geo.domain.errors import QuestionsOpenError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units.plan import ImportPlan, Outcome
from biwaq_geo.services.ports import Store


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import did; `batch` takes it back with `services.batches.undo_batch`."""

    batch: UUID
    added: int
    changed: int


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
    added, changed = plan.units(Outcome.NEW), plan.units(Outcome.CHANGED)
    with store.transaction() as tx:
        if not tx.events_of_batch(plan.batch):
            tx.add_all(added, actor=actor, batch=plan.batch)
            for unit in changed:
                tx.save(
                    unit, action=_action(tx.unit(unit.unit_id), unit), actor=actor, batch=plan.batch
                )
    return ImportDone(plan.batch, len(added), len(changed))


def _action(before: CommercialUnit, after: CommercialUnit) -> Action:
    return Action.EDITED if before.state is after.state else Action.MARKED
