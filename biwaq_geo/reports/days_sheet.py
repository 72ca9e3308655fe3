"""Two days of the register as one page of PDF: a pair of maps, or one of what differs."""

from dataclasses import dataclass
from math import ceil

from biwaq_geo.mapping.mapspec import Theme
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.reports.days_scene import DaysScene, TwoDays
from biwaq_geo.reports.legend_room import with_legend
from biwaq_geo.reports.one_page import (
    CAPTION_MM,
    GAP_MM,
    Page,
    Paper,
    Picture,
    one_page,
    page_size,
    page_words,
    room_mm,
)
from biwaq_geo.reports.paper_legend import Entry
from biwaq_geo.reports.scale import Extent, Sheet, fit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts

LEAST_PAIR_MM = 60.0
"""However long the legend is, each of two maps is at least so high."""


@dataclass(frozen=True, slots=True)
class DaysView:
    """What of two days is to be printed.

    Attributes
    ----------
    extent
        What was on screen, in the town's CRS, metres; every map shows at least this.
    wide
        The extent was wider than high.
    difference
        One map of what differs, instead of both days.
    filter_words
        What the filter asks for, in words; empty for none.
    """

    two: TwoDays
    extent: Extent
    wide: bool
    difference: bool
    filter_words: str = ""


def days_sheet(town: Town, view: DaysView, *, paper: Paper, texts: Texts) -> bytes:
    """Draw both days at one planning scale, in the light theme, as one page of PDF.

    Wide maps stand one above the other on upright paper, high ones side by side on paper
    that lies. Needs no network and no font of the machine; the same input gives the same
    bytes.
    """
    scene = DaysScene(
        town,
        view.two,
        difference=view.difference,
        language=texts.language,
        theme=Theme.LIGHT,
    )
    page = page_size(paper, wide=view.wide if view.difference else not view.wide)
    columns = 1 if view.difference or view.wide else 2
    sheet, legend = _fitted(scene, view, page, columns, texts)
    captions = _captions(view, texts)
    pictures = [
        Picture(svg, sheet.width_mm, alt=_alt(town, caption, sheet, texts), caption=caption)
        for svg, caption in zip(scene.draw(sheet), captions, strict=True)
    ]
    words = page_words(town, sheet, texts, filter_words=view.filter_words)
    if not view.two.changes:
        words["filter"] = " ".join(x for x in (words["filter"], texts("compare.nothing")) if x)
    first, second = view.two.days
    words["day"] = texts("print.of_days", first=texts.day(first), second=texts.day(second))
    return one_page(
        pictures,
        legend=legend,
        page=page,
        words=words,
        lang=texts.language,
        day=second,
        columns=columns,
    )


def _fitted(
    scene: DaysScene, view: DaysView, page: Page, columns: int, texts: Texts
) -> tuple[Sheet, bytes]:
    """Return the frame of each map and the legend of what is seen on any of them."""
    width, room = room_mm(page)
    rows = ceil((1 if view.difference else 2) / columns)
    wide = (width - GAP_MM * (columns - 1)) / columns

    def frame(legend_mm: float) -> Sheet:
        left = (room - legend_mm - GAP_MM * (rows - 1)) / rows - CAPTION_MM
        return fit(view.extent, width_mm=wide, height_mm=max(left, LEAST_PAIR_MM))

    return with_legend(frame, lambda sheet: _entries(scene, sheet, texts), width_mm=width)


def _entries(scene: DaysScene, sheet: Sheet, texts: Texts) -> list[Entry]:
    entries: list[Entry] = []
    titled = ""
    for layer, symbol in scene.legend(sheet.extent):
        if layer.key != titled:
            entries.append(Entry(texts.of(layer.title)))
        titled = layer.key
        said = texts.of(symbol.label)
        if layer.source == CHANGES:
            said = f"{said} ({texts.number(scene.count(symbol))})"
        entries.append(Entry(said, layer, symbol))
    return entries or [Entry(texts("print.nothing"))]


def _captions(view: DaysView, texts: Texts) -> list[str]:
    days = [texts("compare.caption_past", day=texts.long_day(day)) for day in view.two.days]
    return [" → ".join(days)] if view.difference else days


def _alt(town: Town, caption: str, sheet: Sheet, texts: Texts) -> str:
    said = texts("print.alt", town=town.profile.name, scale=texts.number(sheet.scale))
    return f"{said}, {caption}"
