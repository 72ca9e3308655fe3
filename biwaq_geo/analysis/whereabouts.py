"""Where most of something lies, told by the streets of addresses."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_HOUSE_NUMBER = re.compile(
    r"^(?P<street>.*?\D)\s+[A-Z]?\d+\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d+\s?[a-zA-Z]?)*(?=$|,|\s*\()"
)
"""A number that ends the address or stands before a comma or bracket: not that of a day, as
in "Platz des 17. Juni 3"."""


def street_of(address: str) -> str:
    """Return the address without house number and what follows it; "" for none."""
    found = _HOUSE_NUMBER.match(address.strip())
    street = found["street"] if found else re.split(r"[,(]", address, maxsplit=1)[0]
    return street.strip(" ,")


def streets_with_most(addresses: Iterable[str], *, most: int = 3) -> Sequence[tuple[str, int]]:
    """Return the streets with most addresses, the fullest first, then by name.

    Parameters
    ----------
    addresses
        One for each thing to be counted; those without a street are left out.
    most
        How many streets at most, from 1.
    """
    counts = Counter(street for address in addresses if (street := street_of(address)))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
