"""Page: what waiting costs by street and unit, and who pays what if something is done."""

import streamlit as st

from biwaq_geo.analysis.waiting import waiting_streets, waiting_units
from biwaq_geo.services.scenarios import do_nothing
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.rent_calculator import rent_calculator
from biwaq_geo.ui.parts.waiting_tables import streets_table, units_table

texts, town, here = state.texts(), state.town(), state.app()
st.title(texts("waiting.title"))
demo_banner()
nothing = do_nothing(here.now, revision=town.store.revision())
assumptions = thinking.assumed(town, nothing)
assumed = {key: item.value for key, item in assumptions.items()}
units, today = town.store.units(), here.today()
found = waiting_units(units, assumed, day=today)
st.caption(texts("waiting.help"))
if not found:
    st.info(texts("scenario.no_vacant"))
else:
    st.subheader(texts("waiting.by_street"))
    streets_table(waiting_streets(found, day=today), texts, day=today)
    st.subheader(texts("waiting.by_unit"))
    units_table(found, {unit.unit_id: unit for unit in units}, texts, day=today)
    st.caption(texts("waiting.permit_help"))
    st.subheader(texts("waiting.calculator"))
    rent_calculator(units, found, here.catalogues, assumed, texts, today=today)
watch_the_register()
