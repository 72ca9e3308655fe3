"""A layer that somebody in the sample town has added."""

from datetime import UTC, datetime

import geopandas as gpd
from shapely import Point

from biwaq_geo.domain.added_layers import Provenance
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, Symbol
from tests.sample_town import EPSG, X0, Y0

KEY = "own_spielplaetze"
FILE = f"55_{KEY}.toml"
PLANTED = "Geheimgarten"
"""Stands in every place of an internal layer where a word can."""


def spec(audience: Audience = Audience.PUBLIC, **values: object) -> LayerSpec:
    """Return playgrounds by their surface."""
    symbols = (
        Symbol("c1", {"de": "Sand", "en": "Sand"}, "#7a4b00", values=frozenset({"sand"})),
        Symbol(
            "c2",
            {"de": "Rasen", "en": "Grass"},
            "#1b7837",
            Form.SQUARE,
            values=frozenset({"rasen"}),
        ),
    )
    fields: dict[str, object] = {
        "key": KEY,
        "order": 55,
        "title": {"de": "Spielplätze", "en": "Playgrounds"},
        "source": "upload",
        "draw": Draw.POINTS,
        "colour": "#7a4b00",
        "column": "belag",
        "symbols": symbols,
        "fields": {"name": {"de": "Name", "en": "Name"}},
        "audience": audience,
        "visible": True,
    }
    return LayerSpec(**(fields | values))  # type: ignore[arg-type]


def features(name: str = "Am Wasserturm") -> gpd.GeoDataFrame:
    """Return three playgrounds, one without a surface."""
    columns = {"name": [name, "Nord", "Süd"], "belag": ["sand", "rasen", None]}
    points = [Point(X0 + 60 + 90 * i, Y0 + 120) for i in range(3)]
    frame = gpd.GeoDataFrame(columns, geometry=points, crs=EPSG)
    return frame.set_index(frame.index.astype(str).rename("id"))


def provenance() -> Provenance:
    """Return where it comes from."""
    at = datetime(2026, 5, 1, tzinfo=UTC)
    titles = {"name": "Name", "belag": "Belag"}
    return Provenance("spielplätze.geojson", "ab" * 32, 3, at, "Amt", titles)


def add(town, audience: Audience = Audience.PUBLIC, **values: object) -> None:
    """Put the layer on the shelf of a town."""
    name = PLANTED if audience is Audience.INTERNAL else "Am Wasserturm"
    text = layer_toml(spec(audience, **values)).encode()
    town.added.add(KEY, file=FILE, text=text, features=features(name), origin=provenance())
