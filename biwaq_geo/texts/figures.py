"""Figures of a comparison in words: the same on screen and on paper."""

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import KpiRow, Measured
from biwaq_geo.texts import MISSING, Texts

_UNITS = {
    Measured.EUR: "figure.eur",
    Measured.EUR_PER_YEAR: "figure.eur_per_year",
    Measured.MONTHS: "figure.months",
}
_FINE = frozenset({Measured.POINTS, Measured.MONTHS})
"""Figures whose tenths tell something."""


def figure_name(row: KpiRow, texts: Texts) -> str:
    """Return the name of the figure, with the minutes of walk where it has them."""
    return texts(f"kpi.{row.key}", minutes=texts.number(row.minutes))


def figure(value: float, measured: Measured, texts: Texts, *, signed: bool = False) -> str:
    """Write one figure with its unit; `signed` for differences."""
    plus = "+" if signed and value > 0 else ""
    if measured is Measured.SHARE:
        if not signed:
            return texts.percent(value)
        return plus + texts.number(100 * value, digits=1, unit=texts("figure.points_pct"))
    unit = _UNITS.get(measured, "")
    digits = 1 if measured in _FINE else 0
    return plus + texts.number(value, digits=digits, unit=texts(unit) if unit else "")


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
    counted = texts(f"counted.{row.of}")
    known, total = texts.number(row.known), texts.number(row.total)
    return f"{texts('common.based_on', known=known, total=total)} {counted}"
