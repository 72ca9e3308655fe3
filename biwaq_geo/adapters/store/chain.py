"""The chain of hashes that shows whether somebody altered an event from outside."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from biwaq_geo.adapters.store.subjects import json_text

START = "0" * 64
"""Chain value before the first event."""

_HASHED = (
    "number",
    "at",
    "actor",
    "action",
    "subject_kind",
    "subject_id",
    "version",
    "changes",
)


def link(row: Mapping[str, Any], *, before: str) -> str:
    """Return the chain value of an event row after the event with the value `before`.

    SHA-256 over the previous value and the row in canonical JSON, as hexadecimal text.
    """
    # what most events do not have is hashed only where it stands
    batch = [row["batch"]] if row["batch"] else []
    content = json_text([before, *(row[name] for name in _HASHED), *batch])
    return hashlib.sha256(content.encode()).hexdigest()


def first_broken(rows: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the number of the first event that is altered or missing, None if all hold.

    Parameters
    ----------
    rows
        All events in the order of their numbers.
    """
    before = START
    for expected, row in enumerate(rows, start=1):
        if row["number"] != expected or row["chain"] != link(row, before=before):
            return expected
        before = row["chain"]
    return None
