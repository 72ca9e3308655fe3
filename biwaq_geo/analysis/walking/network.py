"""The streets of a town as one kind of walker uses them, in minutes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from biwaq_geo.analysis.network import Floats, walk_network
from biwaq_geo.analysis.walking.costs import WalkCosts, walk_costs
from biwaq_geo.analysis.walking.ground import ground_factors, looked_up, texts_of
from biwaq_geo.analysis.walking.quality import score_of_streets
from biwaq_geo.domain.catalogue import StreetQuality, WalkProfile

if TYPE_CHECKING:
    import pandas as pd

STEPS = "steps"
"""Kind of street that is a flight of steps."""

MIDDLE_SCORE, FULL_SCORE = 50.0, 100.0
MINUTES_PER_HOUR, METRES_PER_KM = 60.0, 1000.0

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the network does not hold, and what is not known of what it holds.

    Attributes
    ----------
    closed, closed_m
        Streets that are no way for these walkers, and their metres.
    islands, island_streets, island_m
        Parts from which no way leads to the main part; often faults of the map.
    surface_known
        Share of the metres whose surface is known, 0 to 1; None without streets.
    """

    closed: int
    closed_m: float
    islands: int
    island_streets: int
    island_m: float
    surface_known: float | None


@dataclass(frozen=True, slots=True, eq=False)
class WalkingNetwork:
    """The main connected part of the streets that a profile may use.

    Attributes
    ----------
    costs
        Minutes of each street in each direction.
    streets
        Labels of the streets in the order of the costs.
    speed_kmh, perceived
        What the minutes were made with.
    """

    profile: WalkProfile
    costs: WalkCosts
    streets: "pd.Index[str]"
    left_out: LeftOut
    speed_kmh: float
    perceived: bool


def walking_network(
    streets: gpd.GeoDataFrame,
    profile: WalkProfile,
    *,
    speed_kmh: float | None = None,
    sections: gpd.GeoDataFrame | None = None,
) -> WalkingNetwork:
    """Build the network of one profile from the base layer `streets`.

    Minutes of a street are 0.06 x metres / speed x factor of its ground x factor of steps,
    for perceived time also x factor of its street score. A street with "yes" in `one_way` is
    walked from u to v only. The part with the most metres is kept.

    Parameters
    ----------
    streets
        Columns `u`, `v`, `kind` and, where there are any, `one_way`, `wheelchair` and those
        of `walking.ground`; lines in a projected CRS, metres.
    speed_kmh
        In place of the speed of the profile.
    sections
        Base layer with `street_score`, for perceived time; without it all streets feel alike.

    Raises
    ------
    GeometryError
        The lines that meet in one node do not end in one place.
    """
    speed = profile.speed_kmh.value if speed_kmh is None else speed_kmh
    ground = ground_factors(streets, profile)
    is_open = _open(streets, profile) & np.isfinite(ground)
    usable, ground = streets[is_open], ground[is_open]
    main, islands = _main_part(usable)
    kept = usable[main]
    network = walk_network(kept)
    per_metre = MINUTES_PER_HOUR / METRES_PER_KM / speed
    minutes = network.length * per_metre * ground[main] * _factors(kept, profile, sections)
    back = np.where(texts_of(kept, "one_way") == "yes", np.inf, minutes)
    return WalkingNetwork(
        profile=profile,
        costs=walk_costs(network, minutes, back, per_metre=per_metre),
        streets=kept.index,
        left_out=LeftOut(
            closed=len(streets) - len(usable),
            closed_m=float(streets.length.sum() - usable.length.sum()),
            islands=islands,
            island_streets=len(usable) - len(kept),
            island_m=float(usable.length.sum() - kept.length.sum()),
            surface_known=_share_known(kept),
        ),
        speed_kmh=speed,
        perceived=sections is not None and profile.quality is not None,
    )


def _open(streets: gpd.GeoDataFrame, profile: WalkProfile) -> Flags:
    if profile.steps is not None:
        return np.ones(len(streets), dtype=bool)
    # what is no way over steps is none where the map says that wheels cannot pass
    flat = texts_of(streets, "kind") != STEPS
    return np.asarray(flat & (texts_of(streets, "wheelchair") != "no"), dtype=bool)


def _factors(
    streets: gpd.GeoDataFrame, profile: WalkProfile, sections: gpd.GeoDataFrame | None
) -> Floats:
    factor = np.ones(len(streets))
    if profile.steps is not None:
        factor = looked_up(texts_of(streets, "kind"), {STEPS: profile.steps.value})
    if sections is not None and profile.quality is not None:
        factor = factor * _felt(score_of_streets(streets, sections), profile.quality)
    return factor


def _felt(score: Floats, quality: StreetQuality) -> Floats:
    """Return the factor: straight from worst (score 0) over 1 (50) to best (100)."""
    points, values = (0.0, MIDDLE_SCORE, FULL_SCORE), (quality.worst, 1.0, quality.best)
    known: Floats = np.interp(np.nan_to_num(score, nan=MIDDLE_SCORE), points, values)
    return known


def _share_known(streets: gpd.GeoDataFrame) -> float | None:
    whole = float(streets.length.sum())
    if not whole:
        return None
    return float(streets.length[texts_of(streets, "surface") != ""].sum()) / whole


def _main_part(streets: gpd.GeoDataFrame) -> tuple[Flags, int]:
    """Say which streets belong to the part with the most metres; count the other parts."""
    if streets.empty:
        return np.zeros(0, dtype=bool), 0
    pairs = streets[["u", "v"]].to_numpy(dtype=np.int64)
    numbers, ends = np.unique(pairs, return_inverse=True)
    u, v = ends.reshape(pairs.shape).T
    size = len(numbers)
    joined = coo_array((np.ones(len(u)), (u, v)), shape=(size, size))
    parts, part = connected_components(joined, directed=False)
    metres = np.bincount(part[u], weights=streets.length, minlength=parts)
    return np.asarray(part[u] == metres.argmax()), int(parts - 1)
