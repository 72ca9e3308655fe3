"""The ways to pay for one thing: with each funding line that could be the best one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biwaq_geo.analysis.money import edit_cost
from biwaq_geo.domain.catalogue import Band, FundingLine


@dataclass(frozen=True, slots=True)
class Priced:
    """What a thing costs before anybody pays for it.

    Attributes
    ----------
    kind
        As funding lines call it: "interim_use" or "measure".
    yearly
        None where nobody knows; then nothing is counted for it.
    """

    kind: str
    one_off: Band
    yearly: Band | None
    years: float


@dataclass(frozen=True, slots=True)
class Way:
    """One way to pay, in expected euros; see `domain.optimiser.options`.

    Attributes
    ----------
    band
        Low, expected and high of `own_eur` and `running_eur` together.
    """

    line: str | None
    own_eur: float
    running_eur: float
    grant_eur: float
    band: Band


def ways_to_pay(
    priced: Priced, lines: Mapping[str, FundingLine], allowed: Sequence[str]
) -> list[Way]:
    """Return the ways that could be the best: none of them costs more and strains more pots.

    A line without a cap for all of its edits is better than any that pays less, and than none.
    """
    ways = [_way(priced, None)]
    ways += [_way(priced, lines[key]) for key in allowed if key in lines]
    paying = [way for way in ways if way.line is None or way.grant_eur > 0]
    endless = [way for way in paying if way.line is None or lines[way.line].cap_eur is None]
    best = max(endless, key=lambda way: way.grant_eur)
    return [best] + [way for way in paying if way not in endless and way.grant_eur > best.grant_eur]


def _way(priced: Priced, line: FundingLine | None) -> Way:
    cost = edit_cost(
        "",
        one_off=priced.one_off,
        yearly=priced.yearly,
        line=line,
        kind=priced.kind,
        years=priced.years,
    )
    own = priced.one_off if cost.own_share is None else cost.own_share
    return Way(
        line=None if line is None else line.key,
        own_eur=own.expected,
        running_eur=0.0 if cost.running is None else cost.running.expected,
        grant_eur=cost.grant.expected,
        band=own if cost.running is None else own + cost.running,
    )
