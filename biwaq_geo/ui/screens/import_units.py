"""Page: take units from a file, after having seen what becomes of every row."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.import_units.asking import questions
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import import_mapping, import_questions, import_report
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.import_desk import desk, told

texts, town = state.texts(), state.town()
st.title(texts("nav.import_units"))
st.caption(texts("import.intro"))
demo_banner()
import_report.what_was_done(town.store, texts)
lying = desk(texts)
if lying is not None:
    try:
        table = lying.table(town, texts)
        import_questions.told(table, texts)
        st.subheader(texts("import.questions"))
        # the questions stand above the columns and depend on what these mean
        above = st.container()
        st.subheader(texts("import.columns"))
        meaning = import_mapping.mapping(lying, table, texts)
        with above:
            import_questions.ask(lying, questions(town, table, meaning), texts)
        st.subheader(texts("import.rows"))
        plan = lying.plan(town, table, meaning)
        import_report.report(plan, texts)
        import_report.save(town.store, plan, texts)
    except BiwaqError as error:
        told(error, texts)
