"""A new audit of a section, and correcting one that is saved."""

from functools import partial
from uuid import NAMESPACE_OID, uuid5

import streamlit as st

from biwaq_geo.analysis.street_audit import AuditIndex, audit_index
from biwaq_geo.domain.rising_ids import rising_id
from biwaq_geo.domain.street_audits import StreetAudit, score_texts
from biwaq_geo.services.drafts import saved_meanwhile
from biwaq_geo.services.ports import Town
from biwaq_geo.services.street_audits import add_audit, edit_audit
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import choice_words
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.audit_cards import SCORES, assessed, begin_anew, cards, listed
from biwaq_geo.ui.parts.conflict import conflict_desk, save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.into_the_bin import into_the_bin
from biwaq_geo.ui.parts.last_act import note_act, undo_last_change

_FIELDS = ("audited_on", "auditor", "note")


def new_audit(town: Town, section_id: str, texts: Texts) -> None:
    """Ask for an audit of the section, item by item; what is touched is kept at once."""
    form = _form(town, "audit", _blank(section_id), whole=True)
    form.prepare()
    if form.draft is not None and saved_meanwhile(town.store, kind=StreetAudit, typed=form.draft):
        # it was saved and only the answer got lost
        form.drop()
        begin_anew(form)
    items = state.app().catalogues.street_audit
    if not items:
        st.info(texts("audit.no_items"))
        return
    end = cards(form, items, texts)
    listed(form, items, texts)
    if end or len(assessed(form, items)) == len(items):
        _finish(town, form, texts)
    draft_notice(form, texts)


def _finish(town: Town, form: DraftForm[StreetAudit], texts: Texts) -> None:
    items, app = state.app().catalogues.street_audit, state.app()
    scores = assessed(form, items)
    index_words(audit_index(scores, items), texts)
    for field in _FIELDS:
        form.draw(field, texts)
    asked = st.button(texts("audit.save"), key=f"{form.key}_save", type="primary", width="stretch")
    if asked:
        save(
            form,
            lambda: add_audit(
                town,
                app.today,
                items,
                audit_id=form.act,
                values={**form.values, SCORES: score_texts(scores)},
                actor=state.actor(),
            ),
            texts,
            partial(_saved, form),
        )


def _saved(form: DraftForm[StreetAudit], audit: StreetAudit) -> None:
    begin_anew(form)
    note_act("act.added", audit)
    st.rerun()


def correct_audit(town: Town, audit: StreetAudit, texts: Texts) -> None:
    """Let an audit be corrected; two who do it at once are both asked."""
    form = _form(town, "audit_facts", audit, whole=False)
    form.prepare()
    app, items = state.app(), state.app().catalogues.street_audit
    done = partial(_corrected, form)
    if conflict_desk(form, texts, done):
        return
    cards(form, items, texts)
    listed(form, items, texts)
    for field in _FIELDS:
        form.draw(field, texts)
    with st.container(horizontal=True):
        asked = st.button(
            texts("entry.save"), key=f"{form.key}_save", type="primary", disabled=not form.typed
        )
        away = st.button(texts("bin.remove"), key=f"{form.key}_bin", icon=":material/delete:")
    draft_notice(form, texts)
    if asked:
        save(
            form,
            lambda: edit_audit(
                town,
                app.today,
                items,
                seen=form.seen(),
                values=form.typed,
                actor=state.actor(),
                act=form.act,
            ),
            texts,
            done,
        )
    version = form.seen_version
    if away and into_the_bin(town, StreetAudit, form.record_id, seen_version=version, texts=texts):
        form.drop()
        begin_anew(form)
        st.rerun()
    undo_last_change(town, audit, texts)


def _corrected(form: DraftForm[StreetAudit], audit: StreetAudit) -> None:
    begin_anew(form)
    note_act("act.saved", audit)
    st.rerun()


def index_words(found: AuditIndex, texts: Texts) -> None:
    """Say the index with its parts and how much of the catalogue they rest on."""
    whole = found.whole
    known, total = texts.number(whole.known), texts.number(whole.total)
    basis = texts("audit.based_on", known=known, total=total)
    if whole.value is None:
        st.info(f"{texts('audit.too_little')} {basis}")
    else:
        st.markdown(f"{texts('audit.index', score=texts.number(whole.value))} {basis}")
    parts = [
        f"{choice_words(group, texts)} {texts.number(part.value)} ({part.known}/{part.total})"
        for group, part in found.parts.items()
    ]
    st.caption(" · ".join(parts))


def _form(town: Town, name: str, audit: StreetAudit, *, whole: bool) -> DraftForm[StreetAudit]:
    fields = ("scores", *_FIELDS, *(("section_id",) if whole else ()))
    initial = {field: getattr(audit, field) for field in fields}
    now = state.app().now
    return DraftForm(town.store, name, audit, initial, whole, lambda: rising_id(now()))


def _blank(section_id: str) -> StreetAudit:
    """Return what the draft of a new audit hangs on: the same one for the same section."""
    return StreetAudit(
        uuid5(NAMESPACE_OID, f"audit {section_id}"),
        section_id=section_id,
        audited_on=state.app().today(),
        auditor=state.actor(),
        version=0,
    )
