"""What lies in the recycle bin, and bringing it back."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import pandas as pd
import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.records import NAMES, Record
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.batches import undo_batch
from biwaq_geo.services.layer_upload.changes import bring_back_layer
from biwaq_geo.services.photos import restore_photo
from biwaq_geo.services.ports import Town
from biwaq_geo.services.recycle import IN_BIN, reason_of, removed_by, restore
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import words_column
from biwaq_geo.ui.parts.last_act import last_act, note_act
from biwaq_geo.ui.parts.record_words import record_name
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.unit_words import label


def kind_choice(found: Sequence[Record], texts: Texts) -> Sequence[Record]:
    """Let the person choose a kind of record; return what is left."""
    names = [NAMES[kind] for kind in IN_BIN]
    present = [name for name in names if any(NAMES[type(one)] == name for one in found)]
    chosen = st.pills(
        texts("bin.kind"),
        present,
        key="bin_kind",
        selection_mode="multi",
        format_func=lambda name: texts(f"bin.{name}"),
    )
    return [one for one in found if not chosen or NAMES[type(one)] in chosen]


def bin_table(town: Town, found: Sequence[Record], texts: Texts) -> Sequence[Record]:
    """Show the records; return those whose rows are chosen."""
    units = {unit.unit_id: unit for unit in town.store.records(CommercialUnit)}
    rows = pd.DataFrame(
        {
            "kind": [texts(f"bin.{NAMES[type(one)]}") for one in found],
            "name": [record_name(one, texts) for one in found],
            "of": [_place(one, units, texts) for one in found],
            "removed_on": [texts.day(getattr(one, "removed_on", None)) for one in found],
            "removed_by": [removed_by(town.store, one) or MISSING for one in found],
            "reason": [
                reason_of(town.store, one) if isinstance(one, CommercialUnit) else ""
                for one in found
            ],
        }
    )
    columns = {name: words_column(texts(f"bin.column_{name}"), rows[name]) for name in rows.columns}
    chosen = st.dataframe(
        rows,
        # another content is another table: a row must not stay chosen for its successor
        key=f"bin_table_{town.profile.key}_{town.store.revision()}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        column_config=columns,
    )
    return [found[row] for row in chosen.selection.rows if row < len(found)]


def bring_back(town: Town, chosen: Sequence[Record], texts: Texts) -> None:
    """Offer to bring the chosen records back."""
    if not st.button(
        texts("bin.restore", count=len(chosen)),
        key="bin_restore",
        type="primary",
        icon=":material/restore_from_trash:",
        disabled=not chosen,
    ):
        return
    batch = uuid4()
    photos = [one for one in chosen if isinstance(one, Photo)]
    layers = [one for one in chosen if isinstance(one, TownLayer)]
    others = [one for one in chosen if not isinstance(one, Photo | TownLayer)]
    try:
        back = [
            bring_back_layer(town, key=layer.shelf_key, actor=state.actor()) for layer in layers
        ]
        restore(town.store, records=others, batch=batch, actor=state.actor())
        for photo in photos:
            restore_photo(
                town.store,
                town.photos,
                state.app().today,
                photo_id=photo.photo_id,
                seen_version=photo.version,
                actor=state.actor(),
            )
    except BiwaqError as error:
        refuse(error, texts)
        return
    # taken back is the whole act or nothing of it
    st.session_state[state.BIN_DONE] = (len(chosen), batch if others == list(chosen) else None)
    if len(layers) == len(chosen) == 1:
        note_act("layers.brought_back", back[0])
        del st.session_state[state.BIN_DONE]
    st.rerun()


def what_was_restored(town: Town, texts: Texts) -> None:
    """Say what came back, and offer to take that back."""
    last_act(town, texts, TownLayer)
    done: tuple[int, UUID | None] | None = st.session_state.get(state.BIN_DONE)
    if done is None:
        return
    count, batch = done
    st.success(texts("bin.restored", count=count), icon=":material/check_circle:")
    if batch is None or not st.button(texts("mark.undo"), key="bin_undo", icon=":material/undo:"):
        return
    try:
        undo_batch(town.store, state.app().today, batch=batch, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts)
        return
    del st.session_state[state.BIN_DONE]
    st.rerun()


def _place(one: Record, units: dict[UUID, CommercialUnit], texts: Texts) -> str:
    if isinstance(one, CommercialUnit):
        return texts(f"state.{one.state}")
    unit = units.get(getattr(one, "unit_id", None) or UUID(int=0))
    return label(unit, texts) if unit else MISSING
