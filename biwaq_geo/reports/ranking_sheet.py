"""A ranking of scenarios and how sure it is, on paper."""

import json
from collections.abc import Sequence
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


def ranking_sheet(town: Town, words: RobustWords, *, ranked_by: str, note: str, day: date) -> bytes:
    """Write the ranking as PDF in the language of the words.

    Needs no network and no font of the machine; the same input gives the same bytes.

    Parameters
    ----------
    ranked_by
        Name of the figure.
    note
        Of which day the figures are.
    day
        Printed on each page.
    """
    texts = words.texts
    demo = town.profile.origin is Origin.DEMO
    said = {
        "title": texts("robust.sheet_title", figure=ranked_by.strip()),
        "town": town.profile.name,
        "day": texts("paper.of_day", day=texts.day(day)),
        "source": texts("print.source", source=texts.source(town.profile.source)),
        "demo": texts("app.demo_banner").replace("**", "") if demo else "",
        "note": note,
        # the marks of what is bold on screen
        "stays": words.stays().replace("**", ""),
        "help": words.help(),
        **{key: texts(f"robust.{key}") for key in ("moves", "switch_points", "no_switch")},
        "nothing": texts("robust.nothing_moves"),
    }
    data = {
        "words": {key: displayable(value) for key, value in said.items()},
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
