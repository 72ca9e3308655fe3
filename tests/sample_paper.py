"""A scenario of the sample town with one edit of each kind, and its council paper."""

from datetime import UTC, date, datetime
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.scenarios import ImproveStreet, Scenario, SetSitePhase, UseUnit
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.reports.council_paper import council_paper
from biwaq_geo.services.compare import compare
from biwaq_geo.services.picture import picture
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests.fakes import FakeTown
from tests.sample_catalogues import catalogues
from tests.sample_town import PROFILE, X0, Y0

LAYERS, _ = read_layers(ROOT / "layers")
DAY = date(2026, 11, 22)


def use(number: int, key: str = "popup", funding: str | None = "wide") -> UseUnit:
    return UseUnit(
        UUID(int=100 + number),
        UUID(int=number + 1),
        key,
        date(2027, 3, 1),
        date(2028, 2, 29),
        funding,
    )


EDITS = (
    use(5),
    ImproveStreet(UUID(int=201), "bench", 2.0, section_id="sec1", funding_key="half_capped"),
    ImproveStreet(UUID(int=202), "film", 1.0, place=Point(X0 + 200, Y0 + 200)),
    SetSitePhase(UUID(int=203), "g1", "workshop", date(2027, 6, 1), "wide"),
)


class RealTown(FakeTown):
    """The sample town as if it were read from OpenStreetMap."""

    @property
    def profile(self):
        return type(PROFILE)("krems", "Krems", PROFILE.epsg, Origin.OSM, "extract", PROFILE.as_of)


def scenario(name: str = "Hauptstraße belebt", edits: tuple = EDITS, revision: int = 8) -> Scenario:
    made = datetime(2026, 11, 1, tzinfo=UTC)
    return Scenario(UUID(int=9), name, revision, made, edits)


def paper(some: Scenario | None = None, *, town: FakeTown | None = None, language="de") -> bytes:
    town, some = town or FakeTown(), some or scenario()
    return council_paper(
        town,
        some,
        compare(town, catalogues(), some),
        picture(town, catalogues(), some),
        catalogues(),
        LAYERS,
        texts=load(language),
        edition_day=DAY,
    )
