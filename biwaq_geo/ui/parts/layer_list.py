"""The added layers of a town: their state and what can be done with them."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from biwaq_geo.domain.added_layers import AddedLayer
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import UPLOAD
from biwaq_geo.mapping.town_layers import added_layers
from biwaq_geo.mapping.upload_style import checked_text, dimension_of, styled
from biwaq_geo.services.layer_upload.changes import (
    bring_back_layer,
    change_layer,
    layer_records,
    remove_layer,
)
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.last_act import last_act, note_act
from biwaq_geo.ui.parts.layer_form import layer_form
from biwaq_geo.ui.parts.layer_switches import legend
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.refusal import say_refusal


def layer_list(town: Town, texts: Texts) -> None:
    """Show every added layer with its actions, broken ones with what is wrong."""
    entries = {entry.key: entry for entry in town.added.layers() if not entry.removed}
    specs, faults = added_layers(town)
    records = layer_records(town.store)
    for fault in faults:
        st.error(error_words(fault, texts), icon=":material/broken_image:")
    for key in sorted({*entries, *town.added.damaged()} - {spec.key for spec in specs}):
        name, button = st.columns([5, 1], vertical_alignment="center")
        name.text(key)
        button.button(
            texts("layers.remove"),
            key=f"layers_remove_{key}",
            on_click=_remove,
            args=(town, key),
            width="stretch",
        )
    for spec in specs:
        with st.container(border=True):
            _one(town, spec, entries[spec.key], records.get(spec.key), texts)
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
                on_click=_bring_back,
                args=(town, entry.key),
                width="stretch",
            )


def _one(
    town: Town, spec: LayerSpec, entry: AddedLayer, record: TownLayer | None, texts: Texts
) -> None:
    features, seen = town.added.features(spec.key), record.version if record else None
    who = texts(f"layers.audience_{spec.audience.name.lower()}")
    marks = [f":{'green' if spec.audience is Audience.PUBLIC else 'violet'}-badge[{plain(who)}]"]
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
        args=(town, replace(spec, hidden=not spec.hidden, source=UPLOAD), seen),
        width="stretch",
    )
    remove.button(
        texts("layers.remove"),
        key=f"layers_remove_{spec.key}",
        on_click=_remove,
        args=(town, spec.key),
        width="stretch",
    )
    box = st.expander(texts("layers.change"), key=f"layers_change_{spec.key}", on_change="rerun")
    if box.open:
        with box:
            _change(town, spec, entry, seen, texts)


def _change(town: Town, spec: LayerSpec, entry: AddedLayer, seen: int | None, texts: Texts) -> None:
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
        args=(town, wanted, seen),
    )


def _rewrite(town: Town, wanted: LayerSpec, seen_version: int | None) -> None:
    def rewritten() -> TownLayer:
        text = checked_text(wanted, town.added.features(wanted.key))
        return change_layer(
            town, key=wanted.key, text=text, seen_version=seen_version, actor=state.actor()
        )

    _act("layers.changed", rewritten)


def _remove(town: Town, key: str) -> None:
    today = state.app().today
    _act("layers.removed", lambda: remove_layer(town, today, key=key, actor=state.actor()))


def _bring_back(town: Town, key: str) -> None:
    _act("layers.brought_back", lambda: bring_back_layer(town, key=key, actor=state.actor()))


def _act(what: str, act: Callable[[], TownLayer]) -> None:
    """Do it and remember that it was done; what is wrong is said in words."""
    try:
        done = act()
    except BiwaqError as error:
        st.session_state[state.LAYER_DONE] = error_words(error, state.texts())
    else:
        note_act(what, done)


def what_was_done(town: Town, texts: Texts) -> None:
    """Say what the last click did, with its undo, or once why it did nothing."""
    said = st.session_state.pop(state.LAYER_DONE, "")
    if said:
        say_refusal(said)
    last_act(town, texts, TownLayer)
