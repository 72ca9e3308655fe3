"""A link says what the map shows, and nothing that it says is trusted."""

from datetime import date
from string import ascii_lowercase, digits
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.mapping.view_link import NAMES, Camera, SharedView, from_query, to_query

KEYS = st.text(ascii_lowercase + digits, min_size=1, max_size=20)
DEGREES = st.integers(-80_000_000, 80_000_000).map(lambda millionths: millionths / 1e6)
CAMERAS = st.builds(
    Camera,
    longitude=DEGREES,
    latitude=DEGREES,
    zoom=st.integers(0, 2_400).map(lambda hundredths: hundredths / 100),
    pitch=st.integers(0, 60).map(float),
)
VIEWS = st.builds(
    SharedView,
    town=st.none() | KEYS,
    camera=st.none() | CAMERAS,
    layers=st.none() | st.frozensets(KEYS),
    day=st.none() | st.dates(),
    states=st.frozensets(st.sampled_from(UnitState)),
    unit=st.none() | st.uuids(),
    theme=st.none() | st.sampled_from(Theme),
)


@given(VIEWS)
def test_every_view_comes_back_from_its_link(view):
    assert from_query(dict(parse_qsl(to_query(view), strict_parsing=view != SharedView()))) == (
        view,
        (),
    )


@given(st.dictionaries(st.sampled_from([*NAMES, "lang"]), st.text(max_size=60)))
def test_whatever_stands_in_a_link_is_read_or_named_and_never_passed_on(given_values):
    view, broken = from_query(given_values)
    assert set(broken) <= set(given_values)
    again, nothing = from_query(dict(parse_qsl(to_query(view))))
    assert (again.town, again.layers, again.day, again.unit, nothing) == (
        view.town,
        view.layers,
        view.day,
        view.unit,
        (),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("karte", "14.6,51.5"),
        ("karte", "14.6,51.5,nan"),
        ("karte", "14.6,51.5,1e3"),
        ("karte", "14.6,95,12"),
        ("karte", "14.6,51.5,12,89"),
        ("ebenen", "vacant,<img src=x>"),
        ("ebenen", "../../etc/passwd"),
        ("stadt", "{{7*7}}"),
        ("tag", "2026-02-30"),
        ("filter", "vacant,gone"),
        ("einheit", "1 OR 1=1"),
        ("ansicht", "javascript:alert(1)"),
        ("ansicht", ""),
    ],
)
def test_a_value_that_no_link_of_ours_bears_is_named(name, value):
    assert from_query({name: value}) == (SharedView(), (name,))


def test_a_link_is_short_and_can_be_read():
    view = SharedView(
        town="weisswasser",
        camera=Camera(14.64, 51.5, 15.25),
        layers=frozenset({"vacant", "interim"}),
        day=date(2026, 5, 3),
        states=frozenset({UnitState.VACANT}),
        theme=Theme.DARK,
    )
    assert to_query(view) == (
        "stadt=weisswasser&karte=14.64,51.5,15.25,0&ebenen=interim,vacant"
        "&tag=2026-05-03&filter=vacant&ansicht=dunkel"
    )
