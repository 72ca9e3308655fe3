"""Two maps with one camera on a page: what differs, a swipe, or side by side."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.mapping.gl.compare import Mode, Side, compare_config, compare_state
from biwaq_geo.mapping.mapspec import MapSpec
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import Click
from biwaq_geo.ui.parts.work_map import (
    FILLING,
    NAME,
    SCRIPT,
    click_in,
    seen_on_screen,
)


def can_compare() -> bool:
    """Say whether this browser can draw two work maps; without, pages show two pictures."""
    return not st.session_state.get(state.NO_WEBGL)


def mode_choice(
    texts: Texts,
    *,
    key: str,
    first: Mode = Mode.DIFFERENCE,
    modes: Sequence[Mode] = tuple(Mode),
) -> Mode:
    """Let the person choose how the two are compared."""
    chosen = st.segmented_control(
        texts("compare.mode"),
        modes,
        default=state.kept_of(key, modes, first),
        key=state.box(key),
        required=True,
        format_func=lambda mode: texts(f"compare.mode_{mode}"),
        label_visibility="collapsed",
    )
    state.keep(key)
    return Mode(chosen or first)


def compare_map(  # noqa: PLR0913 -- pages say by name what their maps show
    town: Town,
    spec: MapSpec,
    sides: tuple[Side, Side],
    texts: Texts,
    *,
    mode: Mode,
    differing: frozenset[str],
    key: str,
    only: frozenset[str] | None = None,
    tools: tuple[str, ...] = (),
    height: int | None,
) -> Click | None:
    """Draw the two maps; return a click on either once, in the run that it causes.

    Parameters
    ----------
    sides
        The left one and the right one.
    differing
        Ids of the units that differ.
    only
        Ids of the units to show; all if None.
    tools
        `print`, if the maps can be had on paper; what is asked for stands in the session.
    height
        CSS pixels; as high as the window allows if None.
    """
    mount = st.components.v2.component(NAME, js=SCRIPT, isolate_styles=False)
    answer = mount(
        key=key,
        data={
            "pair": True,
            "height": FILLING if height is None else f"{height}px",
            "config": compare_config(
                spec,
                town_key=town.profile.key,
                tiles=state.app().base_tiles.version(town, spec.layers),
                texts=texts,
            )
            | {"tools": list(tools)},
            "state": compare_state(spec, sides, mode=mode, differing=differing, only=only),
        },
        height="content" if height is None else height,
        on_unable_change=_nothing,
        on_clicked_change=_nothing,
        on_printed_change=_nothing,
    )
    if answer.unable:
        st.session_state[state.NO_WEBGL] = True
        st.rerun()
    if answer.printed:
        st.session_state[state.PRINT] = seen_on_screen(answer.printed)
    return click_in(spec, answer.clicked) if answer.clicked else None


def _nothing() -> None:
    """Streamlit knows a component's answers by their callbacks; the run itself reads them."""
