"""What is sold and done in the units in regular use: mix of branches and its gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import Reading, enough
from biwaq_geo.domain.unit_values import OCCUPIED


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that people need often, and whether the place has it.

    Attributes
    ----------
    units
        Units in use whose branch offers it.
    noted
        Whether the town's map of services has it in the place.
    """

    key: str
    units: int
    noted: bool

    @property
    def missing(self) -> bool:
        """Say that nobody knows of an offer there."""
        return self.units == 0 and not self.noted


def branch_shares(facts: Facts) -> pd.Series:
    """Return by branch its share of the units in regular use whose branch is known.

    Named "share", the largest first, then by name; sums to 1, empty where none is known.
    """
    named = _branches(facts).dropna()
    counted = named.value_counts().rename("share").sort_index()
    shares: pd.Series = (counted / len(named)).sort_values(ascending=False, kind="stable")
    return shares


def branch_diversity(facts: Facts) -> Reading:
    """How evenly the units in regular use spread over branches, from 0 for a single branch.

    With 19 branches it is at most 2.94.

    Formula: H = −Σ p ln p over the shares p of the branches
    Source: Shannon (1948)
    """
    named = _branches(facts)
    shares = branch_shares(facts).to_numpy()
    value = float(-(shares * np.log(shares)).sum()) if len(shares) else 0.0
    # minus zero is no figure for people
    return enough(value + 0.0, known=int(named.notna().sum()), total=len(named))


def gaps(facts: Facts) -> Sequence[Gap]:
    """Say of each basic offer whether the place has it, in the order of the catalogue."""
    named = _branches(facts).value_counts()
    return [
        Gap(
            key=key,
            units=int(sum(named.get(branch, 0) for branch in basic.branches)),
            noted=bool(basic.services & facts.services),
        )
        for key, basic in facts.basics.items()
    ]


def missing_basics(facts: Facts) -> Reading:
    """Basic offers of the catalogue of which nobody knows one in the place.

    Units count by their branch, services by the town's map, which has no past.

    Formula: count of basic offers without a unit in use and without a service
    Source: gap lists of town centre audits; offers from `catalogues/basic_supply.toml`
    """
    named = _branches(facts)
    known = int(named.notna().sum())
    missing = sum(one.missing for one in gaps(facts))
    return enough(missing, known=known, total=len(named))


def _branches(facts: Facts) -> pd.Series:
    used = facts.units["state"].isin(OCCUPIED)
    found: pd.Series = facts.units.loc[used, "branch"]
    return found
