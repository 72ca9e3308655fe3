"""What becomes of every row, and the step from the plan to the register and back."""

from uuid import UUID

import pandas as pd
import streamlit as st

from biwaq_geo.adapters.exports.csv_file import neutral
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.batches import undo_batch
from biwaq_geo.services.import_units.plan import ImportPlan, Outcome, PlannedRow
from biwaq_geo.services.import_units.run import ImportDone, run_import
from biwaq_geo.services.ports import Store
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import MOST_PX, words_column
from biwaq_geo.ui.parts.import_desk import put_away
from biwaq_geo.ui.parts.refusal import refuse

WIDEST_PX = 900
"""Of the column that tells what was wrong with a row, all of it."""


def report(plan: ImportPlan, texts: Texts) -> None:
    """Show one line for every row of the file, and offer them as a file."""
    for place, outcome in zip(st.columns(len(Outcome)), Outcome, strict=True):
        place.metric(texts(f"import.outcome_{outcome}"), texts.number(plan.count(outcome)))
    columns = ("line", "label", "outcome", "why")
    titles = {name: texts(f"import.row_{name}") for name in columns}
    frame = pd.DataFrame(
        [
            (row.line, row.label, texts(f"import.outcome_{row.outcome}"), why(row, texts))
            for row in plan.rows
        ],
        columns=list(columns),
    )
    # reasons are read to their end, even if sideways
    widths = {
        name: words_column(title, frame[name], most=WIDEST_PX if name == "why" else MOST_PX)
        for name, title in titles.items()
    }
    st.dataframe(frame, key="import_rows", hide_index=True, column_config=widths)
    # texts come from a file of others, and a spreadsheet would calculate some of them
    safe = frame.map(lambda cell: neutral(cell) if isinstance(cell, str) else cell)
    st.download_button(
        texts("import.download"),
        safe.rename(columns=titles).to_csv(sep=";", index=False).encode("utf-8-sig"),
        file_name="import.csv",
        mime="text/csv",
        key="import_download",
        icon=":material/download:",
    )


def why(row: PlannedRow, texts: Texts) -> str:
    """Return in words why a row is refused, what changes, and what was left out."""
    said = []
    if row.reason is not None:
        said.append(texts(f"import.reason_{row.reason}", line=row.other_line))
    if row.changed:
        said.append(", ".join(texts(f"field.{name}") for name in row.changed))
    said += [
        texts(f"import.trouble_{remark.trouble}", column=remark.column, found=remark.found)
        for remark in row.remarks
    ]
    return "; ".join(said)


def save(store: Store, plan: ImportPlan, texts: Texts) -> None:
    """Offer to store the plan; raises EditConflictError and others, with nothing saved."""
    count = plan.count(Outcome.NEW) + plan.count(Outcome.CHANGED)
    if plan.open_topics:
        st.info(texts("import.still_open"), icon=":material/help:")
    elif not count:
        st.info(texts("import.nothing"))
    if st.button(
        texts("import.save", count=count),
        key="import_save",
        type="primary",
        icon=":material/save:",
        disabled=bool(plan.open_topics) or not count,
    ):
        done = run_import(store, plan, actor=state.actor())
        st.session_state[state.IMPORT_DONE] = (state.town().profile.key, done)
        put_away()
        st.rerun()


def what_was_done(store: Store, texts: Texts) -> None:
    """Say what the last import did, and offer to take all of it back."""
    town: str | None
    done: ImportDone | None
    town, done = st.session_state.get(state.IMPORT_DONE, (None, None))
    if done is None or town != state.town().profile.key:
        return
    said, back = st.columns([4, 2], vertical_alignment="center")
    said.success(
        texts("import.saved", added=done.added, changed=done.changed),
        icon=":material/check_circle:",
    )
    if back.button(
        texts("import.undo"), key="import_undo", icon=":material/undo:", width="stretch"
    ):
        _undo(store, done.batch, texts)


def _undo(store: Store, batch: UUID, texts: Texts) -> None:
    try:
        undo_batch(store, state.app().today, batch=batch, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts)
        return
    st.session_state.pop(state.IMPORT_DONE)
    st.toast(texts("import.undone"), icon=":material/undo:")
    st.rerun()
