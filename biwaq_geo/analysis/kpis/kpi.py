"""What is known of one key figure: how it is measured, who may see it, where it is defined."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from inspect import getdoc
from typing import Any, cast

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.places import PlaceKind
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.domain.fields import Audience, about
from biwaq_geo.domain.records import KINDS

EVERYWHERE = frozenset(PlaceKind)

QUARTILES, INTERVAL = "quartiles", "interval"


class Family(StrEnum):
    """What a figure is about; the order of the families on screen and on paper."""

    RATES = "rates"
    DURATION = "duration"
    FLOW = "flow"
    OUTCOME = "outcome"
    BRANCHES = "branches"
    SUPPLY = "supply"
    CLUSTERS = "clusters"
    TOWNSCAPE = "townscape"
    REACH = "reach"
    HANDLING = "handling"
    PROGRAMME = "programme"
    MONEY = "money"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One key figure.

    Attributes
    ----------
    key
        Words live under `kpi.<key>` and `kpi_help.<key>`, the latter with a worked example.
    of
        What `known` and `total` of its reading count; words under `counted.<of>`.
    needs
        Fields of records that it rests on, such as "unit.state".
    by
        The function that defines it; None for figures that only a plan has.
    measure
        Computes it from the facts of a place; None where a section of its own or a
        scenario computes it.
    places
        Kinds of place that have it.
    between
        What its low and high are; words under `kpi_between.<between>`.
    told
        Formula and source where there is no function.
    """

    key: str
    family: Family
    measured: Measured
    of: str
    needs: tuple[str, ...]
    by: Callable[..., Any] | None = None
    measure: Callable[[Facts], Reading] | None = None
    places: frozenset[PlaceKind] = EVERYWHERE
    between: str = ""
    told: tuple[str, str] = ("", "")

    @property
    def audience(self) -> Audience:
        """The first of the audiences that may see every field the figure rests on."""
        return max((_audience(field) for field in self.needs), default=Audience.PUBLIC)

    @property
    def formula(self) -> str:
        """How it is computed, in one line."""
        return self.told[0] if self.by is None else _line(self.by, "Formula: ")

    @property
    def source(self) -> str:
        """Who defines it so."""
        return self.told[1] if self.by is None else _line(self.by, "Source: ")


def seen(kpis: Iterable[Kpi], *, audience: Audience, place: PlaceKind) -> list[Kpi]:
    """Return the figures that the audience may see and the kind of place has."""
    return [one for one in kpis if one.audience <= audience and place in one.places]


def _audience(field: str) -> Audience:
    kind, _, name = field.partition(".")
    return about(cast("Hashable", KINDS[kind]))[name].audience


def _line(defined: Callable[..., Any], head: str) -> str:
    lines = (getdoc(defined) or "").splitlines()
    return next((line.removeprefix(head) for line in lines if line.startswith(head)), "")
