"""The council paper of the sample town: two pages that say what was computed."""

import io
import re
import socket
from dataclasses import replace
from uuid import UUID

import pytest
from pypdf import PdfReader

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.assumptions import HORIZON
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.scenarios import ImproveStreet
from biwaq_geo.reports.council_paper import TEMPLATE, council_paper
from biwaq_geo.reports.paper_data import ON_SCREEN_ONLY
from biwaq_geo.services.compare import compare
from biwaq_geo.services.picture import picture
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.texts.figures import figure_name
from tests.fakes import FakeTown
from tests.sample_catalogues import catalogues
from tests.sample_paper import DAY, LAYERS, RealTown, paper, scenario, use
from tests.sample_town import unit, units


def read(pdf: bytes) -> tuple[int, str]:
    """Return the number of pages and their text with every run of spaces made one."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module")
def german() -> str:
    return read(paper())[1]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_paper_has_one_or_two_pages_in_either_language(language):
    count, text = read(paper(language=language))
    assert count in {1, 2}
    assert load(language)("paper.facts") in text


def test_it_names_scenario_town_day_edition_and_demonstration(german):
    assert "Hauptstraße belebt" in german
    assert "Musterstadt" in german
    assert "22.11.2026" in german
    assert "Öffentliche Fassung" in german
    assert "DEMONSTRATION" in german


def test_it_states_scale_reference_system_and_page(german):
    assert re.search(r"Maßstab 1:\d+(\.\d{3})?", german)
    assert "EPSG:25833" in german
    assert "Seite 1 von 2" in german


@pytest.mark.parametrize(
    ("language", "months", "words"),
    [
        ("de", 1, "Blick voraus: 1 Monat, bis 01.12.2026. Auch ohne Zutun werden Einheiten leer"),
        ("de", 24, "Blick voraus: 24 Monate, bis 01.11.2028."),
        ("en", 1, "Looking ahead 1 month, to Dec 1, 2026. Units fall empty and others are let"),
        ("en", 24, "Looking ahead 24 months, to Nov 1, 2028."),
    ],
)
def test_it_says_how_far_ahead_its_figures_look_and_until_which_day(language, months, words):
    ahead = replace(scenario(), overrides={HORIZON: Band(months, months, months)})
    assert words in read(paper(ahead, language=language))[1]


def test_every_figure_of_the_comparison_has_its_label_and_its_basis(german):
    rows = compare(FakeTown(), catalogues(), scenario()).rows
    for row in rows:
        if row.key in ON_SCREEN_ONLY:
            continue
        assert figure_name(row, load("de")) in german
    assert "aus 8 von 8 Einheiten" in german


def test_a_vacancy_rate_is_the_one_computed_by_hand(german):
    # 2 of 8 units are vacant; one of them gets a use that comes about with 0.6: 1.4 of 8
    assert "25,0 %" in german
    assert "17,5 %" in german
    assert "−7,5 Punkte" in german


def test_edits_bear_numbers_and_costs_and_the_unknown_stays_unknown(german):
    # popup: 3,000 once; two benches: 2 x 1,500
    assert "1 popup (de): Hauptstraße 6, 01.03.2027 bis 29.02.2028 3.000 €" in german
    assert "2 bench (de): 2 Stück, Hauptstraße, westlicher Teil 3.000 €" in german
    assert "3 film (de): 1 Stück, Stelle auf der Karte nicht belegt" in german
    assert "nicht enthalten: Nr. 3." in german


def test_of_one_piece_the_paper_speaks_as_of_one():
    english = read(paper(language="en"))[1]
    assert "2 bench (en): 2 pieces, Hauptstraße" in english
    assert "3 film (en): 1 piece, " in english


def test_assumptions_bear_their_year_and_the_mark(german):
    assert "3,6 / 4,8 / 5 km/h" in german
    # what leans on the same is said in one line
    assert "12 / 24 / 48 EUR/m2; decay_share (de): 0 % / 10 % / 25 % (Annahme 2026)" in german
    assert "40 % / 60 % / 80 %" in german


def test_sources_of_real_catalogues_are_numbered_and_listed():
    real, town = read_catalogues(ROOT / "catalogues"), FakeTown()
    some = scenario(edits=(ImproveStreet(UUID(int=1), "led_lighting", 3.0, section_id="sec1"),))
    pdf = council_paper(
        town, some, compare(town, real, some), picture(town, real, some), real, LAYERS,
        texts=load("de"), edition_day=DAY,
    )  # fmt: skip
    text = read(pdf)[1]
    # 3 x 544 euros, the middle one of three sources
    assert "1.632 €" in text
    assert "[1, 2, 3], 2018" in text
    assert "[1] https://www.aichacher-zeitung.de/" in text


@pytest.mark.parametrize(
    "name",
    [
        '#eval("1+1") #read("/etc/passwd")',
        "$x^2$ *fett* _kursiv_ `code`",
        "@ref <label> [Block] {Rest}",
        "// Kommentar /* auch */ \\ Ende",
        "{{7*7}} {name} %s </svg><script>",
        "= Überschrift - Liste + Liste",
    ],
)
def test_a_name_is_shown_as_it_was_typed(name):
    _, text = read(paper(scenario(name)))
    assert name in text


@pytest.mark.parametrize("address", ["Haupt$tra#e *6* @[x] {{y}}", "=1+1 www.x.example/ 6"])
def test_an_address_of_the_register_is_shown_as_it_was_typed(address):
    known = [*units()[:5], unit(5, "vacant", address=address), *units()[6:]]
    made = paper(town=FakeTown(known))
    assert address in read(made)[1]
    linked = [page.get("/Annots") for page in PdfReader(io.BytesIO(made)).pages]
    assert linked == [None, None]


def test_a_unit_without_an_address_is_said_to_have_none():
    known = [*units()[:5], unit(5, "vacant", address=""), *units()[6:]]
    _, text = read(paper(town=FakeTown(known)))
    assert f"{load('de')('mark.no_address')}, 01.03.2027" in text


def test_vacancies_that_nobody_has_checked_are_named_and_not_counted():
    known = [*units()[:6], unit(6, "candidate"), unit(7, "candidate")]
    _, text = read(paper(town=FakeTown(known)))
    assert load("de")("paper.fact_candidates", count=2) in text
    # units 0 to 5 are of known use and one of them is empty
    assert "davon 1 leer" in text


def test_a_sign_that_no_font_knows_stops_nothing():
    count, text = read(paper(scenario("Fest 🙂 im Laden")))
    assert count == 2
    assert "Fest \ufffd im Laden" in text


def test_a_long_name_and_forty_edits_still_fit_two_pages():
    many = tuple(
        ImproveStreet(UUID(int=300 + n), "bench", 1.0, section_id="sec1") for n in range(40)
    )
    count, text = read(paper(scenario("Sehr langer Name " * 12, many)))
    assert count == 2
    assert "weitere Maßnahmen" in text
    # the sums hold all forty: 40 x 1,500
    assert "60.000 €" in text


def test_a_scenario_without_edits_equals_doing_nothing():
    _, text = read(paper(scenario(edits=())))
    assert load("de")("paper.no_edits") in text


def test_an_edit_that_does_not_count_is_named():
    _, text = read(paper(scenario(edits=(use(0),))))
    assert "Nr. 1 zählt nicht: die Einheit war in der Ausgangslage nicht leer." in text


def test_a_real_town_bears_no_mark_but_names_openstreetmap():
    _, text = read(paper(town=RealTown()))
    assert "DEMONSTRATION" not in text
    assert "© OpenStreetMap-Mitwirkende, ODbL" in text


def test_a_note_of_the_staff_never_reaches_the_public_paper():
    noted = scenario().changed(seen_version=1, note="Eigentümer zahlt nicht")
    assert "zahlt nicht" not in read(paper(noted))[1]


def test_the_document_says_its_language_and_title_and_what_its_maps_show():
    reader = PdfReader(io.BytesIO(paper(language="en")))
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == "Hauptstraße belebt – Musterstadt"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_same_input_gives_the_same_bytes():
    assert paper() == paper()


def test_no_address_is_called(monkeypatch):
    def refused(*_args, **_kwargs):
        raise AssertionError("the paper opened a socket")

    monkeypatch.setattr(socket, "socket", refused)
    assert paper().startswith(b"%PDF")
    assert "@preview" not in TEMPLATE.read_text(encoding="utf-8")
    assert "http" not in TEMPLATE.read_text(encoding="utf-8")
