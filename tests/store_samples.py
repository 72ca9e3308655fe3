"""A store with the sample town's units in it, and a scenario over them."""

from datetime import UTC, date, datetime
from uuid import UUID

from shapely import Point

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.scenarios import ImproveStreet, Scenario, SetSitePhase, UseUnit
from tests.sample_town import EPSG, units

NOON = datetime(2026, 5, 2, 10, 0, 0, 123_000, tzinfo=UTC)


def sqlite_store(folder):
    path = folder / "register.store"
    create_store(path, srid=EPSG, town="musterstadt", units=units(), now=lambda: NOON)
    return open_store(path, now=lambda: NOON)


def scenario(**values):
    fields = {
        "scenario_id": UUID(int=900),
        "name": "Straße der „Ideen“",
        "baseline_revision": 8,
        "created_at": datetime(2026, 5, 2, 10, 0, 0, 123_456, tzinfo=UTC),
        "edits": (
            UseUnit(UUID(int=1), UUID(int=6), "popup", date(2026, 6, 1), date(2026, 12, 31)),
            ImproveStreet(UUID(int=2), "bench", 3.0, place=Point(475_100.0, 5_706_200.5)),
            ImproveStreet(UUID(int=3), "trees", 2.5, section_id="sec1", funding_key="f"),
            SetSitePhase(UUID(int=4), "g1", "secured", date(2027, 1, 1)),
        ),
        "overrides": {"walk_speed": Band(3.0, 4.5, 5.0)},
        "note": "Zeile 1\nZeile 2",
    }
    return Scenario(**(fields | values))
