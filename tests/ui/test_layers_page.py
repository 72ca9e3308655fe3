"""A planner adds a layer, changes it, takes it away and brings it back, on the page."""

from html import unescape

import pytest

from biwaq_geo.bootstrap import forget
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.layer_desk import LayerDesk
from biwaq_geo.ui.parts.plain import plain
from tests import sample_layer
from tests.map_service_stand_in import StandIn, entry, saying
from tests.sample_town import X0, Y0
from tests.ui.shown import as_read

POINTS = (
    "Name;Ostwert;Nordwert;Belag;Eigentümer\r\n"
    f"Wasserturm;{X0 + 60:.0f};{Y0 + 120:.0f};Sand;Muster\r\n"
    f"Nord :red[**x**] {{{{7*7}}}};{X0 + 150:.0f};{Y0 + 120:.0f};Rasen;Muster\r\n"
    f"Fern;{X0 + 90_000:.0f};{Y0:.0f};Sand;Muster\r\n"
)
KEY = "own_spielplaetze"


def desk(text=POINTS, name="plätze.csv"):
    return LayerDesk(name, text.encode("utf-8-sig"))


def widget(widgets, key):
    return next(one for one in widgets if str(one.key).startswith(key))


def press(page, key):
    widget(page.button, key).click()
    return page.run()


def stored(page):
    page = press(page, "import_confirm")
    widget(page.text_input, "layers_new").input("Spielplätze")
    page.run()
    widget(page.selectbox, "layers_new").set_value("circle")
    return press(page, "layers_store")


def test_a_file_becomes_a_layer_on_the_map_and_leaves_it_again(town, open_page):
    page = open_page("layers", app_layer_desk=desk())
    assert not page.exception
    assert [error.value for error in page.error] == []
    # nothing is stored before the questions are answered and the layer has a title
    assert widget(page.button, "layers_store").disabled
    assert load("de")("layers.title_missing") in [one.value for one in page.info]
    page = stored(page)
    assert not page.exception
    assert page.success[0].value == load("de")("layers.stored")
    entry = town.added.layers()[0]
    assert (entry.key, entry.origin.features) == (KEY, 2)
    # what could be about persons is not among what was kept
    assert set(town.added.features(KEY).columns) == {"name", "belag", "geometry"}

    shown = open_page("map")
    assert not shown.exception
    assert any(str(box.key) == f"widget_layer_{KEY}" for box in shown.checkbox)

    page = press(page, f"layers_hide_{KEY}")
    assert not any(str(one.key).endswith(KEY) for one in open_page("map").checkbox)
    page = press(page, f"layers_hide_{KEY}")
    page = press(page, f"layers_remove_{KEY}")
    assert [layer.removed for layer in town.added.layers()] == [True]
    page = press(page, f"layers_bring_back_{KEY}")
    assert not page.exception
    assert [layer.removed for layer in town.added.layers()] == [False]


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_done_to_a_layer_is_told_in_words_and_taken_back(town, open_page, language):
    words = load(language)
    sample_layer.add(town)
    page = press(open_page("layers", language=language), f"layers_hide_{KEY}")
    assert page.success[0].value == words("layers.changed")
    said = " ".join(one.value for one in page.markdown)
    assert words("timeline.layer") in said
    assert words("field.hidden") in said
    page = press(page, f"layers_remove_{KEY}")
    page = press(page, "act_undo")
    assert not page.exception
    assert [layer.removed for layer in town.added.layers()] == [False]
    assert words("mark.event_undone") in " ".join(one.value for one in page.markdown)


def test_a_layer_is_named_and_drawn_anew(town, open_page):
    sample_layer.add(town)
    page = open_page("layers", **{f"layers_change_{KEY}": True})
    assert not page.exception
    widget(page.text_input, f"layers_form_{KEY}_title_de").input("Plätze <b>x</b>")
    page.run()
    widget(page.selectbox, f"layers_form_{KEY}_column").select_index(0)
    page.run()
    page = press(page, f"layers_save_{KEY}")
    assert not page.exception
    text = town.added.layers()[0].text.decode()
    assert 'de = "Plätze <b>x</b>"' in text
    assert "symbols" not in text


