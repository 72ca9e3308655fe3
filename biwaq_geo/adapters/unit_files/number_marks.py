"""Which mark stands before the decimals of numbers that are written as texts."""

import re
from collections.abc import Iterable

from biwaq_geo.services.import_units.raw_table import Question, Topic

_SAMPLES = 3
_SURE = {
    ",": re.compile(
        r"-?(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|\d+,(\d{1,2}|\d{4,})|(0|\d{4,}),\d+)"
    ),
    ".": re.compile(
        r"-?(\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d+\.(\d{1,2}|\d{4,})|(0|\d{4,})\.\d+)"
    ),
}
"""Numbers that can only be meant one way."""

_OPEN = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}")
"""One thousand two hundred, or one and a fifth."""


def decimal_question(cells: Iterable[str]) -> Question | str:
    """Return the mark, or a question where a number can be read both ways."""
    sure = {",": 0, ".": 0}
    doubtful: dict[str, str] = {}
    for cell in cells:
        for mark, form in _SURE.items():
            sure[mark] += form.fullmatch(cell) is not None
        if (match := _OPEN.fullmatch(cell)) is not None:
            doubtful[cell] = match[1]
    best = _likeliest(sure, doubtful)
    if not doubtful:
        return best
    other = "." if best == "," else ","
    return Question(
        Topic.DECIMAL,
        (best, other),
        {mark: tuple(_read(cell, mark) for cell in list(doubtful)[:_SAMPLES]) for mark in ",."},
    )


def _likeliest(sure: dict[str, int], doubtful: dict[str, str]) -> str:
    if sure[","] != sure["."]:
        return max(sure, key=lambda mark: sure[mark])
    # areas of a thousand square metres are common, those with three decimals are not
    marks = list(doubtful.values())
    return "," if marks.count(".") >= marks.count(",") else "."


def _read(cell: str, mark: str) -> str:
    plain = cell.replace("." if mark == "," else ",", "").replace(mark, ".")
    return f"{cell} = {float(plain):g}"
