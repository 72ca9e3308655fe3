"""What is seen on the map as one page of PDF: map, legend, scale, source and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import geopandas as gpd

from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.mapspec import LayerSpec, MapSpec, Theme
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.reports.legend_room import with_legend
from biwaq_geo.reports.one_page import (
    LEAST_MAP_MM,
    Paper,
    Picture,
    one_page,
    page_size,
    page_words,
    room_mm,
)
from biwaq_geo.reports.paper_legend import Entry
from biwaq_geo.reports.paper_map import paper_map
from biwaq_geo.reports.paper_symbols import symbols_seen
from biwaq_geo.reports.scale import Extent, Sheet, fit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts


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
    audits
        Street audits of the day that is shown; those of today if None.
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
    audits: Sequence[StreetAudit] | None = None
    own: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    note: str = ""


def view_sheet(town: Town, view: View, *, paper: Paper, texts: Texts) -> bytes:
    """Draw the view at a planning scale, in the light theme, as one page of PDF.

    Needs no network and no font of the machine; the same input gives the same bytes.
    """
    page = page_size(paper, wide=view.wide)
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
        else layer_frame(town, one, units=view.units, audits=view.audits, day=view.day)
        for one in spec.drawn()
    }
    sheet, legend = _fitted(spec, frames, page, texts)
    picture = paper_map(
        replace(spec, extent=sheet.extent), frames, sheet=sheet, streets=town.layer("streets")
    )
    words = _words(town, view, sheet, texts)
    shown = Picture(picture, sheet.width_mm, alt=words.pop("alt"))
    return one_page(
        [shown], legend=legend, page=page, words=words, lang=texts.language, day=view.day
    )


def _fitted(
    spec: MapSpec, frames: Mapping[str, gpd.GeoDataFrame], page: tuple[float, float], texts: Texts
) -> tuple[Sheet, bytes]:
    """Return the frame of the map and the legend of what is seen in it."""
    width, room = room_mm(page)

    def frame(legend_mm: float) -> Sheet:
        return fit(spec.extent, width_mm=width, height_mm=max(room - legend_mm, LEAST_MAP_MM))

    return with_legend(frame, lambda sheet: _entries(spec, frames, sheet, texts), width_mm=width)


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
    scale = texts.number(sheet.scale)
    return {
        **page_words(town, sheet, texts, filter_words=view.filter_words, note=view.note),
        "day": texts("print.of_day", day=texts.day(view.day)),
        "alt": texts("print.alt", town=town.profile.name, scale=scale),
    }
