"""How robust a ranking is: how often the first one stays first while assumptions vary.

Each assumption has a low, an expected and a high value. Here they are steps from -1 (low) over 0
(expected) to 1 (high), with the values between them on straight lines. A Latin hypercube draws
sets of steps, triangular with the peak at the expected value, each assumption independently.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import qmc

from biwaq_geo.analysis.network import Floats

DRAWS = 1_000
Z = 1.96
"""Standard errors to both sides of an interval of 95 %."""

GRID = 41
"""Steps of an assumption between which a change of the lead is looked for."""

EQUAL = 1e-9
"""A lead of less than this part of the values is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Values of the alternatives, the larger the better, as the assumptions step aside.

    Assumptions act one by one: what two of them do together is the sum of what each does.
    Values are computed at the low, expected and high end of each; between them they follow
    straight lines, so what rises with an assumption at its ends rises all the way.

    Attributes
    ----------
    expected
        One value for each alternative.
    low, high
        Assumptions x alternatives: values with one assumption at its end, all others expected.
    """

    keys: Sequence[str]
    expected: Floats
    low: Floats
    high: Floats

    def values(self, steps: Floats) -> Floats:
        """Return the values, draws x alternatives, at steps, draws x assumptions."""
        down, up = np.maximum(-steps, 0.0), np.maximum(steps, 0.0)
        moved: Floats = down @ (self.low - self.expected) + up @ (self.high - self.expected)
        return self.expected + moved


@dataclass(frozen=True, slots=True)
class Stays:
    """How often an alternative is first; shares from 0 to 1, with an interval of 95 %."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Swing:
    """The lead of the first over the best other with one assumption at its low and high end."""

    key: str
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True)
class Switch:
    """The step of one assumption, from -1 to 1, beyond which another one leads."""

    key: str
    step: float
    to: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """What is told of a ranking.

    Attributes
    ----------
    order
        Alternatives by their expected values, the best first.
    lead
        Of the first over the second, expected.
    stays
        For each alternative how often it is first; equals share.
    tornado
        The assumptions that move the lead, the one first that moves it most.
    """

    order: Sequence[int]
    lead: float
    stays: Sequence[Stays]
    tornado: Sequence[Swing]
    switches: Sequence[Switch]
    draws: int


def response(
    evaluate: Callable[[Mapping[str, int]], Sequence[float]], keys: Sequence[str]
) -> Response:
    """Ask for the values with all assumptions expected, and with each at both its ends.

    Parameters
    ----------
    evaluate
        Returns the value of each alternative, the larger the better; of the assumptions, those
        that are named stand at -1 (low) or 1 (high).
    """
    expected = np.array(evaluate({}), dtype=float)
    ends = [
        np.array([evaluate({key: end}) for key in keys], dtype=float).reshape(
            len(keys), len(expected)
        )
        for end in (-1, 1)
    ]
    return Response(keys, expected, *ends)


def draw(count: int, *, assumptions: int, seed: int) -> Floats:
    """Return steps of a Latin hypercube, draws x assumptions, triangular from -1 to 1."""
    if not assumptions:
        return np.zeros((count, 0))
    cube = qmc.LatinHypercube(d=assumptions, rng=np.random.default_rng(seed))
    even: Floats = cube.random(count)
    below = np.sqrt(2 * even) - 1
    above = 1 - np.sqrt(2 * (1 - even))
    return np.where(even < 0.5, below, above)  # noqa: PLR2004 -- the peak is in the middle


def robustness(found: Response, *, draws: int = DRAWS, seed: int = 1) -> Robustness:
    """Return how robust the ranking of the alternatives is."""
    order = np.argsort(-found.expected, kind="stable").tolist()
    values = found.values(draw(draws, assumptions=len(found.keys), seed=seed))
    top = values.max(axis=1, keepdims=True)
    first = values >= top - EQUAL * np.maximum(1.0, np.abs(top))
    shares = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    leader = order[0]
    swings = [
        Swing(key, _lead(found.low[at], leader), _lead(found.high[at], leader))
        for at, key in enumerate(found.keys)
    ]
    expected = _lead(found.expected, leader)
    moving = [s for s in swings if max(abs(s.at_low - expected), abs(s.at_high - expected)) > 0]
    return Robustness(
        order=order,
        lead=expected,
        stays=[_interval(float(share), draws) for share in shares],
        tornado=sorted(moving, key=lambda s: (-abs(s.at_high - s.at_low), s.key)),
        switches=[one for at in range(len(found.keys)) for one in _switches(found, at, leader)],
        draws=draws,
    )


def exceeding(found: Response, limit: float, *, draws: int = DRAWS, seed: int = 1) -> Sequence[int]:
    """Return for each alternative in how many draws its value lies above a limit.

    With the assumptions of a ranking in the same order, its draws and its seed, these are the
    draws of that ranking.
    """
    values = found.values(draw(draws, assumptions=len(found.keys), seed=seed))
    above = values > limit + EQUAL * max(1.0, abs(limit))
    return [int(count) for count in above.sum(axis=0)]


def _lead(values: Floats, leader: int) -> float:
    others = np.delete(values, leader)
    return float(values[leader] - others.max()) if len(others) else float(values[leader])


def _interval(share: float, draws: int) -> Stays:
    """Return the interval of Wilson (1927) around a share of so many draws."""
    middle = (share + Z**2 / (2 * draws)) / (1 + Z**2 / draws)
    spread = share * (1 - share) / draws + Z**2 / (4 * draws**2)
    half = Z * np.sqrt(spread) / (1 + Z**2 / draws)
    return Stays(share, max(0.0, float(middle - half)), min(1.0, float(middle + half)))


def _switches(found: Response, at: int, leader: int) -> list[Switch]:
    """Return where the leader loses its lead, going from the expected value to either end."""
    if len(found.expected) <= 1:
        return []

    def values(step: float) -> Floats:
        steps = np.zeros((1, len(found.keys)))
        steps[0, at] = step
        return np.asarray(found.values(steps)[0])

    def lead(step: float) -> float:
        return _lead(values(step), leader)

    switches = []
    for end in (-1.0, 1.0):
        for near, far in zip(
            np.linspace(0, end, GRID)[:-1], np.linspace(0, end, GRID)[1:], strict=True
        ):
            if lead(near) >= 0 > lead(far):
                step = near if lead(near) == 0 else float(brentq(lead, near, far))
                # just beyond, so that the one that takes over is ahead
                others = values(far)
                others[leader] = -np.inf
                switches.append(Switch(found.keys[at], float(step), int(others.argmax())))
                break
    return switches
