"""What the columns and cells of lists mean."""

from datetime import date

import pytest

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.errors import ProtectedDataError
from biwaq_geo.domain.unit_values import DatePrecision, UnitKind, UnitState, VacancyReason
from biwaq_geo.services.import_units.cell_days import day
from biwaq_geo.services.import_units.cell_values import before, months, number, truth
from biwaq_geo.services.import_units.mapping import propose_mapping, with_targets
from biwaq_geo.services.import_units.matching import plain_address
from biwaq_geo.services.import_units.vocabulary import OWN_WORDS, Vocabulary
from tests.sample_import import TODAY, table_of

DAY, MONTH, YEAR, ESTIMATED = DatePrecision


@pytest.mark.parametrize(
    ("cell", "decimal", "meant"),
    [
        ("50,5", ",", 50.5),
        ("1.234", ",", 1234),
        ("1.234", ".", 1.234),
        ("1.234,5 m²", ",", 1234.5),
        ("1,234.5 sq ft", ".", 1234.5),
        ("51.50032", ",", 51.50032),
        ("1 200", ",", 1200),
        ("1'200.50", ".", 1200.5),
        ("ca. 80 qm", ",", 80),
        ("-71.1154", ",", -71.1154),
        (80, ",", 80),
        ("80-120", ",", None),
        ("groß", ",", None),
        (None, ",", None),
        (True, ",", None),
    ],
)
def test_a_number_is_read_with_its_decimal_mark(cell, decimal, meant):
    assert number(cell, decimal=decimal) == meant


@pytest.mark.parametrize(
    ("cell", "on", "precision"),
    [
        ("01.03.2024", date(2024, 3, 1), DAY),
        ("1.3.24", date(2024, 3, 1), DAY),
        ("2024-03-01", date(2024, 3, 1), DAY),
        ("2024-03-01T00:00:00", date(2024, 3, 1), DAY),
        ("2024/03/01", date(2024, 3, 1), DAY),
        ("seit 03/2024", date(2024, 3, 1), MONTH),
        ("März 2024", date(2024, 3, 1), MONTH),
        ("5. Mai 2024", date(2024, 5, 5), DAY),
        ("2019", date(2019, 1, 1), YEAR),
        ("ca. 2019", date(2019, 1, 1), YEAR),
        (2019.0, date(2019, 1, 1), YEAR),
        ("03.21", date(2021, 3, 1), MONTH),
        ("Mai 21", date(2021, 5, 1), MONTH),
        ("seit etwa Mitte Juni 2022", date(2022, 6, 1), MONTH),
        ("Q3 2023", date(2023, 7, 1), ESTIMATED),
        ("Ende 2018", date(2018, 12, 1), ESTIMATED),
        ("vor 2015", date(2015, 1, 1), ESTIMATED),
        ("44317", date(2021, 5, 1), DAY),
        (date(2024, 3, 1), date(2024, 3, 1), DAY),
    ],
)
def test_a_day_is_read_with_how_exactly_it_is_known(cell, on, precision):
    found = day(cell)
    assert (found.on, found.precision) == (on, precision)


@pytest.mark.parametrize("cell", ["31.06.2024", "bald", "0", 12.5, None, "Schnee 2024", True])
def test_what_is_no_day_is_none(cell):
    assert day(cell) is None


def test_a_day_with_strokes_is_read_in_the_order_of_its_country():
    assert day("3/4/2024").on == date(2024, 4, 3)
    assert day("3/4/2024", day_first=False).on == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("6-10 months", 8),
        ("2 years or more", 24),
        ("1-2 years", 18),
        ("Less than 6 months", 3),
        ("6–10 Monate", 8),
        ("über 2 Jahre", 24),
        ("weniger als 1 Jahr", 6),
        ("seit 3 Monaten", 3),
        ("½ Jahr", 6),
        ("1,5 Jahre", 18),
        ("lange", None),
        (12, None),
    ],
)
def test_a_length_of_time_is_its_middle_or_its_bound(cell, meant):
    assert months(cell) == meant


def test_a_length_of_time_gives_the_month_that_it_began_in():
    # eight months of 30.44 days before 22 November are 243 days: 24 March
    assert before(date(2020, 11, 22), by_months=8) == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("cell", "meant"), [("ja", True), ("X", True), ("Nein", False), (1, True), ("vielleicht", None)]
)
def test_yes_and_no_are_read_in_both_languages(cell, meant):
    assert truth(cell) is meant


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Straße", "street"),
        ("Hausnr.", "house_number"),
        ("Leerstand seit", "since"),
        ("LEER_SEIT", "since"),
        ("Fläche in m²", "floor_area_m2"),
        ("Square Footage", "floor_area_m2"),
        ("Verkaufsfläche (m²)", "sales_area_m2"),
        ("Length of Vacancy", "duration"),
        ("Rechtswert", "x"),
        ("Geogr. Breite", "y"),
        ("floor_area_m2", "floor_area_m2"),
        ("Lieblingsfarbe", None),
    ],
)
def test_a_column_is_known_by_its_name(name, target):
    found, confidence = OWN_WORDS.meaning(name)
    assert (found if confidence >= 0.6 else None) == target


