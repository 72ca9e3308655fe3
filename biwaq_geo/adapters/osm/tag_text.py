"""Texts of tags as one line that every record and every screen can hold."""

import unicodedata

MAX_TEXT = 200
"""Longest text in characters; OpenStreetMap allows 255, and a street and number are joined."""

_JOINERS = "\u200c\u200d"
"""Signs without a form of their own that change how the letters beside them are written."""


def one_line(text: str) -> str:
    r"""Return the text as typed, but without breaks, unseen signs and endless length.

    >>> one_line("Café \t am\nMarkt ")
    'Café am Markt'
    """
    spaced = " ".join(text.split())
    shown = "".join(
        c for c in spaced if c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf"}
    )
    return shown if len(shown) <= MAX_TEXT else f"{shown[: MAX_TEXT - 1]}…"
