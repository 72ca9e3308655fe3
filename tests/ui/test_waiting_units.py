"""The empty units of the page of waiting: few at first, in a chosen order, all when asked for."""

import re
from datetime import date
from html import unescape

import pytest

from biwaq_geo.domain.units import UnitState
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.waiting_tables import FIRST
from tests import sample_town

T = load("de")
MANY = FIRST + 3


@pytest.fixture
def town(library):
    units = [
        sample_town.unit(
            100 + n,
            UnitState.VACANT,
            address=f"Prüfgasse {n}",
            floor_area_m2=40.0 + n,
            since=date(2020 + n % 6, 1 + n % 12, 1),
        )
        for n in range(MANY)
    ]
    return library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)


def rows(page):
    """Return the cells of each row of the table of units."""
    (table,) = [
        one.proto.body for one in page.get("html") if T("waiting.unit_permit") in one.proto.body
    ]
    body = table.split("<tbody>")[1]
    return [
        [unescape(re.sub("<[^>]+>", " ", cell)).split() for cell in re.split("</t[hd]>", row)]
        for row in body.split("<tr>")[1:]
    ]


def test_the_dearest_come_first_and_the_others_when_they_are_asked_for(town, open_page):
    page = open_page("waiting")
    first = rows(page)
    assert len(first) == FIRST
    # the larger the unit, the dearer it is to wait
    assert first[0][0] == ["Prüfgasse", str(MANY - 1)]
    page = page.toggle(key="waiting_every").set_value(True).run()
    every = rows(page)
    assert len(every) == MANY
    assert every[-1][0] == ["Prüfgasse", "0"]


def test_units_are_put_in_order_by_their_vacancy(town, open_page):
    page = open_page("waiting")
    page = page.button_group(key="waiting_order").set_value("longest").run()
    months = [int(row[1][0].replace(".", "")) for row in rows(page)]
    assert months == sorted(months, reverse=True)
