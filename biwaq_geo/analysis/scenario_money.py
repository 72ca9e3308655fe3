"""The money of a plan: one entry for each edit, from the catalogues."""

from collections.abc import Mapping
from math import isnan
from typing import Any

import geopandas as gpd

from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.money import ONE, Quantities, cost_of, edit_cost, within_cap, years_of
from biwaq_geo.analysis.rent import rent_split
from biwaq_geo.analysis.scenario_plan import Plan
from biwaq_geo.domain.assumptions import HOLDING, RENT
from biwaq_geo.domain.catalogue import (
    ZERO,
    Assumption,
    Band,
    Catalogues,
    FundingLine,
    InterimUse,
    Per,
)
from biwaq_geo.domain.comparison import EditCost
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
    funding_of,
)

MONTHS = 12


def edit_costs(
    plan: Plan,
    *,
    units: gpd.GeoDataFrame,
    ground: Ground,
    catalogues: Catalogues,
    assumed: Mapping[str, Assumption],
) -> dict[str, EditCost]:
    """Return the money of every edit that counts and costs the town anything, by edit id.

    It is the money of the whole plan: the town has to provide for all of it, even if
    only a share of the interim uses comes about. A cap holds for all edits of a line together.
    """
    costs = [
        *(_of_use(e, units=units, catalogues=catalogues, assumed=assumed) for e in plan.uses),
        *(_of_measure(edit, catalogues=catalogues) for edit in plan.measures),
        *(_of_phase(edit, sites=ground.sites, catalogues=catalogues) for edit in plan.phases),
    ]
    found = {cost.edit_id: cost for cost in costs}
    lines: dict[str, list[str]] = {}
    paid_for: tuple[UseUnit | ImproveStreet | SetSitePhase, ...] = (
        *plan.uses,
        *plan.measures,
        *plan.phases,
    )
    for edit in paid_for:
        if edit.funding_key is not None:
            lines.setdefault(edit.funding_key, []).append(str(edit.edit_id))
    for line, edits in lines.items():
        cap = catalogues.funding[line].cap_eur
        if cap is not None:
            found |= within_cap({edit: found[edit] for edit in edits}, cap_eur=cap)
    # what tenants and owners pay is nothing that the town has to provide for
    return found | {str(edit.edit_id): _free(edit) for edit in plan.moves}


def yearly_of_use(
    edit: UseUnit,
    use: InterimUse,
    size: Quantities,
    *,
    catalogues: Catalogues,
    assumed: Mapping[str, Assumption],
) -> Band | None:
    """Return what a use costs the town in a year; None without a figure or the area.

    The catalogue's cost per square metre is the rent. A rent model puts what is left to the
    town in its place, of the usual rent of the assumptions: rents of single units are
    confidential, and a sum that many see must not tell them.
    """
    if edit.rent_key is None:
        return cost_of(use.yearly, size)
    area = size.get(Per.SQUARE_METRE)
    model = catalogues.rent_models[edit.rent_key]
    if area is None or model.turnover:
        return ZERO if model.turnover else None
    split = rent_split(
        model,
        old_rent=assumed[RENT].value.times(area),
        running=assumed[HOLDING].value.times(area),
    )
    yearly = split.town_in_all.times(MONTHS)
    beside = use.yearly if use.yearly and use.yearly.per is not Per.SQUARE_METRE else None
    more = cost_of(beside, size)
    return yearly if more is None else yearly + more


def _of_use(
    edit: UseUnit,
    *,
    units: gpd.GeoDataFrame,
    catalogues: Catalogues,
    assumed: Mapping[str, Assumption],
) -> EditCost:
    use, key = catalogues.interim_uses[edit.use_key], str(edit.unit_id)
    size = {
        **ONE,
        Per.SQUARE_METRE: _known(units.loc[key, "floor_area_m2"]),
        Per.METRE: _known(units.loc[key, "frontage_m"]),
    }
    return edit_cost(
        str(edit.edit_id),
        one_off=cost_of(use.setup, size),
        yearly=yearly_of_use(edit, use, size, catalogues=catalogues, assumed=assumed),
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
    size = {**ONE, Per.SQUARE_METRE: _known(sites.loc[edit.part_id, "floor_area_m2"])}
    return edit_cost(
        str(edit.edit_id),
        one_off=cost_of(phase.cost, size),
        yearly=cost_of(phase.yearly, size),
        line=_line(edit, catalogues),
        kind="site_phase",
    )


def _free(edit: ScenarioEdit) -> EditCost:
    return EditCost(str(edit.edit_id), ZERO, ZERO, ZERO, own_share=ZERO)


def _line(edit: ScenarioEdit, catalogues: Catalogues) -> FundingLine | None:
    key = funding_of(edit)
    return None if key is None else catalogues.funding[key]


def _known(value: Any) -> float | None:
    # what a cell of a frame holds is untyped; missing is None or NaN
    return None if value is None or isnan(value) else float(value)
