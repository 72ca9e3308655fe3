"""A ranking and how sure it is, on paper: of scenarios, or of a choice and its exchanges."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, cast

import typst

from biwaq_geo.domain.origin import Origin
from biwaq_geo.reports.fonts import FAMILY, displayable, fonts
from biwaq_geo.services.ports import Town
from biwaq_geo.texts.robust_words import RobustWords, Rows

TEMPLATE = Path(__file__).with_suffix(".typ")
STANDARD: Final = "ua-1"
"""PDF/UA: readable by screen readers."""


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the ranking.

    Attributes
    ----------
    title
        Of the sheet.
    other
        Title of where another alternative takes the lead.
    notes
        A paragraph each: of which day the figures are, what they hold for.
    picks, pick_titles
        What is chosen, a row each with a name first; none where nothing is chosen.
    """

    title: str
    other: str
    notes: Sequence[str] = ()
    pick_titles: Sequence[str] = ()
    picks: Rows = ()


def ranking_sheet(town: Town, words: RobustWords, above: Above, *, day: date) -> bytes:
    """Write the ranking as PDF in the language of the words.

    Needs no network and no font of the machine; the same input gives the same bytes.

    Parameters
    ----------
    words
        With one alternative alone there is nothing to rank, and only what stands above it.
    day
        Printed on each page.
    """
    texts = words.texts
    demo = town.profile.origin is Origin.DEMO
    said = {
        "title": above.title,
        "town": town.profile.name,
        "day": texts("paper.of_day", day=texts.day(day)),
        "source": texts("print.source", source=texts.source(town.profile.source)),
        "demo": texts("app.demo_banner").replace("**", "") if demo else "",
        # the marks of what is bold on screen
        "stays": words.stays().replace("**", ""),
        "help": words.help(),
        "switch_points": above.other,
        **{key: texts(f"robust.{key}") for key in ("moves", "no_switch")},
        "nothing": texts("robust.nothing_moves"),
    }
    data = {
        "words": {key: displayable(value) for key, value in said.items()},
        "notes": [displayable(one) for one in above.notes],
        "picks": _table(above.pick_titles, above.picks),
        "alone": len(words.names) == 1,
        "ranks": _table(words.rank_titles(), words.ranks()),
        "tornado": _table(words.tornado_titles(), words.tornado()),
        "switches": [displayable(one) for one in words.switches()],
        "family": FAMILY,
        "lang": texts.language,
    }
    compiler = typst.Compiler(TEMPLATE, font_paths=fonts(), sys_inputs={"sheet": json.dumps(data)})
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=made)
    return cast("bytes", pdf)


def _table(titles: Sequence[str], rows: Rows) -> dict[str, object]:
    return {
        "titles": [displayable(one) for one in titles],
        "rows": [[displayable(cell) for cell in row] for row in rows],
    }
