"""Which units a filter lets through."""

from collections.abc import Iterable
from datetime import date

from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.freshness import light
from biwaq_geo.domain.units import CommercialUnit


def kept(
    units: Iterable[CommercialUnit], wanted: SavedFilter, *, today: date
) -> list[CommercialUnit]:
    """Return the units that fit, in their order.

    A field of the filter that is empty asks for nothing. The branch is the present one,
    or that of the last use where the unit is empty.
    """
    return [unit for unit in units if _fits(unit, wanted, today=today)]


def _fits(unit: CommercialUnit, wanted: SavedFilter, *, today: date) -> bool:
    pairs: list[tuple[tuple[str, ...], str | None]] = [
        (wanted.states, unit.state),
        (wanted.kinds, unit.kind),
        (wanted.branches, unit.branch or unit.last_branch),
        (wanted.case_statuses, unit.case_status),
        (wanted.lights, light(unit, today=today)),
    ]
    place = f"{unit.address}, {unit.position}".casefold()
    return all(not allowed or found in allowed for allowed, found in pairs) and (
        wanted.text.strip().casefold() in place
    )
