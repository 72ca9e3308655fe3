"""The money of a plan: one entry for each edit, from the catalogues."""

from math import isnan
from typing import Any

import geopandas as gpd

from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.money import ONE, Quantities, cost_of, edit_cost, years_of
from biwaq_geo.analysis.scenario_plan import Plan
from biwaq_geo.domain.catalogue import Catalogues, FundingLine, Per
from biwaq_geo.domain.comparison import EditCost
from biwaq_geo.domain.scenarios import ImproveStreet, ScenarioEdit, SetSitePhase, UseUnit


def edit_costs(
    plan: Plan, *, units: gpd.GeoDataFrame, ground: Ground, catalogues: Catalogues
) -> dict[str, EditCost]:
    """Return the money of every edit that counts, by edit id.

    It is the money of the whole plan: the town has to provide for all of it, even if
    only a share of the interim uses comes about.
    """
    costs = [
        *(_of_use(edit, units=units, catalogues=catalogues) for edit in plan.uses),
        *(_of_measure(edit, catalogues=catalogues) for edit in plan.measures),
        *(_of_phase(edit, sites=ground.sites, catalogues=catalogues) for edit in plan.phases),
    ]
    return {cost.edit_id: cost for cost in costs}


def _of_use(edit: UseUnit, *, units: gpd.GeoDataFrame, catalogues: Catalogues) -> EditCost:
    use, unit = catalogues.interim_uses[edit.use_key], units.loc[str(edit.unit_id)]
    size = {
        **ONE,
        Per.SQUARE_METRE: _known(unit["floor_area_m2"]),
        Per.METRE: _known(unit["frontage_m"]),
    }
    return edit_cost(
        str(edit.edit_id),
        one_off=cost_of(use.setup, size),
        yearly=cost_of(use.yearly, size),
        line=_line(edit, catalogues),
        kind="interim_use",
        years=years_of(edit.start, edit.end),
    )


def _of_measure(edit: ImproveStreet, *, catalogues: Catalogues) -> EditCost:
    measure = catalogues.measures[edit.measure_key]
    size: Quantities = {Per.CASE: 1.0, measure.per: edit.quantity}
    return edit_cost(
        str(edit.edit_id),
        one_off=cost_of(measure.cost, size),
        yearly=cost_of(measure.yearly, size),
        line=_line(edit, catalogues),
        kind="measure",
    )


def _of_phase(edit: SetSitePhase, *, sites: gpd.GeoDataFrame, catalogues: Catalogues) -> EditCost:
    phase = catalogues.site_phases[edit.phase_key]
    area = sites.loc[edit.part_id, "floor_area_m2"]
    size = {**ONE, Per.SQUARE_METRE: _known(area)}
    return edit_cost(
        str(edit.edit_id),
        one_off=cost_of(phase.cost, size),
        yearly=cost_of(phase.yearly, size),
        line=_line(edit, catalogues),
        kind="site_phase",
    )


def _line(edit: ScenarioEdit, catalogues: Catalogues) -> FundingLine | None:
    return None if edit.funding_key is None else catalogues.funding[edit.funding_key]


def _known(value: Any) -> float | None:
    # what a cell of a frame holds is untyped; missing is None or NaN
    return None if value is None or isnan(value) else float(value)
