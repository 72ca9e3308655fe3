"""A rent of the whole unit becomes one by square metre; whom to ask goes into no field."""

import pytest

from biwaq_geo.domain.unit_values import OwnerClass
from biwaq_geo.services.import_units.mapping import contact_columns, propose_mapping, with_targets
from biwaq_geo.services.import_units.plan import Outcome
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.services.import_units.raw_table import Topic
from biwaq_geo.services.import_units.rows import Trouble
from biwaq_geo.services.import_units.run import run_import
from tests.fakes import FakeTown
from tests.sample_import import TODAY, planned, proposals, table_of
from tests.sample_town import X0, Y0
from tests.store_samples import sample_store

TOWN = FakeTown()
PLACE = f"{X0 + 100};{Y0 + 380};leer"


@pytest.fixture(scope="module", autouse=True)
def register(tmp_path_factory):
    """The town with a real register, which no plan changes."""
    TOWN.store = sample_store(tmp_path_factory.mktemp("register") / "register.store")
    yield
    TOWN.store.close()


def row(plan):
    (one,) = plan.rows
    return one


def one(header, cells, **answers):
    table = table_of(f"Adresse;x;y;Zustand;{header}", f"Nordweg 5;{PLACE};{cells}")
    mapping = propose_mapping(table, as_of=TODAY)
    said = proposals(TOWN, table, mapping)
    said = said if not answers else said.__class__(**{**_dict(said), **answers})
    return plan_import(TOWN, lambda: TODAY, table=table, mapping=mapping, answers=said)


def _dict(answers):
    return {topic.value: answers.to(topic) for topic in Topic}


def rent(plan):
    return row(plan).unit.rent_asked_eur_m2


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Fläche m²;Monatsmiete", "80;480", 6.0),
        ("Fläche m²;Miete gesamt", "80;1.000,00", 12.5),
        ("Fläche m²;Miete", "120;1000 €", 8.33),
        ("floor area sqm;total monthly rent", "50;500", 10.0),
        ("Fläche m²;Jahresmiete", "80;5760", 6.0),
    ],
)
def test_a_rent_of_the_whole_unit_is_divided_by_its_area(header, cells, expected):
    assert rent(one(header, cells)) == expected


@pytest.mark.parametrize(("answer", "expected"), [("month", 6.0), ("year", 0.5)])
def test_a_person_says_whether_the_rent_is_for_a_month_or_a_year(answer, expected):
    assert rent(one("Fläche m²;Miete", "80;480", rent=answer)) == expected


def test_the_import_waits_until_it_is_said_what_the_rent_is_for():
    plan = one("Fläche m²;Miete", "80;480", rent=None)
    assert plan.open_topics == (Topic.RENT,)


@pytest.mark.parametrize(
    ("header", "cells", "trouble"),
    [
        ("Miete", "480", Trouble.NO_AREA),
        ("Fläche m²;Miete", ";480", Trouble.NO_AREA),
        ("Fläche m²;Miete", "80;99999999", Trouble.RANGE),
    ],
    ids=["no column", "no area", "not plausible"],
)
def test_a_rent_that_cannot_be_divided_is_left_out_and_said_so(header, cells, trouble):
    found = row(one(header, cells))
    assert found.outcome is Outcome.NEW
    assert found.unit.rent_asked_eur_m2 is None
    assert [(each.trouble, each.column) for each in found.remarks] == [(trouble, "Miete")]


def test_a_rent_by_square_metre_counts_more_than_that_of_the_whole():
    assert rent(one("Fläche m²;Monatsmiete;Miete je m²", "80;480;7")) == 7


@pytest.mark.parametrize("header", ["Miete je m²", "Miete €/m²", "Kaltmiete m²"])
def test_a_rent_by_square_metre_is_none_of_the_whole(header):
    assert rent(one(f"Fläche m²;{header}", "80;6,50")) == 6.5


@pytest.mark.parametrize(
    "header",
    ["Eigentümer", "Name des Eigentümers", "Vermieter", "Owner", "Telefon", "E-Mail", "Kontakt"],
)
@pytest.mark.parametrize("target", ["occupant", "source", "last_occupant", "address"])
def test_whom_to_ask_goes_into_no_field_whatever_is_chosen(header, target):
    table = table_of(f"Adresse;x;y;Zustand;{header}", f"Nordweg 5;{PLACE};Erika Musterfrau")
    assert contact_columns(table) == (header,)
    mapping = with_targets(propose_mapping(table, as_of=TODAY), table, targets={header: target})
    assert mapping.column_of(target) != header
    answers = proposals(TOWN, table, mapping)
    plan = plan_import(TOWN, lambda: TODAY, table=table, mapping=mapping, answers=answers)
    assert "Musterfrau" not in repr(row(plan).unit)


@pytest.mark.parametrize("header", ["Eigentümerart", "Eigentümer (Art)", "Ownership type"])
def test_the_kind_of_owner_is_taken_as_before(header):
    table = table_of(f"Adresse;x;y;Zustand;{header}", f"Nordweg 5;{PLACE};Stadt")
    assert contact_columns(table) == ()


def test_an_owner_column_that_holds_kinds_can_be_taken_for_them():
    table = table_of("Adresse;x;y;Zustand;Eigentümer", f"Nordweg 5;{PLACE};Stadt")
    mapping = with_targets(
        propose_mapping(table, as_of=TODAY), table, targets={"Eigentümer": "owner_class"}
    )
    answers = proposals(TOWN, table, mapping)
    plan = plan_import(TOWN, lambda: TODAY, table=table, mapping=mapping, answers=answers)
    assert row(plan).unit.owner_class is OwnerClass.TOWN


def test_a_rent_is_stored_by_square_metre_in_either_database(store):
    town = FakeTown()
    town.store = store
    plan = planned(
        town,
        "Adresse;x;y;Zustand;Fläche m²;Monatsmiete;Eigentümer",
        f"Nordweg 5;{PLACE};80;480;Muster",
    )
    run_import(store, plan, actor="ab")
    (unit,) = [one for one in store.units() if one.address == "Nordweg 5"]
    assert unit.rent_asked_eur_m2 == 6.0
    assert "Muster" not in repr(unit)
