"""The page of key figures: places, an earlier day, the views, and who sees what."""

from datetime import date

import pytest

from biwaq_geo.domain.roles import Role
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.past_town import begun_long_ago

T = load("de")
BRANCHES, CLUSTERS, FLOW, SURVIVAL = "branches", "clusters", "flow", "survival"


@pytest.fixture
def town_since_may(library, tmp_path):
    return begun_long_ago(tmp_path, sample_town.units())


def table(page):
    return next(one.value for one in page.get("html") if "kpi-day" in one.value)


def row(page, key, texts=T):
    name = f'<th scope="row">{texts(f"kpi.{key}")}</th>'
    return table(page).split(name)[1].split("</tr>")[0]


def said(page):
    return " ".join(one.value for one in [*page.caption, *page.info, *page.markdown])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_table_has_value_and_basis_by_family(town, open_page, language):
    texts = load(language)
    page = open_page("figures", language=language)
    assert not page.exception
    assert f'<th scope="rowgroup" colspan="3">{texts("kpi_family.rates")}</th>' in table(page)
    assert texts("common.based_on", known=8, total=8) in row(page, "vacancy_rate_units", texts)
    # three are vacant or in interim use: too few for a rate
    assert "<td>–</td>" in row(page, "interim_use_rate", texts)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_figure_on_the_page_is_explained_with_an_example(town, open_page, language):
    texts = load(language)
    page = open_page("figures", language=language)
    explained = [one.value for one in page.expander[0].markdown]
    assert any(texts("kpi_help.half_life") in one for one in explained)
    assert any(texts("kpi_help.days_to_contact") in one for one in explained)


def test_an_axis_and_an_area_have_figures_of_their_own(town, open_page):
    page = open_page("figures", figures_place="axis:Hauptstraße")
    assert "2,0" in row(page, "units_per_100_m")
    page = open_page("figures", figures_place="area:a1")
    assert "aus 4 von 4 Einheiten" in row(page, "vacancy_rate_units")
    assert next(one.value for one in page.subheader) == "Gebiet West"


def test_a_place_of_another_town_is_chosen_anew(town, open_page):
    page = open_page("figures", figures_place="axis:Nirgendwo", figures_course="units_per_100_m")
    assert not page.exception
    assert next(one.value for one in page.subheader) == T("figures.town")


def test_a_change_is_shown_against_the_earlier_day(town_since_may, open_page):
    page = open_page("figures", figures_against="quarter")
    assert T("figures.change", day="").strip() in table(page)
    assert '<td class="diff">0,0\N{NO-BREAK SPACE}Punkte</td>' in row(page, "vacancy_rate_units")


def test_an_earlier_day_before_the_register_is_explained(town_since_may, open_page):
    page = open_page("figures", figures_against="year", **{state.DAY: date(2026, 6, 1)})
    assert "Das Verzeichnis beginnt am 02.05.2026" in said(page)
    assert "diff" not in table(page).replace(".diff", "")


def test_any_earlier_day_can_be_chosen(town_since_may, open_page):
    page = open_page("figures", figures_against="other")
    page.date_input(key="figures_earlier").set_value(date(2026, 5, 20)).run()
    assert T("figures.change", day="20.05.2026") in table(page)


def test_a_comparison_can_be_left_out(town_since_may, open_page):
    page = open_page("figures", figures_against="none")
    assert '<td class="diff">' not in table(page)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("view", [SURVIVAL, FLOW, BRANCHES, CLUSTERS])
def test_every_view_opens_and_says_why_it_shows_nothing(town_since_may, open_page, view, language):
    page = open_page("figures", language=language, figures_view=view)
    assert not page.exception
    texts = load(language)
    expected = {
        SURVIVAL: texts("figures.survival_none"),
        FLOW: texts("figures.flow_help"),
        BRANCHES: texts("figures.branches_basis", known=5, total=5),
        CLUSTERS: texts("figures.clusters_few", units=8),
    }
    assert expected[view] in said(page)


def test_the_flow_has_a_row_for_each_quarter_since_the_register_began(town_since_may, open_page):
    page = open_page("figures", figures_view=FLOW)
    listed = page.dataframe[0].value
    # it began on 2 May 2026
    assert listed[T("figures.quarter")].iloc[-1] == "2. Quartal 2026*"


def test_gaps_are_named_with_their_evidence(town, open_page):
    page = open_page("figures", figures_view=BRANCHES)
    listed = page.dataframe[1].value.set_index(T("figures.basic"))
    assert listed.loc["Post", T("figures.gap")] == "fehlt"
    # a supermarket is on the map of services
    assert listed.loc["Lebensmittel", T("figures.gap")] == T("figures.gap_noted")
    assert listed.loc["Bäcker oder Fleischer", T("figures.gap")] == "5 Einheiten"


@pytest.mark.parametrize(
    ("role", "handling", "money"),
    [
        (Role.VIEWER, False, False),
        (Role.PLANNER, True, False),
        (Role.STAFF, True, True),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_each_role_sees_the_figures_of_the_fields_that_it_may_see(
    log_in, open_page, role, handling, money
):
    log_in(role)
    page = open_page("figures")
    assert not page.exception
    assert (T("kpi.owners_contacted") in table(page)) is handling
    assert (T("kpi.firms_hosting") in table(page)) is handling
    assert (T("kpi.holding_cost") in table(page)) is money


@pytest.mark.parametrize("view", ["course", SURVIVAL, FLOW, BRANCHES, CLUSTERS])
def test_a_town_without_units_opens_every_view(library, open_page, view):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    page = open_page("figures", figures_view=view)
    assert not page.exception
    assert "<td>–</td>" in row(page, "vacancy_rate_units")
