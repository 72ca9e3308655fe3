"""What one can look at more closely; only what is chosen is computed."""

from datetime import date

import streamlit as st

from biwaq_geo.analysis.kpis.places import Place
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.kpi_book import facts_at
from biwaq_geo.ui.parts.kpi_branches import kpi_branches
from biwaq_geo.ui.parts.kpi_clusters import kpi_clusters
from biwaq_geo.ui.parts.kpi_course import kpi_course
from biwaq_geo.ui.parts.kpi_flow import kpi_flow
from biwaq_geo.ui.parts.kpi_reach import kpi_reach
from biwaq_geo.ui.parts.kpi_survival import kpi_survival

COURSE = "course"
VIEWS = (COURSE, "survival", "flow", "branches", "clusters", "reach")


def kpi_views(town: Town, place: Place, look: Shown, earlier: date | None, texts: Texts) -> None:
    """Let the person choose a view of the place, and show it."""
    chosen = st.segmented_control(
        texts("figures.view"),
        VIEWS,
        default=COURSE,
        key="figures_view",
        required=True,
        format_func=lambda view: texts(f"figures.view_{view}"),
    )
    if chosen == COURSE:
        kpi_course(town, place, look, texts)
        return
    facts = facts_at(town, place, look)
    match chosen:
        case "survival":
            kpi_survival(facts, texts)
        case "flow":
            kpi_flow(facts, earlier, texts)
        case "branches":
            kpi_branches(facts, texts)
        case "reach":
            kpi_reach(town, facts, texts)
        case _:
            kpi_clusters(town, place, facts, look, texts)
