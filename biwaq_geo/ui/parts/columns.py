"""Columns of words in a drawn table, as wide as what they hold."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

_CHARACTER_PX, _MARGIN_PX = 6.6, 20
"""The mean of the letters of the page's font at the size of a cell, and the edges of the cell."""

LEAST_PX, MOST_PX = 56, 320
"""A drawn table measures its first rows only and cuts what is longer further down.

The most is what a phone shows beside its edges: an address of the town with its place in the
house fits, an address of the web does not.
"""


DAYS = {"de": "DD.MM.YYYY", "en": "MMM D, YYYY"}
"""How what is sorted or slid by its days writes them, as everywhere else."""


def width_of(title: str, words: Iterable[object], *, most: int = MOST_PX) -> int:
    """Return a width in CSS pixels that holds the title and the longest of the words."""
    longest = max((len(str(one)) for one in words), default=0)
    needed = round(_CHARACTER_PX * max(longest, len(title))) + _MARGIN_PX
    return max(LEAST_PX, min(most, needed))


def words_column(title: str, words: Iterable[object], *, most: int = MOST_PX) -> Any:
    """Return a column that holds each of the words without cutting it, up to the most."""
    return st.column_config.TextColumn(title, width=width_of(title, words, most=most))
