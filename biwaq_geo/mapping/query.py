"""The query in a layer file: what to draw and which of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.towns import BASE_LAYERS
from biwaq_geo.domain.units import OCCUPIED, PUBLIC_FIELDS, STOCK, VACANT, UnitKind, UnitState

UNITS = "units"

SECTIONS = "sections"
"""Source of the street sections, whose scores come from the register's audits."""

UPLOAD = "upload"
"""Source of a layer that people have added; its features lie beside its layer file."""

CHANGES = "changes"
"""Source of what differs between two maps; no layer file can ask for it."""

REACH = "reach"
"""Source of the areas that are reached on foot; no layer file can ask for it."""

FOOTFALL = "footfall"
"""Source of the modelled footfall; no layer file can ask for it."""

CLUSTERS = "clusters"
"""Source of the clusters of vacancies; no layer file can ask for it."""

WITHOUT_ADDRESS = frozenset({CHANGES, REACH, FOOTFALL, CLUSTERS})
"""Sources whose features come with the state of a map and can be fetched nowhere."""

SOURCES = (UNITS, *BASE_LAYERS)
"""What a layer may be drawn from: the register and the town's base layers."""

GROUPS: Mapping[str, frozenset[UnitState]] = {
    "occupied": OCCUPIED,
    "vacant": VACANT,
    "stock": STOCK,
}
"""Sets of states that a layer may ask for by one name, `units?group=vacant`."""

PATTERN = re.compile(r"[a-z]+(\?[a-z_]+=[a-z0-9_]+(,[a-z0-9_]+)*(&[a-z_]+=[a-z0-9_]+(,[a-z0-9_]+)*)*)?")  # fmt: skip  # noqa: E501

UNIT_FILTERS: Mapping[str, Iterable[str]] = {
    "state": tuple(UnitState),
    "group": tuple(GROUPS),
    "kind": tuple(UnitKind),
    "branch": tuple(Branch),
}


@dataclass(frozen=True, slots=True)
class Query:
    """A source and, per column, the values that are let through."""

    name: str
    filters: Mapping[str, frozenset[str]]


def parse(text: str) -> Query:
    """Read "units?state=vacant,reserved"; the text fits `PATTERN`."""
    name, _, rest = text.partition("?")
    pairs = (part.partition("=") for part in rest.split("&") if part)
    return Query(name, {key: frozenset(values.split(",")) for key, _, values in pairs})


def is_live(source: str) -> bool:
    """Say whether features of this source change with the register."""
    return parse(source).name in {UNITS, SECTIONS}


def is_dated(source: str) -> bool:
    """Say whether features of this source depend on the day that is shown."""
    return parse(source).name == SECTIONS


def columns_of(name: str) -> frozenset[str]:
    """Return the columns that features of a source have on the map."""
    if name == UNITS:
        return frozenset(PUBLIC_FIELDS.values()) - {"id"}
    return frozenset(BASE_LAYERS[name].columns)


def filters_of(name: str) -> Mapping[str, Iterable[str] | None]:
    """Return what a source can be filtered by; None where any value may be asked for."""
    if name == UNITS:
        return UNIT_FILTERS
    return {key: None for key in ("kind", "site", "phase", "origin") if key in columns_of(name)}
