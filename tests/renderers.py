"""What each renderer makes of one layer, in one form, so that they can be compared.

Each `of_…` function returns, for every symbol that it draws, how the symbol looks. Another
renderer is one more function.
"""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
from matplotlib.colors import to_hex
from shapely import LineString, Point

from biwaq_geo.mapping.folium_map import state_group
from biwaq_geo.mapping.forms import CORNERS
from biwaq_geo.mapping.gl.work_map import work_map_config
from biwaq_geo.mapping.legend import DASHES, sample
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, MapSpec, Symbol
from biwaq_geo.reports.paper_legend import Entry, legend_svg
from biwaq_geo.reports.paper_map import blank
from biwaq_geo.reports.paper_symbols import MM_PER_PX, POINTS_PER_MM, STROKES, draw_layer
from biwaq_geo.texts import load
from tests.sample_town import EPSG, X0, Y0

Looks = Mapping[str, tuple[object, ...]]
"""Per symbol: colour, and of points form and hollow, of lines pattern and width in pixels."""

STREET_ZOOM = 14.5
"""Zoom at which streets of the work map have the width of their file."""


def frame_of(layer: LayerSpec) -> gpd.GeoDataFrame:
    """Return features of every symbol: one of the first, two of the second, and so on."""
    rows = []
    for number, symbol in enumerate(layer.legend(), start=1):
        for _ in range(number):
            x = X0 + 10.0 * len(rows)
            shape = {
                Draw.POINTS: Point(x, Y0),
                Draw.LINES: LineString([(x, Y0), (x + 5, Y0 + 50)]),
            }.get(layer.draw, Point(x, Y0).buffer(4))
            rows.append({"value": _value(symbol), "name": f"Name {number}", "geometry": shape})
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=EPSG)
    frame.index = frame.index.astype(str)
    frame["participants"], frame["inhabitants"] = 25.0, 2_000
    return frame.rename(columns={"value": layer.column}) if layer.column else frame


def _value(symbol: Symbol) -> object:
    if symbol.missing:
        return None
    return symbol.low if symbol.low is not None else next(iter(sorted(symbol.values)), None)


def look(layer: LayerSpec, **seen: Any) -> tuple[object, ...]:
    if layer.draw is Draw.POINTS and not layer.heat:
        return seen["colour"], Form(seen["form"]), bool(seen["hollow"])
    if layer.draw is Draw.LINES:
        return seen["colour"], seen["stroke"], seen.get("width")
    return (seen["colour"],)


def of_leaflet(spec: MapSpec, layer: LayerSpec) -> Looks:
    """Read what the simple map's script is told."""
    group = state_group(spec, revision=1)
    told = next(child.state for child in group._children.values() if hasattr(child, "state"))
    config = json.loads(told)["suit"]["layers"][layer.key]
    symbols = config["symbols"] or {"": config["own"]}
    return {
        key: look(
            layer,
            colour=symbol["colour"],
            form="circle" if symbol["form"] == "ring" else symbol["form"],
            hollow=symbol["hollow"],
            stroke=symbol["stroke"],
            width=config["width"] if symbol["width"] is None else symbol["width"],
        )
        for key, symbol in symbols.items()
    }


def of_maplibre(spec: MapSpec, layer: LayerSpec) -> Looks:
    """Read the style of the work map."""
    config: Any = work_map_config(spec, town_key="town", tiles="1", texts=load("de"))
    every = [*config["style"]["layers"], *(x for one in config["layers"] for x in one["layers"])]
    parts = {
        part["metadata"]["part"]: part
        for part in every
        if part.get("metadata", {}).get("layer") == layer.key
        and part["metadata"]["part"] != "selected"
    }
    return {symbol.key: _in_style(layer, parts, symbol.key) for symbol in layer.legend()}


def _in_style(layer: LayerSpec, parts: Mapping[str, Any], key: str) -> tuple[object, ...]:
    if layer.heat:
        return look(layer, colour=parts["heat"]["paint"]["circle-color"])
    if layer.draw is Draw.POINTS:
        icon = _chosen(parts["points"]["layout"]["icon-image"], key)
        form, colour, hollow, _ = icon.split("|")
        form = "circle" if form == "ring" else form
        return look(layer, colour=colour, form=form, hollow=int(hollow))
    if layer.draw is not Draw.LINES:
        return look(layer, colour=_chosen(parts["fill"]["paint"]["fill-color"], key))
    lines = [(n, part) for n, part in parts.items() if n.startswith("line-")]
    name, part = next((n, part) for n, part in lines if _passes(part.get("filter"), layer, key))
    width = part["paint"]["line-width"]
    if layer.base:
        width = width[width.index(STREET_ZOOM) + 1]
    return look(
        layer,
        colour=_chosen(part["paint"]["line-color"], key),
        stroke=name.removeprefix("line-"),
        width=_chosen(width, key),
    )


