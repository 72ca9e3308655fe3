"""The interim uses that fit the vacant units of a town, with what they cost and bring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import geopandas as gpd

from biwaq_geo.analysis.money import ONE, Quantities, cost_of
from biwaq_geo.domain.catalogue import ZERO, Band, Catalogues, InterimUse, Light, Per
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.wishes import Wishes
from biwaq_geo.domain.unit_values import PermitLight, Willingness
from biwaq_geo.domain.units import VACANT, CommercialUnit
from biwaq_geo.domain.use_effects import UseEffect
from biwaq_geo.services.optimising.paying import Priced, ways_to_pay

AXIS_M = 60.0
"""A unit this near to a section of a shopping axis lies at the axis."""


@dataclass(frozen=True, slots=True)
class Fronts:
    """Metres of front of the vacant units.

    Attributes
    ----------
    metres
        By unit id; where nobody has measured it, the median of the measured ones, or 1.
    guessed
        How many were not measured.
    """

    metres: Mapping[str, float]
    guessed: int


def vacant_units(units: Sequence[CommercialUnit]) -> list[CommercialUnit]:
    """Return the units in which something could be done, in their order.

    Units whose owner refuses interim use are left out as far as those who look may know it.
    """
    return [
        unit for unit in units if unit.state in VACANT and unit.interim_view is not Willingness.NO
    ]


def fronts_of(units: Sequence[CommercialUnit]) -> Fronts:
    """Return the fronts of vacant units."""
    known = [unit.frontage_m for unit in units if unit.frontage_m is not None]
    usual = median(known) if known else 1.0
    metres = {
        str(unit.unit_id): usual if unit.frontage_m is None else unit.frontage_m for unit in units
    }
    return Fronts(metres, len(units) - len(known))


def axes_of(units: Sequence[CommercialUnit], sections: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the shopping axis of each unit by its id, empty where it lies at none."""
    found: dict[str, str] = {}
    for unit in units:
        axis = ""
        if len(sections):
            gap = sections.distance(unit.location).to_numpy()
            if gap.min() <= AXIS_M:
                axis = str(sections["axis"].iloc[int(gap.argmin())])
        found[str(unit.unit_id)] = axis
    return found


def use_options(
    units: Sequence[CommercialUnit],
    catalogues: Catalogues,
    wishes: Wishes,
    *,
    axes: Mapping[str, str],
    fronts: Fronts,
) -> Iterator[Option]:
    """Yield every use in every unit that it fits, once for each way to pay.

    Uses without a known cost are left out: nobody can say whether the budget pays for them.
    """
    for unit in units:
        for use in catalogues.interim_uses.values():
            if not fits_unit(use, unit, wishes):
                continue
            size = sizes(unit)
            one_off, yearly = cost_of(use.setup, size), cost_of(use.yearly, size)
            if one_off is None or yearly is None:
                continue
            priced = Priced("interim_use", one_off, yearly, years=wishes.months / 12)
            effect = catalogues.use_effects.get(use.key)
            for way in ways_to_pay(priced, catalogues.funding, wishes.funding):
                key = str(unit.unit_id)
                yield Option(
                    place=key,
                    key=use.key,
                    measure=False,
                    axis=axes[key],
                    funding=way.line,
                    own_eur=way.own_eur,
                    running_eur=way.running_eur,
                    grant_eur=way.grant_eur,
                    hours=0.0 if effect is None else effect.hours.expected,
                    jobs=_jobs(effect).expected,
                    front_m=fronts.metres[key],
                    street=0.0,
                    # what is no offer to the public is within nobody's reach
                    need=effect.need if effect is not None and use.is_offer else None,
                    cost_band=way.band,
                    jobs_band=_jobs(effect),
                )


def fits_unit(use: InterimUse, unit: CommercialUnit, wishes: Wishes) -> bool:
    """Say whether a use fits a unit: area, term, permit and what its owner excludes."""
    least, most = use.area_m2
    area = unit.floor_area_m2
    red = use.permit is Light.RED or unit.permit_light is PermitLight.RED
    longest = unit.longest_term_months
    return (
        (area is None or least <= area <= most)
        and (wishes.red or not red)
        and use.key not in unit.excluded_uses
        and use.min_months <= wishes.months
        and (unit.shortest_term_months or 0) <= wishes.months
        and (longest is None or wishes.months <= longest)
    )


def sizes(unit: CommercialUnit) -> Quantities:
    """Return what costs of a unit are multiplied with."""
    return {**ONE, Per.SQUARE_METRE: unit.floor_area_m2, Per.METRE: unit.frontage_m}


def _jobs(effect: UseEffect | None) -> Band:
    return ZERO if effect is None else effect.jobs + effect.training
