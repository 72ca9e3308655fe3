"""Use cases: a unit takes another state, or its case another status."""

from uuid import UUID

from biwaq_geo.domain.cases import CaseStep, take_case_step
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.transitions import Step, take_step
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.races import Saving, save_as_seen

_STATE = ("state", "since", "since_precision")
_CASE = ("case_status", "case_since")


def change_state(
    store: Store,
    today: Today,
    *,
    unit_id: UUID,
    step: Step,
    seen_version: int,
    actor: str,
    act: UUID | None = None,
) -> CommercialUnit:
    """Save the step and return the unit as stored; sent again it changes nothing.

    Raises
    ------
    BiwaqError
        As `races.save_as_seen` and `domain.transitions.take_step` say. Nothing was saved.
    """
    return save_as_seen(
        store,
        lambda seen: take_step(seen, step, today=today(), seen_version=seen_version),
        unit_id=unit_id,
        seen_version=seen_version,
        how=Saving(Action.EDITED, actor, act, asserted=_STATE),
    )


def change_case(
    store: Store,
    today: Today,
    *,
    unit_id: UUID,
    step: CaseStep,
    seen_version: int,
    actor: str,
    act: UUID | None = None,
) -> CommercialUnit:
    """Save the step and return the unit as stored; sent again it changes nothing.

    Raises
    ------
    BiwaqError
        As `races.save_as_seen` and `domain.cases.take_case_step` say. Nothing was saved.
    """
    return save_as_seen(
        store,
        lambda seen: take_case_step(seen, step, today=today(), seen_version=seen_version),
        unit_id=unit_id,
        seen_version=seen_version,
        how=Saving(Action.EDITED, actor, act, asserted=_CASE),
    )
