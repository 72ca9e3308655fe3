"""Typed text inside Streamlit's Markdown, shown as typed."""

import string

_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


def plain(text: str) -> str:
    r"""Return the text so that Markdown shows every character of it.

    >>> print(plain("*A* :red[b] $x$"))
    \*A\* \:red\[b\] \$x\$
    """
    return " ".join(text.split()).translate(_ESCAPES)
