"""What funding lines and rent models refuse, and caps over several edits."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.money import edit_cost, within_cap
from biwaq_geo.domain.catalogue import Band, Catalogues
from biwaq_geo.domain.errors import CatalogueKeyError
from biwaq_geo.domain.errors.scenarios import (
    FundingElsewhereError,
    FundingExclusiveError,
    FundingKindError,
    RentLimitError,
)
from biwaq_geo.domain.rent import Bearer, RentModel
from biwaq_geo.services.edit_checks import check_edit
from biwaq_geo.services.funding_checks import check_funding
from biwaq_geo.settings import ROOT
from tests.sample_catalogues import ASSUMED, funding, words
from tests.sample_scenarios import CATALOGUES, TOWN, improve, result, row, scenario, use

SHIPPED = read_catalogues(ROOT / "catalogues")
FLAT = Band(0.5, 0.5, 0.5)


def model(**more):
    shares = {"owner": Band(0.7, 0.7, 0.7), "user": Band(0.2, 0.2, 0.2), "state": Band(0, 0, 0)}
    plain = {
        "key": "fund",
        "title": words("fund"),
        "text": words("fund"),
        "running": Bearer.USER,
        "turnover": False,
        "max_m2": 300.0,
        "max_months": 24,
        "available": True,
        "evidence": ASSUMED,
    }
    return RentModel(**(shares | plain | more))


def with_rents(*models) -> Catalogues:
    return replace(CATALOGUES, rent_models={one.key: one for one in models})


def test_a_line_that_does_not_pay_for_the_kind_is_refused_by_name():
    with pytest.raises(FundingKindError) as caught:
        check_funding(improve(0, funding_key="uses_only"), scenario(), CATALOGUES)
    assert caught.value.values["line"] == words("uses_only")


def test_a_line_from_elsewhere_is_refused():
    with pytest.raises(FundingElsewhereError):
        check_funding(use(5, funding_key="elsewhere"), scenario(), CATALOGUES)


def test_lines_that_exclude_each_other_do_not_pay_in_one_scenario_whichever_says_so():
    strict = replace(CATALOGUES.funding["uses_only"], excludes=frozenset({"wide"}))
    rules = replace(CATALOGUES, funding={**CATALOGUES.funding, "uses_only": strict})
    one, other = use(5, funding_key="uses_only"), use(6, funding_key="wide")
    for edit, there in ((one, other), (other, one)):
        with pytest.raises(FundingExclusiveError):
            check_funding(edit, scenario(there), rules)
    # what takes the place of an edit does not stand beside it
    check_funding(replace(other, unit_id=one.unit_id), scenario(one), rules)


def check(edit, catalogues):
    check_edit(edit, town=TOWN, catalogues=catalogues, scenario=scenario())


def test_a_rent_model_holds_up_to_its_area_and_its_term():
    known = with_rents(model(max_m2=99.0), model(key="short", max_months=12))
    with pytest.raises(RentLimitError) as caught:
        check(replace(use(5), rent_key="fund"), known)
    assert (caught.value.values["found"], caught.value.values["most"]) == ("100 m²", "99 m²")
    # a year to the day is what twelve months allow
    check(replace(use(5), rent_key="short"), known)
    with pytest.raises(RentLimitError):
        check(replace(use(5), rent_key="short", end=date(2028, 1, 1)), known)
    with pytest.raises(CatalogueKeyError):
        check(replace(use(5), rent_key="barter"), known)


def test_a_rent_model_takes_the_place_of_the_rent_of_the_catalogue():
    rented = replace(use(5), rent_key="fund")
    found = result(rented, catalogues=with_rents(model()))
    # half of 2, 4, 6 euros for 100 m2 and twelve months
    assert row(found, "cost_yearly").after == Band(*(pytest.approx(x) for x in (1200, 2400, 3600)))
    assert row(result(use(5)), "cost_yearly").after == Band(6_000, 8_000, 10_000)


def test_a_cap_holds_for_all_edits_of_a_line():
    # 1.500 of 1,000 euros each, half of it: three times 750 is over the cap of 2,000
    benches = [improve(i, section_id="sec1", funding_key="half_capped") for i in range(3)]
    found = result(*benches)
    assert row(found, "grant").after == Band(1_500, pytest.approx(2_000), pytest.approx(2_000))
    assert row(found, "own_share").after.expected == pytest.approx(4_500 - 2_000)


COSTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=6)


@given(COSTS, st.floats(0, 1e6))
def test_no_cap_is_ever_passed_and_no_order_matters(costs, cap):
    line = funding("half", FLAT, cap, "measure")
    made = {
        str(i): edit_cost(str(i), one_off=Band(c, c, c), yearly=None, line=line, kind="measure")
        for i, c in enumerate(costs)
    }
    cut = within_cap(made, cap_eur=cap)
    assert sum(one.grant.expected for one in cut.values()) <= cap * (1 + 1e-9)
    turned = within_cap(dict(reversed(made.items())), cap_eur=cap)
    for key, one in cut.items():
        assert one.grant.expected == pytest.approx(turned[key].grant.expected)
        assert one.grant.expected + one.own_share.expected == pytest.approx(one.one_off.expected)


def test_lines_that_exclude_each_other_name_lines_that_there_are_and_who_says_so():
    lines = SHIPPED.funding
    assert lines["stark"].excludes_line(lines["biwaq"])
    assert lines["biwaq"].excludes_line(lines["stark"])
    assert not lines["biwaq"].excludes_line(lines["staedtebaufoerderung"])
    for line in lines.values():
        assert line.excludes <= set(lines), line.key
        assert (line.excludes_evidence is not None) == bool(line.excludes), line.key
        if line.excludes_evidence is not None:
            assert line.excludes_evidence.source.startswith("http"), line.key


def test_a_programme_that_has_ended_cannot_be_applied_for():
    assert not SHIPPED.funding["ziz"].available
