"""Column names that can do no harm wherever they end up."""

import re
from collections.abc import Iterable

LONGEST = 60
"""Characters of a name."""

_UNSAFE = re.compile(r"[^\w .()/%²&+-]")


def safe_names(
    found: Iterable[object],
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return unique names of letters, digits and a few marks, and what was renamed.

    Names that differ in case only count as the same, as databases see them.
    """
    names: list[str] = []
    renamed: list[tuple[str, str]] = []
    taken: set[str] = set()
    for number, raw in enumerate(found, start=1):
        original = "" if raw is None else str(raw)
        plain = _UNSAFE.sub("_", " ".join(original.split()))[:LONGEST].strip() or f"{number}"
        name, again = plain, 1
        while name.casefold() in taken:
            again += 1
            name = f"{plain[: LONGEST - 6]} ({again})"
        taken.add(name.casefold())
        names.append(name)
        if name != original:
            renamed.append((original[: 2 * LONGEST], name))
    return tuple(names), tuple(renamed)
