"""Whom to ask about a unit, a business or a request: confidential, with a day of deletion."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import streamlit as st

from biwaq_geo.domain.contacts import Channel, Contact
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.records import NAMES, Record, id_of
from biwaq_geo.services.contacts import add_contact, forget_contact, save_contact
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import value_words
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.refusal import refuse

_USUALLY_KEPT = timedelta(days=365)
_LINES = ("organisation", "phone", "email", "post_address", "channel", "note")


def do_not_contact(contacts: Sequence[Contact], texts: Texts) -> None:
    """Say whom nobody may write to or call, above everything else."""
    names = [contact.name for contact in contacts if contact.do_not_contact]
    if names:
        st.error(
            texts("contact.stop", names=plain(", ".join(names))), icon=":material/phone_disabled:"
        )


def contacts_desk(town: Town, subject: Record, contacts: Sequence[Contact], texts: Texts) -> None:
    """Show who speaks for the record, each with its form, and the form of a new one.

    `subject` is a unit, a business or a request.
    """
    st.caption(texts("contact.privacy"))
    _take_back(town, contacts, texts)
    if not contacts:
        st.caption(texts("contact.none"))
    for contact in contacts:
        with st.container(border=True, key=f"card_{contact.contact_id}"):
            with st.container(gap=None):
                _card(contact, texts)
            with st.expander(texts("contact.edit"), key=f"contact_edit_{contact.contact_id}"):
                if _form(town, contact, texts, new=False):
                    st.rerun()
            _forget(town, contact, texts)
    key = f"contact_new_{id_of(subject)}"
    new_id = st.session_state.setdefault(key, uuid4())
    with st.expander(texts("contact.new"), key=f"{key}_box"):
        kept_until = state.app().today() + _USUALLY_KEPT
        about_it: Any = {f"{NAMES[type(subject)]}_ids": (id_of(subject),)}
        fresh = Contact(new_id, "", "", kept_until, **about_it)
        if _form(town, fresh, texts, new=True):
            del st.session_state[key]
            st.rerun()


def _card(contact: Contact, texts: Texts) -> None:
    st.markdown(f"**{plain(contact.name)}**")
    if contact.do_not_contact:
        st.markdown(f":red[:material/phone_disabled: {texts('field.do_not_contact')}]")
    for name in _LINES:
        value = getattr(contact, name)
        if value:
            words = plain(value_words(Contact, name, value, texts))
            st.markdown(f"{texts(f'field.{name}')}: {words}")
    day = texts.day(contact.delete_on)
    st.caption(texts("contact.until", purpose=plain(contact.purpose), day=day))
    if contact.delete_on <= state.app().today():
        st.warning(texts("contact.overdue", day=day), icon=":material/auto_delete:")


def _form(town: Town, contact: Contact, texts: Texts, *, new: bool) -> bool:
    """Show the form of a contact and say whether it was saved.

    It is one form that sends nothing before it is submitted, and no draft is kept of it:
    personal data lie in one place only.
    """
    # a saved contact gets a fresh form, so that the boxes never show an older version
    key = f"contact_{contact.contact_id}_{contact.version}"
    with st.form(key, border=False):
        typed = _boxes(contact, texts, key=key)
        if not st.form_submit_button(texts("contact.save"), type="primary"):
            return False
    keep = add_contact if new else save_contact
    try:
        saved = keep(town.store, state.app().today, contact=typed, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts)
        return False
    # the history keeps nothing of contacts, so what was before is known to this session only
    st.session_state[state.LAST_CONTACT] = (None if new else contact, saved)
    return True


def _take_back(town: Town, contacts: Sequence[Contact], texts: Texts) -> None:
    """Offer to take back what this session saved last, as long as nobody saved since."""
    last: tuple[Contact | None, Contact] | None = st.session_state.get(state.LAST_CONTACT)
    if last is None or last[1] not in contacts:
        return
    before, saved = last
    st.success(texts("contact.saved"), icon=":material/check_circle:")
    if not st.button(texts("act.undo"), key="contact_undo", icon=":material/undo:"):
        return
    try:
        if before is None:
            forget_contact(town.store, contact_id=saved.contact_id, actor=state.actor())
        else:
            again = replace(before, version=saved.version)
            save_contact(town.store, state.app().today, contact=again, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts)
        return
    del st.session_state[state.LAST_CONTACT]
    st.rerun()


def _boxes(contact: Contact, texts: Texts, *, key: str) -> Contact:
    known = about(Contact)

    def line(name: str) -> str:
        typed: str = st.text_input(
            texts(f"field.{name}"),
            value=getattr(contact, name) or "",
            max_chars=known[name].length,
            key=f"{key}_{name}",
        )
        return typed

    left, right = st.columns(2)
    with left:
        name, organisation, phone = line("name"), line("organisation"), line("phone")
        email, post_address = line("email"), line("post_address")
    with right:
        purpose, note = line("purpose"), line("note")
        until = st.date_input(
            texts("field.delete_on"),
            value=contact.delete_on,
            key=f"{key}_delete_on",
            format="DD.MM.YYYY",
        )
        channel = st.selectbox(
            texts("field.channel"),
            [*Channel],
            index=[*Channel].index(contact.channel) if contact.channel else None,
            placeholder=texts("common.none"),
            key=f"{key}_channel",
            format_func=lambda value: texts(f"channel.{value}"),
        )
        stop = st.checkbox(
            texts("field.do_not_contact"),
            value=contact.do_not_contact,
            key=f"{key}_do_not_contact",
        )
    return replace(
        contact,
        name=name,
        purpose=purpose,
        delete_on=until,
        organisation=organisation or None,
        phone=phone or None,
        email=email or None,
        post_address=post_address or None,
        channel=channel,
        do_not_contact=stop,
        note=note or None,
    )


def _forget(town: Town, contact: Contact, texts: Texts) -> None:
    key = f"contact_forget_{contact.contact_id}"
    with st.popover(texts("contact.forget"), icon=":material/delete_forever:", key=f"{key}_box"):
        if st.button(texts("contact.forget_sure", name=plain(contact.name)), key=key):
            forget_contact(town.store, contact_id=contact.contact_id, actor=state.actor())
            st.rerun()
