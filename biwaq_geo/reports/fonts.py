"""The one font of all papers: DejaVu Sans, which comes with matplotlib.

Typst and matplotlib use the same files, and fonts of the machine are ignored, so that a
paper looks the same everywhere.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import matplotlib as mpl
import typst
from matplotlib.font_manager import get_font

FAMILY = "DejaVu Sans"
FONT_FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"

REPLACEMENT = "\ufffd"
NO_BREAK_SPACES = "\u00a0\u202f"
LINE_BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")


@cache
def fonts() -> typst.Fonts:
    """Return the font for Typst, and no other."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER]
    )


@cache
def _known() -> frozenset[int]:
    plain, bold = (get_font(FONT_FOLDER / f"DejaVuSans{face}.ttf") for face in ("", "-Bold"))
    return frozenset(plain.get_charmap()) & frozenset(bold.get_charmap())


def displayable(text: str) -> str:
    """Return the text with a replacement sign for every character the font cannot show.

    A paper must not fail on a name, and what is lost must be seen to be lost. Signs that
    are never seen, such as a soft hyphen, are left out.

    >>> displayable("Café #1 🙂")
    'Café #1 �'
    """
    spaced = LINE_BREAKS.sub(" ", text)
    seen = (c for c in spaced if unicodedata.category(c) != "Cf")
    return "".join(c if _can_show(c) else REPLACEMENT for c in seen)


def _can_show(char: str) -> bool:
    # no-break spaces hold figure and unit together, yet count as not printable
    return ord(char) in _known() and (char.isprintable() or char in NO_BREAK_SPACES)
