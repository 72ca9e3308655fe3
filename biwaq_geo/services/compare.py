"""Use case: say what a scenario changes against doing nothing."""

from dataclasses import replace
from datetime import date

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.ground import Ground, lay_ground
from biwaq_geo.analysis.scenario_compare import Baseline
from biwaq_geo.analysis.scenario_compare import compare as compared
from biwaq_geo.analysis.stock import stock_of
from biwaq_geo.analysis.street_score import scored_sections
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.services.baseline import baseline_units, changed_units, looked_from
from biwaq_geo.services.drift import assumptions_used, history
from biwaq_geo.services.footfall import present_footfall
from biwaq_geo.services.ports import Town

_GROUND = ("streets", "sections", "buildings", "sites", "services")


def prepare(town: Town) -> Ground:
    """Lay the ground of a town: its walking network with every building on it.

    The base layers of a town never change, so whoever asks more than once keeps the
    answer and hands it to `compare`.

    Raises
    ------
    TownBrokenError, GeometryError
        A base layer is missing or its streets do not join.
    """
    return lay_ground({name: town.layer(name) for name in _GROUND})


def baseline_of(
    town: Town,
    catalogues: Catalogues,
    scenario: Scenario,
    *,
    ground: Ground | None = None,
    with_footfall: bool = False,
) -> Baseline:
    """Return what the scenario lies over; `ground` as for `compare`.

    The model of footfall is costly where people have been counted, so it is made only for
    whoever asks for it.

    """
    day = looked_from(town, scenario)
    return Baseline(
        stock=stock_of(units_frame(baseline_units(town, scenario), epsg=town.profile.epsg)),
        ground=_scored(ground or prepare(town), town, scenario, day),
        catalogues=catalogues,
        day=day,
        history=history(town.store, revision=scenario.baseline_revision, until=day),
        footfall=present_footfall(town, catalogues, at_revision=scenario.baseline_revision)
        if with_footfall
        else None,
    )


def compare(
    town: Town,
    catalogues: Catalogues,
    scenario: Scenario,
    *,
    ground: Ground | None = None,
    baseline: Baseline | None = None,
) -> Comparison:
    """Compare the scenario with doing nothing on the same baseline.

    Parameters
    ----------
    ground
        What `prepare` returned for this town; laid anew where missing.
    baseline
        What `baseline_of` returned for this baseline; made anew where missing.

    Raises
    ------
    CatalogueKeyError, AssumptionRangeError
        An assumption is missing from the catalogue, unknown or out of its range.
    """
    over = baseline or baseline_of(town, catalogues, scenario, ground=ground)
    assumed = assumptions_used(town, catalogues, scenario, known=over.history)
    found = compared(over, scenario, assumed)
    return replace(found, changed_units=changed_units(town, baseline_units(town, scenario)))


def _scored(ground: Ground, town: Town, scenario: Scenario, day: date) -> Ground:
    """Return the ground with the street scores of the scenario's baseline, none of later days."""
    audits = town.store.records(StreetAudit, at_revision=scenario.baseline_revision)
    return ground.with_sections(scored_sections(ground.sections, audits, day=day))
