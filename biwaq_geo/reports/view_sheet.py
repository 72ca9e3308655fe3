"""What is seen on the map as one page of PDF: map, legend, scale, source and day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

import geopandas as gpd
import typst

from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.mapspec import LayerSpec, MapSpec, Theme
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.reports.fonts import FAMILY, displayable, fonts
from biwaq_geo.reports.paper_legend import Entry, legend_svg
from biwaq_geo.reports.paper_map import paper_map
from biwaq_geo.reports.paper_symbols import symbols_seen
from biwaq_geo.reports.scale import Extent, Sheet, fit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts

TEMPLATE = Path(__file__).with_suffix(".typ")
STANDARD: Final = "ua-1"
"""PDF/UA: readable by screen readers."""

MARGIN_MM = 12.0
HEAD_MM = 21.0
FOOT_MM = 8.0
"""Room for the title above the map, and for scale and source below the legend."""

LEAST_MAP_MM = 90.0
"""However long the legend is, the map is at least so high."""

ROUNDS = 3
"""A longer legend leaves less of the map, which may show less; this often is looked again."""


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    A3 = "a3"


SIZES_MM = {Paper.A4: (210.0, 297.0), Paper.A3: (297.0, 420.0)}
"""Width and height, held upright."""


@dataclass(frozen=True, slots=True)
class View:
    """What is to be printed.

    Attributes
    ----------
    extent
        What was on screen, in the town's CRS, metres; the paper shows at least this.
    wide
        The paper lies on its long side.
    layers
        All layers for whom the paper is, in drawing order.
    visible
        Keys of those that are on; base layers always are.
    units
        Of the day that is shown, those that the filter lets through.
    filter_words
        What the filter asks for, in words; empty for none.
    own
        Features of layers that have no source in the town, by key of the layer.
    note
        What stands in place of the filter where there is none.
    """

    extent: Extent
    wide: bool
    layers: Sequence[LayerSpec]
    visible: frozenset[str]
    units: Sequence[CommercialUnit]
    day: date
    filter_words: str = ""
    own: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    note: str = ""


def view_sheet(town: Town, view: View, *, paper: Paper, texts: Texts) -> bytes:
    """Draw the view at a planning scale, in the light theme, as one page of PDF.

    Needs no network and no font of the machine; the same input gives the same bytes.
    """
    page = SIZES_MM[paper][::-1] if view.wide else SIZES_MM[paper]
    spec = MapSpec(
        layers=tuple(view.layers),
        visible=view.visible,
        extent=view.extent,
        epsg=town.profile.epsg,
        demo=town.profile.origin is Origin.DEMO,
        language=texts.language,
        day=view.day,
        source=town.profile.source,
        theme=Theme.LIGHT,
    )
    frames = {
        one.key: view.own[one.key]
        if one.key in view.own
        else layer_frame(town, one, units=view.units)
        for one in spec.drawn()
    }
    sheet, legend = _fitted(spec, frames, page, texts)
    picture = paper_map(
        replace(spec, extent=sheet.extent), frames, sheet=sheet, streets=town.layer("streets")
    )
    data = {
        "page": page,
        "margin_mm": MARGIN_MM,
        "map": picture.decode(),
        "map_width_mm": sheet.width_mm,
        "legend": legend.decode(),
        "family": FAMILY,
        "lang": texts.language,
        "words": {
            name: displayable(words) for name, words in _words(town, view, sheet, texts).items()
        },
    }
    compiler = typst.Compiler(TEMPLATE, font_paths=fonts(), sys_inputs={"sheet": json.dumps(data)})
    made = datetime(view.day.year, view.day.month, view.day.day, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=made)
    return cast("bytes", pdf)


def _fitted(
    spec: MapSpec, frames: Mapping[str, gpd.GeoDataFrame], page: tuple[float, float], texts: Texts
) -> tuple[Sheet, bytes]:
    """Return the frame of the map and the legend of what is seen in it."""
    width = page[0] - 2 * MARGIN_MM
    room = page[1] - 2 * MARGIN_MM - HEAD_MM - FOOT_MM
    legend, high = b"", 0.0
    for _ in range(ROUNDS):
        sheet = fit(spec.extent, width_mm=width, height_mm=max(room - high, LEAST_MAP_MM))
        legend, needed = legend_svg(_entries(spec, frames, sheet, texts), width_mm=width)
        if needed <= high:
            break
        high = needed
    return sheet, legend


def _entries(
    spec: MapSpec, frames: Mapping[str, gpd.GeoDataFrame], sheet: Sheet, texts: Texts
) -> list[Entry]:
    entries: list[Entry] = []
    for layer in reversed(spec.drawn()):
        seen = symbols_seen(layer, frames[layer.key], extent=sheet.extent)
        symbols = [] if layer.base else [one for one in layer.legend() if one.key in seen]
        if symbols:
            entries.append(Entry(texts.of(layer.title)))
            entries += [Entry(texts.of(one.label), layer, one) for one in symbols]
    return entries or [Entry(texts("print.nothing"))]


def _words(town: Town, view: View, sheet: Sheet, texts: Texts) -> dict[str, str]:
    demo = town.profile.origin is Origin.DEMO
    return {
        "title": texts("map.heading", town=town.profile.name),
        "town": town.profile.name,
        "day": texts("print.of_day", day=texts.day(view.day)),
        "filter": texts("print.filter", words=view.filter_words)
        if view.filter_words
        else view.note,
        "demo": texts("app.demo_banner").replace("**", "") if demo else "",
        "scale": texts(
            "print.scale", scale=texts.number(sheet.scale), crs=f"EPSG:{town.profile.epsg}"
        ),
        "source": texts("print.source", source=town.profile.source),
        "alt": texts("print.alt", town=town.profile.name, scale=texts.number(sheet.scale)),
        "legend": texts("print.legend"),
    }
