"""One field to find a place of the town; the hits are buttons below it."""

from uuid import UUID

import streamlit as st

from biwaq_geo.services.ports import Town
from biwaq_geo.services.search.find import Hit, find
from biwaq_geo.services.search.index import HitKind
from biwaq_geo.texts import LANGUAGES, Texts, load
from biwaq_geo.ui import map_view, state
from biwaq_geo.ui.parts.plain import plain

ICONS = {
    HitKind.UNIT: ":material/storefront:",
    HitKind.BUILDING: ":material/home:",
    HitKind.STREET: ":material/signpost:",
    HitKind.SERVICE: ":material/place:",
    HitKind.PLACE: ":material/park:",
    HitKind.SITE: ":material/location_city:",
    HitKind.AREA: ":material/map:",
}


def place_search(
    town: Town, texts: Texts, *, key: str, at_revision: int | None = None
) -> Hit | None:
    """Show the field and what fits; return the hit that was chosen, once.

    Parameters
    ----------
    at_revision
        The register that is shown, the present one if None.
    """
    field, chosen = f"{key}_typed", f"{key}_chosen"
    typed = st.text_input(
        texts("search.field"),
        key=field,
        placeholder=texts("search.example"),
        icon=":material/search:",
        max_chars=80,
        label_visibility="collapsed",
    ).strip()
    if hit := st.session_state.pop(chosen, None):
        return hit if isinstance(hit, Hit) else None
    if not typed:
        return None
    hits = find(town, typed, kind_words=_kind_words(), at_revision=at_revision)

    def choose(hit: Hit) -> None:
        st.session_state[chosen] = hit
        st.session_state[field] = ""

    # lies over what is below: a list of hits must not push the map away
    with st.container(key=f"{key}_hits"):
        if not hits:
            st.info(texts("search.nothing", typed=plain(typed)), icon=":material/search_off:")
            return None
        st.caption(texts("search.hits", count=len(hits)))
        for hit in hits:
            st.button(
                _said(hit, texts),
                key=f"{key}_{hit.entry.kind}_{hit.entry.key}",
                icon=ICONS[hit.entry.kind],
                on_click=choose,
                args=(hit,),
                type="tertiary",
            )
    return None


def go_to_place(town: Town, texts: Texts, *, at_revision: int) -> None:
    """Show the field; a chosen hit moves the map there, a unit is selected as well."""
    hit = place_search(town, texts, key=f"search_{town.profile.key}", at_revision=at_revision)
    if hit is None:
        return
    map_view.move_map(town, hit.entry.extent)
    if hit.entry.kind is HitKind.UNIT:
        state.select_unit(UUID(hit.entry.key))
        st.session_state[state.FEATURE] = None
    st.rerun()


def _said(hit: Hit, texts: Texts) -> str:
    kind = "vacant_unit" if hit.entry.vacant else hit.entry.kind
    said = f"{plain(hit.entry.label)} · {texts(f'search.kind_{kind}')}"
    return f"{said} · {texts('search.nearest', number=hit.asked)}" if hit.asked else said


def _kind_words() -> dict[str, str]:
    """Return the words for the kinds of services in all languages: people mix them."""
    words = {language: load(language) for language in LANGUAGES}
    keys = words["de"].keys()
    kinds = [key.removeprefix("service.") for key in keys if key.startswith("service.")]
    return {kind: " ".join(said(f"service.{kind}") for said in words.values()) for kind in kinds}
