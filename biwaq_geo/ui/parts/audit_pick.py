"""Which section is audited; the address keeps it, so that a reload loses nothing."""

from collections.abc import Sequence

import geopandas as gpd
import streamlit as st

from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.mapping.mapspec import is_missing
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.scenario_words import names_of

SECTION = "audit_section"
_IN_ADDRESS = "abschnitt"


def pick_section(sections: gpd.GeoDataFrame, texts: Texts, *, key: str = SECTION) -> str | None:
    """Ask for a section by axis and name; None where none is chosen."""
    named = _named(sections)
    wanted = st.query_params.get(_IN_ADDRESS)
    shown = state.kept_of(key, list(named), wanted if wanted in named else None)
    chosen: str | None = st.selectbox(
        texts("audit.section"),
        list(named),
        None if shown is None else list(named).index(shown),
        key=state.box(key),
        placeholder=texts("common.choose"),
        format_func=named.__getitem__,
    )
    state.keep(key)
    if chosen is None:
        st.query_params.pop(_IN_ADDRESS, None)
    elif wanted != chosen:
        st.query_params[_IN_ADDRESS] = chosen
    return chosen


def _named(sections: gpd.GeoDataFrame) -> dict[str, str]:
    """Return what each section is called, with its axis where the name does not begin with it."""
    found = names_of(sections["name"])
    for key, axis in names_of(sections["axis"]).items():
        if not found[key].startswith(axis):
            found[key] = f"{axis}: {found[key]}"
    return found


def score_now(name: str, score: float | None, found: Sequence[StreetAudit], texts: Texts) -> None:
    """Say the street score that holds, and what it rests on."""
    st.markdown(f"**{plain(name)}**")
    last = next((one for one in found if one.street_score is not None), None)
    if last is not None:
        st.markdown(
            texts(
                "audit.now",
                score=texts.number(last.street_score),
                day=texts.day(last.audited_on),
                known=last.items_known,
                total=last.items_total,
                who=plain(last.auditor or texts("common.none")),
            )
        )
    elif not is_missing(score):
        st.markdown(texts("audit.delivered", score=texts.number(score)))
    else:
        st.markdown(texts("audit.never"))
