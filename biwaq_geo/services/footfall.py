"""Use case: how many walk where, by a model that counts of people calibrate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from biwaq_geo.analysis.footfall.calibrate import Calibration, calibrate
from biwaq_geo.analysis.footfall.change import FootfallModel
from biwaq_geo.analysis.footfall.flows import pull
from biwaq_geo.analysis.footfall.index import Advice, index_of, next_count
from biwaq_geo.analysis.footfall.places import (
    Figures,
    destinations,
    drawn_with,
    origins,
)
from biwaq_geo.analysis.footfall.planned import PresentFootfall
from biwaq_geo.analysis.footfall.regression import Counted, Period
from biwaq_geo.analysis.footfall.sections import on_sections
from biwaq_geo.analysis.footfall.site_parts import site_parts
from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.network import Floats, WalkNetwork, snap
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.errors import CatalogueKeyError
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.footfall import DECAY, FIGURES, PUBLIC
from biwaq_geo.domain.local_time import LOCAL_ZONE
from biwaq_geo.domain.unit_values import UnitKind
from biwaq_geo.services.foot_counts import foot_counts
from biwaq_geo.services.ports import Town

WALKER = "adult"
"""The profile whose minutes the model takes."""

NOON_FROM, AFTERNOON_FROM, EVENING_FROM = 11, 14, 18
SATURDAY = 5


@dataclass(frozen=True, slots=True, eq=False)
class Footfall:
    """Footfall of a town today.

    Attributes
    ----------
    weights
        What each destination draws today.
    modelled
        Columns `index`, `low`, `high` by section; see `index_of`.
    measured
        Columns `counts`, `minutes`, `persons` and `per_hour` by place that was counted; sections
        by their key.
    lost_counts
        Counts too far from every street; the model does not know them.
    """

    model: FootfallModel
    weights: "pd.Series[float]"
    modelled: pd.DataFrame
    measured: pd.DataFrame
    advice: Advice | None
    lost_counts: int

    @property
    def calibration(self) -> Calibration | None:
        """What the counts say; None where nobody has counted anybody."""
        return self.model.calibration


def footfall(town: Town, catalogues: Catalogues, *, at_revision: int | None = None) -> Footfall:
    """Work out the footfall of a town from homes, stops, shops, services and counts.

    Costly: a search for each destination. The same register gives the same answer.

    Parameters
    ----------
    at_revision
        As the register stood then; None for now.

    Raises
    ------
    CatalogueKeyError
        The catalogues lack a figure of the model or the walkers.
    """
    figures = _figures(catalogues)
    walking = walking_network(town.layer("streets"), catalogues.walking[WALKER])
    network = walking.costs.network
    services = town.layer("services")
    start, goal = (
        origins(town.layer("buildings"), services, figures),
        destinations(
            _units(town, at_revision=at_revision),
            services,
            town.layer("sites"),
            figures,
            open_phases=_open_phases(catalogues),
        ),
    )
    drawn = pull(
        walking.costs,
        snap(network, start.at),
        np.asarray(start.amounts, dtype=np.float64),
        snap(network, goal.at),
        decay_per_min=figures[DECAY],
    )
    sections = on_sections(network, town.layer("sections"))
    flows = drawn.flows(goal.amounts)
    means = sections.mean(flows)
    peak = float(means.max()) if means.notna().any() else 0.0
    shares = means / peak if peak > 0 else means * np.nan
    counts = foot_counts(town.store, at_revision=at_revision)
    known, lost = _counted(counts, shares, flows, peak, network, epsg=town.profile.epsg)
    calibration = calibrate(known) if peak > 0 else None
    measured = _measured(counts)
    return Footfall(
        model=FootfallModel(drawn, sections, calibration),
        weights=goal.amounts,
        modelled=index_of(shares, calibration),
        measured=measured,
        advice=next_count(shares, calibration, counted=set(measured.index)),
        lost_counts=lost,
    )


def present_footfall(
    town: Town, catalogues: Catalogues, *, at_revision: int | None = None
) -> PresentFootfall | None:
    """Return the calibrated model for scenarios; None where counts have calibrated none.

    Costly where somebody has been counted, and nothing where nobody has.
    """
    if not any(one.persons for one in foot_counts(town.store, at_revision=at_revision)):
        return None
    try:
        _figures(catalogues)
    except CatalogueKeyError:
        # the page of footfall says which figure is missing; a scenario goes on without
        return None
    found = footfall(town, catalogues, at_revision=at_revision)
    if found.calibration is None:
        return None
    return PresentFootfall(
        model=found.model,
        calibration=found.calibration,
        weights={str(key): float(weight) for key, weight in found.weights.items()},
        figures={key: catalogues.footfall[key].value for key in FIGURES},
        drawn_with=_drawn_with(town, catalogues, at_revision=at_revision),
        large=_large(town, at_revision=at_revision),
        sites=site_parts(town.layer("sites"), _open_phases(catalogues)),
        per_hour={str(key): float(value) for key, value in found.measured["per_hour"].items()},
    )


def _open_phases(catalogues: Catalogues) -> frozenset[str]:
    """Return the phases in which a part of a site is open to the public."""
    return frozenset(key for key, phase in catalogues.site_phases.items() if phase.is_offer)


def _drawn_with(
    town: Town, catalogues: Catalogues, *, at_revision: int | None
) -> Mapping[str, str]:
    """Return the figure that each unit in use and each open part of a site draws with."""
    sites = site_parts(town.layer("sites"), _open_phases(catalogues))
    found = drawn_with(
        _units(town, at_revision=at_revision), town.layer("services"), _figures(catalogues)
    )
    of_units = {str(key): str(figure) for key, figure in found.dropna().items()}
    return of_units | dict.fromkeys(sites.drawing(), PUBLIC)


def _large(town: Town, *, at_revision: int | None) -> frozenset[str]:
    units = town.store.units(at_revision=at_revision)
    return frozenset(str(one.unit_id) for one in units if one.kind is UnitKind.DEPARTMENT_STORE)


def _units(town: Town, *, at_revision: int | None) -> gpd.GeoDataFrame:
    units = town.store.units(at_revision=at_revision)
    return units_frame(units, epsg=town.profile.epsg, only=("state", "branch", "kind"))


def period_of(count: FootCount) -> Period:
    """Return the part of the week in which a count began, in local time."""
    local = count.started_at.astimezone(LOCAL_ZONE)
    if local.weekday() >= SATURDAY:
        return Period.WEEKEND
    if local.hour < NOON_FROM:
        return Period.MORNING
    if local.hour < AFTERNOON_FROM:
        return Period.NOON
    return Period.AFTERNOON if local.hour < EVENING_FROM else Period.EVENING


def place_of(count: FootCount) -> str:
    """Return what the place of a count is known by: its section, else its coordinates."""
    return count.section_id or f"{count.place.x:.0f} / {count.place.y:.0f}"


def _figures(catalogues: Catalogues) -> Figures:
    missing = [key for key in FIGURES if key not in catalogues.footfall]
    missing += [WALKER] if WALKER not in catalogues.walking else []
    if missing:
        raise CatalogueKeyError(key=missing[0])
    return {key: catalogues.footfall[key].value.expected for key in FIGURES}


def _counted(
    counts: Sequence[FootCount],
    shares: "pd.Series[float]",
    flows: Floats,
    peak: float,
    network: WalkNetwork,
    *,
    epsg: int,
) -> tuple[list[Counted], int]:
    """Return the counts with the flow share of their street, and how many lie far from all."""
    spots = snap(network, gpd.GeoSeries([one.place for one in counts], crs=epsg))
    near = spots.on_network()
    found, lost = [], 0
    for position, one in enumerate(counts):
        share = shares.get(one.section_id) if one.section_id is not None else None
        if share is None or np.isnan(share):
            if not near[position]:
                lost += 1
                continue
            if not peak > 0:
                # nobody walks in the model at all: it is not the place that is wrong
                continue
            share = float(flows[spots.street[position]]) / peak
        found.append(Counted(place_of(one), float(share), one.minutes, one.persons, period_of(one)))
    return found, lost


def _measured(counts: Sequence[FootCount]) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "place": [place_of(one) for one in counts],
            "counts": 1,
            "minutes": [one.minutes for one in counts],
            "persons": [one.persons for one in counts],
        }
    )
    summed = rows.groupby("place").sum()
    return summed.assign(per_hour=60.0 * summed["persons"] / summed["minutes"])
