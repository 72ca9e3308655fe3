"""The added layers of a town: their state and what can be done with them."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from biwaq_geo.domain.added_layers import AddedLayer
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import UPLOAD
from biwaq_geo.mapping.town_layers import added_layers
from biwaq_geo.mapping.upload_style import checked_text, dimension_of, styled
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.layer_form import layer_form
from biwaq_geo.ui.parts.layer_switches import legend
from biwaq_geo.ui.parts.plain import error_words, plain


def layer_list(town: Town, texts: Texts) -> None:
    """Show every added layer with its actions, broken ones with what is wrong."""
    entries = {entry.key: entry for entry in town.added.layers() if not entry.removed}
    specs, faults = added_layers(town)
    for fault in faults:
        st.error(error_words(fault, texts), icon=":material/broken_image:")
    for key in sorted({*entries, *town.added.damaged()} - {spec.key for spec in specs}):
        name, button = st.columns([5, 1], vertical_alignment="center")
        name.text(key)
        button.button(
            texts("layers.remove"),
            key=f"layers_remove_{key}",
            on_click=_remove,
            args=(town, key, texts),
            width="stretch",
        )
    for spec in specs:
        with st.container(border=True):
            _one(town, spec, entries[spec.key], texts)
    if not entries and not faults:
        st.caption(texts("layers.none_yet"))


def removed_layers(town: Town, texts: Texts) -> None:
    """Offer to bring removed layers back."""
    removed = [entry for entry in town.added.layers() if entry.removed]
    if not removed:
        return
    with st.expander(texts("layers.removed_ones", count=len(removed))):
        for entry in removed:
            name, button = st.columns([5, 1], vertical_alignment="center")
            name.text(f"{entry.origin.file_name} ({entry.key})")
            button.button(
                texts("layers.bring_back"),
                key=f"layers_bring_back_{entry.key}",
                on_click=_act,
                args=(town.added.bring_back, entry.key, texts("layers.brought_back")),
                width="stretch",
            )


def _one(town: Town, spec: LayerSpec, entry: AddedLayer, texts: Texts) -> None:
    features = town.added.features(spec.key)
    seen = texts(f"layers.audience_{spec.audience.name.lower()}")
    marks = [f":{'green' if spec.audience is Audience.PUBLIC else 'violet'}-badge[{plain(seen)}]"]
    if spec.hidden:
        marks.append(f":gray-badge[{plain(texts('layers.hidden'))}]")
    st.markdown(f"**{plain(texts.of(spec.title))}** ({len(features)}) {' '.join(marks)}")
    st.html(legend(spec, features, texts))
    origin = entry.origin
    st.caption(
        plain(
            texts(
                "layers.added",
                file=origin.file_name,
                time=texts.time(origin.added_at),
                name=origin.added_by,
                digest=origin.digest[:12],
            )
        )
    )
    hide, remove = st.columns(2)
    hide.button(
        texts("layers.show" if spec.hidden else "layers.hide"),
        key=f"layers_hide_{spec.key}",
        on_click=_rewrite,
        args=(town, replace(spec, hidden=not spec.hidden, source=UPLOAD), texts),
        width="stretch",
    )
    remove.button(
        texts("layers.remove"),
        key=f"layers_remove_{spec.key}",
        on_click=_remove,
        args=(town, spec.key, texts),
        width="stretch",
    )
    box = st.expander(texts("layers.change"), key=f"layers_change_{spec.key}", on_change="rerun")
    if box.open:
        with box:
            _change(town, spec, entry, texts)


def _change(town: Town, spec: LayerSpec, entry: AddedLayer, texts: Texts) -> None:
    features, dimension = town.added.features(spec.key), dimension_of(spec)
    wishes = layer_form(
        features,
        entry.origin.titles,
        texts,
        key=f"layers_form_{spec.key}",
        dimension=dimension,
        now=spec,
    )
    wanted = styled(features, wishes, key=spec.key, titles=entry.origin.titles, dimension=dimension)
    wanted = replace(wanted, order=spec.order)
    st.html(legend(wanted, features, texts))
    st.button(
        texts("layers.save_change"),
        key=f"layers_save_{spec.key}",
        type="primary",
        on_click=_rewrite,
        args=(town, wanted, texts),
    )


def _rewrite(town: Town, wanted: LayerSpec, texts: Texts) -> None:
    try:
        text = checked_text(wanted, town.added.features(wanted.key))
        town.added.rewrite(wanted.key, text.encode())
    except BiwaqError as error:
        st.session_state[state.LAYER_DONE] = ("error", error_words(error, texts))
    else:
        st.session_state[state.LAYER_DONE] = ("success", texts("layers.changed"))


def _remove(town: Town, key: str, texts: Texts) -> None:
    _act(town.added.remove, key, texts("layers.removed"))


def _act(act: Callable[[str], None], key: str, said: str) -> None:
    try:
        act(key)
    except BiwaqError as error:
        st.session_state[state.LAYER_DONE] = ("error", error_words(error, state.texts()))
    else:
        st.session_state[state.LAYER_DONE] = ("success", said)


def what_was_done() -> None:
    """Say once what the last click did."""
    kind, said = st.session_state.pop(state.LAYER_DONE, ("", ""))
    if kind:
        (st.success if kind == "success" else st.error)(said)
