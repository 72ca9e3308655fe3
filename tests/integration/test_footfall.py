"""The footfall of a whole town: without counts, with some, in parts, and as counts come and go."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.analysis.footfall.regression import Period
from biwaq_geo.domain.errors import CatalogueKeyError
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.services.foot_counts import add_count
from biwaq_geo.services.footfall import footfall, period_of, place_of
from biwaq_geo.services.recycle import remove
from tests.sample_catalogues import catalogues
from tests.sample_town import PROFILE, X0, Y0, layers, units

NOW = datetime(2026, 5, 20, 18, 0, tzinfo=UTC)
CATALOGUES = catalogues()


@pytest.fixture
def town(tmp_path):
    return FolderLibrary(tmp_path).create(PROFILE, layers=layers(), units=units())


def counted(town, number, persons, *, section="sec1", hour=10, place=None):
    values = {
        "place": place or Point(X0 + 100, Y0 + 200),
        "section_id": section,
        "started_at": NOW.replace(hour=hour),
        "minutes": 15,
        "persons": persons,
    }
    return add_count(town, lambda: NOW, count_id=UUID(int=900 + number), values=values, actor="mk")


def test_without_counts_there_is_an_uncalibrated_index_and_advice(town):
    found = footfall(town, CATALOGUES)
    assert found.calibration is None
    assert found.modelled["index"].max() == 100.0
    assert found.modelled[["low", "high"]].isna().all().all()
    assert found.measured.empty
    assert found.advice.place in {"sec1", "sec2"}


def test_one_count_calibrates_the_level_and_stands_apart_from_the_model(town):
    before = footfall(town, CATALOGUES).modelled["index"]
    counted(town, 1, 30)
    found = footfall(town, CATALOGUES)
    assert (found.calibration.counts, found.calibration.places) == (1, 1)
    assert found.measured.loc["sec1", "per_hour"] == 120.0
    assert found.modelled["index"].tolist() == pytest.approx(before.tolist())
    assert found.modelled["low"].notna().all()
    assert (found.advice.place, found.advice.counted) == ("sec2", False)


def test_counts_at_a_spot_without_a_section_are_known_by_the_spot(town):
    spot = counted(town, 1, 12, section=None, place=Point(X0 + 100, Y0 + 2))
    found = footfall(town, CATALOGUES)
    assert place_of(spot) == f"{X0 + 100:.0f} / {Y0 + 2:.0f}"
    assert found.measured.index.tolist() == [place_of(spot)]
    assert found.calibration.places == 1


def test_a_count_in_the_bin_counts_nowhere_and_zeros_are_counts(town):
    first = counted(town, 1, 30)
    counted(town, 2, 0, section="sec2", place=Point(X0 + 300, Y0 + 200))
    found = footfall(town, CATALOGUES)
    assert found.measured.loc["sec2", "per_hour"] == 0.0
    assert found.calibration.counts == 2
    remove(town.store, NOW.date, kind=FootCount, record_id=first.count_id,
           seen_version=1, actor="mk")  # fmt: skip
    assert footfall(town, CATALOGUES).calibration is None


def test_a_town_without_shops_or_homes_has_no_index(tmp_path):
    bare = {name: layers()[name] for name in ("boundary", "streets", "sections")}
    empty = FolderLibrary(tmp_path).create(PROFILE, layers=bare, units=[])
    found = footfall(empty, CATALOGUES)
    assert found.modelled["index"].isna().all()
    assert found.advice is None


def test_counts_lie_far_from_all_streets_for_their_place_alone(tmp_path):
    wide = layers()
    wide["boundary"].geometry = wide["boundary"].buffer(1_000)
    town = FolderLibrary(tmp_path / "wide").create(PROFILE, layers=wide, units=units())
    counted(town, 1, 12, section=None, place=Point(X0 - 900, Y0))
    assert footfall(town, CATALOGUES).lost_counts == 1
    bare = {name: wide[name] for name in ("boundary", "streets", "sections")}
    empty = FolderLibrary(tmp_path / "bare").create(PROFILE, layers=bare, units=[])
    counted(empty, 1, 12, section=None, place=Point(X0 + 100, Y0 + 2))
    assert footfall(empty, CATALOGUES).lost_counts == 0


def test_a_catalogue_without_a_figure_is_named(town):
    lacking = catalogues()
    del lacking.footfall["anchor"]
    with pytest.raises(CatalogueKeyError) as told:
        footfall(town, lacking)
    assert told.value.values == {"key": "anchor"}


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        # summer time: two hours on
        (datetime(2026, 5, 20, 8, 59, tzinfo=UTC), Period.MORNING),
        (datetime(2026, 5, 20, 9, 0, tzinfo=UTC), Period.NOON),
        (datetime(2026, 5, 20, 12, 0, tzinfo=UTC), Period.AFTERNOON),
        (datetime(2026, 5, 20, 16, 0, tzinfo=UTC), Period.EVENING),
        (datetime(2026, 5, 23, 9, 0, tzinfo=UTC), Period.WEEKEND),
    ],
)
def test_the_part_of_the_week_is_told_in_local_time(moment, period):
    assert period_of(FootCount(UUID(int=1), Point(0, 0), moment, 15, 1)) is period
