"""What funding lines and rent models allow."""

from typing import TYPE_CHECKING

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.errors import CatalogueKeyError
from biwaq_geo.domain.errors.scenarios import (
    FundingElsewhereError,
    FundingExclusiveError,
    FundingKindError,
    RentLimitError,
)
from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.scenario_edits import same_target
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
    funding_of,
)

if TYPE_CHECKING:
    from biwaq_geo.domain.units import CommercialUnit

KINDS: dict[type[ScenarioEdit], str] = {
    UseUnit: "interim_use",
    ImproveStreet: "measure",
    SetSitePhase: "site_phase",
}
"""What funding lines call the kinds of edit that they may pay for."""


def check_funding(edit: ScenarioEdit, scenario: Scenario, catalogues: Catalogues) -> None:
    """Raise unless the line that the edit names may pay for it in this scenario.

    Raises
    ------
    CatalogueKeyError, FundingKindError, FundingElsewhereError, FundingExclusiveError
        There is no such line, it does not pay for this kind of edit, cannot be applied for
        here, or excludes a line that pays for another edit.
    """
    key = funding_of(edit)
    if key is None:
        return
    if key not in catalogues.funding:
        raise CatalogueKeyError(key=key)
    line = catalogues.funding[key]
    if KINDS[type(edit)] not in line.eligible:
        raise FundingKindError(line=line.title, kind=KINDS[type(edit)])
    if not line.available:
        raise FundingElsewhereError(line=line.title)
    for other in scenario.edits:
        beside = catalogues.funding.get(funding_of(other) or "")
        replaced = other.edit_id == edit.edit_id or same_target(other, edit)
        if beside is None or replaced:
            continue
        if line.excludes_line(beside):
            raise FundingExclusiveError(line=line.title, other=beside.title)


def check_rent(edit: UseUnit, unit: "CommercialUnit", catalogues: Catalogues) -> None:
    """Raise unless the rent model that the use names holds for the unit and the term.

    Raises
    ------
    CatalogueKeyError, RentLimitError
        There is no such model, or area or term are beyond its limits.
    """
    if edit.rent_key is None:
        return
    if edit.rent_key not in catalogues.rent_models:
        raise CatalogueKeyError(key=edit.rent_key)
    model = catalogues.rent_models[edit.rent_key]
    area = unit.floor_area_m2
    if model.max_m2 is not None and area is not None and area > model.max_m2:
        raise RentLimitError(model=model.title, found=f"{area:g} m²", most=f"{model.max_m2:g} m²")
    if model.max_months is not None and edit.end >= months_after(edit.start, model.max_months):
        found = f"{edit.start:%d.%m.%Y} – {edit.end:%d.%m.%Y}"
        raise RentLimitError(
            model=model.title, found=found, most=f"{model.max_months} Monate / months"
        )
