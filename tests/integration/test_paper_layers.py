"""What the council paper stands on, and the added layers that are taken onto papers."""

import io
from datetime import date, datetime
from uuid import UUID

import pytest
from pypdf import PdfReader

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.mapping.town_layers import town_layers
from biwaq_geo.reports.council_paper import council_paper
from biwaq_geo.reports.one_page import Paper
from biwaq_geo.reports.paper_scene import Frame, scene
from biwaq_geo.reports.view_sheet import View, view_sheet
from biwaq_geo.services.baseline import baseline_day
from biwaq_geo.services.compare import compare
from biwaq_geo.services.picture import picture
from biwaq_geo.services.visible_towns import seen_by
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_layer, sample_town
from tests.past_town import LONG_AGO, begun_long_ago
from tests.sample_catalogues import catalogues
from tests.sample_paper import DAY, EDITS, scenario

KEY = sample_layer.KEY


@pytest.fixture
def town(tmp_path):
    return begun_long_ago(tmp_path, sample_town.units())


def put(town, audience=Audience.PUBLIC):
    made = sample_layer.spec(audience)
    town.added.add(
        KEY,
        file=sample_layer.FILE,
        text=layer_toml(made).encode(),
        features=sample_layer.features(),
        origin=sample_layer.provenance(),
    )
    layers, faults = town_layers(town, ROOT / "layers", audience=Audience.CONFIDENTIAL)
    assert faults == ()
    return layers


def paper(town, layers, *, taken=(), language="de"):
    some = scenario()
    made = council_paper(
        town,
        some,
        compare(town, catalogues(), some),
        picture(town, catalogues(), some),
        catalogues(),
        layers,
        texts=load(language),
        edition_day=DAY,
        taken=taken,
    )
    pages = PdfReader(io.BytesIO(made)).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_paper_names_the_day_and_the_state_of_the_register_it_stands_on(town):
    layers, _ = town_layers(town, ROOT / "layers", audience=Audience.PUBLIC)
    _, text = paper(town, layers)
    assert "mit dem Verzeichnis vom 02.05.2026 (Stand Nr. 8)" in text
    # the edition is of another day
    assert "22.11.2026" in text
    _, english = paper(town, layers, language="en")
    assert "state no. 8" in english


def noted(town, count):
    for number in range(count):
        with town.store.transaction() as tx:
            tx.add(
                Note(
                    note_id=UUID(int=900 + number),
                    unit_id=sample_town.unit(0).unit_id,
                    text="innen",
                    author="ab",
                    written_at=datetime.now(LONG_AGO.tzinfo),
                ),
                actor="ab",
            )


@pytest.mark.parametrize("notes", [1, 40])
def test_the_day_that_the_public_reads_is_that_of_the_last_public_change(town, notes):
    noted(town, notes)
    last = town.store.revision()
    made = scenario(revision=last)
    today = local_day(datetime.now(LONG_AGO.tzinfo))
    assert baseline_day(town, made) == today
    assert baseline_day(seen_by(town, Audience.PUBLIC), made) == LONG_AGO.date()


def test_what_happened_after_the_baseline_does_not_move_its_day(town):
    noted(town, 2)
    assert baseline_day(town, scenario()) == LONG_AGO.date()
    assert baseline_day(seen_by(town, Audience.PUBLIC), scenario()) == LONG_AGO.date()


def test_a_scenario_over_an_empty_register_has_the_day_it_was_made(tmp_path):
    library = FolderLibrary(tmp_path)
    empty = library.create(sample_town.PROFILE, layers=sample_town.layers(), units=())
    made = Scenario(UUID(int=9), "S", 0, datetime(2026, 11, 1, tzinfo=LONG_AGO.tzinfo), ())
    assert baseline_day(empty, made) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("audience", "taken", "shown"),
    [
        (Audience.PUBLIC, (KEY,), True),
        (Audience.PUBLIC, (), False),
        (Audience.INTERNAL, (KEY,), False),
    ],
)
def test_an_added_layer_is_on_the_paper_where_it_was_taken_and_is_for_everyone(
    town, audience, taken, shown
):
    layers = put(town, audience)
    pages, text = paper(town, layers, taken=taken)
    assert pages == 2
    assert ("Ergänzte Ebenen der Stadt: Spielplätze" in text) is shown


def test_both_maps_of_the_paper_draw_it_and_the_legend_names_its_symbols(town):
    layers = put(town)
    some = scenario(edits=EDITS[:1])
    shown = picture(town, catalogues(), some)
    for taken, count in ((frozenset({KEY}), 1), (frozenset(), 0)):
        frame = Frame(85.0, 100.0, "de", DAY, taken=taken)
        drawn = scene(town, some, shown, layers=layers, frame=frame)
        for svg in (drawn.before, drawn.after):
            assert svg.decode().count(f'id="{KEY}.c1"') == count
        assert sum(layer.key == KEY for layer, _ in drawn.legend) == 2 * count


def test_a_printed_view_draws_an_added_layer_that_is_on(town):
    layers = put(town)
    x, y = sample_town.X0, sample_town.Y0
    sizes = []
    for visible in (frozenset({KEY, "vacant"}), frozenset({"vacant"})):
        view = View((x, y, x + 400, y + 300), True, layers, visible, town.store.units(), DAY)
        made = view_sheet(town, view, paper=Paper.A4, texts=load("de"))
        (page,) = PdfReader(io.BytesIO(made)).pages
        sizes.append(len(page.get_contents().get_data()))
    assert sizes[0] > sizes[1]
