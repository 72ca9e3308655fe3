"""Drafts: what somebody has typed and not yet saved."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """The values of one form.

    Attributes
    ----------
    owner
        Whose draft it is: a random key that the browser keeps.
    form
        Which form of which record.
    values
        Field name to JSON value.
    """

    owner: str
    form: str
    values: dict[str, object]
    saved_at: datetime
