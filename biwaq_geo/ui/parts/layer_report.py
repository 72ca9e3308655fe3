"""What a file would be as a layer, row by row in numbers, before anything is stored."""

import pandas as pd
import streamlit as st

from biwaq_geo.services.layer_upload.plan import LayerPlan
from biwaq_geo.services.layer_upload.shapes import LINES_TOLD, ShapeFault
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import plain

_FIRST_ROWS = 5


def layer_report(plan: LayerPlan, texts: Texts) -> None:
    """Show what is taken over, what is not and why, and the first rows."""
    report = plan.report
    kind = texts(f"layers.kind_{report.dimension}")
    said = texts("layers.kept", kept=texts.number(report.kept), rows=texts.number(report.rows))
    (st.success if report.kept == report.rows else st.warning)(f"{said} {kind}")
    if report.found:
        faults = [fault for fault in ShapeFault if fault in report.found]
        st.table(
            pd.DataFrame(
                {
                    texts("layers.what"): [texts(f"layers.fault_{fault}") for fault in faults],
                    texts("layers.count"): [texts.number(report.found[fault]) for fault in faults],
                    texts("layers.lines"): [_lines(plan, fault) for fault in faults],
                }
            ),
            border="horizontal",
            hide_index=True,
        )
    if ShapeFault.REPAIRED in report.found and report.area_before_m2:
        before, after = (
            texts.number(area, digits=1, unit="m²")
            for area in (report.area_before_m2, report.area_after_m2)
        )
        st.caption(texts("layers.repaired_area", before=before, after=after))
    if ShapeFault.OVERLAPPING in report.found:
        shared = texts.number(report.shared_m2, digits=1, unit="m²")
        st.caption(texts("layers.overlap_area", shared=shared))
    if not report.all_pairs:
        st.caption(texts("layers.overlap_more"))
    if plan.titles:
        columns = ", ".join(plan.titles.values())
        st.caption(plain(texts("layers.columns_taken", columns=columns)))
        first = plan.features.drop(columns=plan.features.geometry.name).head(_FIRST_ROWS)
        st.dataframe(first, key="layers_first_rows", column_config=dict(plan.titles))


def _lines(plan: LayerPlan, fault: ShapeFault) -> str:
    lines = plan.report.lines[fault]
    more = plan.report.found[fault] > LINES_TOLD
    return ", ".join(map(str, lines)) + (" …" if more else "")
