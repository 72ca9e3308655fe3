"""The requests for rooms as a list, and what is asked about one."""

from collections.abc import Sequence
from functools import partial
from uuid import NAMESPACE_OID, uuid5

import streamlit as st

from biwaq_geo.domain.requests import Request, RequestStatus, Seeker
from biwaq_geo.services.ports import Town
from biwaq_geo.services.requests import add_request, edit_request
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.words import choice_words
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.record_desk import Desk
from biwaq_geo.ui.parts.record_list import record_list
from biwaq_geo.ui.parts.record_words import use_words

GROUPS = {
    "request_who": ("title", "seeker", "use_key", "status"),
    "request_room": (
        "area_from_m2",
        "area_to_m2",
        "floor",
        "shop_window",
        "step_free",
        "water",
        "toilet",
        "kitchen",
        "place_wish",
    ),
    "request_time": ("start_on", "months", "hours"),
    "request_money": ("rent_limit_eur", "own_contribution"),
}
"""Every field that can be edited, in the order of a talk."""

BLANK = Request(uuid5(NAMESPACE_OID, "request"), title="", seeker=Seeker.FOUNDER, version=0)
"""What a new request begins as."""

_WAITING = [RequestStatus.OPEN, RequestStatus.OFFERED]


def desk(town: Town, texts: Texts) -> Desk[Request]:
    """Return how requests are kept."""
    actor = state.actor()
    return Desk(
        town,
        texts,
        GROUPS,
        state.REQUEST,
        add=lambda new_id, values: add_request(
            town.store, request_id=new_id, values=values, actor=actor
        ),
        edit=lambda seen, changes, act: edit_request(
            town.store, seen=seen, changes=changes, actor=actor, act=act
        ),
    )


def request_list(listed: Sequence[Request], texts: Texts) -> None:
    """Show the requests that a filter leaves; at first those that still wait."""
    text, statuses = _filter(texts) if listed else ("", [])
    left = [
        one
        for one in listed
        if text in f"{one.title} {one.place_wish or ''}".casefold()
        and (not statuses or one.status in statuses)
    ]
    record_list(
        left,
        {
            texts("field.title"): [one.title for one in left],
            texts("field.status"): [choice_words(one.status, texts) for one in left],
            texts("field.seeker"): [choice_words(one.seeker, texts) for one in left],
            texts("field.use_key"): [
                use_words(one.use_key, texts) if one.use_key else MISSING for one in left
            ],
            texts("entry.area"): [_area(one, texts) for one in left],
            texts("field.start_on"): [texts.day(one.start_on) for one in left],
        },
        texts,
        key="request_list",
        chosen_key=state.REQUEST,
        total=len(listed),
    )


def _filter(texts: Texts) -> tuple[str, Sequence[RequestStatus]]:
    text = st.text_input(texts("entry.search"), key="request_text", max_chars=120)
    statuses = st.pills(
        texts("field.status"),
        list(RequestStatus),
        default=_WAITING,
        key="request_statuses",
        selection_mode="multi",
        wrap=True,
        format_func=partial(choice_words, texts=texts),
    )
    return text.strip().casefold(), statuses


def _area(request: Request, texts: Texts) -> str:
    low, high = request.area_from_m2, request.area_to_m2
    if low is None and high is None:
        return MISSING
    return " – ".join(texts.number(one, unit="m²") if one else "" for one in (low, high)).strip()
