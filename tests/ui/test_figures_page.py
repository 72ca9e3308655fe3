"""The page of key figures: places, an earlier day, the views, and who sees what."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.bootstrap import forget
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.roles import Role
from biwaq_geo.domain.units import DatePrecision, UnitState
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.past_town import begun_long_ago

T = load("de")
BRANCHES, CLUSTERS, FLOW, SURVIVAL = "branches", "clusters", "flow", "survival"
REACH = "reach"


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
        CLUSTERS: texts("figures.clusters_few", units=8, vacant=2),
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
    assert listed.loc["Bäcker oder Fleischer", T("figures.gap")] == "Einheiten: 5"


def row_of_shops(states):
    """Units 12 m apart along Hauptstraße; "v" is empty, "u" used."""
    kinds = {"v": UnitState.VACANT, "u": UnitState.USED}
    return [
        sample_town.unit(
            number % 8,
            kinds[one],
            unit_id=UUID(int=number + 1),
            address=f"Hauptstraße {number + 1} *a*",
            location=Point(sample_town.X0 + 12 * number, sample_town.Y0 + 208),
            building_id=None,
        )
        for number, one in enumerate(states)
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_cluster_is_on_the_map_and_in_a_list(library, open_page, language):
    units = row_of_shops("vvvvvvvv" + "u" * 26)
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)
    page = open_page("figures", language=language, figures_view=CLUSTERS)
    assert not page.exception
    texts = load(language)
    listed = page.dataframe[0].value
    assert len(listed) >= 6
    assert set(listed[texts("figures.address")]) <= {one.address for one in units[:8]}
    assert texts("figures.clusters_found", count=len(listed)) in said(page)


def test_without_a_cluster_the_densest_place_is_named(library, open_page):
    units = row_of_shops("vuuuu" * 8)
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)
    page = open_page("figures", figures_view=CLUSTERS)
    assert T("figures.clusters_none", count=8) in said(page)
    assert "Hauptstraße" in said(page)
    assert "Nachbarn leer" in said(page)


def test_vacancies_watched_from_their_first_day_make_a_curve(library, tmp_path, open_page):
    town = begun_long_ago(tmp_path, sample_town.units())
    for number in range(8):
        seen = town.store.unit(sample_town.unit(number).unit_id)
        first = replace(
            seen,
            state=UnitState.USED,
            since=date(2026, 5, 3),
            since_precision=DatePrecision.DAY,
            version=2,
        )
        empty = replace(first, state=UnitState.VACANT, since=date(2026, 6, 1 + number), version=3)
        filled = replace(empty, state=UnitState.LET, since=date(2026, 9, 1 + number), version=4)
        with town.store.transaction() as tx:
            for one in (first, empty, *([filled] if number < 3 else [])):
                tx.save_unit(one, action=Action.EDITED, actor="ab")
    forget()
    page = open_page("figures", figures_view=SURVIVAL)
    assert not page.exception
    listed = page.dataframe[0].value
    # all eight lasted 92 days, when three of them ended: 5/8
    assert list(listed[T("figures.lasting")])[:2] == [
        "100,0\N{NO-BREAK SPACE}%",
        "62,5\N{NO-BREAK SPACE}%",
    ]
    assert "aus 10 von 10 Leerständen" in said(page)


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


@pytest.mark.parametrize("language", ["de", "en"])
def test_reach_of_the_place_states_speed_and_day_of_the_network(town, open_page, language):
    texts = load(language)
    page = open_page("figures", language=language, figures_view=REACH)
    assert not page.exception
    near = next(
        one.value for one in page.get("html") if texts("kpi.inhabitants_near_15") in one.value
    )
    assert texts.number(3600) in near
    assert texts("kpi.participants_near") in near
    assert texts.number(4.8, digits=1, unit="km/h") in said(page)
    assert texts.day(sample_town.PROFILE.as_of) in said(page)


def test_the_public_sees_inhabitants_but_no_participants_near_firms(town, open_page, monkeypatch):
    monkeypatch.setenv("BIWAQ_AUDIENCE", "public")
    forget()
    page = open_page("figures", figures_view=REACH)
    shown = " ".join(one.value for one in page.get("html"))
    assert T("kpi.inhabitants_near_5") in shown
    assert T("kpi.participants_near") not in shown


@pytest.mark.parametrize("view", ["course", SURVIVAL, FLOW, BRANCHES, CLUSTERS, REACH])
def test_a_town_without_units_opens_every_view(library, open_page, view):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    page = open_page("figures", figures_view=view)
    assert not page.exception
    assert "<td>–</td>" in row(page, "vacancy_rate_units")
