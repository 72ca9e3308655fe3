"""A site that is open as a whole and in its parts draws once."""

from datetime import date
from uuid import UUID

import geopandas as gpd
import pytest
from shapely import box

from biwaq_geo.analysis.footfall.site_parts import SiteParts, part_label, site_parts
from biwaq_geo.domain.scenarios import SetSitePhase
from tests.sample_town import EPSG

OPEN, SHUT = "operation", "works"
YARD, VILLA, SHED, OTHER = (part_label(key) for key in ("yard", "villa", "shed", "other"))


def sites(**phases):
    """Return a yard with a villa and a shed in it; a kiosk of another site stands there too."""
    rows = {
        "yard": ("school", box(0, 0, 100, 100)),
        "villa": ("school", box(10, 10, 20, 20)),
        "shed": ("school", box(50, 50, 60, 60)),
        "other": ("kiosk", box(80, 80, 85, 85)),
    }
    columns = {
        "site": [site for site, _ in rows.values()],
        "phase": [phases.get(part, SHUT) for part in rows],
    }
    shapes = [shape for _, shape in rows.values()]
    return gpd.GeoDataFrame(columns, index=list(rows), geometry=shapes, crs=EPSG)


def to(phase, part):
    return SetSitePhase(UUID(int=1), part, phase, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("opened", "drawing"),
    [
        ([], set()),
        (["yard"], {YARD}),
        (["villa"], {VILLA}),
        (["yard", "villa"], {VILLA}),
        (["yard", "villa", "shed"], {VILLA, SHED}),
        (["yard", "other"], {YARD, OTHER}),
    ],
)
def test_a_whole_draws_through_its_open_parts_and_by_itself_where_none_is_open(opened, drawing):
    found = site_parts(sites(**dict.fromkeys(opened, OPEN)), [OPEN])
    assert found.drawing() == drawing


def test_a_plan_that_opens_a_part_of_an_open_whole_moves_the_draw_into_the_part():
    before = site_parts(sites(yard=OPEN), [OPEN])
    after = before.after([to(OPEN, "villa")])
    assert after.drawing() == {VILLA}
    # shut again by the last of the list
    assert before.after([to(OPEN, "villa"), to(SHUT, "villa")]).drawing() == {YARD}
    assert before.drawing() == {YARD}


def test_a_town_without_sites_has_no_open_part():
    assert site_parts(sites().iloc[:0], [OPEN]).drawing() == frozenset()
    assert SiteParts().drawing() == frozenset()
