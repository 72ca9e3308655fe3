"""Chance that is the same on every machine and for every order of asking."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of numbers that depends on nothing but its key.

    Each part of the town has its own stream, so that a change of the plan in one
    place leaves all other places as they are.
    """

    def __init__(self, *key: object) -> None:
        self._key = "|".join(map(str, key)).encode()
        self._throws = 0

    def chance(self) -> float:
        """Return the next number, 0 <= number < 1."""
        self._throws += 1
        digest = blake2b(self._key + self._throws.to_bytes(4, "big"), digest_size=6)
        return int.from_bytes(digest.digest(), "big") / 2**48

    def happens(self, share: float) -> bool:
        """Say yes in that share of cases, 0 to 1."""
        return self.chance() < share

    def between(self, low: float, high: float) -> float:
        """Return a number from low to high."""
        return low + (high - low) * self.chance()

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[int(self.chance() * len(choices))]
