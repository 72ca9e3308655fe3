"""Use case: say what a scenario changes against doing nothing."""

from dataclasses import replace
from functools import partial

from biwaq_geo.analysis.figures import figures, rows
from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.ground import Ground, lay_ground
from biwaq_geo.analysis.scenario_money import edit_costs
from biwaq_geo.analysis.scenario_plan import plan_of
from biwaq_geo.domain.assumptions import REACH_MINUTES, assumptions_of
from biwaq_geo.domain.catalogue import ZERO, Catalogues
from biwaq_geo.domain.comparison import Comparison, EditCost
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services.baseline import baseline_units, changed_units
from biwaq_geo.services.ports import Town

_GROUND = ("streets", "sections", "buildings", "sites")


def prepare(town: Town) -> Ground:
    """Lay the ground of a town: its walking network with every building on it.

    The base layers of a town never change, so whoever asks more than once keeps the
    answer and hands it to `compare`.

    Raises
    ------
    TownBrokenError, GeometryError
        A base layer is missing or its streets do not join.
    """
    return lay_ground({name: town.layer(name) for name in _GROUND})


def compare(
    town: Town, catalogues: Catalogues, scenario: Scenario, *, ground: Ground | None = None
) -> Comparison:
    """Compare the scenario with doing nothing on the same baseline.

    Parameters
    ----------
    ground
        What `prepare` returned for this town; laid anew where missing.

    Raises
    ------
    CatalogueKeyError, AssumptionRangeError
        An assumption is missing from the catalogue, unknown or out of its range.
    """
    ground = ground or prepare(town)
    assumptions = assumptions_of(catalogues, scenario)
    register = baseline_units(town, scenario)
    units = units_frame(register, epsg=town.profile.epsg)
    lay = partial(plan_of, units=units, ground=ground, catalogues=catalogues)
    measure = partial(
        figures,
        units=units,
        ground=ground,
        catalogues=catalogues,
        assumed={key: item.value for key, item in assumptions.items()},
    )
    plan, nothing = lay(scenario), lay(replace(scenario, edits=()))
    costs = edit_costs(plan, units=units, ground=ground, catalogues=catalogues)
    ids = [str(edit.edit_id) for edit in scenario.edits]
    return Comparison(
        rows=[
            replace(row, minutes=assumptions[REACH_MINUTES].value.expected)
            if row.key == "inhabitants_reached"
            else row
            for row in rows(measure(nothing, []), measure(plan, list(costs.values())))
        ],
        costs=[costs.get(key) or EditCost(key, None, None, ZERO) for key in ids],
        assumptions=list(assumptions.values()),
        changed_units=changed_units(town, register),
        obstructed=plan.obstructed,
    )
