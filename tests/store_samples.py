"""A store with the sample town's units in it, and a scenario over them."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from shapely import Point

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.adapters.store.postgres_connect import server_url
from biwaq_geo.adapters.store.postgres_store import new_server_store, open_server_store
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.scenarios import ImproveStreet, Scenario, SetSitePhase, UseUnit
from tests.sample_town import EPSG, units

NOON = datetime(2026, 5, 2, 10, 0, 0, 123_000, tzinfo=UTC)


def make_store(where, *, town="musterstadt", units=(), **options):
    """Make a store in a file, or behind an address in a schema that bears the town's key."""
    if isinstance(where, Path):
        create_store(where, srid=EPSG, town=town, units=units, **options)
    else:
        with new_server_store(server_url(where), srid=EPSG, town=town, units=units, **options):
            pass


def opened(where, *, town="musterstadt", **options):
    """Open what `make_store` has made."""
    if isinstance(where, Path):
        return open_store(where, **options)
    return open_server_store(server_url(where), town=town, **options)


def sqlite_store(folder):
    return sample_store(folder / "register.store")


def sample_store(where):
    make_store(where, units=units(), now=lambda: NOON)
    return opened(where, now=lambda: NOON)


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
