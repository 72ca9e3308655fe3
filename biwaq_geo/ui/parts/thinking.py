"""What a comparison needs and what is slow to make, kept between runs."""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID
from weakref import WeakKeyDictionary

import streamlit as st

from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.scenario_compare import Baseline
from biwaq_geo.bootstrap import Application
from biwaq_geo.domain.assumptions import HORIZON
from biwaq_geo.domain.catalogue import Assumption, Band
from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.mapping.town_layers import town_layers
from biwaq_geo.reports.council_paper import council_paper
from biwaq_geo.reports.paper_scene import Frame, Scene, scene
from biwaq_geo.services.compare import baseline_of, compare, prepare
from biwaq_geo.services.drift import assumptions_used
from biwaq_geo.services.picture import ScenarioPicture, picture
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state

SCREEN_MM = (150.0, 105.0)
"""Size of one of the two maps in the room: small on paper, so that symbols are large."""


_grounds: WeakKeyDictionary[Town, Ground] = WeakKeyDictionary()
"""Kept for as long as the library keeps the town open; base layers never change."""


_baselines: WeakKeyDictionary[Town, OrderedDict[tuple[int, date], Baseline]] = WeakKeyDictionary()
"""The last ones by revision and day; a revision that is past never changes."""

MOST_BASELINES = 8

_pictures: WeakKeyDictionary[Town, OrderedDict[tuple[UUID, int, int, Band], ScenarioPicture]] = (
    WeakKeyDictionary()
)
"""The last ones by scenario, its version, its baseline and how far one looks ahead."""

MOST_PICTURES = 16


def ground(town: Town) -> Ground:
    """Return the walking network of the town with every building on it."""
    found = _grounds.get(town)
    if found is None:
        found = _grounds[town] = prepare(town)
    return found


def baseline(town: Town, scenario: Scenario) -> Baseline:
    """Return what the scenario lies over; kept for the next edit."""
    kept = _baselines.setdefault(town, OrderedDict())
    key = (scenario.baseline_revision, local_day(scenario.created_at))
    found = kept.get(key)
    if found is None:
        catalogues = state.app().catalogues
        found = kept[key] = baseline_of(
            town, catalogues, scenario, ground=ground(town), with_footfall=True
        )
        while len(kept) > MOST_BASELINES:
            kept.popitem(last=False)
    return found


def compared(town: Town, scenario: Scenario) -> Comparison:
    """Compare the scenario with doing nothing."""
    over = baseline(town, scenario)
    return compare(town, state.app().catalogues, scenario, baseline=over)


def assumed(town: Town, scenario: Scenario) -> Mapping[str, Assumption]:
    """Return the assumptions that hold for the scenario."""
    known = baseline(town, scenario).history
    return assumptions_used(town, state.app().catalogues, scenario, known=known)


def pictured(town: Town, scenario: Scenario) -> ScenarioPicture:
    """Return what a map shows of the scenario; kept for the next run of a page."""
    kept = _pictures.setdefault(town, OrderedDict())
    ahead = assumed(town, scenario)[HORIZON].value
    key = (scenario.scenario_id, scenario.version, scenario.baseline_revision, ahead)
    found = kept.get(key)
    if found is None:
        shown = picture(town, state.app().catalogues, scenario, ground=ground(town))
        walked = compared(town, scenario).footfall or ()
        found = kept[key] = replace(shown, footfall=walked)
        while len(kept) > MOST_PICTURES:
            kept.popitem(last=False)
    return found


def paper(
    here: Application,
    town: Town,
    scenario: Scenario,
    texts: Texts,
    *,
    taken: Collection[str] = (),
) -> bytes:
    """Write the council paper with these added layers as PDF; needs no run of a page."""
    layers, _ = town_layers(town, here.settings.layers_dir, audience=here.audience)
    known, catalogues = ground(town), here.catalogues
    over = baseline_of(town, catalogues, scenario, ground=known, with_footfall=True)
    comparison = compare(town, catalogues, scenario, baseline=over)
    shown = picture(town, catalogues, scenario, ground=known)
    return council_paper(
        town,
        scenario,
        comparison,
        replace(shown, footfall=comparison.footfall or ()),
        here.catalogues,
        layers,
        texts=texts,
        edition_day=here.today(),
        taken=taken,
    )


def scenes(town: Town, scenario: Scenario, texts: Texts) -> Scene:
    """Draw before and after in one frame for the room."""
    return _scenes(
        town,
        scenario,
        (town.profile.key, str(scenario.scenario_id), scenario.version),
        texts.language,
        state.app().today(),
    )


@st.cache_data(max_entries=32, show_spinner=False)
def _scenes(
    _town: Town,
    _scenario: Scenario,
    key: tuple[str, str, int],  # noqa: ARG001 -- stands for the two above
    language: str,
    day: date,
) -> Scene:
    layers, _ = state.layers()
    return scene(
        _town,
        _scenario,
        pictured(_town, _scenario),
        layers=layers,
        frame=Frame(*SCREEN_MM, language=language, day=day, theme=Theme.PROJECTOR),
    )
