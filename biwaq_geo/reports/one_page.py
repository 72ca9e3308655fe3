"""One page of PDF with maps, one legend, scale, source and day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

import typst

from biwaq_geo.domain.origin import Origin
from biwaq_geo.reports.fonts import FAMILY, displayable, fonts
from biwaq_geo.reports.scale import Sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts

TEMPLATE = Path(__file__).with_suffix(".typ")
STANDARD: Final = "ua-1"
"""PDF/UA: readable by screen readers."""

MARGIN_MM = 12.0
HEAD_MM = 21.0
FOOT_MM = 8.0
"""Room for the title above the maps, and for scale and source below the legend."""

GAP_MM = 4.0
"""Between two maps."""

CAPTION_MM = 5.0
LEAST_MAP_MM = 90.0
"""However long the legend is, a map is at least so high."""


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    A3 = "a3"


SIZES_MM = {Paper.A4: (210.0, 297.0), Paper.A3: (297.0, 420.0)}
"""Width and height, held upright."""

Page = tuple[float, float]
"""Width and height, millimetres."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A map on the page.

    Attributes
    ----------
    svg
        The map at its scale.
    alt
        Says what it shows to those who cannot see it.
    caption
        Written above it; empty for none.
    """

    svg: bytes
    width_mm: float
    alt: str
    caption: str = ""


def page_size(paper: Paper, *, wide: bool) -> Page:
    """Return width and height of the paper, held upright or lying on its long side."""
    return SIZES_MM[paper][::-1] if wide else SIZES_MM[paper]


def room_mm(page: Page) -> Page:
    """Return the width and height that maps and legend have on the page."""
    return page[0] - 2 * MARGIN_MM, page[1] - 2 * MARGIN_MM - HEAD_MM - FOOT_MM


def page_words(
    town: Town, sheet: Sheet, texts: Texts, *, filter_words: str, note: str = ""
) -> dict[str, str]:
    """Return what stands on every such page; the note where no filter asks for anything."""
    demo = town.profile.origin is Origin.DEMO
    return {
        "title": texts("map.heading", town=town.profile.name),
        "town": town.profile.name,
        "filter": texts("print.filter", words=filter_words) if filter_words else note,
        "demo": texts("app.demo_banner").replace("**", "") if demo else "",
        "scale": texts(
            "print.scale", scale=texts.number(sheet.scale), crs=f"EPSG:{town.profile.epsg}"
        ),
        "source": texts("print.source", source=texts.source(town.profile.source)),
        "legend": texts("print.legend"),
    }


def one_page(
    pictures: Sequence[Picture],
    *,
    legend: bytes,
    page: Page,
    words: Mapping[str, str],
    lang: str,
    day: date,
    columns: int = 1,
) -> bytes:
    """Set the page as PDF; the same input gives the same bytes.

    Needs no network and no font of the machine.

    Parameters
    ----------
    legend
        As SVG, as wide as the page allows.
    words
        `page_words` and `day`, which says what day or days the maps show.
    day
        Written into the file as the day it was made.
    columns
        How many maps stand beside each other.
    """
    data = {
        "page": page,
        "margin_mm": MARGIN_MM,
        "gap_mm": GAP_MM,
        "caption_mm": CAPTION_MM,
        "columns": columns,
        "pictures": [
            {
                "svg": one.svg.decode(),
                "width_mm": one.width_mm,
                "alt": displayable(one.alt),
                "caption": displayable(one.caption),
            }
            for one in pictures
        ],
        "legend": legend.decode(),
        "legend_width_mm": room_mm(page)[0],
        "family": FAMILY,
        "lang": lang,
        "words": {name: displayable(said) for name, said in words.items()},
    }
    compiler = typst.Compiler(TEMPLATE, font_paths=fonts(), sys_inputs={"sheet": json.dumps(data)})
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=made)
    return cast("bytes", pdf)
