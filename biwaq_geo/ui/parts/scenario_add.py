"""The ways to add an edit to a scenario."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import uuid4

import geopandas as gpd
import streamlit as st
from shapely import Point

from biwaq_geo.domain.catalogue import Catalogues, InterimUse
from biwaq_geo.domain.scenarios import ScenarioEdit, SetSitePhase, UseUnit
from biwaq_geo.domain.units import VACANT, CommercialUnit
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.scenario_measure import add_measure
from biwaq_geo.ui.parts.scenario_moves import (
    LONGEST_NAME,
    add_let,
    add_move_in,
    add_move_out,
    choose_unit,
)
from biwaq_geo.ui.parts.scenario_words import (
    countdown,
    funding_choice,
    names_of,
    permit,
    rent_choice,
)

TABS = ("use", "let", "move_in", "move_out", "measure", "phase")
MOVES: Mapping[str, Callable[..., ScenarioEdit | None]] = {
    "let": add_let,
    "move_in": add_move_in,
    "move_out": add_move_out,
}


def add_tabs(
    town: Town, picture: ScenarioPicture, texts: Texts, *, place: Point | None
) -> ScenarioEdit | None:
    """Show one tab for each kind of edit; return the edit that the person adds.

    Parameters
    ----------
    picture
        The units with the scenario's edits in place are offered, so that no unit is planned
        twice; one that was chosen before somebody else planned it stays chosen.
    place
        Place clicked on the map, in the town's projected CRS.
    """
    catalogues, today = state.app().catalogues, state.app().today()
    units = picture.after
    added: list[ScenarioEdit | None] = []
    shown = st.tabs([texts(f"scenario.add_{kind}") for kind in TABS])
    for kind, tab in zip(TABS, shown, strict=True):
        with tab:
            match kind:
                case "use":
                    edit = add_use(picture, catalogues, texts, today=today)
                case "measure":
                    edit = add_measure(town, units, catalogues, texts, place=place)
                case "phase":
                    edit = add_phase(town.layer("sites"), catalogues, texts, today=today)
                case _:
                    edit = MOVES[kind](picture, texts, today=today)
            added.append(edit)
    return next((edit for edit in added if edit is not None), None)


def add_use(
    picture: ScenarioPicture, catalogues: Catalogues, texts: Texts, *, today: date
) -> ScenarioEdit | None:
    """Choose a vacant unit and a use; return the edit when the person adds it."""
    unit = choose_unit(
        picture,
        VACANT,
        texts,
        key="scenario_unit",
        label="scenario.unit",
        empty="scenario.no_vacant",
    )
    if unit is None:
        return None
    uses = catalogues.interim_uses
    use_key = st.selectbox(
        texts("scenario.use"),
        list(uses),
        key="scenario_use",
        format_func=lambda key: texts.of(uses[key].title),
    )
    use = uses[use_key]
    st.caption(_fit(unit, use, texts))
    permit(use, texts)
    countdown(unit, use, texts, today=today)
    left, right = st.columns(2)
    start = left.date_input(
        texts("scenario.start"),
        today + timedelta(days=30),
        key="scenario_start",
        format="DD.MM.YYYY",
    )
    end = right.date_input(
        texts("scenario.end"),
        today + timedelta(days=30 + 30 * max(use.min_months, 12)),
        key="scenario_end",
        format="DD.MM.YYYY",
    )
    rent = rent_choice(catalogues, texts, key="scenario_rent")
    holder = st.text_input(
        texts("scenario.holder"), key="scenario_holder", max_chars=LONGEST_NAME
    ).strip()
    funding = funding_choice(catalogues, "interim_use", texts)
    if not st.button(texts("scenario.add"), key="scenario_add_use", type="primary"):
        return None
    return UseUnit(uuid4(), unit.unit_id, use_key, start, end, funding, rent, holder)


def add_phase(
    sites: gpd.GeoDataFrame, catalogues: Catalogues, texts: Texts, *, today: date
) -> ScenarioEdit | None:
    """Choose a part of the site and a phase; return the edit when the person adds it."""
    if sites.empty:
        st.info(texts("scenario.no_sites"))
        return None
    names = names_of(sites["site"] + ": " + sites["name"])
    part = st.selectbox(
        texts("scenario.site_part"), list(names), key="scenario_part", format_func=names.__getitem__
    )
    present = sites["phase"].loc[part]
    phases = {key: phase for key, phase in catalogues.site_phases.items() if key != present}
    phase: str = st.selectbox(
        texts("scenario.phase"),
        [*phases],
        key="scenario_phase",
        format_func=lambda key: texts.of(phases[key].title),
    )
    st.caption(plain(texts.of(phases[phase].text)))
    start = st.date_input(
        texts("scenario.start"), today, key="scenario_phase_start", format="DD.MM.YYYY"
    )
    funding = funding_choice(catalogues, "site_phase", texts)
    if not st.button(texts("scenario.add"), key="scenario_add_phase", type="primary"):
        return None
    return SetSitePhase(uuid4(), part, phase, start, funding)


def _fit(unit: CommercialUnit, use: InterimUse, texts: Texts) -> str:
    low, high = use.area_m2
    if unit.floor_area_m2 is None:
        return texts("scenario.area_unknown")
    area = texts.number(unit.floor_area_m2, unit="m²")
    if low <= unit.floor_area_m2 <= high:
        return f"{area}: {texts('scenario.fits')}"
    return texts("scenario.fits_not", area=area, low=texts.number(low), high=texts.number(high))
