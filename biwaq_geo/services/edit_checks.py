"""What an edit must satisfy before it enters a scenario."""

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.errors import (
    CatalogueKeyError,
    NotAboveZeroError,
    OutsideTownError,
    PeriodError,
    PlaceNeededError,
    UnitNotFoundError,
    UnitNotVacantError,
)
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    Place,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
)
from biwaq_geo.domain.units import VACANT
from biwaq_geo.services.baseline import baseline_units
from biwaq_geo.services.ports import Town


def check_edit(
    edit: ScenarioEdit, *, town: Town, catalogues: Catalogues, scenario: Scenario
) -> None:
    """Raise unless the edit makes sense on the baseline of the scenario.

    Raises
    ------
    CatalogueKeyError
        The catalogues lack the use, measure, phase or funding line.
    UnitNotFoundError, UnitNotVacantError
        An interim use needs a unit that is empty in the baseline.
    PeriodError
        A use ends before it starts.
    NotAboveZeroError
        A measure has a quantity of zero, less, or no number.
    PlaceNeededError, OutsideTownError
        A measure has no place, or the place, section or part is not of this town.
    """
    if edit.funding_key is not None and edit.funding_key not in catalogues.funding:
        raise CatalogueKeyError(key=edit.funding_key)
    match edit:
        case UseUnit():
            _check_use(edit, town=town, catalogues=catalogues, scenario=scenario)
        case ImproveStreet():
            _check_measure(edit, town=town, catalogues=catalogues)
        case SetSitePhase():
            if edit.phase_key not in catalogues.site_phases:
                raise CatalogueKeyError(key=edit.phase_key)
            if edit.part_id not in town.layer("sites").index:
                raise OutsideTownError(place=edit.part_id)


def _check_use(edit: UseUnit, *, town: Town, catalogues: Catalogues, scenario: Scenario) -> None:
    if edit.use_key not in catalogues.interim_uses:
        raise CatalogueKeyError(key=edit.use_key)
    if edit.end < edit.start:
        raise PeriodError(start=edit.start, end=edit.end)
    state = {unit.unit_id: unit.state for unit in baseline_units(town, scenario)}
    if edit.unit_id not in state:
        raise UnitNotFoundError(unit_id=edit.unit_id)
    if state[edit.unit_id] not in VACANT:
        raise UnitNotVacantError(unit_id=edit.unit_id, state=state[edit.unit_id])


def _check_measure(edit: ImproveStreet, *, town: Town, catalogues: Catalogues) -> None:
    if edit.measure_key not in catalogues.measures:
        raise CatalogueKeyError(key=edit.measure_key)
    if not 0 < edit.quantity < float("inf"):
        raise NotAboveZeroError(quantity=edit.quantity)
    if edit.section_id is None and edit.place is None:
        raise PlaceNeededError
    if edit.section_id is not None and edit.section_id not in town.layer("sections").index:
        raise OutsideTownError(place=edit.section_id)
    if edit.place is not None and not inside_town(town, edit.place):
        middle = edit.place.centroid
        raise OutsideTownError(place=f"{middle.x:.0f}, {middle.y:.0f}")


def inside_town(town: Town, place: Place) -> bool:
    """Say whether all of the place (town's projected CRS) lies within the boundary."""
    return bool(town.layer("boundary").covers(place).any())