def _chosen(expression: Any, key: str) -> Any:
    if not isinstance(expression, list):
        return expression
    cases = dict(zip(expression[2:-1:2], expression[3:-1:2], strict=True))
    return cases.get(key, expression[-1])


def _passes(wanted: Any, layer: LayerSpec, key: str) -> bool:
    match wanted:
        case None:
            return True
        case ["all", *parts]:
            return all(_passes(part, layer, key) for part in parts)
        case ["in", ["get", "s"], ["literal", keys]]:
            return key in keys
        case ["==", ["get", "l"], name]:
            return bool(name == layer.key)
    raise AssertionError(wanted)


def of_paper(spec: MapSpec, layer: LayerSpec) -> Looks:
    """Read what matplotlib was given to draw."""
    styled = layer.in_theme(spec.theme)
    _, axes = blank(100, 100)
    frame = frame_of(layer)
    draw_layer(axes, styled, frame, extent=tuple(frame.total_bounds), order=1)
    artists = {str(x.get_gid()).partition(".")[2]: x for x in axes.get_children() if x.get_gid()}
    return {key: _drawn(styled, artist) for key, artist in artists.items()}


def counts_on_paper(layer: LayerSpec, frame: gpd.GeoDataFrame) -> dict[str, int]:
    """Return how many marks of each symbol matplotlib draws."""
    _, axes = blank(100, 100)
    draw_layer(axes, layer, frame, extent=tuple(frame.total_bounds), order=1)
    marks = [x for x in axes.get_children() if x.get_gid()]
    number = len if layer.heat else lambda places: len(np.asarray(places))
    return {
        str(mark.get_gid()).partition(".")[2]: number(
            mark.get_paths() if layer.heat else mark.get_offsets()
        )
        for mark in marks
    }


def _drawn(layer: LayerSpec, artist: Any) -> tuple[object, ...]:
    face = to_hex(np.atleast_2d(artist.get_facecolor())[0]) if layer.draw is not Draw.LINES else ""
    edge = to_hex(np.atleast_2d(artist.get_edgecolor())[0]) if not layer.heat else ""
    if layer.draw is Draw.LINES:
        width = artist.get_linewidth() / MM_PER_PX / POINTS_PER_MM
        return look(layer, colour=edge, stroke=_pattern(artist), width=round(width, 6))
    if layer.draw is not Draw.POINTS or layer.heat:
        return look(layer, colour=face)
    shown = {symbol.colour for symbol in layer.legend()}
    hollow = face not in shown
    form = _form(artist.get_paths()[0].vertices * (1, -1))
    return look(layer, colour=edge if hollow else face, form=form, hollow=hollow)


def _pattern(artist: Any) -> str:
    name = artist.get_linestyle()
    return next(str(stroke) for stroke, style in STROKES.items() if style == name)


def _form(corners: np.ndarray) -> Form:
    """Return the form whose corners these are, whatever their size."""
    for form, known in CORNERS.items():
        if len(corners) in {len(known), len(known) + 1}:
            ours, theirs = np.array(known), corners[: len(known)]
            scale = np.abs(ours).max() / np.abs(theirs).max()
            if np.allclose(theirs * scale, ours, atol=0.01):
                return form
    return Form.CIRCLE


def of_screen_legend(spec: MapSpec, layer: LayerSpec) -> Looks:
    """Read the small pictures of the legend on screen."""
    return {x.key: _sampled(spec, layer, x) for x in layer.legend()}


def _sampled(spec: MapSpec, layer: LayerSpec, symbol: Symbol) -> tuple[object, ...]:
    picture = base64.b64decode(sample(layer, symbol, spec.theme).partition(",")[2])
    mark = ET.fromstring(picture)[-1]
    if layer.draw is Draw.LINES:
        dash = next(str(k) for k, v in DASHES.items() if v == mark.get("stroke-dasharray"))
        return look(layer, colour=mark.get("stroke"), stroke=dash)
    if layer.draw is not Draw.POINTS or layer.heat:
        return look(layer, colour=mark.get("fill"))
    hollow = mark.get("stroke") is not None
    form = Form.CIRCLE
    if places := mark.get("points"):
        pairs = [[float(x) for x in pair.split(",")] for pair in places.split()]
        form = _form(np.array(pairs) - (13, 9))
    return look(layer, colour=mark.get("stroke" if hollow else "fill"), form=form, hollow=hollow)


def of_paper_legend(spec: MapSpec, layer: LayerSpec) -> Looks:
    """Read the colours of the legend on paper, which is drawn by what draws the map."""
    styled = layer.in_theme(spec.theme)
    looks = {}
    for symbol in styled.legend():
        svg, _ = legend_svg([Entry("x", styled, symbol)], width_mm=80)
        group = re.search(
            rf'<g id="{re.escape(f"{layer.key}.{symbol.key}")}">(.*?)</g>\s*<g id="text',
            svg.decode(),
            re.DOTALL,
        )
        assert group, symbol.key
        looks[symbol.key] = frozenset(re.findall(r"#[0-9a-f]{6}", group[1]))
    return looks