def test_a_colour_that_nobody_sees_is_refused_and_the_layer_stays(town, open_page):
    sample_layer.add(town, column=None, symbols=())
    before = town.added.layers()[0].text
    page = open_page("layers", **{f"layers_change_{KEY}": True})
    widget(page.color_picker, f"layers_form_{KEY}").pick("#ffffee")
    page = press(page.run(), f"layers_save_{KEY}")
    assert "#ffffee" in page.error[0].value
    assert town.added.layers()[0].text == before


def test_a_file_with_persons_is_refused_in_words(town, open_page):
    page = open_page("layers", app_layer_desk=desk(POINTS.replace("Eigentümer", "Geburtsdatum")))
    assert not page.exception
    assert "Geburtsdatum" in page.error[0].value


def test_a_broken_layer_is_named_and_can_be_taken_away(town, tmp_path, open_page):
    sample_layer.add(town)
    (tmp_path / "towns" / "musterstadt" / "layers" / KEY / "features.parquet").write_bytes(b"x")
    page = open_page("layers")
    assert not page.exception
    assert KEY in as_read(page.error[0].value)
    assert not open_page("map").exception
    page = press(page, f"layers_remove_{KEY}")
    assert not page.exception
    assert not page.error


def test_what_a_click_shows_of_a_layer_is_text_and_no_markup(town, open_page):
    nasty = "![x](https://example.org/x.png) **y** :red[z]"
    frame = sample_layer.features(nasty)
    text = layer_toml(sample_layer.spec()).encode()
    town.added.add(
        KEY, file=sample_layer.FILE, text=text, features=frame, origin=sample_layer.provenance()
    )
    page = open_page("map", app_feature=(KEY, "0"))
    assert not page.exception
    shown = [cell for table in page.table for cell in table.value[" "]]
    assert plain(nasty) in shown


def test_the_report_says_what_is_wrong_with_areas_and_what_they_share(town, open_page):
    square = "POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))".format
    areas = [
        square(X0, Y0, X0 + 50, Y0 + 50),
        square(X0 + 40, Y0, X0 + 90, Y0 + 50),
        square(X0 + 90_000, Y0, X0 + 90_050, Y0 + 50),
        "POLYGON EMPTY",
    ]
    lines = [f"{number};{area}" for number, area in enumerate([*areas, *areas[:1]])]
    lines[-1] = lines[0]
    page = open_page("layers", app_layer_desk=desk("\r\n".join(["Nr;WKT", *lines]), "x.csv"))
    page = press(page, "import_confirm")
    assert not page.exception
    texts = load("de")
    told = page.table[0].value
    counted = dict(zip(told[texts("layers.what")], told[texts("layers.count")], strict=True))
    faults = ("empty", "outside", "duplicate", "overlapping")
    assert counted == {
        texts(f"layers.fault_{fault}"): count
        for fault, count in zip(faults, ("1", "1", "1", "2"), strict=True)
    }
    said = [caption.value for caption in page.caption]
    assert any("500,0" in caption for caption in said)


@pytest.fixture
def ill(tmp_path, monkeypatch, library):
    """A map of others that is allowed and answers nothing but errors."""
    service = StandIn()
    service.answer = saying(b"", "text/plain", status=500)
    (tmp_path / "services.toml").write_text(entry(service.address, "wfs"), "utf-8")
    monkeypatch.setenv("BIWAQ_SERVICES", "test")
    forget()
    yield service
    service.stop()


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_service_that_has_failed_three_times_is_told_and_the_page_goes_on(
    town, ill, open_page, language
):
    words = load(language)
    page = open_page("layers", language=language)
    for _ in range(3):
        page = press(page, "layers_fetch_test")
        reply = words("error.service_reply", service="test", found="500")
        assert page.error[0].value == plain(reply)
    page = press(page, "layers_fetch_test")
    assert page.error[0].value == plain(words("error.service_resting", service="test"))
    assert len(ill.asked) == 3
    assert not page.exception
    tables = unescape(" ".join(one.proto.body for one in page.get("html")))
    assert words("error.service_resting", service="test") in tables
    assert not open_page("map", language=language).exception
