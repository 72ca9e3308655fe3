"""What an edit must satisfy before it enters a scenario."""

from datetime import date
from typing import TYPE_CHECKING

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
from biwaq_geo.domain.errors.scenarios import UnitNotUsedError
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Occupying,
    Place,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
)
from biwaq_geo.domain.services import SERVICE_KINDS
from biwaq_geo.domain.units import OCCUPIED, VACANT, UnitState
from biwaq_geo.services.baseline import baseline_units
from biwaq_geo.services.funding_checks import check_funding, check_rent
from biwaq_geo.services.ports import Town

if TYPE_CHECKING:
    from biwaq_geo.domain.units import CommercialUnit


def check_edit(
    edit: ScenarioEdit, *, town: Town, catalogues: Catalogues, scenario: Scenario
) -> None:
    """Raise unless the edit makes sense on the baseline of the scenario.

    Raises
    ------
    CatalogueKeyError
        The catalogues lack the use, measure, phase, rent model, funding line or service.
    FundingKindError, FundingElsewhereError, FundingExclusiveError, RentLimitError
        The funding line or the rent model does not hold for this edit.
    UnitNotFoundError, UnitNotVacantError, UnitNotUsedError
        A use needs a unit that is empty in the baseline or left before; who moves out must be
        in one.
    PeriodError
        A use ends before it starts.
    NotAboveZeroError
        A measure has a quantity of zero, less, or no number; a rent is below zero.
    PlaceNeededError, OutsideTownError
        A measure has no place, or the place, section or part is not of this town.
    """
    match edit:
        case UseUnit() | LetUnit() | MoveIn() | MoveOut():
            unit = _unit(edit, town=town, scenario=scenario)
            _check_move(edit, unit, catalogues=catalogues, scenario=scenario)
        case ImproveStreet():
            _check_measure(edit, town=town, catalogues=catalogues, scenario=scenario)
        case SetSitePhase():
            if edit.phase_key not in catalogues.site_phases:
                raise CatalogueKeyError(key=edit.phase_key)
            if edit.part_id not in town.layer("sites").index:
                raise OutsideTownError(place=edit.part_id)
    check_funding(edit, scenario, catalogues)


def _unit(edit: Occupying | MoveOut, *, town: Town, scenario: Scenario) -> "CommercialUnit":
    for unit in baseline_units(town, scenario):
        if unit.unit_id == edit.unit_id:
            return unit
    raise UnitNotFoundError(unit_id=edit.unit_id)


def _check_move(
    edit: Occupying | MoveOut,
    unit: "CommercialUnit",
    *,
    catalogues: Catalogues,
    scenario: Scenario,
) -> None:
    if isinstance(edit, MoveOut):
        if unit.state not in OCCUPIED | {UnitState.INTERIM}:
            raise UnitNotUsedError(unit_id=unit.unit_id, state=unit.state)
    else:
        left = [
            e.start for e in scenario.edits if isinstance(e, MoveOut) and e.unit_id == edit.unit_id
        ]
        if unit.state not in VACANT and min(left, default=date.max) > edit.start:
            raise UnitNotVacantError(unit_id=unit.unit_id, state=unit.state)
    match edit:
        case UseUnit():
            _check_use(edit, unit, catalogues=catalogues)
        case LetUnit() if edit.rent_eur_m2 is not None:
            if not 0 <= edit.rent_eur_m2 < float("inf"):
                raise NotAboveZeroError(quantity=edit.rent_eur_m2)
    service = None if isinstance(edit, UseUnit) else edit.service
    if service is not None and service not in SERVICE_KINDS:
        raise CatalogueKeyError(key=service)


def _check_use(edit: UseUnit, unit: "CommercialUnit", *, catalogues: Catalogues) -> None:
    if edit.use_key not in catalogues.interim_uses:
        raise CatalogueKeyError(key=edit.use_key)
    if edit.end < edit.start:
        raise PeriodError(start=edit.start, end=edit.end)
    check_rent(edit, unit, catalogues)


def _check_measure(
    edit: ImproveStreet, *, town: Town, catalogues: Catalogues, scenario: Scenario
) -> None:
    if edit.measure_key not in catalogues.measures:
        raise CatalogueKeyError(key=edit.measure_key)
    if not 0 < edit.quantity < float("inf"):
        raise NotAboveZeroError(quantity=edit.quantity)
    if edit.unit_id is not None:
        known = {unit.unit_id for unit in baseline_units(town, scenario)}
        if edit.unit_id not in known:
            raise UnitNotFoundError(unit_id=edit.unit_id)
    elif edit.section_id is None and edit.place is None:
        raise PlaceNeededError
    if edit.section_id is not None and edit.section_id not in town.layer("sections").index:
        raise OutsideTownError(place=edit.section_id)
    if edit.place is not None and not inside_town(town, edit.place):
        middle = edit.place.centroid
        raise OutsideTownError(place=f"{middle.x:.0f}, {middle.y:.0f}")


def inside_town(town: Town, place: Place) -> bool:
    """Say whether all of the place (town's projected CRS) lies within the boundary."""
    return bool(town.layer("boundary").covers(place).any())
