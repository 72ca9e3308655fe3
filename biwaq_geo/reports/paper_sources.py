"""Sources of a paper, numbered in the order in which they are first cited."""

from biwaq_geo.domain.catalogue import Band, Evidence
from biwaq_geo.texts import Texts

SEPARATOR = " ; "
"""Parts several addresses in one source of a catalogue."""


class Sources:
    """Numbers for sources, each listed once however often it is cited."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._numbers: dict[str, int] = {}

    def cite(self, evidence: Evidence | None) -> str:
        """Return "[1], 2017" for a source and the mark of an assumption; "" for None."""
        if evidence is None:
            return ""
        if not evidence.source:
            return self._texts("paper.marked", year=evidence.year)
        numbers = ", ".join(str(self._number(part)) for part in evidence.source.split(SEPARATOR))
        key = "paper.leaning" if evidence.assumption else "paper.sourced"
        return self._texts(key, number=numbers, year=evidence.year)

    def listed(self) -> list[str]:
        """Return "[1] address" for every cited source, in the order of their numbers."""
        return [f"[{number}] {source}" for source, number in self._numbers.items()]

    def _number(self, source: str) -> int:
        return self._numbers.setdefault(source.strip(), len(self._numbers) + 1)


def levels(band: Band, texts: Texts, *, percent: bool = False) -> dict[str, str]:
    """Write the three levels of a band with as many digits as they need."""
    factor = 100 if percent else 1
    unit = "%" if percent else ""
    values = {"low": band.low, "expected": band.expected, "high": band.high}
    return {
        name: texts.number(value * factor, digits=_digits(value * factor), unit=unit)
        for name, value in values.items()
    }


def _digits(value: float) -> int:
    return next(d for d in (0, 1, 2) if abs(value - round(value, d)) < 0.005)  # noqa: PLR2004 -- two digits at most
