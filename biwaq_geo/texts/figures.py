"""Figures of a comparison in words: the same on screen and on paper."""

from collections.abc import Mapping

from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.catalogue import Band, Per
from biwaq_geo.domain.comparison import Comparison, KpiRow, Measured
from biwaq_geo.texts import MISSING, Texts

SHARE_UNITS = frozenset({"1", "share"})
"""Units of assumptions that are shares, written as percentages."""


def figure_name(row: KpiRow, texts: Texts) -> str:
    """Return the name of the figure, with the minutes of walk where it has them."""
    return texts(f"kpi.{row.key}", minutes=texts.number(row.minutes))


def figure(value: float, measured: Measured, texts: Texts, *, signed: bool = False) -> str:
    """Write one figure with its unit; `signed` for differences."""
    share = measured is Measured.SHARE
    if share and not signed:
        return texts.percent(value)
    digits, unit = (1, "points_pct") if share else _WRITTEN.get(measured, (0, ""))
    value = 100 * value if share else value
    if texts.number(abs(value), digits=digits) == texts.number(0.0, digits=digits):
        # what reads as nothing bears no sign
        value = 0.0
    plus = "+" if signed and value > 0 else ""
    return plus + texts.number(value, digits=digits, unit=texts(f"figure.{unit}") if unit else "")


_WRITTEN: Mapping[Measured, tuple[int, str]] = {
    Measured.EUR: (0, "eur"),
    Measured.EUR_PER_YEAR: (0, "eur_per_year"),
    Measured.EUR_PER_MONTH: (0, "eur_per_month"),
    Measured.POINTS: (1, ""),
    Measured.MONTHS: (1, "months"),
    Measured.DAYS: (0, "days"),
    Measured.INDEX: (2, ""),
    Measured.SQUARE_METRES: (2, "square_metres"),
    Measured.PER_100_M: (1, "per_100_m"),
}
"""Decimals and unit of what is measured; all else is written as a whole number."""


def band_figures(
    band: Band | None, measured: Measured, texts: Texts, *, signed: bool = False
) -> tuple[str, str]:
    """Write the expected figure, and "low to high" where the band is open.

    The second text is empty where low and high read the same; a dash stands for a
    figure that nobody knows.
    """
    if band is None:
        return MISSING, ""
    low, expected, high = (
        figure(value, measured, texts, signed=signed)
        for value in (band.low, band.expected, band.high)
    )
    return expected, "" if low == high else texts("figure.band", low=_bare(low, high), high=high)


def _bare(low: str, high: str) -> str:
    """Leave the unit of the lower figure to the higher one where both have the same."""
    number, _, unit = low.partition("\u00a0")
    return number if high.endswith(f"\u00a0{unit}") else low


def basis(row: KpiRow, texts: Texts) -> str:
    """Write "n of m units"."""
    return based_on(row.known, row.total, row.of, texts)


def based_on(known: float, total: float, of: str, texts: Texts) -> str:
    """Write "n of m units", and "of 1 unit"; `of` is a key of the section `counted`."""
    said = texts("common.based_on", known=texts.number(known), total=texts.number(total))
    of_what = texts(f"counted_of_one.{of}") if total == 1 else texts(f"counted.{of}")
    return f"{said} {of_what}"


def reading_words(reading: Reading, measured: Measured, texts: Texts) -> tuple[str, str, str]:
    """Write a reading, its low and its high end; a dash for what nobody knows."""
    value, low, high = (
        MISSING if one is None else figure(one, measured, texts)
        for one in (reading.value, reading.low, reading.high)
    )
    return value, _bare(low, high), high


def reading_basis(reading: Reading, of: str, texts: Texts) -> str:
    """Write "n of m units" for a reading."""
    return based_on(reading.known, reading.total, of, texts)


def change_words(new: Reading, old: Reading, measured: Measured, texts: Texts) -> str:
    """Write by how much a figure has changed; a dash where one of both is unknown."""
    if new.value is None or old.value is None:
        return MISSING
    # what reads as nothing must not bear a sign
    change = round(new.value - old.value, 9) + 0.0
    return figure(change, measured, texts, signed=True)


def months_ahead(months: int, texts: Texts) -> str:
    """Say how far ahead somebody looks."""
    return (
        texts("scenario.ahead_month")
        if months == 1
        else texts("scenario.ahead_months", count=months)
    )


def looked_at(comparison: Comparison, texts: Texts) -> str:
    """Say how far ahead the figures look and until which day; nothing where they do not."""
    if comparison.day is None:
        return ""
    return texts(
        "scenario.in_months",
        months=months_ahead(comparison.months, texts),
        day=texts.day(comparison.day),
    )


def shortly(value: float, texts: Texts) -> str:
    """Write a number with as many decimals as it has, six digits at most."""
    return texts.number(value, digits=len(f"{value:g}".partition(".")[2]))


def assumption_words(value: float, unit: str, texts: Texts) -> str:
    """Write a value of an assumption with its unit, a share as per cent; three decimals at most."""
    if unit in SHARE_UNITS:
        return f"{shortly(round(100 * value, 3), texts)}\u00a0%"
    return f"{shortly(round(value, 3), texts)}\u00a0{texts.unit(unit)}"


def unit_word(per: Per, quantity: float, texts: Texts) -> str:
    """Return the word for the unit of a quantity: 2 pieces, and 1 piece."""
    alone = per is Per.PIECE and quantity == 1
    return texts("per.one_piece" if alone else f"per.{per}")
