"""Makes all layers of the town."""

import geopandas as gpd

from tools.demo_town.areas import make_areas
from tools.demo_town.axes import axis_lines, make_sections
from tools.demo_town.fabric import build_fabric
from tools.demo_town.frames import (
    boundary_frame,
    land_frame,
    railway_frame,
    service_frame,
    site_frame,
    street_frame,
)
from tools.demo_town.houses import house_frame, make_houses
from tools.demo_town.land import gaps, read_boundary
from tools.demo_town.network import make_streets
from tools.demo_town.plan import read_plan
from tools.demo_town.units import make_units


def make_town() -> dict[str, gpd.GeoDataFrame]:
    """Return every layer by name, with long column names, in EPSG:25833."""
    streets = make_streets(read_plan("streets"))
    town = read_boundary()
    fabric = build_fabric(streets)
    axes = axis_lines(streets)
    houses = make_houses(fabric.footprints, streets=streets, axes=axes)
    buildings = house_frame(houses)
    return {
        "boundary": boundary_frame(town),
        "streets": street_frame(streets),
        "sections": make_sections(axes),
        "buildings": buildings,
        "land": land_frame([*fabric.land, *gaps(fabric.gone)]),
        "railways": railway_frame(),
        "services": service_frame(),
        "areas": make_areas(streets, town=town, buildings=buildings),
        "sites": site_frame(),
        "units": make_units(houses, axes=axes),
    }
