"""Use cases: who looks for a room, and how far the search has come."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from biwaq_geo.domain.errors import EmptyNameError, NumberRangeError
from biwaq_geo.domain.record_edits import with_changes
from biwaq_geo.domain.requests import Request, RequestStatus, Seeker
from biwaq_geo.services.ports import Store
from biwaq_geo.services.races import save_edit
from biwaq_geo.services.retry import again_after_collision

_ORDER = list(RequestStatus)


def requests(store: Store) -> Sequence[Request]:
    """Return the requests, open ones first, by title; without those in the recycle bin."""
    kept = [one for one in store.records(Request) if one.removed_on is None]
    return sorted(
        kept, key=lambda one: (_ORDER.index(one.status), one.title.casefold(), one.request_id)
    )


@again_after_collision
def add_request(
    store: Store, *, request_id: UUID, values: Mapping[str, object], actor: str
) -> Request:
    """Save a new request and return it; the same one sent again is saved once.

    Parameters
    ----------
    request_id
        Made by the caller once.
    values
        By field; one that is left out is not known.

    Raises
    ------
    EmptyNameError
        It has no title.
    FieldFixedError, NumberRangeError, TextTooLongError
        A value does not fit its field, or the largest area is below the smallest one.
        Nothing was saved.
    """
    blank = Request(request_id, title="", seeker=Seeker.FOUNDER)
    made = _checked(with_changes(blank, values))
    with store.transaction() as tx:
        tx.add(made, actor=actor)
    return made


@again_after_collision
def edit_request(
    store: Store,
    *,
    seen: Request,
    changes: Mapping[str, object],
    actor: str,
    act: UUID | None = None,
) -> Request:
    """Save these fields and return the request as stored; sent again it changes nothing.

    Parameters
    ----------
    seen
        The request as the person saw it when they began to type.
    act
        As for `races.Saving`.

    Raises
    ------
    RaceLostError
        Somebody saved it meanwhile; the conflict says what each made of it.
    BiwaqError
        As for `add_request`. Nothing was saved.
    """
    mine = _checked(with_changes(seen, changes))
    with store.transaction() as tx:
        return save_edit(tx, seen=seen, mine=mine, actor=actor, act=act)


def _checked(request: Request) -> Request:
    if not request.title:
        raise EmptyNameError
    low, high = request.area_from_m2, request.area_to_m2
    if low is not None and high is not None and high < low:
        raise NumberRangeError(field="area_to_m2", found=high, expected=f"≥ {low:g}")
    return request
