"""The box for one field of a record: which one it is, the type of the field says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

import streamlit as st

from biwaq_geo.domain.fields import About, about
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import choice_words, field_types

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONG_TEXT = 400
"""Longest text in characters that still gets a single line."""

TYPING_PAUSE = "1s"
"""After this pause of the typing a text is sent, so that a crash loses no more than that."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a field is drawn and who is told of a change.

    Attributes
    ----------
    start
        What the box holds when the browser first draws it. It goes as the default of the
        box and not through the session: the browser draws boxes some time after the run
        that asked for them, and a default is still there when it does. None where the
        session holds another value for this run.
    """

    kind: Any
    field: str
    key: str
    texts: Texts
    changed: Callable[[str], None]
    start: Any = None
    title: str = ""

    @property
    def about(self) -> About:
        """What is known of the field."""
        return about(self.kind)[self.field]

    @property
    def label(self) -> str:
        """The title, or the name of the field with its unit of measure."""
        if self.title:
            return self.title
        unit = self.about.unit
        name = self.texts(f"field.{self.field}")
        return f"{name} ({unit})" if unit else name

    @property
    def may_be_empty(self) -> bool:
        """Say whether nobody needs to choose a value."""
        return may_be_empty(self.kind, self.field)


@cache
def may_be_empty(kind: Any, field: str) -> bool:
    """Say whether None stands for what nobody knows."""
    return type(None) in get_args(get_type_hints(kind)[field])


def to_widget(kind: Any, field: str, value: object) -> object:
    """Return a value of the field as its box holds it."""
    hint = field_types(kind)[field]
    if get_origin(hint) is tuple:
        return list(cast("tuple[object, ...]", value or ()))
    return "" if hint is str and value is None else value


def from_widget(kind: Any, field: str, value: object) -> object:
    """Return what a box holds as a value of the field."""
    hint = field_types(kind)[field]
    if get_origin(hint) is tuple:
        return tuple(cast("list[object]", value or []))
    if hint is not str:
        return value
    return str(value or "").strip() or (None if may_be_empty(kind, field) else "")


def draw(box: Box) -> None:
    """Draw the box of the field; its value stands in the session under the key."""
    hint = field_types(box.kind)[box.field]
    told: Any = {"key": box.key, "on_change": box.changed, "args": (box.field,)}
    if get_origin(hint) is tuple:
        _draw_list(box, get_args(hint)[0], told)
    elif issubclass(hint, Enum):
        _draw_choice(box, list(hint), told, words=lambda value: choice_words(value, box.texts))
    elif hint is bool:
        yes_no = {True: box.texts("common.yes"), False: box.texts("common.no")}
        _draw_choice(box, [True, False], told, words=yes_no.__getitem__)
    elif hint is date:
        st.date_input(
            box.label,
            value=box.start,
            min_value=EARLIEST,
            max_value=LATEST,
            format="DD.MM.YYYY",
            **told,
        )
    elif hint is int:
        st.number_input(box.label, value=box.start, step=1, format="%d", **told)
    elif hint is float:
        st.number_input(box.label, value=box.start, step=0.5, format="%.2f", **told)
    elif box.about.length > LONG_TEXT:
        st.text_area(
            box.label, value=box.start or "", max_chars=box.about.length, height=80, **told
        )
    else:
        st.text_input(
            box.label, value=box.start or "", max_chars=box.about.length, live=TYPING_PAUSE, **told
        )


def _draw_choice(box: Box, options: list[Any], told: Any, *, words: Callable[[Any], str]) -> None:
    index = options.index(box.start) if box.start in options else None
    if box.may_be_empty:
        none = box.texts("common.none")
        st.selectbox(box.label, options, index=index, placeholder=none, format_func=words, **told)
    else:
        st.selectbox(box.label, options, index=index or 0, format_func=words, **told)


def _draw_list(box: Box, of: Any, told: Any) -> None:
    if issubclass(of, Enum):
        st.multiselect(
            box.label,
            list(of),
            box.start,
            placeholder=box.texts("common.none"),
            format_func=lambda value: choice_words(value, box.texts),
            **told,
        )
        return
    st.multiselect(
        box.label,
        list(dict.fromkeys([*(box.start or []), *st.session_state.get(box.key, [])])),
        box.start,
        placeholder=box.texts("unit.add_words"),
        accept_new_options=True,
        **told,
    )
