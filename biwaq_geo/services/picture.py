"""Use case: the town before and after a scenario, as a map shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.scenario_engine import section_points
from biwaq_geo.analysis.scenario_plan import plan_of
from biwaq_geo.domain.catalogue import Band, Catalogues
from biwaq_geo.domain.comparison import Obstructed
from biwaq_geo.domain.scenarios import Place, Scenario, UseUnit
from biwaq_geo.domain.units import CommercialUnit, DatePrecision, UnitState
from biwaq_geo.services.baseline import baseline_units
from biwaq_geo.services.compare import prepare
from biwaq_geo.services.ports import Town


@dataclass(frozen=True, slots=True)
class ScenarioPicture:
    """What is drawn of a scenario; edits that do not count are not drawn.

    Attributes
    ----------
    before, after
        All units at the baseline, and with every planned interim use come about.
    edit_of_unit
        Edit that changes a unit, by unit.
    section_points
        Points that the street score of an improved section gains, by section.
    places
        Where measures were clicked or drawn, by edit, in the town's projected CRS.
    phase_of_part
        New phase of the parts of sites, by part.
    """

    before: Sequence[CommercialUnit]
    after: Sequence[CommercialUnit]
    edit_of_unit: Mapping[UUID, UUID]
    section_points: Mapping[str, Band]
    places: Mapping[UUID, Place]
    phase_of_part: Mapping[str, str]
    obstructed: Sequence[Obstructed]


def picture(
    town: Town, catalogues: Catalogues, scenario: Scenario, *, ground: Ground | None = None
) -> ScenarioPicture:
    """Return what a map shows of the scenario; `ground` as for `compare`."""
    ground = ground or prepare(town)
    before = baseline_units(town, scenario)
    units = units_frame(before, epsg=town.profile.epsg)
    plan = plan_of(scenario, units=units, ground=ground, catalogues=catalogues)
    uses = {use.unit_id: use for use in plan.uses}
    return ScenarioPicture(
        before=before,
        after=[_after(unit, uses.get(unit.unit_id)) for unit in before],
        edit_of_unit={unit_id: use.edit_id for unit_id, use in uses.items()},
        section_points=section_points(
            plan.measures, sections=ground.sections, catalogues=catalogues
        ),
        places={m.edit_id: m.place for m in plan.measures if m.place is not None},
        phase_of_part={phase.part_id: phase.phase_key for phase in plan.phases},
        obstructed=plan.obstructed,
    )


def _after(unit: CommercialUnit, use: UseUnit | None) -> CommercialUnit:
    if use is None:
        return unit
    return replace(
        unit, state=UnitState.INTERIM, since=use.start, since_precision=DatePrecision.DAY
    )
