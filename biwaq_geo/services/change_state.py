"""Use case: a unit takes another state."""

from uuid import UUID

from biwaq_geo.domain.errors import ActorNeededError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.merge import at_version
from biwaq_geo.domain.transitions import Step, take_step
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.races import save_or_tell


def change_state(
    store: Store, today: Today, *, unit_id: UUID, step: Step, seen_version: int, actor: str
) -> CommercialUnit:
    """Save the step and return the unit as stored; sent again it changes nothing.

    Raises
    ------
    ActorNeededError
        Nobody is named who takes the step.
    RaceLostError
        Somebody saved the unit after `seen_version`; the conflict says what each made of it.
    BiwaqError
        As `domain.transitions.take_step` says. Nothing was saved.
    """
    if not actor.strip():
        raise ActorNeededError
    with store.transaction() as tx:
        seen = at_version(tx.unit(unit_id), tx.events_of(unit_id), seen_version)
        mine = take_step(seen, step, today=today(), seen_version=seen_version)
        return save_or_tell(
            tx,
            base=seen,
            mine=mine,
            action=Action.EDITED,
            actor=actor,
            asserted=("state", "since", "since_precision"),
        )
