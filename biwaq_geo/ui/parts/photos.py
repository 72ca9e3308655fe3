"""Photos of a unit: those there are, one more from camera or file, and taking one away."""

from contextlib import suppress
from datetime import date
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError, PhotoMissingError
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.photos import (
    NewPhoto,
    add_photo,
    photos_of,
    remove_photo,
    removed_photos_of,
    restore_photo,
)
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.field_input import EARLIEST
from biwaq_geo.ui.parts.last_act import last_act, note_act
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.refusal import refuse, say_refusal
from biwaq_geo.ui.parts.unit_words import label

OFFERED = ("image/*", ".heic", ".heif")
"""What the browser offers to choose from. With a kind of content among them names are not
looked at: what counts are the bytes."""
MAX_MB = 15
IN_A_ROW = 2
SMALL_PX = 72


def photo_strip(unit: CommercialUnit, texts: Texts, *, at_revision: int | None = None) -> None:
    """Show the photos of the unit, the latest first, with what is said of them."""
    town = state.town()
    shown = photos_of(town.store, unit.unit_id, at_revision=at_revision)
    columns = st.columns(IN_A_ROW) if shown else ()
    for number, photo in enumerate(shown):
        with columns[number % IN_A_ROW]:
            try:
                picture = town.photos.read(photo.sha256)
            except PhotoMissingError as error:
                st.warning(error_words(error, texts))
                continue
            st.image(
                picture,
                caption=plain(_about(photo, texts)),
                alt=_alternative(photo, unit, texts),
                width="stretch",
            )


def photo_desk(unit: CommercialUnit, texts: Texts) -> None:
    """Offer to add a photo to the unit, to take one away and to bring one back."""
    key = f"photos_{unit.unit_id}"
    with st.expander(texts("photos.title"), icon=":material/photo_camera:"):
        last_act(state.town(), texts, Photo, unit_id=unit.unit_id)
        # one id for as long as the form is open, so that saving twice adds one photo
        photo_id: UUID = st.session_state.setdefault(f"{key}_id", uuid4())
        try:
            _form(unit, texts, photo_id=photo_id)
            _list(unit, texts)
        except BiwaqError as error:
            refuse(error, texts, icon=":material/error:")


def _form(unit: CommercialUnit, texts: Texts, *, photo_id: UUID) -> None:
    key = f"photo_{photo_id}"
    source = st.radio(
        texts("photos.source"),
        ("file", "camera"),
        key=f"{key}_source",
        format_func=lambda name: texts(f"photos.from_{name}"),
        horizontal=True,
    )
    with st.form(key, border=True):
        st.info(texts("photos.reminder"), icon=":material/privacy_tip:")
        picture = _picture(texts, key=key, camera=source == "camera")
        # a file may be of any day, a camera takes its picture now
        day = state.app().today() if source == "camera" else None
        caption, taken_on, rights_holder = _words(texts, key=key, day=day)
        if not st.form_submit_button(texts("photos.save"), type="primary", width="stretch"):
            return
    if picture is None:
        say_refusal(
            texts("photos.none_chosen"),
            f"{key}_file",
            f"{key}_camera",
            icon=":material/warning:",
            mild=True,
        )
        return
    new = NewPhoto(
        photo_id=photo_id,
        unit_id=unit.unit_id,
        data=picture,
        caption=caption,
        taken_on=taken_on,
        rights_holder=rights_holder,
    )
    town = state.town()
    with st.spinner(texts("photos.working")):
        added = add_photo(town.store, town.photos, state.app().today, new=new, actor=state.actor())
    # the next photo gets an id, and with it an empty form, of its own
    st.session_state[f"photos_{unit.unit_id}_id"] = uuid4()
    _done("photos.saved", added)


def _picture(texts: Texts, *, key: str, camera: bool) -> bytes | None:
    if camera:
        taken = st.camera_input(texts("photos.camera"), key=f"{key}_camera")
    else:
        taken = st.file_uploader(
            texts("photos.file", limit=MAX_MB),
            type=OFFERED,
            key=f"{key}_file",
            max_upload_size=MAX_MB,
        )
    return None if taken is None else taken.getvalue()


def _words(texts: Texts, *, key: str, day: date | None) -> tuple[str, date | None, str]:
    caption = st.text_input(texts("photos.caption"), key=f"{key}_caption", max_chars=200)
    left, right = st.columns(2)
    taken_on = left.date_input(
        texts("photos.taken_on"),
        value=day,
        min_value=EARLIEST,
        key=f"{key}_{day}_taken_on",
        format="DD.MM.YYYY",
    )
    rights_holder = right.text_input(
        texts("photos.rights_holder"),
        key=f"{key}_rights",
        max_chars=120,
        help=texts("photos.rights_help"),
    )
    return caption, taken_on, rights_holder


def _list(unit: CommercialUnit, texts: Texts) -> None:
    town, today = state.town(), state.app().today
    for photo in photos_of(town.store, unit.unit_id):
        if _line(photo, texts, "remove", icon=":material/delete:"):
            gone = remove_photo(
                town.store,
                today,
                photo_id=photo.photo_id,
                seen_version=photo.version,
                actor=state.actor(),
            )
            _done("photos.removed", gone)
    for photo in removed_photos_of(town.store, today, unit.unit_id):
        if _line(photo, texts, "restore", icon=":material/undo:"):
            back = restore_photo(
                town.store,
                town.photos,
                today,
                photo_id=photo.photo_id,
                seen_version=photo.version,
                actor=state.actor(),
            )
            _done("photos.restored", back)


def _line(photo: Photo, texts: Texts, act: str, *, icon: str) -> bool:
    """Show the photo and what is said of it beside the button; say if it was pressed."""
    card = st.container(key=f"card_{photo.photo_id}")
    small, words, button = card.columns([1, 2, 2], vertical_alignment="center")
    with suppress(PhotoMissingError):
        picture = state.town().photos.read(photo.sha256)
        # the words beside it say all that there is to say
        small.image(picture, width=SMALL_PX, alt="")
    words.caption(plain(_about(photo, texts)))
    return button.button(
        texts(f"photos.{act}"), key=f"photo_{act}_{photo.photo_id}", icon=icon, width="stretch"
    )


def _done(what: str, photo: Photo) -> None:
    note_act(what, photo)
    st.rerun()


def _about(photo: Photo, texts: Texts) -> str:
    """Return caption, day and rights holder on one line."""
    day = texts.day(photo.taken_on)
    if photo.taken_on is None:
        day = texts("photos.added", day=texts.day(photo.added_on))
    holder = texts("photos.by", name=photo.rights_holder) if photo.rights_holder else ""
    return " · ".join(part for part in (photo.caption, day, holder) if part)


def _alternative(photo: Photo, unit: CommercialUnit, texts: Texts) -> str:
    """Return what is read out in place of the photo."""
    return texts("photos.alternative", address=label(unit, texts), about=_about(photo, texts))
