"""Somebody was faster: both sides field by field, and nothing lost without a click."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, cast

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.merge import Conflict, FieldRace, RaceLostError, Verdict
from biwaq_geo.domain.records import RecordT
from biwaq_geo.services.races import merge
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.record_words import record_words
from biwaq_geo.ui.parts.refusal import refuse

Saved = Callable[[RecordT], None]


def save(
    form: DraftForm[RecordT], call: Callable[[], RecordT], texts: Texts, done: Saved[RecordT]
) -> None:
    """Call a use case that saves the form; a race that is lost comes on screen."""
    try:
        saved = call()
    except RaceLostError as lost:
        st.session_state[_key(form)] = lost.conflict
        st.rerun()
    except BiwaqError as error:
        refuse(error, texts)
    else:
        form.drop()
        done(saved)


def conflict_desk(form: DraftForm[RecordT], texts: Texts, done: Saved[RecordT]) -> bool:
    """Show the conflict of the form, if there is one, and say whether there is."""
    conflict: Conflict[RecordT] | None = st.session_state.get(_key(form))
    if conflict is None:
        return False
    with st.container(border=True):
        st.warning(_told(conflict, texts), icon=":material/call_merge:")
        chosen = {
            races[0].field: picked
            for races in conflict.choices
            if (picked := _choice(form, races, texts)) is not None
        }
        for side in (Verdict.MINE, Verdict.THEIRS):
            _list(form, texts(f"conflict.only_{side}"), conflict.only(side), texts)
        left, right = st.columns(2)
        merged = left.button(
            texts("conflict.merge"),
            key=f"{_key(form)}_merge",
            type="primary",
            disabled=len(chosen) < len(conflict.choices),
            width="stretch",
        )
        dropped = right.button(texts("conflict.drop"), key=f"{_key(form)}_drop", width="stretch")
    if merged:
        _forget(form)
        save(
            form,
            lambda: merge(form.store, conflict, chosen=chosen, actor=state.actor(), act=form.act),
            texts,
            done,
        )
    if dropped:
        _forget(form)
        form.drop()
        st.rerun()
    return True


def _told(conflict: Conflict[Any], texts: Texts) -> str:
    others = {race.actor: race.at for race in conflict.races if race.actor and race.at}
    names = ", ".join(f"{plain(name)} ({texts.time(at)})" for name, at in others.items())
    what = "conflict.choose" if conflict.choices else "conflict.together"
    return f"{texts('conflict.told', names=names or texts('common.none'))} {texts(what)}"


def _choice(form: DraftForm[Any], races: tuple[FieldRace, ...], texts: Texts) -> Verdict | None:
    """Ask which side is to stand, for one field or several that go together."""
    actor, at = next(((race.actor, race.at) for race in races if race.at), (None, None))
    sides: Mapping[Verdict, str] = {
        Verdict.MINE: texts("conflict.mine", value=_side(form, races, "mine", texts)),
        Verdict.THEIRS: texts(
            "conflict.theirs",
            value=_side(form, races, "theirs", texts),
            actor=plain(actor or ""),
            time=texts.time(at) if at else texts("common.none"),
        ),
    }
    picked: Verdict | None = st.radio(
        ", ".join(texts(f"field.{race.field}") for race in races),
        list(sides),
        key=f"{_key(form)}_{races[0].field}",
        index=None,
        format_func=sides.__getitem__,
    )
    st.caption(texts("conflict.before", value=_side(form, races, "before", texts)))
    return picked


def _side(form: DraftForm[Any], races: tuple[FieldRace, ...], side: str, texts: Texts) -> str:
    return "; ".join(_words(form, race, getattr(race, side), texts) for race in races)


def _list(form: DraftForm[Any], title: str, races: tuple[FieldRace, ...], texts: Texts) -> None:
    if not races:
        return
    st.markdown(f"**{title}**")
    for race in races:
        value = race.theirs if race.verdict is Verdict.THEIRS else race.mine
        words = _words(form, race, race.before, texts), _words(form, race, value, texts)
        name = texts(f"field.{race.field}")
        st.markdown(f"{name}: {words[0]} → {words[1]}")


def _words(form: DraftForm[Any], race: FieldRace, value: Any, texts: Texts) -> str:
    return plain(record_words(cast("Hashable", form.kind), race.field, value, texts))


def _forget(form: DraftForm[Any]) -> None:
    st.session_state.pop(_key(form), None)


def _key(form: DraftForm[Any]) -> str:
    return f"{form.key}_conflict"
