"""Page: the key figures of a place on any day, and how they came about."""

import streamlit as st

from biwaq_geo.analysis.kpis.places import PlaceKind
from biwaq_geo.domain.town_figures import TownFigure
from biwaq_geo.services.kpis.facts import places
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.bought_figures import bought_figures
from biwaq_geo.ui.parts.day_picker import day_picker, past_banner, present, shown
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.kpi_book import facts_at, look_at, readings_at, shown_kpis
from biwaq_geo.ui.parts.kpi_choice import ask_earlier, ask_place, place_name
from biwaq_geo.ui.parts.kpi_day_table import Beside, explanations, kpi_day_table
from biwaq_geo.ui.parts.kpi_files import kpi_files
from biwaq_geo.ui.parts.kpi_notes import kpi_notes
from biwaq_geo.ui.parts.kpi_views import kpi_views
from biwaq_geo.ui.parts.last_act import last_act
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.plain import plain

texts, town = state.texts(), state.town()
st.title(texts("figures.title"))
demo_banner()
look = shown(town)
past_banner(look, texts)
last_act(town, texts, TownFigure)
asking, below = st.container(horizontal=True, vertical_alignment="bottom"), st.container()
with asking:
    place = ask_place(places(town), texts)
    earlier = ask_earlier(look, texts, told=below)
    day_picker(look, texts, key="figures")

kpis = shown_kpis(place)
found = readings_at(town, place, look, kpis)
beside = Beside(
    now=readings_at(town, place, present(town), kpis) if look.past else None,
    earlier=readings_at(town, place, look_at(town, earlier, look), kpis) if earlier else None,
    day=earlier,
)
st.subheader(plain(place_name(place, texts)))
kpi_day_table(kpis, found, texts, beside=beside)
kpi_notes(facts_at(town, place, look), place, texts)
kpi_files(town, place, look, kpis, found, texts, beside=beside)
explanations(kpis, texts)
if place.kind is PlaceKind.TOWN and not look.past:
    bought_figures(town, texts)
kpi_views(town, place, look, earlier, texts)
watch_the_register()
