"""Who pays the rent of an interim use: checked by hand, model by model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.rent import rent_split
from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.errors.scenarios import TurnoverNeededError
from biwaq_geo.domain.rent import Bearer
from biwaq_geo.settings import ROOT

MODELS = read_catalogues(ROOT / "catalogues").rent_models
THOUSAND = Band(1_000, 1_000, 1_000)


def near(low, expected, high):
    return Band(pytest.approx(low), pytest.approx(expected), pytest.approx(high))


def test_the_rental_fund_of_a_thousand_euros():
    split = rent_split(MODELS["rental_fund"], old_rent=THOUSAND)
    # 1,000 before; the owner receives 700, the user pays 200; of the gap of 500 the state
    # bears 450 and the town 50. At the low end the owner receives 500: a gap of 300
    assert split.owner == near(500, 700, 700)
    assert split.user == near(200, 200, 200)
    assert split.state == near(270, 450, 450)
    assert split.town == near(30, 50, 50)


def test_without_a_programme_the_town_bears_the_whole_gap():
    assert rent_split(MODELS["town_fund"], old_rent=THOUSAND).town == near(300, 500, 500)


def test_eighty_per_cent_off_costs_the_owner_and_not_the_town():
    split = rent_split(MODELS["reduction_80"], old_rent=THOUSAND)
    assert (split.owner, split.user) == (near(200, 200, 200), near(200, 200, 200))
    assert (split.state, split.town) == (ZERO, ZERO)


def test_running_cost_only_and_half_the_rent_cost_the_town_nothing():
    for key in ("running_cost_only", "licence"):
        split = rent_split(MODELS[key], old_rent=THOUSAND, running=Band(100, 150, 200))
        assert (split.owner, split.user, split.town_in_all) == (ZERO, ZERO, ZERO)
    half = rent_split(MODELS["half_market_rent"], old_rent=THOUSAND)
    assert (half.owner, half.town.expected) == (near(400, 500, 600), 0)


def test_a_master_tenant_bears_the_running_cost_as_well():
    split = rent_split(MODELS["master_tenant"], old_rent=THOUSAND, running=Band(100, 150, 200))
    # the owner receives 900, 500 are sublet: 400, and 150 of running cost
    assert split.bearer is Bearer.TOWN
    assert split.town_in_all.expected == pytest.approx(550)
    # lowest: the owner 700 less 800; highest: 1,000 less 300 and 200
    assert (split.town_in_all.low, split.town_in_all.high) == (pytest.approx(100), 900)


def test_a_turnover_rent_is_a_share_of_the_turnover():
    split = rent_split(MODELS["turnover_rent"], old_rent=THOUSAND, turnover=4_000)
    assert split.user == split.owner == near(200, 320, 400)
    assert split.town == ZERO


def test_a_turnover_rent_without_a_turnover_is_refused_by_name():
    with pytest.raises(TurnoverNeededError) as caught:
        rent_split(MODELS["turnover_rent"], old_rent=THOUSAND)
    assert caught.value.values["model"] == "turnover_rent"


@given(st.sampled_from([m for m in MODELS.values() if not m.turnover]), st.floats(0, 1e5))
def test_what_the_owner_receives_comes_from_user_state_and_town(model, rent):
    split = rent_split(model, old_rent=Band(rent, rent, rent))
    given_ = split.user.expected + split.state.expected + split.town.expected
    assert given_ == pytest.approx(max(split.owner.expected, split.user.expected), abs=1e-6)
    for band in (split.owner, split.user, split.state, split.town):
        assert 0 <= band.low <= band.expected <= band.high
