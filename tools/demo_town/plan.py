"""Reads the plan: hand-digitised GeoJSON in WGS84, one feature per line."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[2]
PLAN_DIR = ROOT / "data" / "plan"
EPSG = 25833
_TO_TOWN = Transformer.from_crs(4326, EPSG, always_xy=True)


@dataclass(frozen=True, slots=True)
class Feature:
    """One drawn thing; its shape is in EPSG:25833, metres."""

    values: dict[str, Any]
    shape: Any


def read_plan(name: str) -> list[Feature]:
    """Return the features of one file of the plan in their order.

    Coordinates are rounded to the decimetre, so that points drawn as one stay one.
    """
    text = (PLAN_DIR / f"{name}.geojson").read_text(encoding="utf-8")
    return [
        Feature(raw["properties"], _in_town(shape(raw["geometry"])))
        for raw in json.loads(text)["features"]
    ]


def _in_town(drawn: BaseGeometry) -> BaseGeometry:
    def project(points: Any) -> Any:
        x, y = _TO_TOWN.transform(points[:, 0], points[:, 1])
        points[:, 0], points[:, 1] = x.round(1), y.round(1)
        return points

    return shapely.transform(drawn, project)
