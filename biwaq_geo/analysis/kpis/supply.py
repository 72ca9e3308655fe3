"""How much there is: sales area for each inhabitant, units along an axis."""

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading
from biwaq_geo.domain.supply import BoughtFigure
from biwaq_geo.domain.unit_values import OCCUPIED, STOCK, VACANT, UnitKind

COVERED = 0.8
"""Share of the shops whose area must be known: a sum of fewer would pass for the whole."""

SHOPS = frozenset({UnitKind.SHOP, UnitKind.KIOSK, UnitKind.DEPARTMENT_STORE})


def sales_area_per_head(facts: Facts) -> Reading:
    """Square metres of sales area of the shops in regular use for each inhabitant.

    Unknown unless `COVERED` of these shops have an area, and for places without a number
    of inhabitants. Only shops of the register count.

    Formula: Σ sales area (m²) ÷ inhabitants
    Source: usual figure of retail planning; compare only like towns
    """
    shops = facts.units["state"].isin(OCCUPIED) & facts.units["kind"].isin(SHOPS)
    area = facts.units.loc[shops, "sales_area_m2"]
    known, total = int(area.notna().sum()), len(area)
    if not facts.inhabitants or known < max(MIN_UNITS, COVERED * total):
        return Reading(None, known, total)
    return Reading(float(area.sum()) / facts.inhabitants, known, total)


def retail_centrality(facts: Facts) -> Reading:
    """Turnover of the town's shops against the purchasing power of its inhabitants.

    Above 100 the town draws buyers from elsewhere. No register knows turnovers: the figure
    is bought in, and the latest that holds on the day is shown.

    Formula: retail turnover ÷ purchasing power for retail × 100
    Source: what was typed in on the page, or the entry of `catalogues/bought_figures.toml`
    """
    latest = latest_bought(facts, "retail_centrality")
    if latest is None:
        return Reading(None, 0, 1)
    return Reading(latest.value, 1, 1)


def latest_bought(facts: Facts, figure: str) -> BoughtFigure | None:
    """Return the bought figure that holds on the day; None where there is none yet."""
    held = (one for one in facts.bought if one.figure == figure and one.on <= facts.day)
    return max(held, key=lambda one: one.on, default=None)


def units_per_100_m(facts: Facts) -> Reading:
    """Units of known use for each 100 metres of the axis.

    Formula: units of known use ÷ length of the axis (m) × 100
    Source: own definition of how densely an axis is lined
    """
    return _per_100_m(facts, int(facts.units["state"].isin(STOCK).sum()))


def vacant_per_100_m(facts: Facts) -> Reading:
    """Empty units for each 100 metres of the axis.

    Formula: empty units ÷ length of the axis (m) × 100
    Source: own definition
    """
    return _per_100_m(facts, int(facts.units["state"].isin(VACANT).sum()))


def _per_100_m(facts: Facts, count: int) -> Reading:
    known = int(facts.units["state"].isin(STOCK).sum())
    if not facts.length_m or known < MIN_UNITS:
        return Reading(None, known, len(facts.units))
    return Reading(100 * count / facts.length_m, known, len(facts.units))
