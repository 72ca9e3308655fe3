"""Typed text inside Streamlit's Markdown, shown as typed."""

import re
import string

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.texts import Texts

_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})

_NOTHING = ":small[]"
"""An empty piece of small print: no character, but text before and after it is not one."""

_ACTED_UPON = re.compile(r"(?i)(?<=:)(?=\S)|(?<=www)(?=\.)|(?=@\w)|(?<=[-<>=!~])(?=[-<>=])")
"""Places within addresses, icons, smileys and arrows. Streamlit makes links and signs of these
after it has taken the backslashes away."""


def plain(text: str) -> str:
    r"""Return the text so that Markdown shows every character of it, and no link or sign.

    >>> print(plain("*A* :red[b] $x$"))
    \*A\* \::small[]red\[b\] \$x\$
    """
    pieces = _ACTED_UPON.split(" ".join(text.split()))
    return _NOTHING.join(piece.translate(_ESCAPES) for piece in pieces)


def error_words(error: BiwaqError, texts: Texts) -> str:
    """Return what a mistake is told in, for Markdown: its values are what people typed."""
    return plain(texts.error(error))
