"""The file that is about to become a layer, and what has been said about it so far."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from biwaq_geo.services.import_units.raw_table import RawTable
from biwaq_geo.services.layer_upload.plan import LayerPlan, place_columns, plan_layer
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.import_desk import LIMIT_MB, Desk, file_box
from biwaq_geo.ui.parts.plain import plain


@dataclass
class LayerDesk(Desk):
    """One file from its upload until it is a layer; lives in the session.

    Attributes
    ----------
    source
        Where the data come from, where that is known before anybody says it.
    """

    source: str = ""
    _layer: tuple[tuple[object, ...], LayerPlan] | None = None

    def layer_plan(
        self,
        town: Town,
        table: RawTable,
        *,
        at: Mapping[str, str | None],
        no_persons: bool,
    ) -> LayerPlan:
        """Return what the file would be as a layer; made anew only when something changed."""
        given = (town.profile.key, self.answers, tuple(at.items()), no_persons)
        if self._layer is None or self._layer[0] != given:
            with st.spinner(state.texts()("layers.checking")):
                plan = plan_layer(
                    town,
                    state.app().today,
                    table=table,
                    data=self.data,
                    answers=self.answers,
                    at=at,
                    no_persons=no_persons,
                )
            self._layer = (given, plan)
        return self._layer[1]


def layer_desk(texts: Texts) -> LayerDesk | None:
    """Let the person choose a file, or show the chosen one; return its desk."""
    lying: LayerDesk | None = st.session_state.get(state.LAYER_DESK)
    if lying is None:
        label = texts("layers.file", limit=LIMIT_MB)
        file_box(label, key="layers_file", on_change=_take)
        return None
    name, other = st.columns([5, 1], vertical_alignment="center")
    name.text(lying.file_name)
    other.button(texts("import.other_file"), key="layers_other", on_click=put_away, width="stretch")
    return lying


def ask_for_places(desk: LayerDesk, table: RawTable, texts: Texts) -> dict[str, str | None]:
    """Return which columns say where a row is; a table without shapes is asked for them."""
    guessed = place_columns(table)
    if any(shape is not None for shape in table.shapes):
        return dict.fromkeys(guessed)
    st.caption(texts("layers.places_help"))
    return {
        part: place.selectbox(
            texts(f"layers.place_{part}"),
            [None, *table.columns],
            index=0 if column is None else 1 + table.columns.index(column),
            format_func=lambda name: MISSING_COLUMN if name is None else str(name),
            key=f"layers_place_{part}_{desk.key}",
        )
        for place, (part, column) in zip(st.columns(len(guessed)), guessed.items(), strict=True)
    }


MISSING_COLUMN = "–"


def ask_about_persons(desk: LayerDesk, doubtful: tuple[str, ...], texts: Texts) -> bool:
    """Return whether somebody says that no column is about persons."""
    if not doubtful:
        return False
    names = ", ".join(doubtful)
    st.warning(plain(texts("layers.persons", names=names)), icon=":material/privacy_tip:")
    return st.checkbox(texts("layers.no_persons"), key=f"layers_no_persons_{desk.key}")


def put_away() -> None:
    """Forget the file."""
    st.session_state.pop(state.LAYER_DESK, None)


def _take() -> None:
    given = st.session_state.get("layers_file")
    if given is not None:
        st.session_state[state.LAYER_DESK] = LayerDesk(given.name, given.getvalue())
