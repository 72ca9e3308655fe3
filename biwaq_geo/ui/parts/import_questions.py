"""What was detected about a file and must be confirmed before anything is stored."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from biwaq_geo.services.import_units.places import SWAPPED
from biwaq_geo.services.import_units.raw_table import Question, RawTable, Topic
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.import_desk import Desk
from biwaq_geo.ui.parts.plain import plain

_MARKS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar", ".": "point"}


def told(table: RawTable, texts: Texts) -> None:
    """Say what was read and what was changed in reading it."""
    st.caption(texts("import.read", rows=len(table.rows), columns=len(table.columns)))
    if table.renamed:
        names = ", ".join(f"{old[:40] or '–'} → {new}" for old, new in table.renamed)
        st.caption(plain(texts("import.renamed", names=names)))
    if table.formulas_without_value:
        st.warning(texts("import.formulas", count=table.formulas_without_value))


def ask(desk: Desk, asked: Sequence[Question], texts: Texts) -> None:
    """Ask everything at once, the proposal chosen; note the answers and run again."""
    if not asked:
        st.caption(texts("import.no_questions"))
        return
    waiting = [each for each in asked if desk.answers.leaves_open(each)]
    if waiting:
        st.info(texts("import.please_confirm"), icon=":material/help:")
    folded = st.expander(texts("import.answers"), expanded=bool(waiting))
    with folded, st.form(f"import_questions_{desk.key}", border=False):
        chosen = {each.topic: _choice(desk, each, texts) for each in asked}
        if st.form_submit_button(
            texts("import.confirm"),
            key=f"import_confirm_{desk.key}",
            type="primary" if waiting else "secondary",
        ):
            said = {topic.value: answer for topic, answer in chosen.items()}
            desk.answers = replace(desk.answers, **said)
            st.rerun()


def _choice(desk: Desk, question: Question, texts: Texts) -> str:
    now = desk.answers.or_proposal(question)
    answer: str = st.radio(
        texts(f"import.q_{question.topic}"),
        question.options,
        index=question.options.index(now),
        key=f"import_q_{question.topic}_{desk.key}",
        format_func=lambda option: _option(question, option, texts),
        captions=[plain("  ·  ".join(question.samples.get(o, ()))) for o in question.options],
    )
    return answer


def _option(question: Question, option: str, texts: Texts) -> str:
    match question.topic:
        case Topic.DELIMITER | Topic.DECIMAL:
            return texts(f"import.mark_{_MARKS[option]}")
        case Topic.AREA_UNIT | Topic.DAY_ORDER | Topic.RENT:
            return _of_plan(question.topic, option, texts)
        case Topic.REPAIR:
            return texts("import.may_repair")
        case Topic.CRS if option.endswith(SWAPPED):
            return texts("import.swapped", crs=option.removesuffix(SWAPPED))
        case Topic.HEADER:
            return texts("import.line", line=option)
        case _:
            return plain(option)


def _of_plan(topic: Topic, option: str, texts: Texts) -> str:
    if topic is Topic.RENT:
        return texts(f"import.rent_{option}")
    is_area = topic is Topic.AREA_UNIT
    return texts(f"import.unit_{option}") if is_area else texts(f"import.first_{option}")
