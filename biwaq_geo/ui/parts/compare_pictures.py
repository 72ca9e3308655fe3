"""Two days of the register as pictures, where a browser cannot draw two work maps."""

import streamlit as st

from biwaq_geo.mapping.gl.work_map import degrees
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.reports.days_scene import DaysScene, TwoDays
from biwaq_geo.reports.scale import fit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import SeenOnScreen
from biwaq_geo.ui.parts.pictures import Titled, pictures

PAIR_MM = (150.0, 115.0)
ONE_MM = (220.0, 140.0)
"""Size of each picture: small on paper, so that symbols are large on screen."""


def days_pictures(town: Town, two: TwoDays, texts: Texts, *, difference: bool) -> None:
    """Show all that differs in one frame, with a button for the paper of it."""
    scene = DaysScene(
        town, two, difference=difference, language=texts.language, theme=state.theme()
    )
    width, height = ONE_MM if difference else PAIR_MM
    sheet = fit(scene.around(), width_mm=width, height_mm=height)
    said = [texts("compare.caption_past", day=texts.long_day(day)) for day in two.days]
    titles = [" → ".join(said)] if difference else said
    drawn = [
        Titled(svg, title, _alt(town, title, sheet.scale, texts))
        for svg, title in zip(scene.draw(sheet), titles, strict=True)
    ]
    # the outlines with their counts stand below, as they do below two maps
    legend = [one for one in scene.legend(sheet.extent) if one[0].key != CHANGES]
    pictures(drawn, legend, texts, theme=state.theme(), source=texts.source(town.profile.source))
    if st.button(texts("print.days_title"), key="compare_print", icon=":material/print:"):
        seen = SeenOnScreen(degrees(sheet.extent, epsg=town.profile.epsg), wide=True)
        st.session_state[state.PRINT] = seen


def _alt(town: Town, title: str, scale: int, texts: Texts) -> str:
    return texts("council.map_alt", town=town.profile.name, title=title, scale=scale)
