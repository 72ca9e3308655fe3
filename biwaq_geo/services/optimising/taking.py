"""A choice becomes an ordinary scenario."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid5

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.errors import ScenarioNotFoundError
from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.wishes import Wishes
from biwaq_geo.domain.scenarios import ImproveStreet, Scenario, ScenarioEdit, UseUnit
from biwaq_geo.services.edit_checks import check_edit
from biwaq_geo.services.ports import Now, Town
from biwaq_geo.services.retry import again_after_collision


def scenario_of(
    picks: Sequence[Option],
    wishes: Wishes,
    now: Now,
    *,
    scenario_id: UUID,
    name: str,
    revision: int,
    note: str = "",
) -> Scenario:
    """Return the choice as a scenario over the register as it stood at `revision`.

    The ids of its edits follow from that of the scenario: the same call makes the same one.
    Raises EmptyNameError.
    """
    return Scenario(
        scenario_id=scenario_id,
        name=name.strip(),
        baseline_revision=revision,
        created_at=now(),
        note=note,
        edits=tuple(_edit(pick, wishes, scenario_id) for pick in picks),
    )


@again_after_collision
def take(town: Town, catalogues: Catalogues, scenario: Scenario, *, actor: str) -> Scenario:
    """Save the scenario and return it; sent twice it answers with what was saved first.

    Raises
    ------
    BiwaqError
        As `edit_checks.check_edit`: the register has moved on, and an edit no longer fits.
        Nothing was saved.
    """
    for edit in scenario.edits:
        check_edit(edit, town=town, catalogues=catalogues, scenario=scenario)
    with town.store.transaction() as tx:
        try:
            return tx.scenario(scenario.scenario_id)
        except ScenarioNotFoundError:
            tx.add_scenario(scenario, actor=actor)
    return scenario


def _edit(pick: Option, wishes: Wishes, scenario_id: UUID) -> ScenarioEdit:
    edit_id = uuid5(scenario_id, f"{pick.place} {pick.key}")
    if pick.measure:
        return ImproveStreet(
            edit_id,
            pick.key,
            pick.quantity,
            section_id=pick.place,
            funding_key=pick.funding,
        )
    return UseUnit(
        edit_id,
        UUID(pick.place),
        pick.key,
        start=wishes.start,
        end=last_day(wishes),
        funding_key=pick.funding,
    )


def last_day(wishes: Wishes) -> date:
    """Return the last day on which the uses run."""
    return months_after(wishes.start, wishes.months) - timedelta(days=1)
