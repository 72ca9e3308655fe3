"""Names as keys: what can stand in a path and in an address."""

import hashlib
import re
import unicodedata

_LONGEST = 60
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "ł": "l", "đ": "d"}
)
"""Letters that do not fall apart into a Latin letter and a mark, or not as people spell."""
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug(name: str) -> str:
    """Return the name in lower-case letters, digits and hyphens.

    A name without a single Latin letter or digit becomes a hash of itself.

    >>> slug("Weißwasser/O.L.")
    'weisswasser-o-l'
    """
    lower = unicodedata.normalize("NFC", name).lower().translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", errors="ignore").decode()
    key = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST].rstrip("-")
    return key or hashlib.sha256(name.encode(errors="replace")).hexdigest()[:12]


def is_key(text: str) -> bool:
    """Say whether the text is a key: no dots, no slashes, nothing that leaves a folder."""
    return _KEY.fullmatch(text) is not None and len(text) <= 2 * _LONGEST
