"""The elevation strip of a street as one page of PDF, in rows, with what stands empty."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from biwaq_geo.analysis.street_strip import Strip
from biwaq_geo.analysis.strip_rows import strip_rows
from biwaq_geo.domain.origin import Origin
from biwaq_geo.mapping.mapspec import LayerSpec, Symbol
from biwaq_geo.mapping.strip_svg import PX_PER_M, Words, strip_size, strip_svg
from biwaq_geo.reports.fonts import FAMILY, displayable
from biwaq_geo.reports.one_page import (
    CAPTION_MM,
    GAP_MM,
    Paper,
    Picture,
    one_page,
    page_size,
    room_mm,
)
from biwaq_geo.reports.paper_legend import Entry, legend_svg
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts

LARGEST_MM = 0.4
"""Of a pixel: a short street is not blown up further."""

MOST_ROWS = 12
MOST_NAMED = 12
"""Empty fronts that are named in the head; more are counted."""


@dataclass(frozen=True, slots=True, eq=False)
class StripView:
    """What is to be printed.

    Attributes
    ----------
    axis
        Its name.
    strip
        With at least one section.
    signs
        By front that has a sign, its layer and symbol.
    scores
        By section, the layer and symbol of its score.
    words
        What is written in the picture; `numbers` are made here.
    vacant
        By front that stands empty, its address.
    day
        That the strip shows.
    """

    axis: str
    strip: Strip
    signs: Mapping[str, tuple[LayerSpec, Symbol]]
    scores: Mapping[str, tuple[LayerSpec, Symbol]]
    words: Words
    vacant: Mapping[str, str]
    day: date


def strip_sheet(town: Town, view: StripView, *, texts: Texts) -> bytes:
    """Set the strip as one lying page of A3, with text for screen readers.

    Needs no network and no font of the machine; the same input gives the same bytes.
    """
    page = page_size(Paper.A3, wide=True)
    width, room = room_mm(page)
    legend, high = legend_svg(_entries(view, texts), width_mm=width)
    rows, mm_per_px = _fitted(view.strip, width, room - high)
    numbers = {one.key: number for number, one in enumerate(view.strip.fronts, start=1)}
    words = replace(_shown(view.words), numbers=numbers)
    goes_on = [{one.key for one in row.pieces} for row in rows[1:]] + [set()]
    pictures = [
        _picture(row, view, words, mm_per_px, texts, goes_on=following)
        for row, following in zip(rows, goes_on, strict=True)
    ]
    demo = town.profile.origin is Origin.DEMO
    scale = round(1000 / (PX_PER_M * mm_per_px), -1)
    said = {
        "title": texts("strip.paper_title", axis=view.axis, town=town.profile.name),
        "town": town.profile.name,
        "day": texts("print.of_day", day=texts.day(view.day)),
        "filter": _empty(view, numbers, texts),
        "demo": texts("app.demo_banner").replace("**", "") if demo else "",
        "scale": texts("strip.paper_scale", scale=texts.number(scale)),
        "source": texts("print.source", source=texts.source(town.profile.source)),
        "legend": texts("print.legend"),
    }
    return one_page(
        pictures, legend=legend, page=page, words=said, lang=texts.language, day=view.day
    )


def _fitted(strip: Strip, width_mm: float, room_mm: float) -> tuple[list[Strip], float]:
    """Return the rows and the size of a pixel that is largest on the page."""
    best: tuple[list[Strip], float] = ([strip], 0.0)
    for count in range(1, MOST_ROWS + 1):
        rows = strip_rows(strip, count)
        wide, high = strip_size(max(rows, key=lambda one: one.length))
        each = room_mm / len(rows) - CAPTION_MM - GAP_MM
        size = min(LARGEST_MM, width_mm / wide, each / high)
        if size > best[1]:
            best = rows, size
    return best


def _picture(
    row: Strip,
    view: StripView,
    words: Words,
    mm_per_px: float,
    texts: Texts,
    *,
    goes_on: Collection[str],
) -> Picture:
    signs = {key: symbol for key, (_, symbol) in view.signs.items()}
    scores = {key: symbol for key, (_, symbol) in view.scores.items()}
    names = [words.pieces[one.key][0] for one in row.pieces]
    caption = " · ".join(names)
    empty = [
        f"{words.numbers[one.key]} {view.vacant[one.key]}"
        for one in row.fronts
        if one.key in view.vacant
    ]
    alt = texts(
        "strip.paper_alt",
        count=len(row.fronts),
        names=", ".join(names),
        empty="; ".join(empty) or texts("common.none"),
    )
    svg = strip_svg(row, signs, scores, words, fonts=FAMILY, goes_on=goes_on).encode()
    return Picture(svg, strip_size(row)[0] * mm_per_px, alt=alt, caption=caption)


def _empty(view: StripView, numbers: Mapping[str, int], texts: Texts) -> str:
    """Name the empty fronts by number and address, in the order of the picture."""
    listed = [f"{numbers[key]} {view.vacant[key]}" for key in numbers if key in view.vacant]
    if not listed:
        return texts("strip.paper_full", count=len(numbers))
    named = "; ".join(listed[:MOST_NAMED])
    if len(listed) > MOST_NAMED:
        named = texts("walk.and_more", named=named, count=len(listed) - MOST_NAMED)
    return texts("strip.paper_empty", empty=len(listed), count=len(numbers), named=named)


def _entries(view: StripView, texts: Texts) -> list[Entry]:
    fronts = [view.signs[one.key] for one in view.strip.fronts if one.key in view.signs]
    listed = (*fronts, *view.scores.values())
    once = {(layer.key, symbol.key): (layer, symbol) for layer, symbol in listed}
    found = [Entry(texts.of(symbol.label), layer, symbol) for layer, symbol in once.values()]
    return found or [Entry(texts("print.nothing"))]


def _shown(words: Words) -> Words:
    """Return the words with every text fit for the font."""
    return Words(
        title=displayable(words.title),
        sides=(displayable(words.sides[0]), displayable(words.sides[1])),
        fronts={key: displayable(said) for key, said in words.fronts.items()},
        pieces={
            key: (displayable(name), displayable(score))
            for key, (name, score) in words.pieces.items()
        },
    )
