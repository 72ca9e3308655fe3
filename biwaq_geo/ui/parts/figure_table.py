"""Tables of figures: where there is little room every row is a block, a line for each column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

import streamlit as st

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import band_figures
from biwaq_geo.ui.parts.kpi_table import STYLE

_ROOM_REM = {"few": 24, "some": 30, "many": 42}
"""How wide a place has to be for the columns to stand beside each other."""
_BESIDE = 3
"""As many columns stand beside each other on every screen; their words go on below."""
_SOME = 5

_BLOCKS = """
@container (max-width: {room}rem) {{
  .kpi-{kind} thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }}
  .kpi-{kind} tbody tr {{ display: block; padding: .3rem 0; border-bottom: 1px solid #d5d2c8; }}
  .kpi-scroll .kpi-{kind} tbody :is(th, td) {{ display: flex; justify-content: space-between;
    gap: 1em; min-width: 0; padding-block: .15em; border: 0; text-align: left; }}
  .kpi-scroll .kpi-{kind} tbody th {{ display: block; }}
  /* read with the cell already, as the head of its column */
  .kpi-{kind} tbody td::before {{ content: attr(data-title); content: attr(data-title) / "";
    flex: none; max-width: 50%; color: #57534a; font-weight: 400; }}
  .kpi-{kind} tbody td > div {{ text-align: right; }}
  .kpi-{kind} :is(td, td small) {{ white-space: normal; }}
  .kpi-scroll .kpi-{kind} tbody td.told {{ display: block; }}
  .kpi-{kind} tbody td.reasons::before {{ content: none; }}
  .kpi-{kind} tbody td.told > div {{ text-align: left; }}
}}"""

_FITS = "".join(
    [
        "<style>.kpi-fits { position: relative; container-type: inline-size; }",
        ".kpi-fits .kpi thead th { white-space: normal; vertical-align: bottom; }",
        ".kpi.kpi-many :is(th, td) { padding-inline: .4em; }",
        ".kpi :is(th, td.basis, td.told) small { white-space: normal; }",
        ".kpi .basis small { font-size: inherit; }",
        ".kpi :is(th, td).told { text-align: left; white-space: normal; }",
        ".kpi :is(th, td).reasons { min-width: 12rem; }",
        "@container (max-width: 24rem) { .kpi.kpi-three :is(th, td, small)",
        " { white-space: normal; } }",
        *(_BLOCKS.format(kind=kind, room=room) for kind, room in _ROOM_REM.items()),
        "</style>",
    ]
)


class Last(StrEnum):
    """What the last column holds."""

    FIGURE = ""
    BASIS = "basis"
    REASONS = "basis told reasons"
    WORDS = "basis told"


@dataclass(frozen=True, slots=True)
class Cell:
    """Plain words of a cell, more of them below, and what leads to either."""

    said: str
    below: str = ""
    lead: str = ""
    lead_below: str = ""


Words = str | Cell


def euro_cell(band: Band | None, texts: Texts) -> Cell:
    """Return the expected euros with their span below, a dash for what nobody knows."""
    return Cell(*band_figures(band, Measured.EUR, texts))


def figure_table(
    titles: Sequence[str],
    rows: Sequence[Sequence[Words]],
    *,
    last: Last = Last.FIGURE,
    told: bool = False,
) -> None:
    """Show a table whose first column names the rows; all of it is escaped.

    Parameters
    ----------
    last
        What the last column holds: a figure, what a row rests on, or reasons in sentences.
    told
        The cells between are sentences: they begin at the left and go on in the next line.
    """
    between = "told" if told else ""
    kinds = [between] * (len(titles) - 2) + [last.value]
    head = _head(titles[0], between) + "".join(
        _head(title, kind.removeprefix("basis ") if "told" in kind else "")
        for title, kind in zip(titles[1:], kinds, strict=True)
    )
    body = "".join(_row(row, titles, kinds) for row in rows)
    table = f'<table class="kpi{_fit(len(titles))}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'  # noqa: E501
    st.html(f'{STYLE}{_FITS}<div class="kpi-scroll kpi-fits" tabindex="0">{table}</div>')


def _fit(columns: int) -> str:
    if columns <= _BESIDE:
        return " kpi-three"
    return " kpi-few" if columns < _SOME else " kpi-some" if columns == _SOME else " kpi-many"


def _head(title: str, kind: str) -> str:
    return f'<th scope="col"{_class(kind)}>{escape(title)}</th>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _row(row: Sequence[Words], titles: Sequence[str], kinds: Sequence[str]) -> str:
    name, *values = row
    cells = "".join(
        f'<td{_class(kind)} data-title="{escape(title, quote=True)}">'
        f"<div>{_words(value)}</div></td>"
        for value, title, kind in zip(values, titles[1:], kinds, strict=True)
    )
    return f'<tr><th scope="row">{_words(name)}</th>{cells}</tr>'


def _words(words: Words) -> str:
    cell = words if isinstance(words, Cell) else Cell(words)
    said = _breakable(_led(cell.lead, cell.said))
    below = _led(cell.lead_below, cell.below)
    return f"{said}<small>{below}</small>" if below else said


def _breakable(words: str) -> str:
    """Let an address of the web go on in the next line after each of its parts."""
    return re.sub(r"(?<=[a-z0-9][/.-])(?=[a-z0-9])", "<wbr>", words) if "://" in words else words


def _led(lead: str, words: str) -> str:
    return f"<b>{escape(lead)}</b> {escape(words)}" if lead else escape(words)
