"""From a file to a new layer: questions, report, looks, and storing it."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.mapping.upload_style import checked_text, order_of, styled
from biwaq_geo.services.import_units.raw_table import RawTable
from biwaq_geo.services.layer_upload.keep import add_layer, free_key
from biwaq_geo.services.layer_upload.persons import person_columns
from biwaq_geo.services.layer_upload.plan import LayerPlan
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import import_questions
from biwaq_geo.ui.parts.import_desk import told
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.layer_desk import (
    LayerDesk,
    ask_about_persons,
    ask_for_places,
    put_away,
)
from biwaq_geo.ui.parts.layer_form import layer_form
from biwaq_geo.ui.parts.layer_report import layer_report
from biwaq_geo.ui.parts.layer_switches import legend
from biwaq_geo.ui.parts.plain import plain


def new_layer(town: Town, desk: LayerDesk, texts: Texts) -> None:
    """Lead a file from its questions to a layer; what is wrong with it is said in words."""
    try:
        table = desk.table(town, texts)
        import_questions.told(table, texts)
        plan = _plan(town, desk, table, texts)
        _step(texts("layers.report"))
        layer_report(plan, texts)
        if plan.report.kept:
            _step(texts("layers.looks"))
            _looks(town, desk, plan, texts)
    except BiwaqError as error:
        told(error, texts)


def _plan(town: Town, desk: LayerDesk, table: RawTable, texts: Texts) -> LayerPlan:
    _step(texts("import.questions"))
    above = st.container()
    at = ask_for_places(desk, table, texts)
    no_persons = ask_about_persons(desk, person_columns(table).doubtful, texts)
    plan = desk.layer_plan(town, table, at=at, no_persons=no_persons)
    with above:
        import_questions.ask(desk, plan.asked, texts)
    return plan


def _looks(town: Town, desk: LayerDesk, plan: LayerPlan, texts: Texts) -> None:
    dimension = plan.report.dimension
    wishes = layer_form(
        plan.features,
        plan.titles,
        texts,
        key=f"layers_new_{desk.key}",
        dimension=dimension,
        source=desk.source,
    )
    key = free_key(town, wishes.title["de"])
    spec = styled(plan.features, wishes, key=key, titles=plan.titles, dimension=dimension)
    st.html(legend(spec, plan.features, texts))
    if not plan.settled:
        st.info(texts("import.still_open"), icon=":material/help:")
    if not wishes.title["de"]:
        st.info(texts("layers.title_missing"), icon=":material/help:")
    ready = plan.settled and bool(wishes.title["de"])
    if st.button(texts("layers.store"), key="layers_store", type="primary", disabled=not ready):
        added = add_layer(
            town,
            state.app().now,
            plan=plan,
            key=key,
            order=order_of(dimension),
            text=checked_text(spec, plan.features),
            actor=state.actor(),
        )
        note_act("layers.stored", added)
        put_away()
        st.rerun()


def _step(title: str) -> None:
    st.markdown(f"#### {plain(title)}")
