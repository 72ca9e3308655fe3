"""The table of key figures to take along."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from biwaq_geo.analysis.kpis.kpi import Kpi
from biwaq_geo.analysis.kpis.places import Place
from biwaq_geo.reports.kpi_export import FORMS, KpiTable, kpi_file, kpi_file_name
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.kpi_choice import place_name
from biwaq_geo.ui.parts.kpi_day_table import Beside, Readings


def kpi_files(
    town: Town,
    place: Place,
    look: Shown,
    kpis: Sequence[Kpi],
    found: Readings,
    texts: Texts,
    *,
    beside: Beside,
) -> None:
    """Offer the table that is shown, in the forms that people calculate with."""
    table = KpiTable(
        town=town.profile,
        place=place_name(place, texts),
        day=look.day,
        kpis=kpis,
        found=found,
        earlier=beside.earlier,
        earlier_day=beside.day,
        made_on=state.app().today(),
    )
    with st.container(horizontal=True):
        for form in FORMS:
            st.download_button(
                texts("figures.take", form=form.value.upper()),
                data=partial(kpi_file, table, form, texts),
                file_name=kpi_file_name(table, form),
                key=f"figures_take_{form.value}",
                icon=":material/download:",
                on_click="ignore",
            )
