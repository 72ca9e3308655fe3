"""Pages in somebody's hands: half filled, with a result, with a refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from playwright.sync_api import expect

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.events import Action
from biwaq_geo.settings import ROOT
from tests.browser.in_use import State
from tests.photo_samples import jpeg
from tests.sample_town import X0, Y0

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.in_use import Use

SECTION = "abschnitt=sec1"
LIST = f"""Straße u. Hausnummer;x;y;Zustand;leer seit;Fläche;<b>*leer*</b>
Nordweg 5;{X0 + 100};{Y0 + 380};leer;seit Mai 2021;120,5;{{{{7*7}}}}
Hauptstraße 99;;;halb;;40;**planted**
""".encode("cp1252")
"""A list that asks for its encoding, its coordinates and a word it does not know."""


def an_answer(use: Use) -> None:
    """Ask about so little money that the proof is short."""
    use.write("wish.budget", "20000")
    use.press("optimiser.begin")
    use.hears("optimiser.proven")


def an_answer_with_its_reasons(use: Use) -> None:
    an_answer(use)
    use.tick("optimiser.map")
    use.map()


def an_answer_with_its_curve(use: Use) -> None:
    an_answer(use)
    use.press("optimiser.curve_begin")
    use.hears("optimiser.curve_read")


def wishes_that_are_refused(use: Use) -> None:
    use.open("optimiser.weights")
    use.open("optimiser.rules")
    use.open("optimiser.locks")
    use.write("wish.budget", "0")
    use.press("optimiser.begin")
    expect(use.main.get_by_test_id("stAlertContentError").first).to_be_visible()


def an_audit_half_filled(use: Use) -> None:
    cards = use.main.locator("[class*='st-key-audit_card_']")
    for _ in range(3):
        before = cards.inner_text()
        cards.get_by_role("button").first.click()
        expect(cards).not_to_have_text(before, use_inner_text=True)
    use.open("audit.listed")


def an_audit_that_is_refused(use: Use) -> None:
    save = use.main.get_by_role("button", name=use.words("audit.save"), exact=True)
    skip = use.main.get_by_role("tabpanel").get_by_role("button", name=use.words("audit.skip"))
    bar = use.main.locator("[class*='st-key-audit_card_']")
    while not save.filter(visible=True).count():
        before = bar.first.inner_text()
        skip.filter(visible=True).first.click()
        use.page.wait_for_function(
            """([before, save]) => {
                const card = document.querySelector("[class*='st-key-audit_card_']");
                if (card) return card.innerText !== before;
                // the last item goes before what comes in its place
                return [...document.querySelectorAll("[data-testid=stMain] button")]
                    .some((one) => one.innerText.includes(save) && one.checkVisibility());
            }""",
            arg=[before, use.words("audit.save")],
        )
    save.filter(visible=True).click()
    expect(use.main.get_by_role("alert").first).to_be_visible()


def two_audits_side_by_side(use: Use) -> None:
    use.tab("audit.tab_history")
    use.hears("audit.other_auditor")


def a_view_of_figures(view: str) -> Callable[[Use], None]:
    def steps(use: Use) -> None:
        use.take(f"figures.view_{view}")
        head = use.main.get_by_text(use.words(HEADS[view])).filter(visible=True)
        expect(head.first).to_be_visible()

    return steps


def figures_bought_in(use: Use) -> None:
    """Type in half a figure and be refused, above those that the town has."""
    use.open("bought.title")
    use.write("field.source", "**planted** {{7*7}}")
    use.press("bought.save")
    expect(use.main.get_by_test_id("stAlertContentError").first).to_be_visible()


HEADS = {
    "survival": "figures.survival",
    "flow": "figures.flow",
    "branches": "figures.gaps",
    "clusters": "figures.clusters",
    "reach": "kpi.participants_near",
}


def counts_and_the_model(use: Use) -> None:
    use.hears("footfall.calibrated")


def somebody_counts(use: Use) -> None:
    use.tab("footfall.tab_count")
    tap = use.main.locator(".biwaq-counter-tap")
    tap.click()
    use.open("count.listed")


def a_rent_with_turnover(use: Use) -> None:
    model = read_catalogues(ROOT / "catalogues").rent_models["turnover_rent"]
    box = use.main.get_by_role("combobox", name=use.words("scenario.rent"))
    box.click()
    box.fill(use.words.of(model.title))
    use.page.get_by_role("option").first.click()
    expect(use.main.get_by_role("spinbutton", name=use.words("waiting.turnover"))).to_be_visible()


def who_reaches_a_service(use: Use) -> None:
    use.take("reach.what_service")
    use.tick("reach.perceived")
    use.hears("reach.felt")


def what_a_scenario_changes(use: Use) -> None:
    use.choose("scenario.choose", 1)
    use.page.locator('.biwaq-compare[data-mode="difference"] .biwaq-left[data-drawn]').wait_for()
    use.open("scenario.assumptions")
    use.open("scenario.manage")


def scenarios_in_order(use: Use) -> None:
    use.open("robust.scenarios")
    use.press("robust.rank")
    use.hears("robust.help")


def a_list_with_questions(use: Use) -> None:
    given = {"name": "**planted** Leerstand.csv", "mimeType": "text/csv", "buffer": LIST}
    use.page.locator("input[type=file]").set_input_files(given)
    use.hears("import.q_encoding")


def a_list_with_its_rows(use: Use) -> None:
    a_list_with_questions(use)
    use.press("import.confirm")
    use.hears("import.rows")


def a_layer_with_its_looks(use: Use) -> None:
    given = {"name": "**planted**.csv", "mimeType": "text/csv", "buffer": LIST}
    use.page.locator("input[type=file]").set_input_files(given)
    use.hears("layers.report")


def two_saved_at_once(use: Use) -> None:
    unit = use.store.unit(UUID(int=12))
    use.main.get_by_label(use.words("field.zoning")).press_sequentially("MK *planted*")
    use.hears("draft.kept")
    theirs = replace(unit, zoning="GE <b>planted</b>", version=unit.version + 1)
    with use.store.transaction() as tx:
        tx.save_unit(theirs, action=Action.EDITED, actor="**Vera** {{7*7}}")
    use.press("unit.save")
    use.hears("conflict.told")


def a_photo_that_is_refused(use: Use) -> None:
    use.open("photos.title")
    use.press("photos.save")
    use.hears("photos.none_chosen")


def a_photo_that_is_chosen(use: Use) -> None:
    use.open("photos.title")
    given = {"name": "**planted** a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    use.page.locator("input[type=file]").set_input_files(given)
    expect(use.page.get_by_text(given["name"])).to_be_visible()


def a_walk_over_the_list(use: Use) -> None:
    use.main.get_by_text(use.begins("work.take_all")).click()
    use.tab("work.walk")
    use.press("work.walk_do")
    expect(use.main.get_by_role("button", name=use.words("work.walk_sheet"))).to_be_visible()


def an_entry_without_a_name(use: Use) -> None:
    use.press("entry.business_new")
    use.press("entry.save")
    expect(use.main.get_by_role("alert").first).to_be_visible()


ON_PAGES = (
    State("the optimiser has answered", "optimiser", an_answer_with_its_reasons),
    State("the curve of the optimiser", "optimiser", an_answer_with_its_curve),
    State("wishes are refused", "optimiser", wishes_that_are_refused),
    State("an audit half filled", f"street_audit?{SECTION}", an_audit_half_filled),
    State("an audit is refused", "street_audit?abschnitt=sec2", an_audit_that_is_refused),
    State("two audits side by side", f"street_audit?{SECTION}", two_audits_side_by_side),
    *(State(f"figures: {view}", "figures", a_view_of_figures(view)) for view in HEADS),
    State("figures that are bought in", "figures", figures_bought_in),
    State("counts and the model", "footfall", counts_and_the_model),
    State("somebody counts", f"footfall?{SECTION}", somebody_counts),
    State("a rent with turnover", "waiting", a_rent_with_turnover),
    State("an entry without a name", "businesses", an_entry_without_a_name),
    State("who reaches a service", "reach", who_reaches_a_service),
    State("what a scenario changes", "scenarios", what_a_scenario_changes),
    State("scenarios in order", "scenarios", scenarios_in_order),
    State("a list with questions", "import_units", a_list_with_questions),
    State("a list with its rows", "import_units", a_list_with_its_rows),
    State("a layer with its looks", "layers", a_layer_with_its_looks),
    State("two saved at once", f"unit?unit={UUID(int=12)}", two_saved_at_once),
    State("a photo is refused", f"mark?unit={UUID(int=2)}", a_photo_that_is_refused),
    State("a photo is chosen", f"mark?unit={UUID(int=2)}", a_photo_that_is_chosen),
    State("a walk over the list", "work", a_walk_over_the_list),
)
