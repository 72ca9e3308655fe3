"""Where vacancies stand closer together than chance would put them."""

from dataclasses import dataclass
from threading import Lock
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control

from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.units import STOCK, VACANT

NEAR_M = 60.0
"""Units this close to each other, in a straight line, are neighbours: some six shop fronts."""

PERMUTATIONS = 9_999
"""So many, because the corrected test needs small probabilities: the least is 1 in 10,000."""

SEED = 1887
"""Fixed, so that one register always has the same clusters."""

FALSE_SHARE = 0.05
"""Of the units that are named, at most this share is expected to be named by chance."""

LEAST_UNITS, LEAST_VACANT, LEAST_OTHER = 20, 5, 5
"""With fewer units, vacancies or other units no test can tell a cluster from chance."""

_drawing = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """The empty units of a place and what stands around them.

    Attributes
    ----------
    units
        One row for each empty unit with a neighbour, indexed by unit; columns
        `vacant_near` and `near` (neighbours that are empty, and all of them), `alone` (the
        chance of as many or more, 0 to 1), `chance` (the same corrected for the number of
        tests) and `cluster`.
    counted
        The clusters' units, of the empty ones; unknown where the place is `too_few`.
    """

    units: pd.DataFrame
    counted: Reading
    too_few: bool


def clusters(units: gpd.GeoDataFrame) -> Clusters:
    """Find the empty units with more empty neighbours than chance explains.

    Local join counts: the empty neighbours of each empty unit, against what comes out when
    the other vacancies are dealt to the other units of the place anew. The probabilities
    are corrected so that of all named units at most 5 % are expected to be named wrongly.

    Parameters
    ----------
    units
        Columns `state` and geometry in a projected CRS, metres.

    Formula: BBᵢ = xᵢ Σⱼ wᵢⱼ xⱼ with x = 1 for empty, w = 1 within 60 m; p from 9,999 conditional permutations
    Source: Anselin and Li (2019); correction: Benjamini and Hochberg (1995)
    """  # noqa: E501 -- one line each
    stock = units[units["state"].isin(STOCK)]
    empty = stock["state"].isin(VACANT).to_numpy()
    vacant, other = int(empty.sum()), int((~empty).sum())
    if len(stock) < LEAST_UNITS or vacant < LEAST_VACANT or other < LEAST_OTHER:
        return Clusters(_none(), Reading(None, len(stock), len(units)), too_few=True)
    found = _tested(stock, empty)
    named = int(found["cluster"].sum())
    return Clusters(found, Reading(named, len(stock), len(units)), too_few=False)


def vacancy_clusters(units: gpd.GeoDataFrame) -> Reading:
    """Empty units that stand in a cluster of vacancies, see `clusters`.

    Formula: count of empty units with corrected p ≤ 0.05
    Source: Anselin and Li (2019); correction: Benjamini and Hochberg (1995)
    """
    return clusters(units).counted


def _tested(stock: gpd.GeoDataFrame, empty: np.ndarray) -> pd.DataFrame:
    near = _neighbours(stock.geometry.to_numpy())
    around = np.asarray(near.sum(axis=1)).ravel().astype(int)
    vacant_around = (near @ empty).astype(int)
    tested = empty & (around > 0)
    if not tested.any():
        return _none()
    chance = _chances(near, empty.astype(float), vacant_around.astype(float))
    corrected = false_discovery_control(chance[tested])
    return pd.DataFrame(
        {
            "vacant_near": vacant_around[tested],
            "near": around[tested],
            "alone": chance[tested],
            "chance": corrected,
            "cluster": corrected <= FALSE_SHARE,
        },
        index=stock.index[tested],
    )


def _neighbours(places: np.ndarray) -> csr_array:
    one, other = shapely.STRtree(places).query(places, predicate="dwithin", distance=NEAR_M)
    apart = one != other
    pairs = (one[apart], other[apart])
    return csr_array((np.ones(apart.sum()), pairs), shape=(len(places), len(places)))


def _chances(near: csr_array, empty: np.ndarray, joins: np.ndarray) -> np.ndarray:
    """Return for each unit how often as many empty neighbours or more come by chance."""
    # it takes two seconds to load, and few pages need it
    from esda.crand import crand  # noqa: PLC0415

    # the library draws from numpy's one global generator
    with _drawing:
        found, _ = crand(
            empty,
            SimpleNamespace(sparse=near.copy()),
            joins,
            permutations=PERMUTATIONS,
            keep=False,
            n_jobs=1,
            stat_func=_joins,
            seed=SEED,
            alternative="greater",
        )
    return np.asarray(found, dtype=float)


def _joins(
    unit: int, empty: np.ndarray, drawn: np.ndarray, weights: np.ndarray, _: float
) -> np.ndarray:
    """Return the empty neighbours of a unit in each draw; the first weight is its own."""
    if not empty[unit]:
        return np.zeros(len(drawn))
    others = np.delete(empty, unit)
    counted: np.ndarray = others[drawn[:, : len(weights) - 1]] @ weights[1:]
    return counted


def _none() -> pd.DataFrame:
    columns = {
        "vacant_near": int,
        "near": int,
        "alone": float,
        "chance": float,
        "cluster": bool,
    }
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
