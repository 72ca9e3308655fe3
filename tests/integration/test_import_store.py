"""What an import stores, and how it is taken back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import geopandas as gpd
import pytest
from shapely import Point, Polygon

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.errors import EditConflictError, FileOutsideTownError, QuestionsOpenError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.unit_values import OwnerClass
from biwaq_geo.domain.units import DatePrecision, UnitState
from biwaq_geo.services.batches import undo_batch
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.plan import Outcome
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.services.import_units.raw_table import NOTHING_SAID, Topic
from biwaq_geo.services.import_units.run import run_import
from biwaq_geo.settings import ROOT
from tests import sample_town
from tests.fakes import FakeTown
from tests.sample_come_back import come_back, exported
from tests.sample_import import TODAY, planned, proposals, table_of
from tests.sample_town import X0, Y0

HEAD = "Adresse;x;y;Zustand;Leerstand seit;Fläche m²"
REAL = ROOT.parent / "shared" / "real" / "cambridge_vacant_storefronts_2020.csv"


@pytest.fixture
def town(tmp_path):
    library = FolderLibrary(tmp_path)
    opened = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    yield opened
    opened.store.close()


def at(x, y):
    return f"{X0 + x};{Y0 + y}"


@pytest.mark.parametrize("file_format", ExportFormat)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_the_application_has_exported_changes_nothing_when_it_comes_back(
    town, file_format, language
):
    plan = come_back(town, exported(town, file_format, language))
    assert [row.outcome for row in plan.rows] == [Outcome.SAME] * 8


def test_nothing_is_stored_before_every_question_is_answered(town):
    table = table_of(HEAD, f"Weg 1;{at(10, 300)};leer;;50")
    mapping = propose_mapping(table, as_of=TODAY)
    plan = plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=NOTHING_SAID)
    assert plan.open_topics == (Topic.CRS,)
    with pytest.raises(QuestionsOpenError):
        run_import(town.store, plan, actor="ab")
    assert len(town.store.units()) == 8


@pytest.fixture
def plan(town):
    return planned(
        town,
        HEAD,
        f"Nordweg 5;{at(100, 380)};leer;2024;120",
        f"Hauptstraße 7;{at(230, 208)};leer;;80",
        f"Hauptstraße 1;{at(50, 208)};leer;01.06.2026;",
        f"Hauptstraße 6;{at(140, 208)};leer;;100",
        "Nirgendwo 1;;;leer;;",
    )


def test_an_import_is_stored_as_one_batch(town, plan):
    done = run_import(town.store, plan, actor="ab")
    assert (done.added, done.changed) == (1, 2)
    events = [event for event in town.store.events(after=8) if event.batch == done.batch]
    assert [event.action for event in events] == [Action.ADDED, Action.EDITED, Action.MARKED]
    assert {event.actor for event in events} == {"ab"}
    assert town.store.unit(UUID(int=7)).floor_area_m2 == 80


def test_the_same_import_sent_twice_is_stored_once(town, plan):
    run_import(town.store, plan, actor="ab")
    run_import(town.store, plan, actor="ab")
    assert len(town.store.units()) == 9
    assert town.store.revision() == 11


def test_a_unit_that_changed_since_the_plan_stops_the_whole_import(town, plan):
    with town.store.transaction() as tx:
        now = tx.unit(UUID(int=7))
        other = replace(now, floor_area_m2=70.0, version=now.version + 1)
        tx.save_unit(other, action=Action.EDITED, actor="cd")
    with pytest.raises(EditConflictError):
        run_import(town.store, plan, actor="ab")
    assert len(town.store.units()) == 8
    assert town.store.unit(UUID(int=1)).state is UnitState.USED


def test_one_undo_takes_the_whole_import_back(town, plan):
    before = {unit.unit_id: unit for unit in town.store.units()}
    done = run_import(town.store, plan, actor="ab")
    undo_batch(town.store, lambda: TODAY, batch=done.batch, actor="ab")
    after = {unit.unit_id: unit for unit in town.store.units()}
    assert after.keys() == before.keys()
    assert all(replace(after[key], version=before[key].version) == before[key] for key in after)


def test_a_file_can_be_imported_again_after_its_undo(town, plan):
    done = run_import(town.store, plan, actor="ab")
    undo_batch(town.store, lambda: TODAY, batch=done.batch, actor="ab")
    again = planned(town, HEAD, f"Nordweg 5;{at(100, 380)};leer;2024;120")
    assert again.rows[0].outcome is Outcome.NEW


def test_harmful_column_names_leave_the_register_as_it_is(store):
    town = FakeTown()
    town.store = store
    nasty = 'x"; DROP TABLE unit; --'
    lines = (f"Adresse|x|y|Zustand|{nasty.replace(chr(34), chr(39))}|geometry|geometry",)
    plan = planned(town, *lines, f"Nordweg 5|{X0 + 9}|{Y0 + 300}|leer|'; DROP TABLE unit; --|a|b")
    run_import(store, plan, actor="'; DROP TABLE unit; --")
    assert len(store.units()) == 9
    store.verify_chain()


needs_real = pytest.mark.skipif(not REAL.is_file(), reason="the shared files are not here")


@pytest.fixture
def far_town(tmp_path):
    """A town around the real list, far from every registered one."""
    corner = gpd.GeoSeries([Point(-71.18, 42.33), Point(-71.04, 42.43)], crs=4326).to_crs(32619)
    (west, south), (east, north) = [(p.x, p.y) for p in corner]
    square = Polygon([(west, south), (east, south), (east, north), (west, north)])
    boundary = gpd.GeoDataFrame({"name": ["Fernstadt"]}, geometry=[square], crs=32619)
    boundary.index = boundary.index.astype("str").rename("id")
    street = sample_town.layers()["streets"].head(1).set_crs(32619, allow_override=True)
    profile = replace(sample_town.PROFILE, key="fernstadt", name="Fernstadt", epsg=32619)
    opened = FolderLibrary(tmp_path / "far").create(
        profile, layers={"boundary": boundary, "streets": street}, units=[]
    )
    yield opened
    opened.store.close()


def real_plan(town, day=date(2020, 12, 1)):
    table = read_unit_file(REAL.read_bytes(), file_name=REAL.name)
    mapping = propose_mapping(table, as_of=day)
    answers = proposals(town, table, mapping)
    return plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)


@needs_real
def test_a_real_list_in_another_language_is_taken_whole(far_town):
    plan = real_plan(far_town)
    assert plan.open_topics == ()
    assert [row.outcome for row in plan.rows] == [Outcome.NEW] * 86
    run_import(far_town.store, plan, actor="ab")
    first = next(u for u in far_town.store.units() if u.address == "1965 Massachusetts Avenue")
    # 3504 square feet; two years or more before December 2020
    assert first.floor_area_m2 == 325.53
    assert (first.since, first.since_precision) == (date(2018, 12, 1), DatePrecision.ESTIMATED)
    assert first.state is UnitState.RESERVED
    assert first.owner_class is OwnerClass.COMPANY
    assert first.last_occupant == "New Space"
    again = real_plan(far_town)
    assert {row.outcome for row in again.rows} == {Outcome.SAME}


@needs_real
def test_a_real_list_from_elsewhere_is_refused(town):
    with pytest.raises(FileOutsideTownError):
        real_plan(town)
