"""Somebody was faster with a scenario: both sides piece by piece, and nothing lost."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

import streamlit as st

from biwaq_geo.domain.errors import AssumptionRangeError, BiwaqError
from biwaq_geo.domain.merge import Conflict, FieldRace, RaceLostError, Verdict
from biwaq_geo.domain.scenario_race import ScenarioConflict, ScenarioRaceError
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services import races, scenario_races
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import shortly
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.race_words import PieceWords
from biwaq_geo.ui.parts.refusal import refuse

AnyConflict = ScenarioConflict | Conflict[Any]
"""Of a scenario, or of the set of assumptions that it goes by."""


@contextmanager
def told(scenario: Scenario, texts: Texts) -> Iterator[None]:
    """Keep a race for the desk, and say any other refusal where it came about."""
    try:
        yield
    except (ScenarioRaceError, RaceLostError) as race:
        # what was typed is not lost: the next run asks what is to become of it
        st.session_state[_key(scenario)] = race.conflict
        st.rerun()
    except AssumptionRangeError as error:
        refuse(_in_words(error, texts), texts)
    except BiwaqError as error:
        refuse(error, texts)


def _in_words(error: AssumptionRangeError, texts: Texts) -> AssumptionRangeError:
    """Return the error with the title of the assumption and numbers as people write them."""
    known = state.app().catalogues.assumptions.get(str(error.values["key"]))
    low, high = (shortly(cast("float", error.values[end]), texts) for end in ("low", "high"))
    found = [shortly(float(one), texts) for one in str(error.values["found"]).split(" / ")]
    title = texts.of(known.title) if known else error.values["key"]
    return AssumptionRangeError(key=title, low=low, high=high, found=" / ".join(found))


def race_desk(town: Town, scenario: Scenario, words: PieceWords, texts: Texts) -> None:
    """Show the race of the scenario, if there is one, and do what the person chooses."""
    conflict: AnyConflict | None = st.session_state.get(_key(scenario))
    if conflict is None:
        return
    with st.container(border=True, key="scenario_race"):
        st.warning(_told(conflict, texts), icon=":material/call_merge:")
        chosen = {
            picked[0]: picked[1]
            for pieces in conflict.choices
            if (picked := _choice(scenario, pieces, words, texts)) is not None
        }
        for side in (Verdict.MINE, Verdict.THEIRS):
            _list(texts(f"conflict.only_{side}"), conflict.only(side), words, texts)
        left, right = st.columns(2)
        merged = left.button(
            texts("conflict.merge"),
            key="scenario_race_add",
            type="primary",
            disabled=len(chosen) < len(conflict.choices),
            width="stretch",
        )
        dropped = right.button(texts("conflict.drop"), key="scenario_race_drop", width="stretch")
        if merged:
            with told(scenario, texts):
                _way(town, conflict)(chosen=chosen, actor=state.actor())
                _forget(scenario)
        if dropped:
            _forget(scenario)


def _way(town: Town, conflict: AnyConflict) -> Callable[..., object]:
    if isinstance(conflict, ScenarioConflict):
        return partial(scenario_races.resolve, town, state.app().catalogues, conflict)
    return partial(races.merge, town.store, conflict)


def _told(conflict: AnyConflict, texts: Texts) -> str:
    others = {race.actor: race.at for race in conflict.races if race.actor and race.at}
    names = ", ".join(f"{plain(name)} ({texts.time(at)})" for name, at in others.items())
    what = "conflict.choose" if conflict.choices else "conflict.together"
    whole = "scenario.race" if isinstance(conflict, ScenarioConflict) else "conflict.told"
    return f"{texts(whole, names=names or texts('common.none'))} {texts(what)}"


def _choice(
    scenario: Scenario, pieces: tuple[FieldRace, ...], words: PieceWords, texts: Texts
) -> tuple[str, Verdict] | None:
    race = pieces[0]
    sides: Mapping[Verdict, str] = {
        Verdict.MINE: texts("conflict.mine", value=plain(words.value(race, race.mine))),
        Verdict.THEIRS: texts(
            "conflict.theirs",
            value=plain(words.value(race, race.theirs)),
            actor=plain(race.actor or ""),
            time=texts.time(race.at) if race.at else texts("common.none"),
        ),
    }
    picked: Verdict | None = st.radio(
        plain(words.name(race)),
        list(sides),
        key=f"{_key(scenario)}_{race.field}",
        index=None,
        format_func=sides.__getitem__,
    )
    st.caption(texts("conflict.before", value=plain(words.value(race, race.before))))
    return None if picked is None else (race.field, picked)


def _list(title: str, pieces: tuple[FieldRace, ...], words: PieceWords, texts: Texts) -> None:
    if not pieces:
        return
    st.markdown(f"**{title}**")
    for race in pieces:
        value = race.theirs if race.verdict is Verdict.THEIRS else race.mine
        before, after = (plain(words.value(race, one)) for one in (race.before, value))
        st.markdown(
            texts("scenario.race_line", name=plain(words.name(race)), old=before, new=after)
        )


def _forget(scenario: Scenario) -> None:
    st.session_state.pop(_key(scenario), None)
    st.rerun()


def _key(scenario: Scenario) -> str:
    return f"scenario_race_{scenario.scenario_id}"
