"""A walk over the units of the sample town, and its sheet."""

from collections.abc import Sequence

from shapely import Point

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.reports.walk_sheet import walk_sheet
from biwaq_geo.services.walk_plan import WalkPlan, plan_walk
from biwaq_geo.texts import load
from tests.fakes import FakeTown
from tests.sample_paper import DAY, LAYERS


def plan(
    units: Sequence[CommercialUnit] | None = None,
    *,
    start: Point | None = None,
    closed: bool = True,
) -> WalkPlan:
    town = FakeTown()
    listed = town.store.units() if units is None else units
    return plan_walk(town, listed, speed_kmh=4.8, start=start, closed=closed)


def sheet(some: WalkPlan, *, town: FakeTown | None = None, language="de") -> bytes:
    return walk_sheet(town or FakeTown(), some, LAYERS, texts=load(language), day=DAY)
