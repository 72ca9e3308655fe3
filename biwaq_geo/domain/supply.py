"""What people need often, and figures of a town's trade that nobody can count in a register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.catalogue_values import Evidence, Words

BOUGHT: Mapping[str, float] = {"retail_centrality": 1_000.0}
"""Figures that can be bought in, and what none of them can exceed."""


@dataclass(frozen=True, slots=True)
class Basic:
    """One offer that people need often and near.

    Attributes
    ----------
    branches
        Branches whose units offer it.
    services
        Kinds of the base layer `services` that offer it.
    evidence
        Who counts it among the basics.
    """

    key: str
    title: Words
    branches: frozenset[Branch]
    services: frozenset[str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class BoughtFigure:
    """A figure that the town has from elsewhere, such as its retail centrality.

    Attributes
    ----------
    town
        Key of the town.
    figure
        Name of the key figure.
    on
        Day from which it holds, until a later one takes its place.
    """

    key: str
    title: Words
    town: str
    figure: str
    value: float
    on: date
    evidence: Evidence
