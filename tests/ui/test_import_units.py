"""A list from its file to the register and back, as a person does it."""

from biwaq_geo.domain.units import UnitState
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.import_desk import Desk
from biwaq_geo.ui.parts.plain import plain
from tests.sample_town import X0, Y0
from tests.ui.shown import as_read

LIST = (
    "Adresse;x;y;Zustand;Fläche\r\n"
    f"Nordweg 5;{X0 + 100:.0f};{Y0 + 380:.0f};leer;120\r\n"
    f"Hauptstraße 7;{X0 + 230:.0f};{Y0 + 208:.0f};leer;80\r\n"
    f"Weitweg 1;{X0 + 90_000:.0f};{Y0:.0f};leer;80\r\n"
    f"Nordweg 6;{X0 + 120:.0f};{Y0 + 380:.0f};verwunschen;=1+1\r\n"
)


def lying(text=LIST, name="leerstand.csv"):
    return Desk(name, text.encode("utf-8-sig"))


def press(page, key):
    next(button for button in page.button if str(button.key).startswith(key)).click()
    return page.run()


def outcomes(page):
    return [metric.value for metric in page.metric]


def test_the_page_asks_for_a_file_first(town, open_page):
    page = open_page("import_units")
    assert not page.exception
    assert not page.button or all(button.key != "import_save" for button in page.button)


def test_nothing_can_be_saved_before_the_answers_are_confirmed(town, open_page):
    page = open_page("import_units", app_import=lying())
    assert not page.exception
    assert [error.value for error in page.error] == []
    assert page.button(key="import_save").disabled
    # two questions: the reference system and the unit of the areas
    assert len(page.main.radio) == 2


def test_a_list_is_confirmed_saved_and_taken_back(town, open_page):
    page = press(open_page("import_units", app_import=lying()), "import_confirm")
    assert not page.exception
    # new: two, changed: one, as they are: none, refused: the one far away
    assert outcomes(page) == ["2", "1", "0", "1"]
    page = press(page, "import_save")
    assert not page.exception
    assert page.success[0].value == load("de")("import.saved", added=2, changed=1)
    units = {unit.address: unit for unit in town.store.units()}
    assert len(units) == 10
    assert units["Hauptstraße 7"].floor_area_m2 == 80
    page = press(page, "import_undo")
    assert not page.exception
    assert not page.success
    assert len(town.store.units()) == 8


def test_an_unknown_word_can_be_given_a_meaning(town, open_page):
    page = press(open_page("import_units", app_import=lying()), "import_confirm")
    asked = [box for box in page.selectbox if "verwunschen" in box.label]
    asked[0].set_value(UnitState.IN_WORKS).run()
    page = press(page, "import_save")
    units = {unit.address: unit for unit in town.store.units()}
    assert units["Nordweg 6"].state is UnitState.IN_WORKS


def test_a_list_from_elsewhere_is_refused_in_words(town, open_page):
    far = "Address;lat;lon;Status\nMass Ave 1;42.37;-71.11;vacant\n"
    page = open_page("import_units", language="en", app_import=lying(far))
    assert not page.exception
    assert "Musterstadt" in page.error[0].value


def test_a_file_that_is_none_is_refused_in_words(town, open_page):
    page = open_page("import_units", app_import=Desk("x.xlsx", b"nothing"))
    assert not page.exception
    assert "x.xlsx" in as_read(page.error[0].value)
    assert "app_import" not in press(page, "import_other").session_state


def test_columns_that_were_renamed_are_listed(town, open_page):
    text = LIST.replace("Fläche", "Fläche <b>")
    page = open_page("import_units", app_import=lying(text))
    assert not page.exception
    said = " ".join(caption.value for caption in page.caption)
    assert "Umbenannte Spalten" in said
    assert "→ Fläche _b_" in said.replace("\\", "")


def test_text_of_a_file_is_never_markup(town, open_page):
    nasty = LIST.replace("verwunschen", ":red[**x**] $y$")
    page = open_page("import_units", app_import=lying(nasty, name="**fett**.csv"))
    assert not page.exception
    assert "**fett**.csv" in [text.value for text in page.text]
    assert any(plain(":red[**x**]") in box.label for box in page.selectbox)


def test_owners_are_named_and_left_out_and_a_total_rent_is_asked_about(town, open_page):
    text = LIST.replace("Fläche", "Fläche;Eigentümer;Miete").replace("120", "120;Muster;600")
    page = open_page("import_units", app_import=lying(text))
    assert not page.exception
    said = load("de")("import.contacts", names="Eigentümer")
    assert said in [info.value for info in page.info]
    (asked,) = [one for one in page.main.radio if one.label == load("de")("import.q_rent")]
    assert asked.options == [load("de")("import.rent_month"), load("de")("import.rent_year")]
