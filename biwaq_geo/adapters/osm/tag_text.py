"""Texts of tags as one line that every record and every screen can hold."""

import unicodedata

MAX_TEXT = 200
"""Longest text in characters; OpenStreetMap allows 255, and a street and number are joined."""

_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows, beyond the text itself."""


def one_line(text: str) -> str:
    r"""Return the text as typed, but without breaks, control signs and endless length.

    >>> one_line("Café \t am\nMarkt ")
    'Café am Markt'
    """
    spaced = " ".join(text.split())
    shown = "".join(c for c in spaced if unicodedata.category(c) != "Cc" and c not in _DIRECTIONS)
    return shown if len(shown) <= MAX_TEXT else f"{shown[: MAX_TEXT - 1]}…"
