"""The sheet for a walk over due units: map, list and room for notes on one page, as PDF."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, cast

import typst

from biwaq_geo.domain.freshness import light
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.reports.fonts import FAMILY, displayable, fonts
from biwaq_geo.reports.walk_map import WalkFrame, walk_map
from biwaq_geo.services.ports import Town
from biwaq_geo.services.walk_plan import WalkPlan
from biwaq_geo.texts import Texts

Json = dict[str, object]
TEMPLATE = Path(__file__).with_suffix(".typ")
STANDARD: Final = "ua-1"
"""PDF/UA: readable by screen readers."""

MAP_WIDTH_MM = 180.0
MAP_HEIGHT_MM = 92.0
LIST_MM = 138.0
"""What the list may be high, without its head."""

HIGHEST_ROW_MM = 11.0
"""Few units leave more room for notes, but not more than two lines."""

LONGEST_PLACE = 64
"""Letters of address and position that fit two lines of the list."""

MOST_NAMED = 4
"""Units that are named where they cannot be reached; more are counted."""

METRES_IN_KM = 1000


def walk_sheet(
    town: Town, plan: WalkPlan, layers: Sequence[LayerSpec], *, texts: Texts, day: date
) -> bytes:
    """Write the sheet as one page of PDF in the language of `texts`.

    Needs no network and no font of the machine; the same input gives the same bytes.
    It holds the day of the last look at each unit, so it is for the town hall only.

    Parameters
    ----------
    layers
        All layers of the map; the sheet takes the base.
    day
        Printed on the sheet; the age of each entry is counted from it.
    """
    frame = WalkFrame(MAP_WIDTH_MM, MAP_HEIGHT_MM, language=texts.language, day=day)
    drawn = walk_map(town, plan, layers=layers, frame=frame)
    rows = _rows(plan, texts=texts, day=day)
    data: Json = {
        "map": drawn.picture.decode(),
        "map_width_mm": MAP_WIDTH_MM,
        "family": FAMILY,
        "lang": texts.language,
        "words": _shown(_words(town, plan, scale=drawn.sheet.scale, texts=texts, day=day)),
        "rows": _shown(rows),
        "row_mm": min(HIGHEST_ROW_MM, LIST_MM / max(len(rows), 1)),
        "remarks": _shown(_remarks(plan, texts=texts)),
    }
    compiler = typst.Compiler(TEMPLATE, font_paths=fonts(), sys_inputs={"sheet": json.dumps(data)})
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=made)
    return cast("bytes", pdf)


def summary(plan: WalkPlan, texts: Texts) -> str:
    """Say in one line how far and how long the walk is, and whether it is the shortest."""
    walk = plan.walk
    count = sum(len(stop.labels) for stop in walk.stops)
    told = texts(
        "walk.summary",
        stops=len(walk.stops),
        units=count,
        length=distance(walk.metres, texts),
        minutes=texts.number(walk.minutes),
        speed=texts.number(plan.speed_kmh, digits=1),
    )
    if walk.proven:
        return f"{told} {texts('walk.proven')}"
    if walk.gap == float("inf"):
        return f"{told} {texts('walk.not_proven')}"
    return f"{told} {texts('walk.bounded', share=texts.percent(walk.gap))}"


def distance(metres: float, texts: Texts) -> str:
    """Write a length as people say it: metres, from one kilometre on kilometres."""
    if metres < METRES_IN_KM:
        return texts.number(metres, unit="m")
    return texts.number(metres / METRES_IN_KM, digits=1, unit="km")


def place(unit: CommercialUnit, texts: Texts) -> str:
    """Return address and position, cut where they are too long for the list."""
    parts = [unit.address or texts("mark.no_address"), unit.position]
    words = ", ".join(part for part in parts if part)
    return words if len(words) <= LONGEST_PLACE else f"{words[: LONGEST_PLACE - 1]}…"


def _words(town: Town, plan: WalkPlan, *, scale: int, texts: Texts, day: date) -> Json:
    names = (
        "title", "internal", "checked_on", "checked_by", "number", "place", "way", "state",
        "seen_on", "seen", "same", "notes", "lights", "start",
    )  # fmt: skip
    demo = town.profile.origin is Origin.DEMO
    return {name: texts(f"walk.{name}") for name in names} | {
        "town": town.profile.name,
        "day": texts("walk.of_day", day=texts.day(day)),
        "summary": summary(plan, texts),
        "closed": texts("walk.closed" if plan.walk.home else "walk.open"),
        "demo": texts("walk.demo") if demo else "",
        "scale": texts("walk.scale", scale=texts.number(scale), crs=f"EPSG:{town.profile.epsg}"),
        "source": texts("walk.source", source=texts.source(town.profile.source)),
        "alt": texts("walk.alt", town=town.profile.name, stops=len(plan.walk.stops)),
        "has_start": plan.start is not None,
    }


def _rows(plan: WalkPlan, *, texts: Texts, day: date) -> list[Json]:
    rows: list[Json] = []
    for number, stop in enumerate(plan.walk.stops, start=1):
        for label in stop.labels:
            unit = plan.units[str(label)]
            colour = light(unit, today=day)
            first = label == stop.labels[0]
            rows.append(
                {
                    "number": str(number),
                    "place": place(unit, texts),
                    "way": distance(stop.leg.metres, texts) if first and stop.leg else "",
                    "state": texts(f"state.{unit.state}"),
                    "seen_on": texts.day(unit.observed_on),
                    "light": str(colour),
                    "sign": texts(f"light_sign.{colour}"),
                }
            )
    return rows


def _remarks(plan: WalkPlan, *, texts: Texts) -> list[str]:
    remarks: list[str] = []
    if plan.left_out:
        taken, more = len(plan.units), len(plan.left_out)
        remarks.append(texts("walk.left_out", taken=taken, count=more))
    lost = [place(plan.units[str(label)], texts) for label in plan.walk.unreachable]
    if lost:
        named = "; ".join(lost[:MOST_NAMED])
        if len(lost) > MOST_NAMED:
            named = texts("walk.and_more", named=named, count=len(lost) - MOST_NAMED)
        remarks.append(texts("walk.unreachable", named=named))
    return remarks


def _shown(data: object) -> object:
    """Return the data with every text fit for the font."""
    match data:
        case dict():
            return {key: _shown(value) for key, value in data.items()}
        case list():
            return [_shown(item) for item in data]
        case str():
            return displayable(data)
    return data
