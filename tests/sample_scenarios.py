"""Scenarios over the sample town, and short ways to read their comparison."""

from datetime import UTC, date, datetime
from uuid import UUID

from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.scenarios import ImproveStreet, Scenario, SetSitePhase, UseUnit
from biwaq_geo.services.compare import compare, prepare
from tests import sample_catalogues
from tests.fakes import FakeTown

CATALOGUES = sample_catalogues.catalogues()
TOWN = FakeTown()
GROUND = prepare(TOWN)
FIVE_MINUTES = {"reach_minutes": Band(5, 5, 5)}


def use(number, key="popup", funding_key=None):
    """An interim use of unit `number` for the year 2027."""
    return UseUnit(
        edit_id=UUID(int=100 + number),
        unit_id=UUID(int=number + 1),
        use_key=key,
        start=date(2027, 1, 1),
        end=date(2027, 12, 31),
        funding_key=funding_key,
    )


def improve(number, key="bench", quantity=1.0, **where):
    return ImproveStreet(UUID(int=200 + number), key, quantity, **where)


def phase(key="workshop"):
    return SetSitePhase(UUID(int=300), "g1", key, date(2027, 1, 1))


def scenario(*edits, overrides=None, baseline=8):
    return Scenario(
        UUID(int=9),
        "S",
        baseline_revision=baseline,
        created_at=datetime(2026, 5, 1, tzinfo=UTC),
        edits=edits,
        overrides=overrides or {},
    )


def result(*edits, overrides=None, town=TOWN, catalogues=CATALOGUES):
    return compare(town, catalogues, scenario(*edits, overrides=overrides), ground=GROUND)


def row(comparison, key):
    return next(each for each in comparison.rows if each.key == key)


WORTH = ("cost_per_m2", "cost_per_month")
"""Figures that only a plan has: nothing divided by nothing is no figure."""


def unmoved(comparison):
    """Say whether no figure differs from doing nothing."""
    expected = [None if each.key in WORTH else ZERO for each in comparison.rows]
    return [each.difference for each in comparison.rows] == expected
