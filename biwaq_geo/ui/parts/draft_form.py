"""A form whose values outlive the page, the session and the server until they are saved."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypedDict
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.errors import NotAllowedError, StoreError
from biwaq_geo.domain.merge import at_version
from biwaq_geo.domain.records import RecordT, id_of
from biwaq_geo.services.drafts import Typed, drop_typed, find_typed, keep_typed
from biwaq_geo.services.ports import Store
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.field_input import Box, draw, from_widget, to_widget
from biwaq_geo.ui.parts.record_words import USES, use_titles


class _Place(TypedDict):
    owner: str
    form: str
    record_id: UUID


@dataclass(frozen=True)
class DraftForm(Generic[RecordT]):
    """Boxes for fields of a record.

    What is typed goes to the store with each change: the boxes stand outside of a Streamlit
    form, which would send nothing before it is submitted. A change by somebody else reaches
    the boxes in which nothing was typed, and no others.

    Attributes
    ----------
    name
        Of the form; there is one draft for each form, record and browser.
    initial
        By field, what stands in the boxes before anybody types.
    whole
        Whether the boxes are one statement, all frozen by the first word typed. If not, only
        fields in which something was typed count.
    new_id
        Makes the id of a new record.
    """

    store: Store
    name: str
    record: RecordT
    initial: Mapping[str, object]
    whole: bool = False
    new_id: Callable[[], UUID] = uuid4

    @cached_property
    def kind(self) -> type[RecordT]:
        """The kind of the record."""
        return type(self.record)

    @cached_property
    def record_id(self) -> UUID:
        """The id of the record."""
        return id_of(self.record)

    @property
    def key(self) -> str:
        """Beginning of the keys of the boxes."""
        return f"{self.name}_{self.record_id}"

    def prepare(self) -> None:
        """Bring back what was typed, and show what others changed; call before any box."""
        if self._draft_key not in st.session_state:
            found = find_typed(self.store, kind=self.kind, **self._place)
            st.session_state[self._draft_key] = found
            st.session_state[f"{self.key}_found"] = found is not None
        # what counts is the version that was on screen before the run that saves
        shown = f"{self.key}_shown"
        st.session_state[f"{self.key}_before"] = st.session_state.get(shown, self.record.version)
        st.session_state[shown] = self.record.version
        fresh = st.session_state.pop(f"{self.key}_fresh", False)
        pushed = {field for field in self.initial if self._is_pushed(field, fresh=fresh)}
        for field in pushed:
            st.session_state[self.box_key(field)] = self._wanted(field)
        st.session_state[f"{self.key}_pushed"] = pushed

    def start(self, field: str) -> object:
        """Return what the box of the field starts with; see `field_input.Box`."""
        pushed = field in st.session_state[f"{self.key}_pushed"]
        return None if pushed else self._wanted(field)

    def _is_pushed(self, field: str, *, fresh: bool) -> bool:
        """Say whether the box must change under the person's eyes: others saved, or a drop."""
        key = self.box_key(field)
        if fresh:
            return True
        open_to_others, wanted = not self.whole and field not in self.typed, self._wanted(field)
        return open_to_others and bool(st.session_state.get(key, wanted) != wanted)

    def _wanted(self, field: str) -> object:
        value = self.typed.get(field, self.initial[field])
        # a list to choose from holds None for nothing, a line of text holds ""
        return value if field in USES else to_widget(self.kind, field, value)

    @property
    def typed(self) -> Mapping[str, object]:
        """What was typed, by field."""
        draft = self.draft
        return draft.values if draft else {}

    @property
    def values(self) -> Mapping[str, object]:
        """What stands in the boxes, by field."""
        return {field: self._box_value(field) for field in self.initial}

    @property
    def seen_version(self) -> int:
        """The version of the record that was on screen when the typing began."""
        draft = self.draft
        before: int = st.session_state[f"{self.key}_before"]
        return draft.seen_version if draft else before

    @property
    def act(self) -> UUID:
        """What every attempt to save these values is known by.

        Another one as soon as something else is typed or, where nothing is, is on screen. For
        a new record it is its id, and stays until it is saved or thrown away.
        """
        key, draft = f"{self.key}_act_{self.seen_version}", self.draft
        made: UUID = draft.act if draft else st.session_state.setdefault(key, self.new_id())
        return made

    def seen(self) -> RecordT:
        """Return the record as it was on screen when the typing began."""
        now = self.store.record(self.kind, self.record_id)
        return at_version(now, self.store.events(subject_id=self.record_id), self.seen_version)

    def draw(self, field: str, texts: Texts, *, title: str = "") -> None:
        """Draw the box of a field as its type wants it, or with the catalogue's interim uses."""
        if field in USES:
            titles = use_titles(texts)
            self.choose(
                field,
                [*titles],
                lambda value: titles.get(value, value),
                texts,
                label=title or texts(f"field.{field}"),
                accept_new_options=True,
                placeholder=texts("use.choose"),
            )
            return
        key, start = self.box_key(field), self.start(field)
        draw(Box(self.kind, field, key, texts, self.keep, start, title))

    def choose(
        self,
        field: str,
        options: Sequence[Any],
        words: Callable[[Any], str],
        texts: Texts,
        **more: Any,
    ) -> None:
        """Draw a list to choose the field's value from, where its type does not say which.

        Parameters
        ----------
        words
            From an option to what stands in the list.
        more
            As for Streamlit's `selectbox`; `label` in the place of the field's name.
        """
        # what was typed before the record moved on stays readable; the guards refuse it
        typed, start = self.values[field], self.start(field)
        offered = [*options] if typed is None or typed in options else [*options, typed]
        st.selectbox(
            more.pop("label", texts(f"field.{field}")),
            offered,
            index=offered.index(start) if start in offered else None,
            key=self.box_key(field),
            placeholder=more.pop("placeholder", texts("common.choose")),
            format_func=words,
            on_change=self.keep,
            args=(field,),
            **more,
        )

    def keep(self, field: str) -> None:
        """Keep what was just typed into the field."""
        values = {**self.typed, field: self._box_value(field)}
        if self.whole:
            values = dict(self.values)
        elif values[field] == self.initial[field]:
            del values[field]
        if not values:
            self.drop()
            return
        self._keep(values, uuid4() if self.record.version else self.act)

    def begin_another(self) -> None:
        """Keep what was typed for one more new record: that of the draft is saved already."""
        self._keep(self.typed, uuid4())

    def _keep(self, values: Mapping[str, object], act: UUID) -> None:
        typed = Typed(self.seen_version, values, state.app().now(), act)
        st.session_state[self._draft_key] = typed
        try:
            keep_typed(self.store, state.app().now, kind=self.kind, typed=typed, **self._place)
        except (StoreError, NotAllowedError) as error:
            st.session_state[self.fault_key] = error
        else:
            st.session_state.pop(self.fault_key, None)

    def drop(self) -> None:
        """Forget what was typed: it is saved, or somebody threw it away."""
        st.session_state[self._draft_key] = None
        for name in ("found", "shown", "fault", "act_0"):
            st.session_state.pop(f"{self.key}_{name}", None)
        st.session_state[f"{self.key}_fresh"] = True
        # a draft that cannot be dropped is offered again, and what it says is saved by then
        with suppress(StoreError, NotAllowedError):
            drop_typed(self.store, **self._place)

    @property
    def _place(self) -> _Place:
        return _Place(owner=state.browser(), form=self.name, record_id=self.record_id)

    @property
    def draft(self) -> Typed | None:
        """What was typed and not saved, with its time."""
        found: Typed | None = st.session_state.get(self._draft_key)
        return found

    @property
    def _draft_key(self) -> str:
        return f"{self.key}_draft"

    @property
    def fault_key(self) -> str:
        """Key of why the draft could not be kept, if it could not."""
        return f"{self.key}_fault"

    def box_key(self, field: str) -> str:
        """Return the key of the box of a field."""
        return f"{self.key}_{field}"

    def _box_value(self, field: str) -> object:
        value = st.session_state.get(self.box_key(field), self._wanted(field))
        return from_widget(self.kind, field, value)
