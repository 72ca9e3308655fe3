"""Page: audit a street section on the street, and see how the street has moved."""

import streamlit as st

from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.services.street_audits import audits, sections_scored
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.audit_desk import correct_audit, new_audit
from biwaq_geo.ui.parts.audit_history import compare_two, versions
from biwaq_geo.ui.parts.audit_pick import pick_section, score_now
from biwaq_geo.ui.parts.audit_strip import strip
from biwaq_geo.ui.parts.day_picker import day_picker, past_banner, shown
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.last_act import last_act
from biwaq_geo.ui.parts.live import watch_the_register

texts, town = state.texts(), state.town()
st.title(texts("nav.street_audit"))
demo_banner()
look = shown(town)
past_banner(look, texts)
sections = sections_scored(town, day=look.day, at_revision=look.revision)
if sections.empty:
    st.info(texts("audit.no_sections"))
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    section_id = pick_section(sections, texts)
    day_picker(look, texts, key="audit")
last_act(town, texts, StreetAudit)
if section_id is None:
    st.info(texts("audit.choose"), icon=":material/touch_app:")
    strip(town, sections, texts, look=look)
    st.stop()
items = state.app().catalogues.street_audit
found = audits(town.store, section_id=section_id, day=look.day, at_revision=look.revision)
scores = sections["street_score"].astype(float).to_dict()
score_now(str(sections.at[section_id, "name"]), scores[section_id], found, texts)
may_change = state.may_change("audit") and not look.past
names = ["walk", "history", "strip"] if may_change else ["history", "strip"]
tabs = dict(zip(names, st.tabs([texts(f"audit.tab_{name}") for name in names]), strict=True))
if "walk" in tabs:
    with tabs["walk"]:
        new_audit(town, section_id, texts)
with tabs["history"]:
    if not found:
        st.info(texts("audit.none_yet"))
    else:
        versions(found, items, texts)
        compare_two(found, items, texts)
        if may_change:
            st.subheader(texts("audit.correct_last"))
            correct_audit(town, found[0], texts)
with tabs["strip"]:
    strip(town, sections, texts, look=look, axis=str(sections.at[section_id, "axis"]))
watch_the_register()
