"""How many participants live in an area may be said only in this form."""

MIN_PERSONS = 10
"""Counts below this are blank; zero and blank look the same."""

ROUND_TO = 5
"""Published counts are multiples of this."""

MIN_INHABITANTS = 1000
"""An area with fewer inhabitants is too small for any count of participants."""


def published(count: int | None, *, inhabitants: int) -> int | None:
    """Return the count as it may be shown, or None for blank.

    >>> published(23, inhabitants=1500)
    25
    >>> published(9, inhabitants=1500) is None
    True
    >>> published(40, inhabitants=900) is None
    True
    """
    if count is None or count < MIN_PERSONS or inhabitants < MIN_INHABITANTS:
        return None
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)


def is_published_form(count: int | None) -> bool:
    """Say whether a count read from a file is already in the published form."""
    return count is None or (count >= MIN_PERSONS and count % ROUND_TO == 0)
