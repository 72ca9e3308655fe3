"""States are told apart by form where colours are the person's own or are not seen."""

import io
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from biwaq_geo.domain.units import UnitState
from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import WorkMap

pytestmark = pytest.mark.browser

T = load("de")
STATES = (
    UnitState.VACANT,
    UnitState.PARTLY_VACANT,
    UnitState.IN_MEDIATION,
    UnitState.RESERVED,
    UnitState.IN_WORKS,
    UnitState.UNMARKETABLE,
)
"""Of the layer of vacant units; interim use has a layer of its own, as have businesses."""

SIGHTS = ("none", "protanopia", "deuteranopia", "tritanopia", "achromatopsia")
INK = 40
"""Of 255: how far a dot lies from its ground to count as part of the sign."""

ALIKE = 0.9
"""Share of their dots that two signs may have in common."""


def fill(library):
    units = list(sample_town.units())
    for number, state in enumerate(STATES):
        units[number] = replace(units[number], state=state, occupant=None)
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)


def dots(picture):
    grey = np.asarray(Image.open(io.BytesIO(picture)).convert("L"), dtype=int)
    return abs(grey - grey[0, 0]) > INK


def common(one, other):
    return (one & other).sum() / (one | other).sum()


def test_every_state_has_a_form_that_no_other_has(serve, visitor):
    seen = visitor(serve(fill), device_scale_factor=4)
    page = seen.page
    seen.go("", heading="Karte")
    WorkMap(page).wait()
    rows = page.locator(".st-key-map_legend [role=listitem]")
    expect(rows.filter(has_text=T("state.reserved"))).to_be_visible()
    wire = page.context.new_cdp_session(page)
    for colours, sight in product(("none", "active"), SIGHTS):
        page.emulate_media(forced_colors=colours)
        wire.send("Emulation.setEmulatedVisionDeficiency", {"type": sight})
        signs = {}
        for row in rows.filter(has=page.locator("img")).all():
            name = row.locator("span").first.inner_text()
            if name in {T(f"state.{state}") for state in STATES}:
                signs[name] = dots(row.locator("img").screenshot())
        assert len(signs) == len(STATES)
        # each is seen at all, and no two of them are taken for each other
        assert all(sign.mean() > 0.05 for sign in signs.values())
        close = {
            pair: round(common(signs[pair[0]], signs[pair[1]]), 2)
            for pair in combinations(signs, 2)
            if common(signs[pair[0]], signs[pair[1]]) > ALIKE
        }
        assert close == {}, (colours, sight)
