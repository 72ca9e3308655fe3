"""Who reaches a place on foot: its units in use, and its firms that take people in."""

from collections.abc import Mapping

import streamlit as st

from biwaq_geo.analysis.kpis.catalogue import KPIS
from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.near import inhabitants_near, participants_near
from biwaq_geo.analysis.kpis.place_figures import NEAR
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.catalogue import WalkProfile
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.kpis.near import hosting, in_use, near
from biwaq_geo.services.ports import Town
from biwaq_geo.services.reach import Walkers
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.kpi_day_table import kpi_day_table
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.reach_count import walked_by


def kpi_reach(town: Town, facts: Facts, texts: Texts) -> None:
    """Show the inhabitants near the place and, to the town hall, the participants."""
    st.subheader(texts("figures.reach"))
    # the first profile of the catalogue is the usual one
    profile = next(iter(state.app().catalogues.walking.values()))
    try:
        walked = walked_by(town, profile, speed_kmh=profile.speed_kmh.value, perceived=False)
    except BiwaqError as error:
        st.error(error_words(error, texts), icon=":material/error:")
        return
    st.caption(_how(town, profile, texts))
    found = _readings(walked, facts)
    if not found:
        st.info(texts("figures.reach_none"))
        return
    kpis = [KPIS[key] for key in found if KPIS[key].audience <= state.app().audience]
    kpi_day_table(kpis, found, texts)


def _readings(walked: Walkers, facts: Facts) -> Mapping[str, Reading]:
    reached = near(walked, in_use(facts))
    if not reached.places:
        return {}
    firms = near(walked, hosting(facts))
    return {
        **{key: inhabitants_near(reached.persons, minutes) for minutes, key in NEAR.items()},
        "participants_near": participants_near(firms.participants),
    }


def _how(town: Town, profile: WalkProfile, texts: Texts) -> str:
    return texts(
        "figures.reach_help",
        who=plain(texts.of(profile.title)),
        speed=texts.number(profile.speed_kmh.value, digits=1, unit="km/h"),
        day=texts.day(town.profile.as_of),
    )
