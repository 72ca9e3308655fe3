"""Scenarios as JSON values: the form in which the store and its events hold them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from shapely import LineString, Point, Polygon
from shapely.geometry import mapping, shape

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Place,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
)


def _shape(value: Any) -> Place:
    """Return a point from its coordinates, a line or an area from GeoJSON."""
    found: Place = Point(value) if isinstance(value, list) else shape(value)  # type: ignore[assignment]
    return found


_EDIT_TYPES: Mapping[str, type[ScenarioEdit]] = {
    "use_unit": UseUnit,
    "let_unit": LetUnit,
    "move_in": MoveIn,
    "move_out": MoveOut,
    "improve_street": ImproveStreet,
    "set_site_phase": SetSitePhase,
}
_TYPE_NAMES = {edit_type: name for name, edit_type in _EDIT_TYPES.items()}

_READ: Mapping[str, Callable[[Any], object]] = {
    "edit_id": UUID,
    "unit_id": UUID,
    "start": date.fromisoformat,
    "end": date.fromisoformat,
    "place": _shape,
    "branch": Branch,
}
"""How the fields of edits that are not JSON values themselves are read."""

_ALWAYS = frozenset({"funding_key", "section_id", "place"})
"""Fields that are written without a value, too. Others came later: an edit of before them
must read as it was written, since events repeat it."""


def scenario_to_json(scenario: Scenario) -> dict[str, object]:
    """Return every field of the scenario as a JSON value; a time is in UTC."""
    return {
        "scenario_id": str(scenario.scenario_id),
        "name": scenario.name,
        "baseline_revision": scenario.baseline_revision,
        "created_at": scenario.created_at.astimezone(UTC).isoformat(),
        "edits": [_edit_to_json(edit) for edit in scenario.edits],
        "overrides": {
            key: [float(band.low), float(band.expected), float(band.high)]
            for key, band in scenario.overrides.items()
        },
        "note": scenario.note,
        "archived": scenario.archived,
        "locked_by": scenario.locked_by,
        "assumption_set": str(scenario.assumption_set) if scenario.assumption_set else None,
        "assumption_set_version": scenario.assumption_set_version,
        "version": scenario.version,
    }


def scenario_from_json(values: Mapping[str, Any]) -> Scenario:
    """Return the scenario that `scenario_to_json` made the values from.

    Raises
    ------
    KeyError, TypeError, ValueError
        The values are not such a scenario.
    """
    return Scenario(
        scenario_id=UUID(values["scenario_id"]),
        name=values["name"],
        baseline_revision=values["baseline_revision"],
        created_at=datetime.fromisoformat(values["created_at"]),
        edits=tuple(_edit_from_json(edit) for edit in values["edits"]),
        overrides={key: Band(*band) for key, band in values["overrides"].items()},
        note=values["note"],
        archived=values["archived"],
        # what came later is not in older events
        locked_by=values.get("locked_by"),
        assumption_set=UUID(chosen) if (chosen := values.get("assumption_set")) else None,
        assumption_set_version=values.get("assumption_set_version"),
        version=values["version"],
    )


def _edit_to_json(edit: ScenarioEdit) -> dict[str, object]:
    values: dict[str, object] = {"type": _TYPE_NAMES[type(edit)]}
    for field in fields(edit):
        value = getattr(edit, field.name)
        if field.default is MISSING or field.name in _ALWAYS or value != field.default:
            values[field.name] = _plain(value)
    return values


def _plain(value: object) -> object:
    if isinstance(value, Point):
        return [value.x, value.y]
    if isinstance(value, LineString | Polygon):
        # lists, as they come back from the store
        return json.loads(json.dumps(mapping(value)))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Branch) else value


def _edit_from_json(values: Mapping[str, Any]) -> ScenarioEdit:
    read = {
        name: value if value is None or name not in _READ else _READ[name](value)
        for name, value in values.items()
        if name != "type"
    }
    make: Callable[..., ScenarioEdit] = _EDIT_TYPES[values["type"]]
    return make(**read)
