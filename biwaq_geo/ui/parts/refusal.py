"""A refusal on screen: announced, and tied to the box that it is about.

Streamlit gives no way to tie a message to a box. The message lies in a container whose key
says which boxes it may be about, and `static/biwaq/told.js` does the rest in the page.
"""

import re
from collections.abc import Mapping
from uuid import uuid4

import streamlit as st

from biwaq_geo.domain import errors
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import error_words
from biwaq_geo.ui.parts.standing import note_refusal, say

_FILE = ("import_file", "layers_file", "import_other", "layers_other")
_ABOUT: Mapping[type[BiwaqError], tuple[str, ...]] = {
    errors.ActorNeededError: ("actor",),
    errors.BlockedByNeededError: ("blocked_by",),
    errors.DateBeforeStateError: ("since",),
    errors.DateInFutureError: ("since", "taken_on"),
    errors.DateNeededError: ("since",),
    errors.DeletionDayError: ("delete_on",),
    errors.EmptyNameError: ("name", "title"),
    errors.InputFileError: _FILE,
    errors.InterimEndNeededError: ("interim_until",),
    errors.InterimUserNeededError: ("interim_user",),
    errors.NotAboveZeroError: ("quantity",),
    errors.NoteEmptyError: ("text",),
    errors.OutcomeNeededError: ("case_outcome",),
    errors.PeriodError: ("interim_until", "end"),
    errors.PermitLightNeededError: ("permit_light",),
    errors.PhotoError: ("file", "camera"),
    errors.PlaceNeededError: ("section",),
    errors.PurposeNeededError: ("purpose",),
    errors.ReasonNeededError: ("reason",),
    errors.StepNotPossibleError: ("state",),
    errors.CaseStepNotPossibleError: ("case_status",),
    errors.UnitNotVacantError: ("scenario_unit",),
}
"""Ends of the keys of the boxes that an error is about, where it names no field itself."""

_IN_A_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


def refuse(
    error: BiwaqError, texts: Texts, *, box: str = "", icon: str | None = None, stays: bool = True
) -> None:
    """Say why something was refused, in a message that is tied to its box.

    Parameters
    ----------
    box
        Key of the box, where the error alone does not say which it is.
    stays
        An act was refused. What every run of a page looks at anew is said by each run as long
        as it holds, and does not stay.
    """
    about = (box,) if box else about_boxes(error)
    say_refusal(error_words(error, texts), *about, icon=icon, stays=stays)


def say_refusal(
    words: str, *boxes: str, icon: str | None = None, mild: bool = False, stays: bool = True
) -> None:
    """Show a message that is tied to the first of the boxes that is on screen.

    Parameters
    ----------
    boxes
        Keys of boxes, or their last words: `reason` stands for `…_reason`. Without any the
        message is tied to what was pressed.
    mild
        Whether something is only missing, and nothing wrong; it does not stay.
    stays
        As for `refuse`.
    """
    named = "".join(f"--{_IN_A_CLASS.sub('-', box)}" for box in boxes)
    if stays and not mild:
        say(note_refusal(words, boxes, named, icon))
        return
    # new with every refusal, so that the same words are read out again
    with st.container(key=f"refused_{uuid4().hex[:8]}{named}"):
        (st.warning if mild else st.error)(words, icon=icon)


def about_boxes(error: BiwaqError) -> tuple[str, ...]:
    """Return the ends of the keys of the boxes that the error is about.

    >>> about_boxes(errors.NumberRangeError(field="area_m2"))
    ('area_m2',)
    """
    if field := error.values.get("field"):
        return (str(field),)
    kinds = (kind for kind in type(error).__mro__ if kind in _ABOUT)
    kind = next(kinds, None)
    return () if kind is None else _ABOUT[kind]
