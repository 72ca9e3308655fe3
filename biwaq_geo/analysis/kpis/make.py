"""How the entries of the list of key figures are made."""

from collections.abc import Callable

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.kpi import Family, Kpi
from biwaq_geo.analysis.kpis.rates import BY_UNITS
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.comparison import Measured

STATE, SINCE = "unit.state", "unit.since"
"""Fields that most figures rest on."""


def rate(key: str, *needs: str) -> Kpi:
    """Return one of the rates; scenarios compute some of them, too."""
    by = BY_UNITS[key]
    return Kpi(
        key=key,
        family=Family.RATES,
        measured=Measured.SHARE,
        of="units",
        needs=(STATE, *needs),
        by=by,
        measure=lambda facts: by(facts.units),
    )


def of_place(
    key: str,
    family: Family,
    measured: Measured,
    by: Callable[[Facts], Reading],
    *needs: str,
    **more: object,
) -> Kpi:
    """Return a figure that any day of the register has at once; `more` is as for `Kpi`."""
    return Kpi(
        key=key,
        family=family,
        measured=measured,
        needs=needs,
        by=by,
        measure=by,
        **{"of": "units", **more},  # type: ignore[arg-type]
    )


def apart(
    key: str,
    by: Callable[..., Reading],
    family: Family,
    measured: Measured,
    *needs: str,
    **more: object,
) -> Kpi:
    """Return a figure that takes long and has a section of its own; `more` is as for `Kpi`."""
    return Kpi(
        key=key,
        family=family,
        measured=measured,
        needs=needs,
        by=by,
        **{"of": "units", **more},  # type: ignore[arg-type]
    )


def planned(key: str, measured: Measured, of: str, formula: str, source: str) -> Kpi:
    """Return a figure that only a scenario has."""
    return Kpi(key, Family.PLAN, measured, of, (), told=(formula, source))
