"""In which encoding the texts of a table really are."""

import codecs

from biwaq_geo.domain.errors import EncodingError

_CANDIDATES = ("utf-8", "cp1252", "cp850")
"""What German offices have written tables in, newest habit first."""

_LETTERS = frozenset("äöüßÄÖÜ")
_CODE_PAGES = {"65001": "utf-8", "88591": "latin-1", "885915": "iso8859-15"}


def checked_encoding(content: bytes, *, declared: str | None, file: str) -> str:
    """Return the declared encoding as Python names it.

    Parameters
    ----------
    content
        All texts of the table.
    declared
        What stands in the `.cpg` file; None without one.

    Raises
    ------
    EncodingError
        Nothing is declared and the texts go beyond ASCII, or they are not in the
        declared encoding; `found` is a proposal, for a person to decide on.
    """
    codec = _codec(declared)
    if codec and (content.isascii() or _fits(content, codec)):
        return codec
    if not declared and content.isascii():
        return "utf-8"
    raise EncodingError(file=file, expected=declared or "–", found=_likeliest(content))


def _codec(declared: str | None) -> str | None:
    if not declared:
        return None
    digits = "".join(filter(str.isdigit, declared))
    for name in (declared.strip(), _CODE_PAGES.get(digits, f"cp{digits}")):
        try:
            return codecs.lookup(name).name
        except (LookupError, ValueError):
            # a name with a NUL in it is a ValueError
            continue
    return None


def _fits(content: bytes, codec: str) -> bool:
    """Say whether the texts can be in this encoding and look no better in another."""
    if _decoded(content, codec) is None:
        return False
    if codec == "utf-8":
        return True
    # text in another encoding is hardly ever valid UTF-8 by chance
    if _decoded(content, "utf-8") is not None:
        return False
    return _letters(content, codec) >= _letters(content, _likeliest(content))


def _likeliest(content: bytes) -> str:
    if _decoded(content, "utf-8") is not None:
        return "utf-8"
    return max(_CANDIDATES[1:], key=lambda codec: _letters(content, codec))


def _letters(content: bytes, codec: str) -> int:
    return sum(letter in _LETTERS for letter in _decoded(content, codec) or "")


def _decoded(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None
