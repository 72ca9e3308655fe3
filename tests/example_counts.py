"""Parts of the worked examples of key figures: towns of a few records, made by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

import geopandas as gpd
import numpy as np
from shapely import LineString, Point

from biwaq_geo.analysis.course import Course
from biwaq_geo.analysis.figures import money_figures, waiting_figures
from biwaq_geo.analysis.kpis import branches, flow, handling
from biwaq_geo.analysis.kpis.clusters import clusters
from biwaq_geo.analysis.kpis.near import inhabitants_near, participants_near
from biwaq_geo.analysis.kpis.rates import BY_UNITS
from biwaq_geo.analysis.kpis.survival import vacancy_survival
from biwaq_geo.analysis.money import edit_cost
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.participants_within import Spread, participants_within
from biwaq_geo.analysis.reach import Residents
from biwaq_geo.analysis.scenario_worth import Spent, worth_figures
from biwaq_geo.analysis.stock import stock_of
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_nearest
from biwaq_geo.analysis.within import within_bands
from biwaq_geo.domain.assumptions import DECAY, HOLDING, REFIT, RENT
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.supply import BoughtFigure
from biwaq_geo.domain.unit_values import CaseStatus, OwnerClass, UnitState
from tests.sample_catalogues import WALKERS, funding
from tests.sample_facts import ASSUMED, DAY, basic, facts, sections, stretch, vacant
from tests.sample_town import EPSG, unit

MONTH = 365.25 / 12


@dataclass(frozen=True)
class Example:
    """What is counted, and the figure that the help text says it makes.

    Attributes
    ----------
    written
        The figure in German and English where it is no bare number.
    """

    count: Callable[[], float | None]
    figure: float
    digits: int = 0
    written: tuple[str, str] | None = None


def many(*groups: tuple[int, UnitState, dict[str, Any]]) -> list[Any]:
    """Units of so many of each state with each values."""
    number = count()
    return [unit(next(number), state, **values) for n, state, values in groups for _ in range(n)]


def rate(key: str, *groups: tuple[int, UnitState, dict[str, Any]]) -> Callable[[], float | None]:
    return lambda: BY_UNITS[key](facts(*many(*groups)).units).value


def of(measure: Callable[[Any], Any], *units: Any, **more: Any) -> Callable[[], float | None]:
    return lambda: measure(facts(*units, **more)).value


def ago(months: float) -> date:
    return DAY - timedelta(days=round(months * MONTH))


def empty(*months: float) -> list[Any]:
    return [vacant(number, ago(one)) for number, one in enumerate(months)]


USED, VACANT, INTERIM = UnitState.USED, UnitState.VACANT, UnitState.INTERIM
OLD, NEW = {"since": date(2020, 1, 1)}, {"since": date(2026, 6, 1)}

LET = [stretch("2025-01-10", "2025-03-01", regular_on="2025-03-01")]
LATE = [stretch("2025-01-10", "2025-09-01", regular_on="2025-09-01")]
NEVER = [stretch("2025-01-10")]
ENDED = [stretch("2024-01-10", "2026-02-01") for _ in range(12)]
BEGUN_NOW = [stretch("2026-02-01") for _ in range(9)]
KEPT = [stretch("2025-01-01", "2025-06-01", then=USED) for _ in range(3)]
LOST = [stretch("2025-01-01", "2025-06-01", then=VACANT) for _ in range(5)]


def half_life() -> float | None:
    # twelve vacancies that end and 28 that last; each watched 12 months, 480 in all
    until = DAY + timedelta(days=1)
    first = date(2025, 7, 1)
    per = (until - first).days
    assert abs(per / MONTH - 12) < 0.01
    lasting = [stretch("2024-01-10") for _ in range(28)]
    # the ends on the last day leave the months of watch as good as whole
    ending = [stretch("2024-01-10", DAY.isoformat()) for _ in range(12)]
    return flow.half_life(facts(vacancies=[*lasting, *ending])).value


def median_of_twenty() -> float | None:
    # one of twenty ends every 27 days; the tenth after 270 days, nine months less some days
    begun = date(2025, 1, 1)
    ends = [begun + timedelta(days=27 * n + 4) for n in range(1, 11)]
    listed = [
        *(stretch(begun.isoformat(), one.isoformat()) for one in ends),
        *[stretch(begun.isoformat())] * 10,
    ]
    return vacancy_survival(listed, day=DAY).value


def six_of_eight() -> float:
    """Place 60 units so that one empty unit has six empty among its eight neighbours."""
    states = [USED] * 60
    for place in (20, 21, 22, 24, 25, 26, 27, 40, 44, 48, 52, 56):
        states[place] = VACANT
    frame = gpd.GeoDataFrame(
        {"state": states},
        geometry=gpd.points_from_xy(15.0 * np.arange(60), np.zeros(60)),
        crs=EPSG,
        index=[str(n) for n in range(60)],
    )
    row = clusters(frame).units.loc["24"]
    assert (row["near"], row["cluster"]) == (8, True)
    return float(row["vacant_near"])


def course(months: list[float], area: float | None = 100.0) -> dict[str, Any]:
    stock = stock_of(
        facts(*(vacant(n, None, floor_area_m2=area) for n in range(len(months)))).units
    )
    none = np.zeros(len(months))
    prices = {HOLDING: 1.5, RENT: 4.15, REFIT: 30.0, DECAY: 0.05}
    assumed = {key: Band(one, one, one) for key, one in prices.items()}
    return waiting_figures(stock, [Course(none, none, np.array(months))] * 3, assumed)


def money(key: str, *costs: tuple[float | None, float | None]) -> float:
    made = [
        edit_cost(
            "e",
            one_off=None if once is None else Band(once, once, once),
            yearly=None if yearly is None else Band(yearly, yearly, yearly),
            line=funding("half", Band(0.5, 0.5, 0.5), None, "measure"),
            kind="measure",
        )
        for once, yearly in costs
    ]
    return money_figures(made)[key].levels[1]


def worth(key: str) -> float:
    spent = [Spent(Band(12_000, 12_000, 12_000), puts_to_use=True, area_m2=150.0)]
    return worth_figures(spent, (66.0, 66.0, 66.0), (36.0, 36.0, 36.0))[key].levels[1]


def farthest(minutes: float) -> float:
    """Return how far the last house stands that still counts; one stands every ten metres."""
    street = LineString([(0, 0), (2_000, 0)])
    row = {"u": 0, "v": 1, "kind": "residential", "one_way": None, "surface": None}
    streets = gpd.GeoDataFrame(
        [{**row, "wheelchair": None, "geometry": street}], geometry="geometry", crs=EPSG
    )
    metres = np.arange(10.0, 1_500.0, 10.0)
    houses = gpd.GeoSeries(gpd.points_from_xy(metres, 0 * metres), crs=EPSG)
    costs = walking_network(streets, WALKERS["adult"]).costs
    place = snap(costs.network, gpd.GeoSeries([Point(0, 0)], crs=EPSG))
    found = from_nearest(costs, place, doors(costs, snap(costs.network, houses)), limit=minutes)
    lived_in = np.ones(len(metres), dtype=bool)
    people = Residents(np.ones(len(metres)), lived_in, len(metres), len(metres))
    persons = within_bands(people, found, [minutes])
    return 10 * inhabitants_near(persons, minutes).value


def near(minutes: float) -> Example:
    return Example(lambda: farthest(minutes), minutes * 80)


def half_an_area() -> float | None:
    # two dwellings of an area with 40 participants, one of them within reach
    out = Spread(np.array([20.0, 20.0]), np.array([0, 0]), np.array([True]))
    return participants_near(participants_within(out, np.array([9.0, 21.0]), [15.0])).value


def owners(known: int, begun: int) -> list[Any]:
    return [
        vacant(
            n,
            None,
            owner_class=OwnerClass.PRIVATE if n < known else None,
            case_status=CaseStatus.OWNER_WRITTEN if n < begun else CaseStatus.NOT_STARTED,
        )
        for n in range(36)
    ]


def waited() -> float | None:
    empty = [vacant(number, None) for number in range(5)]
    days = dict(zip([str(one.unit_id) for one in empty], [5, 12, 20, 40, 90], strict=True))
    return handling.days_to_contact(facts(*empty, waited=days)).value


def basics() -> float | None:
    listed = [
        basic("bread", branches=[Branch.BAKERY_BUTCHER]),
        *(basic(one, services=[one]) for one in ("bank", "post", "doctor")),
    ]
    place = facts(
        *many((5, USED, {})),
        basics={one.key: one for one in listed},
        services=frozenset({"bank"}),
    )
    return branches.missing_basics(place).value


def mixed(*branches_of: Branch) -> list[Any]:
    return [unit(n, branch=one) for n, one in enumerate(branches_of)]


FOUR = (Branch.FOOD, Branch.FASHION, Branch.CRAFT, Branch.MEDICAL)
AXIS = sections(("A", 300, 40.0, "2026-01-01"), ("A", 100, 80.0, "2026-01-01"))
BOUGHT = [BoughtFigure("x", {}, "t", "retail_centrality", 90.0, DAY, ASSUMED)]
ENDED_EACH = [stretch("2024-01-10", "2026-02-01", then=one) for one in (USED, INTERIM, None)]
