"""Facts of a place made by hand, for key figures that are computed by hand."""

from datetime import date

import geopandas as gpd
import pandas as pd
from shapely import LineString

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.catalogue_values import Evidence
from biwaq_geo.domain.supply import Basic
from biwaq_geo.domain.unit_story import Stretch
from biwaq_geo.domain.unit_values import UnitState
from biwaq_geo.services.kpis.facts import NEEDED
from tests.sample_town import EPSG, unit

DAY = date(2026, 6, 30)
BEGUN = date(2024, 1, 1)
ASSUMED = Evidence(source="", year=2026, assumption=True)


def basic(key, *, branches=(), services=()):
    title = {"de": key.title(), "en": key.title()}
    return Basic(key, title, frozenset(branches), frozenset(services), ASSUMED)


BASICS = {
    one.key: one
    for one in (
        basic("food", branches=[Branch.FOOD], services=["supermarket"]),
        basic("bread", branches=[Branch.BAKERY_BUTCHER]),
        basic("post", services=["post"]),
    )
}


def sections(*rows):
    """Sections of (axis, length in metres, score, day of the score), one after the other."""
    made, x = {}, 0.0
    for number, (axis, metres, score, on) in enumerate(rows):
        made[f"sec{number}"] = {
            "axis": axis,
            "street_score": score,
            "scored_on": on,
            "geometry": LineString([(x, 0), (x + metres, 0)]),
        }
        x += metres
    columns = ["axis", "street_score", "scored_on", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame.from_dict(made, orient="index", columns=columns), crs=EPSG)


def firms(*rows):
    """Firms of (takes people in, training places, open posts)."""
    frame = pd.DataFrame(rows, columns=["hosts_placements", "training_places", "vacancies"])
    kinds = {"hosts_placements": object} | dict.fromkeys(frame.columns[1:], float)
    return frame.astype(kinds).assign(unit_id="")


def facts(*units, **values):
    """Facts of some units; every argument of `Facts` may be given."""
    usual = {
        "day": DAY,
        "units": units_frame(units, epsg=EPSG, only=NEEDED),
        "vacancies": (),
        "interims": (),
        "waited": {},
        "begun": BEGUN,
        "businesses": firms(),
        "sections": sections(),
        "services": frozenset(),
        "basics": BASICS,
        "bought": (),
    }
    return Facts(**(usual | values))


def vacant(number, since, **values):
    """Unit `number` empty since that day."""
    return unit(number, UnitState.VACANT, since=since, **values)


def stretch(begins, ends=None, *, watched_from=None, then=None, regular_on=None, dated=True):
    """A vacancy or an interim use between two days such as "2025-03-01"."""
    first = date.fromisoformat(begins)
    return Stretch(
        begins=first,
        watched_from=date.fromisoformat(watched_from) if watched_from else first,
        dated=dated,
        ends=date.fromisoformat(ends) if ends else None,
        then=then,
        regular_on=date.fromisoformat(regular_on) if regular_on else None,
    )
