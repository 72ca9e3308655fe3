"""Who sets out, what draws them, flows on sections, and what a scenario changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.footfall.change import FootfallModel, footfall_change
from biwaq_geo.analysis.footfall.flows import pull
from biwaq_geo.analysis.footfall.places import destinations, drawn_with, origins
from biwaq_geo.analysis.footfall.sections import on_sections
from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.domain.footfall import FIGURES, OF_SERVICES, OFFERED_BY
from biwaq_geo.domain.unit_values import UnitKind, UnitState
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG, layers, unit, units

LAYERS = layers()
FIGURE = dict.fromkeys(FIGURES, 1.0) | {
    "decay_per_min": 0.1,
    "anchor": 12.0,
    "daily": 4.0,
    "interim": 1.5,
    "bus_stop": 40.0,
    "car_park": 30.0,
}


def frame(listed):
    return units_frame(listed, epsg=EPSG, only=("state", "branch", "kind"))


def goals(listed, services, *, sites=LAYERS["sites"], opened=("operation",)):
    return destinations(listed, services, sites, FIGURE, open_phases=opened)


def model(**how):
    walking = walking_network(LAYERS["streets"], WALKERS["adult"])
    network = walking.costs.network
    start = origins(LAYERS["buildings"], LAYERS["services"], FIGURE)
    goal = goals(frame(units()), LAYERS["services"])
    drawn = pull(
        walking.costs,
        snap(network, start.at),
        start.amounts.to_numpy(dtype=float),
        snap(network, goal.at),
        decay_per_min=0.1,
    )
    sections = on_sections(network, LAYERS["sections"])
    return FootfallModel(drawn, sections, how.get("calibration")), goal.amounts.to_dict()


def test_homes_set_out_with_their_inhabitants_and_stops_with_theirs():
    services = LAYERS["services"].assign(kind="bus_stop")
    found = origins(LAYERS["buildings"], services, FIGURE)
    assert found.amounts.tolist() == [100.0 * n for n in range(1, 9)] + [40.0]
    assert len(found.at) == 9
    parked = origins(LAYERS["buildings"], services.assign(kind="car_park"), FIGURE)
    assert parked.amounts.tolist()[-1] == FIGURE["car_park"] == 30.0
    unknown = LAYERS["buildings"].assign(inhabitants=np.nan)
    assert origins(unknown, services, FIGURE).amounts.tolist() == [40.0]


def test_used_units_draw_by_branch_empty_ones_nobody_and_interim_uses_something():
    # five bakeries, two vacant, one interim use
    found = drawn_with(frame(units()), LAYERS["services"], FIGURE)
    assert sorted(found.fillna("")) == ["", "", *["daily"] * 5, "interim"]
    drawing = goals(frame(units()), LAYERS["services"].iloc[:0]).amounts
    assert sorted(drawing)[-6:] == [1.5, 4.0, 4.0, 4.0, 4.0, 4.0]


def test_a_supermarket_draws_as_an_anchor_and_all_units_are_there_for_scenarios():
    found = goals(frame(units()), LAYERS["services"])
    assert found.amounts["v1"] == 12.0
    # eight units, the part of the site, the supermarket
    assert len(found.at) == 10


def at_unit_0(kind="supermarket"):
    """The service of the town at the place of unit 0, which stands at x = 50."""
    moved = LAYERS["services"].geometry.translate(50 - 200, 208 - 400)
    return LAYERS["services"].assign(kind=kind).set_geometry(moved)


def test_a_service_that_is_a_unit_in_use_draws_once():
    found = goals(frame([unit(0)]), at_unit_0("bakery"))
    assert "v1" not in found.amounts
    assert found.amounts[str(unit(0).unit_id)] == FIGURE["daily"]
    empty = frame([unit(0, state=units()[5].state)])
    assert "v1" in goals(empty, at_unit_0("bakery")).amounts


@pytest.mark.parametrize("branch", ["food", None, "other"])
def test_a_unit_that_is_a_supermarket_draws_as_the_anchor_it_is(branch):
    grocer, key = frame([unit(0)]).assign(branch=branch), str(unit(0).unit_id)
    found = goals(grocer, at_unit_0())
    assert (found.amounts[key], "v1" in found.amounts) == (FIGURE["anchor"], False)
    assert drawn_with(grocer, at_unit_0(), FIGURE)[key] == "anchor"


def test_a_department_store_draws_as_an_anchor_while_it_is_open():
    kinds = {"kind": UnitKind.DEPARTMENT_STORE}
    large = [unit(0, **kinds), unit(1, UnitState.VACANT, **kinds)]
    assert drawn_with(frame(large), LAYERS["services"], FIGURE).tolist() == ["anchor", None]


def test_a_service_beside_a_unit_of_another_branch_draws_for_itself():
    # the bakery in the hall of a supermarket is not the supermarket
    found = goals(frame([unit(0)]), at_unit_0())
    assert found.amounts["v1"] == FIGURE["anchor"]
    assert found.amounts[str(unit(0).unit_id)] == FIGURE["daily"]


def test_of_two_units_that_may_be_a_service_the_nearest_is():
    grocers = frame([unit(1), unit(0)]).assign(branch="food")
    near = at_unit_0().set_geometry(grocers.geometry.iloc[[1]].translate(1, 0).values)
    beside = grocers.set_geometry(grocers.geometry.iloc[1:].translate(9, 0).tolist()
                                  + grocers.geometry.iloc[1:].tolist())  # fmt: skip
    found = drawn_with(beside, near, FIGURE)
    assert found.tolist() == ["daily", "anchor"]


def test_an_interim_use_keeps_what_it_draws_and_is_the_service_beside_it():
    between = frame([unit(0, state=UnitState.INTERIM)]).assign(branch="social_culture")
    found = goals(between, at_unit_0("culture"))
    assert (found.amounts[str(unit(0).unit_id)], "v1" in found.amounts) == (1.5, False)


def test_a_part_of_a_site_draws_as_a_public_place_while_it_is_open():
    shut = goals(frame(units()), LAYERS["services"])
    opened = LAYERS["sites"].assign(phase="operation")
    found = goals(frame(units()), LAYERS["services"], sites=opened)
    assert (shut.amounts["site:g1"], found.amounts["site:g1"]) == (0.0, FIGURE["public"])
    assert found.at["site:g1"].equals(opened.geometry["g1"])
    # a service in the same building is the part, so that nothing draws twice
    school = LAYERS["services"].assign(kind="school").set_geometry(opened.geometry.centroid.values)
    assert "v1" in goals(frame(units()), school).amounts
    assert "v1" not in goals(frame(units()), school, sites=opened).amounts


def test_every_service_that_draws_has_branches_that_may_offer_it():
    assert OFFERED_BY.keys() == OF_SERVICES.keys()


def test_a_section_has_the_mean_flow_of_its_streets():
    network = walking_network(LAYERS["streets"], WALKERS["adult"]).costs.network
    found = on_sections(network, LAYERS["sections"])
    flows = np.arange(len(LAYERS["streets"]), dtype=float)
    # Hauptstraße: the third and the fourth street
    assert found.mean(flows).to_dict() == {"sec1": 2.0, "sec2": 3.0}
    far = LAYERS["sections"].set_geometry(LAYERS["sections"].geometry.translate(0, 900))
    assert on_sections(network, far).mean(flows).isna().all()


def test_nothing_changed_is_no_difference():
    made, weights = model()
    found = footfall_change(made, weights, weights)
    assert found["difference"].tolist() == [0.0, 0.0]
    assert found["before"].max() == 100.0


@given(st.sampled_from(sorted(model()[1])), st.floats(0, 20))
def test_more_attraction_lowers_no_section_and_less_raises_none(key, more):
    made, weights = model()
    found = footfall_change(made, weights, weights | {key: weights[key] + more})
    assert (found["difference"] >= -1e-9).all()
    back = footfall_change(made, weights | {key: weights[key] + more}, weights)
    assert (back["difference"] <= 1e-9).all()


def test_changes_add_up_as_the_model_is_linear():
    made, weights = model()
    one, two = weights | {"v1": 0.0}, weights | {str(unit(0).unit_id): 9.0}
    both = {**one, str(unit(0).unit_id): 9.0}
    parts = [footfall_change(made, weights, each)["difference"] for each in (one, two)]
    whole = footfall_change(made, weights, both)["difference"]
    assert whole.to_numpy() == pytest.approx(sum(part.to_numpy() for part in parts))


def test_the_difference_is_worked_out_by_hand_for_one_home_and_one_shop():
    walking = walking_network(LAYERS["streets"], WALKERS["adult"])
    network = walking.costs.network
    homes = LAYERS["buildings"].iloc[:1]
    start, shop = homes.geometry, LAYERS["services"].geometry
    drawn = pull(
        walking.costs,
        snap(network, start),
        np.array([100.0]),
        snap(network, shop),
        decay_per_min=0.1,
    )
    made = FootfallModel(drawn, on_sections(network, LAYERS["sections"]), None)
    found = footfall_change(made, {"v1": 1.0}, {"v1": 2.0})
    # all walk to the corner of sec1 or to the other end; twice the weight, twice the flow
    assert found["after"].to_numpy() == pytest.approx(2 * found["before"].to_numpy())


def test_without_any_flow_before_there_is_nothing_to_compare_with():
    made, weights = model()
    nothing = dict.fromkeys(weights, 0.0)
    assert footfall_change(made, nothing, weights).isna().all().all()
