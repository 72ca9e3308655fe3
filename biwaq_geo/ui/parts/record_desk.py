"""The form of a business or a request: what is known, a new one, the bin, taking back."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, cast
from uuid import UUID

import streamlit as st

from biwaq_geo.domain.fields import visible
from biwaq_geo.domain.records import RecordT, id_of
from biwaq_geo.services.drafts import Typed, keep_typed, left_to_save, saved_meanwhile
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import conflict_desk, save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.into_the_bin import into_the_bin
from biwaq_geo.ui.parts.last_act import note_act, undo_last_change
from biwaq_geo.ui.parts.unit_words import choices

_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Desk(Generic[RecordT]):
    """What a page needs to keep one kind of record.

    Attributes
    ----------
    groups
        Fields of the form by group, in the order of a talk; a group is a key below `entry`.
    chosen_key
        Where the session remembers the chosen record.
    add
        Saves a new record from its id and values.
    edit
        Saves changes of a record as it was seen; the last value is the act, as for
        `services.races.Saving`.
    """

    town: Town
    texts: Texts
    groups: Mapping[str, tuple[str, ...]]
    chosen_key: str
    add: Callable[[UUID, Mapping[str, object]], RecordT]
    edit: Callable[[RecordT, Mapping[str, object], UUID], RecordT]

    def saved(self, what: str, record: RecordT) -> None:
        """Show the record as it stands now, and say what was done."""
        st.session_state[self.chosen_key] = id_of(record)
        note_act(what, record)
        st.rerun()


def known_record(desk: Desk[RecordT], record: RecordT) -> None:
    """Show the form of a known record, with the bin and the undo."""
    form = _form(desk, "facts", record, whole=False)
    if conflict_desk(form, desk.texts, partial(desk.saved, "act.saved")):
        return
    _boxes(desk, form)
    if form.typed:
        names = ", ".join(desk.texts(f"field.{name}") for name in form.typed)
        st.markdown(desk.texts("unit.changed_fields", fields=names))
    with st.container(horizontal=True):
        key = f"{form.key}_save"
        asked = st.button(
            desk.texts("entry.save"), key=key, type="primary", disabled=not form.typed
        )
        away = st.button(desk.texts("bin.remove"), key=f"{form.key}_bin", icon=":material/delete:")
    draft_notice(form, desk.texts)
    if asked:
        save(
            form,
            lambda: desk.edit(form.seen(), form.typed, form.act),
            desk.texts,
            partial(desk.saved, "act.saved"),
        )
    version = form.seen_version
    if away and into_the_bin(
        desk.town, form.kind, form.record_id, seen_version=version, texts=desk.texts
    ):
        form.drop()
        st.session_state[desk.chosen_key] = None
        st.rerun()
    undo_last_change(desk.town, record, desk.texts)


def new_record(desk: Desk[RecordT], blank: RecordT) -> None:
    """Show the form of a new record; `blank` holds what is likely, its id is a stand-in."""
    form = _form(desk, "new", blank, whole=True)
    _go_on_with_what_is_saved(desk, form)
    _boxes(desk, form)
    asked = st.button(desk.texts("entry.save"), key=f"{form.key}_save", type="primary")
    draft_notice(form, desk.texts)
    if asked:
        # the id goes with the draft, so that saving twice adds one record
        save(
            form,
            lambda: desk.add(form.act, form.values),
            desk.texts,
            partial(desk.saved, "act.added"),
        )


def _go_on_with_what_is_saved(desk: Desk[RecordT], form: DraftForm[RecordT]) -> None:
    """Show the record of a draft that was saved before the session was lost."""
    if form.draft is None:
        return
    saved = saved_meanwhile(form.store, kind=form.kind, typed=form.draft)
    if saved is not None:
        left = left_to_save(form.store, saved, form.draft)
        if left:
            keep_typed(
                form.store,
                state.app().now,
                owner=state.browser(),
                form="facts",
                kind=form.kind,
                record_id=form.draft.act,
                typed=Typed(1, left),
            )
        form.drop()
        desk.saved("act.added", saved)


def _form(desk: Desk[RecordT], name: str, record: RecordT, *, whole: bool) -> DraftForm[RecordT]:
    shown = visible(cast("Hashable", type(record)), state.app().audience)
    names = [name for group in desk.groups.values() for name in group if name in shown]
    initial = {name: getattr(record, name) for name in names}
    form = DraftForm(desk.town.store, name, record, initial, whole=whole)
    form.prepare()
    return form


def _boxes(desk: Desk[RecordT], form: DraftForm[RecordT]) -> None:
    for group, fields in desk.groups.items():
        names = [name for name in fields if name in form.initial]
        if not names:
            continue
        st.markdown(f"**{desk.texts(f'entry.{group}')}**")
        for first in range(0, len(names), _COLUMNS):
            row = names[first : first + _COLUMNS]
            for column, name in zip(st.columns(_COLUMNS), row, strict=False):
                with column:
                    _box(desk, form, name)


def _box(desk: Desk[RecordT], form: DraftForm[RecordT], name: str) -> None:
    if name != "unit_id":
        form.draw(name, desk.texts)
        return
    lines = choices(desk.town.store.units(), desk.texts)
    gone = desk.texts("task.unit_gone")
    form.choose(
        name,
        [*lines],
        lambda unit_id: lines.get(unit_id, gone),
        desk.texts,
        label=desk.texts("entry.unit"),
        placeholder=desk.texts("common.none"),
    )
