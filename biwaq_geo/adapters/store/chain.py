"""The chain of hashes that shows whether somebody altered an event from outside."""

import hashlib
from collections.abc import Sequence
from json.encoder import encode_basestring

from biwaq_geo.adapters.store.event_rows import EventRow
from biwaq_geo.adapters.store.subjects import json_text

START = "0" * 64
"""Chain value before the first event."""


def link(row: EventRow, *, before: str) -> str:
    """Return the chain value of an event row after the event with the value `before`.

    SHA-256 over the previous value and the row in canonical JSON, as hexadecimal text.

    Raises
    ------
    TypeError
        A value is of no kind that an event has.
    """
    return hashlib.sha256(content(row, before=before).encode()).hexdigest()


def content(row: EventRow, *, before: str) -> str:
    """Return what is hashed: the same text as `json_text` of the values in a list."""
    number, at, actor, action, kind, subject, version, changes, batch, act, _ = row
    # what most events do not have is hashed only where it stands
    if batch or act or type(number) is not int or type(version) is not int:
        rest = [batch, act] if act else [batch] if batch else []
        return json_text([before, *row[:_HASHED], *rest])
    # a register of 100,000 events is opened twice as fast this way
    text = encode_basestring
    return (
        f'["{before}",{number},{text(at)},{text(actor)},{text(action)},{text(kind)},'
        f"{text(subject)},{version},{text(changes)}]"
    )


_HASHED = EventRow._fields.index("batch")
"""How many values of a row are always hashed."""


def first_broken(rows: Sequence[EventRow]) -> int | None:
    """Return the number of the first event that is altered or missing, None if all hold.

    Parameters
    ----------
    rows
        All events in the order of their numbers.
    """
    before = START
    for expected, row in enumerate(rows, start=1):
        try:
            holds = row[0] == expected and row[-1] == link(row, before=before)
        except (TypeError, ValueError):
            holds = False
        if not holds:
            return expected
        before = row[-1]
    return None
