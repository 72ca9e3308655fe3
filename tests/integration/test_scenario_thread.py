"""From a mark on the street to a comparison, over a registered town on the disk."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import geopandas as gpd
import networkx as nx
import pytest

from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.analysis.network import snap, walk_network
from biwaq_geo.analysis.reach import metres_to_nearest
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services import scenarios
from biwaq_geo.services.compare import compare, prepare
from biwaq_geo.services.mark_unit import FoundUnit, UnitKind, add_unit, mark_unit
from biwaq_geo.services.undo import undo
from biwaq_geo.settings import ROOT
from tests import ready_town
from tests.sample_scenarios import CATALOGUES, result, use

KREMS = ROOT.parent / "shared" / "real" / "krems.osm.gz"
SCENARIO, BAKERY, NEW = UUID(int=901), UUID(int=1), UUID(int=99)
VACANT = Mark(UnitState.VACANT, since=date(2026, 5, 1))


def now():
    return datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


def today():
    return date(2026, 5, 2)


@pytest.fixture
def town(tmp_path):
    library = FolderLibrary(tmp_path)
    made = ready_town.sample(library, tmp_path)
    yield made
    made.store.close()


def mark(town):
    return mark_unit(town.store, today, unit_id=BAKERY, mark=VACANT, seen_version=1, actor="A")


def planned(town, edit):
    made = scenarios.create(town.store, now, scenario_id=SCENARIO, name="S", actor="A")
    return scenarios.add_edit(
        town,
        CATALOGUES,
        scenario_id=SCENARIO,
        edit=edit,
        seen_version=made.version,
        actor="A",
    )


def test_a_shop_that_closed_on_friday_stands_in_the_scenario_at_once(town):
    before = planned(town, use(5))
    mark(town)
    assert compare(town, CATALOGUES, before).changed_units == 1
    moved = scenarios.move_baseline(town.store, scenario_id=SCENARIO, seen_version=2, actor="A")
    both = scenarios.add_edit(
        town, CATALOGUES, scenario_id=SCENARIO, edit=use(0), seen_version=3, actor="A"
    )
    found = compare(town, CATALOGUES, both)
    # 3 of 8 stand empty, two interim uses of which 0.6 come about: 3 - 1.2 = 1.8
    assert found.rows[0].before.expected == pytest.approx(3 / 8)
    assert found.rows[0].after.expected == pytest.approx(1.8 / 8)
    assert found.changed_units == 0
    assert both.baseline_revision == moved.baseline_revision


def test_a_stored_town_compares_like_the_one_in_memory(town):
    # one looks ahead from the day on which a register was last changed: those days differ
    counted_in_months = {"vacant_months", "waiting_cost", "cost_per_m2", "cost_per_month"}
    stored, known = (
        [row for row in found.rows if row.key not in counted_in_months]
        for found in (compare(town, CATALOGUES, planned(town, use(5))), result(use(5)))
    )
    assert stored == known


def test_undo_restores_what_the_store_remembers(town):
    before = town.store.unit(BAKERY)
    mark(town)
    restored = undo(town.store, unit_id=BAKERY, seen_version=2, actor="B")
    assert town.store.unit(BAKERY) == restored == replace(before, version=3)
    again = undo(town.store, unit_id=BAKERY, seen_version=3, actor="B")
    assert (again.state, again.last_occupant) == (UnitState.VACANT, "Bäckerei 0 (Demo)")
    actions = [event.action for event in town.store.events(subject_id=BAKERY)]
    assert actions == [Action.ADDED, Action.MARKED, Action.UNDONE, Action.UNDONE]


def test_a_unit_added_twice_is_there_once(town):
    found = FoundUnit(NEW, UnitKind.KIOSK, VACANT, building_id="b0")
    first = add_unit(town, today, found=found, actor="A")
    assert add_unit(town, today, found=found, actor="A") == first == town.store.unit(NEW)


def test_a_scenario_created_or_copied_twice_is_there_once(town):
    source = planned(town, use(5))
    copies = [
        scenarios.copy(town.store, now, source_id=SCENARIO, scenario_id=NEW, name="K", actor="A")
        for _ in range(2)
    ]
    assert copies[0] == copies[1]
    again = scenarios.create(town.store, now, scenario_id=SCENARIO, name="other", actor="A")
    assert again == source
    assert len(town.store.scenarios()) == 2


def test_own_assumptions_come_back_from_the_store(town):
    planned(town, use(5))
    own = {"realised_share": Band(0.0, 0.0, 0.0)}
    scenarios.set_assumptions(
        town.store, scenario_id=SCENARIO, overrides=own, seen_version=2, actor="A"
    )
    found = compare(town, CATALOGUES, town.store.scenario(SCENARIO))
    # if no use comes about, vacancy stays
    assert found.rows[0].difference == Band(0, 0, 0)


@pytest.mark.skipif(not KREMS.exists(), reason="the extract is not part of the project")
def test_a_real_town_agrees_with_networkx(tmp_path):
    town = import_town(FolderLibrary(tmp_path), KREMS, name="Krems")
    streets, houses = town.layer("streets"), prepare(town).houses
    network = walk_network(streets)
    graph = nx.Graph()
    for u, v, length in zip(streets["u"], streets["v"], streets.length, strict=True):
        if length < graph.get_edge_data(u, v, {"weight": float("inf")})["weight"]:
            graph.add_edge(u, v, weight=length)
    start = streets.geometry.iloc[0].coords[0]
    shop = snap(network, gpd.GeoSeries.from_xy([start[0]], [start[1]], crs=streets.crs))
    reached = nx.single_source_dijkstra_path_length(graph, streets["u"].iloc[0])
    found = metres_to_nearest(network, shop, houses, limit_m=1e9)
    compared = 0
    for place, (row, along, access) in enumerate(
        zip(houses.street, houses.along, houses.access, strict=True)
    ):
        # on the street of the shop itself the walk need not pass a node
        if row in shop.street or not houses.on_network()[place]:
            continue
        ends = streets.iloc[row]
        expected = access + min(
            reached[ends["u"]] + along, reached[ends["v"]] + network.length[row] - along
        )
        assert found.iloc[place] == pytest.approx(expected, abs=1e-4)
        compared += 1
    assert compared > 500
    town.store.close()
