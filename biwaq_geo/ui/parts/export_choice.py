"""What to take along, for whom, in which form; what is in the file and what is not."""

from collections.abc import Callable, Sequence
from uuid import uuid4

import pandas as pd
import streamlit as st

from biwaq_geo.adapters.exports.cells import heading, headings, rows
from biwaq_geo.adapters.exports.readme import EDITIONS
from biwaq_geo.bootstrap import Application
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.unit_filter import kept
from biwaq_geo.domain.units import VACANT, CommercialUnit
from biwaq_geo.mapping.town_layers import town_layers
from biwaq_geo.reports.unit_export import file_name, unit_file
from biwaq_geo.services.export_units import UnitTable, note_export
from biwaq_geo.services.ports import Store, Town
from biwaq_geo.services.saved_filters import saved_filters
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import words_column
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.who import asked_later

ALL, EMPTY = "all", "vacant"
SHOWN_ROWS = 50

_FOR_WHOM = {
    Audience.PUBLIC: "audience_public_help",
    Audience.INTERNAL: "audience_internal_help",
    Audience.CONFIDENTIAL: "audience_confidential_help",
}
_GOOD_FOR = {
    ExportFormat.XLSX: "form_xlsx",
    ExportFormat.CSV: "form_csv",
    ExportFormat.GEOPACKAGE: "form_geopackage",
    ExportFormat.GEOJSON: "form_geojson",
    ExportFormat.SHAPEFILE: "form_shapefile",
}


def units_to_export(
    store: Store, units: Sequence[CommercialUnit], texts: Texts
) -> Sequence[CommercialUnit]:
    """Let the person choose all units, the vacant ones, or those of a saved filter."""
    saved = {str(one.filter_id): one for one in saved_filters(store)}
    chosen = st.selectbox(
        texts("export.which"),
        [ALL, EMPTY, *saved],
        key="export_which",
        format_func=lambda key: saved[key].name if key in saved else texts(f"export.which_{key}"),
    )
    if chosen in saved:
        return kept(units, saved[chosen], today=state.app().today())
    return [unit for unit in units if chosen == ALL or unit.state in VACANT]


def audience(most: Audience, texts: Texts) -> Audience:
    """Let the person choose who will read the file; nobody above this installation."""
    offered = [one for one in Audience if one <= most]
    chosen: Audience = st.radio(
        texts("export.for_whom"),
        offered,
        key="export_audience",
        format_func=lambda one: texts(f"export.{EDITIONS[one]}"),
        captions=[texts(f"export.{_FOR_WHOM[one]}") for one in offered],
    )
    return chosen


def file_format(texts: Texts) -> ExportFormat:
    """Let the person choose the form of the file."""
    chosen = st.radio(
        texts("export.form"),
        [one.value for one in ExportFormat],
        key="export_format",
        format_func=lambda one: texts(f"export_format.{one}"),
        captions=[texts(f"export.{_GOOD_FOR[one]}") for one in ExportFormat],
    )
    return ExportFormat(chosen)


def download(town: Town, table: UnitTable, form: ExportFormat, texts: Texts) -> None:
    """Say what the file holds and offer it; it is made and remembered when it is taken."""
    st.markdown(
        texts(
            "export.holds",
            count=texts.number(len(table.units)),
            fields=texts.number(len(table.fields)),
        )
    )
    st.caption(texts("export.file", name=plain(file_name(table, form))))
    asked, actor = asked_later(), state.actor()
    st.download_button(
        texts("export.take"),
        data=lambda: taken(asked, town, table, form, texts=texts, actor=actor),
        file_name=file_name(table, form),
        key="export_take",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        disabled=not table.units,
    )


def taken(
    asked: Callable[[], Application],
    town: Town,
    table: UnitTable,
    form: ExportFormat,
    *,
    texts: Texts,
    actor: str,
) -> bytes:
    """Return the file after its export is remembered; needs no run of a page."""
    try:
        here = asked()
        layers, _ = town_layers(town, here.settings.layers_dir, audience=here.audience)
        made = unit_file(table, form, layers=layers, texts=texts)
        note_export(
            town.store,
            table,
            export_id=uuid4(),
            file_format=form,
            at=here.now(),
            actor=actor,
        )
    except BiwaqError as error:
        # the browser shows the words of the error that ends a download
        raise RuntimeError(texts.error(error)) from error
    return made


def left_out(table: UnitTable, texts: Texts) -> None:
    """Name the fields that the readers of the file must not see."""
    hidden = table.hidden()
    if not hidden:
        st.caption(texts("export.all_fields"))
        return
    with st.expander(texts("export.left_out", count=len(hidden)), icon=":material/visibility_off:"):
        st.markdown(" · ".join(plain(heading(field, texts)) for field in hidden))


def cut(lines: Sequence[str], texts: Texts) -> None:
    """List what the form of the file cannot hold."""
    if lines:
        with st.expander(texts("export.cuts", count=len(lines)), icon=":material/content_cut:"):
            st.caption(texts("export.cuts_help"))
            st.text("\n".join(lines))


def preview(table: UnitTable, texts: Texts) -> None:
    """Show the first rows as the file has them."""
    if not table.units:
        st.info(texts("export.empty"))
        return
    first = [line for _, line in zip(range(SHOWN_ROWS), rows(table, texts), strict=False)]
    frame = pd.DataFrame(first, columns=headings(table, texts))
    known = frame.dropna(axis="columns", how="all")
    st.caption(
        texts(
            "export.preview",
            shown=len(first),
            count=len(table.units),
            blank=len(frame.columns) - len(known.columns),
        )
    )
    named, *others = known.columns
    columns = {
        # nobody reads the whole of an id
        named: st.column_config.Column(width="small"),
        **{one: words_column(one, known[one]) for one in others if _holds_words(known[one])},
    }
    st.dataframe(known, hide_index=True, height=360, column_config=columns)


def _holds_words(column: pd.Series) -> bool:
    return all(isinstance(one, str) for one in column.dropna())