def test_the_words_on_screen_are_known_as_well():
    spoken = Vocabulary(
        labels={"power": ("Anschlusswert",)}, spoken={UnitKind: {"kiosk": ("Büdchen",)}}
    )
    assert spoken.meaning("Anschlusswert") == ("power", 1.0)
    assert spoken.value(UnitKind, "büdchen") is UnitKind.KIOSK
    assert OWN_WORDS.value(UnitKind, "Büdchen") is None


@pytest.mark.parametrize(
    ("kind", "word", "value"),
    [
        (UnitState, "steht LEER", UnitState.VACANT),
        (UnitState, "Leased pending occupancy", UnitState.RESERVED),
        (UnitState, "in_works", UnitState.IN_WORKS),
        (Branch, "Bäckerei", Branch.BAKERY_BUTCHER),
        (VacancyReason, "Miete zu hoch", VacancyReason.RENT),
        (UnitState, "Massachusetts", None),
    ],
)
def test_a_word_stands_for_a_value(kind, word, value):
    assert OWN_WORDS.value(kind, word) is value


def test_columns_are_proposed_by_name_and_by_content():
    table = table_of(
        "Adresse;Was;Wie lange;Wo;State;Bemerkung",
        "Weg 1;leer;6-10 months;POINT (1 2);Sachsen;schön",
        "Weg 2;im Umbau;1-2 years;POINT (2 2);Sachsen;hell",
    )
    mapping = propose_mapping(table, as_of=TODAY)
    assert [each.target for each in mapping.meanings] == [
        "address",
        "state",
        "duration",
        "wkt",
        # a part of a country, not a state of a unit: none of its words is known
        None,
        None,
    ]
    assert mapping.meanings[0].samples == ("Weg 1", "Weg 2")
    assert mapping.meanings[1].confidence < mapping.meanings[0].confidence


def test_a_column_whose_cells_cannot_mean_its_name_is_left_out():
    table = table_of("Adresse;Fläche", "Weg 1;hell", "Weg 2;dunkel")
    assert propose_mapping(table, as_of=TODAY).column_of("floor_area_m2") is None


def test_two_columns_for_one_field_give_way_to_the_surer():
    table = table_of("Adresse;Fläche;Fläche circa", "Weg 1;50;51", "Weg 2;60;61")
    mapping = propose_mapping(table, as_of=TODAY)
    assert mapping.column_of("floor_area_m2") == "Fläche"
    assert [each.target for each in mapping.meanings].count("floor_area_m2") == 1


def test_a_person_can_choose_another_meaning():
    table = table_of("Adresse;Name", "Weg 1;Bäckerei Kruste", "Weg 2;Blumen Blatt")
    mapping = propose_mapping(table, as_of=TODAY)
    chosen = with_targets(mapping, table, targets={"Name": "occupant"})
    assert chosen.column_of("occupant") == "Name"
    assert chosen.meanings[1].confidence == 1.0
    assert chosen.column_of("address") == "Adresse"


def test_words_that_nobody_has_listed_are_told():
    table = table_of("Adresse;Zustand", "Weg 1;leer", "Weg 2;verwunschen", "Weg 3;verwunschen")
    mapping = propose_mapping(table, as_of=TODAY)
    assert mapping.unknown_words() == {"state": ("verwunschen",)}


@pytest.mark.parametrize("column", ["Teilnehmende", "Geburtsdatum", "BG-Nummer", "Date of birth"])
def test_a_file_about_persons_in_a_measure_is_refused(column):
    table = table_of(f"Adresse;{column}", "Weg 1;5")
    with pytest.raises(ProtectedDataError):
        propose_mapping(table, as_of=TODAY)


@pytest.mark.parametrize(
    "other", ["bautzener str. 12a", "Bautzener Strasse 12 a", "BAUTZENER STRAßE 12A"]
)
def test_an_address_reads_the_same_in_every_hand(other):
    assert plain_address(other) == plain_address("Bautzener Straße 12 A")
    assert plain_address(other) != plain_address("Bautzener Straße 12")
    assert plain_address(other) != plain_address("Bautzener Platz 12 A")
