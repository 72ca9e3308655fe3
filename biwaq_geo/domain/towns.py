"""A town: its profile and the base data it consists of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from biwaq_geo.domain.origin import Origin


@dataclass(frozen=True, slots=True)
class TownProfile:
    """What is true of a town as a whole.

    Attributes
    ----------
    key
        Folder name: lower-case letters, digits and hyphens.
    epsg
        EPSG code of the projected CRS of all its data; metres.
    origin, source, as_of
        Where the data come from and their date.
    inhabitants
        Official total; None where unknown.
    """

    key: str
    name: str
    epsg: int
    origin: Origin
    source: str
    as_of: date
    inhabitants: int | None = None


class Shape(StrEnum):
    """Kind of geometry of a base layer."""

    POINT = "Point"
    LINE = "LineString"
    POLYGON = "Polygon"
    MULTIPOLYGON = "MultiPolygon"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a base layer; `dtype` is str, int or float."""

    dtype: type
    required: bool = True


@dataclass(frozen=True, slots=True)
class LayerSchema:
    """Shape and columns of one base layer; every layer is indexed by text `id`."""

    shapes: frozenset[Shape]
    columns: Mapping[str, Column]
    may_be_empty: bool = True


_NEED = Column(str)
_TEXT = Column(str, required=False)
_INT = Column(int)
_FLOAT = Column(float, required=False)

BASE_LAYERS: Mapping[str, LayerSchema] = {
    "boundary": LayerSchema(
        frozenset({Shape.POLYGON, Shape.MULTIPOLYGON}), {"name": _NEED}, may_be_empty=False
    ),
    # each line runs from node u to node v; streets that share a node are connected.
    # one_way: "yes" where one may walk only from u to v; surface to wheelchair as in
    # OpenStreetMap, missing where nobody has said
    "streets": LayerSchema(
        frozenset({Shape.LINE}),
        {
            "u": _INT,
            "v": _INT,
            "kind": _NEED,
            "name": _TEXT,
            "origin": _NEED,
            "one_way": _TEXT,
            "surface": _TEXT,
            "smoothness": _TEXT,
            "incline": _TEXT,
            "width": _TEXT,
            "wheelchair": _TEXT,
        },
        may_be_empty=False,
    ),
    # a section is a piece of a shopping axis; street_score is 0 to 100 or missing
    "sections": LayerSchema(
        frozenset({Shape.LINE}),
        {
            "name": _NEED,
            "axis": _NEED,
            "street_score": _FLOAT,
            "scored_on": _TEXT,
            "origin": _NEED,
        },
    ),
    # kind: residential, mixed, commercial, industrial, public, other
    "buildings": LayerSchema(
        frozenset({Shape.POLYGON, Shape.MULTIPOLYGON}),
        {
            "kind": _NEED,
            "levels": _FLOAT,
            "inhabitants": _FLOAT,
            "address": _TEXT,
            "origin": _NEED,
        },
    ),
    # kind: water, forest, green, allotments, brownfield, industry, square, estate_gap
    "land": LayerSchema(
        frozenset({Shape.POLYGON, Shape.MULTIPOLYGON}),
        {"kind": _NEED, "name": _TEXT, "origin": _NEED},
    ),
    "railways": LayerSchema(
        frozenset({Shape.LINE}), {"kind": _NEED, "name": _TEXT, "origin": _NEED}
    ),
    # kind: supermarket, bakery, pharmacy, doctor, hospital, kindergarten, school, bank,
    # post, library, town_hall, bus_stop, station, culture, playground, car_park, other
    "services": LayerSchema(
        frozenset({Shape.POINT}),
        {"kind": _NEED, "name": _NEED, "origin": _NEED, "source": _TEXT, "as_of": _TEXT},
    ),
    # participants in the published form only: missing, or at least 10 and rounded to 5
    "areas": LayerSchema(
        frozenset({Shape.POLYGON, Shape.MULTIPOLYGON}),
        {
            "name": _NEED,
            "inhabitants": _INT,
            "participants": _FLOAT,
            "counted_on": _NEED,
            "origin": _NEED,
        },
    ),
    # one row for each part of a site such as the Glasfachschule
    "sites": LayerSchema(
        frozenset({Shape.POLYGON, Shape.MULTIPOLYGON}),
        {
            "site": _NEED,
            "name": _NEED,
            "phase": _NEED,
            "floor_area_m2": _FLOAT,
            "origin": _NEED,
            "source": _TEXT,
            "as_of": _TEXT,
            "note": _TEXT,
        },
    ),
}
"""The base layers of a town by name. Units are not among them: they live in the store."""
