"""Use case: the town before and after a scenario, as a map shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.scenario_engine import section_points
from biwaq_geo.analysis.scenario_plan import plan_of
from biwaq_geo.domain.catalogue import Band, Catalogues
from biwaq_geo.domain.comparison import FootfallRow, Obstructed
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, Occupying, Place, Scenario
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.units import CommercialUnit, DatePrecision, UnitState
from biwaq_geo.services.baseline import baseline_units, looked_from
from biwaq_geo.services.compare import prepare
from biwaq_geo.services.ports import Town


@dataclass(frozen=True, slots=True)
class ScenarioPicture:
    """What is drawn of a scenario; edits that do not count are not drawn.

    Attributes
    ----------
    before, after
        All units at the baseline, and with everything that is planned come about.
    edit_of_unit
        Edit that changes a unit, by unit.
    section_points
        Points that the street score of an improved section gains, by section.
    places
        Where measures were clicked or drawn or on whose front they are, by edit, in the
        town's projected CRS.
    phase_of_part
        New phase of the parts of sites, by part.
    audits
        Street audits at the baseline, which the scores before rest on.
    day
        From which one looks ahead: scores of later days do not count.
    footfall
        Sections whose modelled footfall changes, as the comparison tells them; none unless
        whoever makes the picture adds them.
    """

    before: Sequence[CommercialUnit]
    after: Sequence[CommercialUnit]
    edit_of_unit: Mapping[UUID, UUID]
    section_points: Mapping[str, Band]
    places: Mapping[UUID, Place]
    phase_of_part: Mapping[str, str]
    audits: Sequence[StreetAudit]
    day: date
    obstructed: Sequence[Obstructed]
    footfall: Sequence[FootfallRow] = ()


def picture(
    town: Town, catalogues: Catalogues, scenario: Scenario, *, ground: Ground | None = None
) -> ScenarioPicture:
    """Return what a map shows of the scenario; `ground` as for `compare`."""
    ground = ground or prepare(town)
    before = baseline_units(town, scenario)
    units = units_frame(before, epsg=town.profile.epsg)
    plan = plan_of(scenario, units=units, ground=ground, catalogues=catalogues)
    moved: dict[UUID, Occupying | MoveOut] = {
        edit.unit_id: edit for edit in plan.moves if isinstance(edit, MoveOut)
    }
    # who moves in last is who is seen there in the end
    moved |= {e.unit_id: e for e in (*plan.uses, *plan.moves) if isinstance(e, Occupying)}
    fronts = {unit.unit_id: unit.location for unit in before}
    return ScenarioPicture(
        before=before,
        after=[_after(unit, moved.get(unit.unit_id)) for unit in before],
        edit_of_unit={unit_id: edit.edit_id for unit_id, edit in moved.items()},
        section_points=section_points(
            plan.measures, sections=ground.sections, catalogues=catalogues, units=units
        ),
        places={
            m.edit_id: place
            for m in plan.measures
            if (place := fronts[m.unit_id] if m.unit_id else m.place) is not None
        },
        phase_of_part={phase.part_id: phase.phase_key for phase in plan.phases},
        audits=town.store.records(StreetAudit, at_revision=scenario.baseline_revision),
        day=looked_from(town, scenario),
        obstructed=plan.obstructed,
    )


def _after(unit: CommercialUnit, edit: Occupying | MoveOut | None) -> CommercialUnit:
    if edit is None:
        return unit
    changed = replace(unit, state=_state(edit), since=edit.start, since_precision=DatePrecision.DAY)
    match edit:
        case LetUnit() | MoveIn():
            return replace(changed, branch=edit.branch)
        case MoveOut():
            return replace(changed, branch=None, last_branch=unit.branch or unit.last_branch)
    return changed


def _state(edit: Occupying | MoveOut) -> UnitState:
    match edit:
        case LetUnit():
            return UnitState.LET
        case MoveIn():
            return UnitState.USED
        case MoveOut():
            return UnitState.VACANT
    return UnitState.INTERIM
