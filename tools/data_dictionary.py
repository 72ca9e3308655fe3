"""Write the data dictionary and the schema of exported units from the model itself.

`python -m tools.data_dictionary` writes both; a test holds them against the model.
"""

import json
from collections.abc import Hashable, Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.fields import About, Audience, about
from biwaq_geo.domain.record_json import plain_type
from biwaq_geo.domain.records import KINDS, id_field
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.export_units import USE, about_column, exported_fields
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.texts.words import choice_words, field_types

DICTIONARY = ROOT / "docs" / "data-dictionary.md"
SCHEMA = ROOT / "docs" / "schema" / "unit.schema.json"

INTRODUCTION = """# Data dictionary

Written by `python -m tools.data_dictionary` from the model in `biwaq_geo/domain`; change it there.

Every record has an id (a UUID made by whoever records it first) and a version that counts its
saves. Seen by: *public* fields by anybody, *internal* ones by the town hall, *confidential* ones
by those who keep the case; see `BIWAQ_AUDIENCE` in [operation](operation.md). Level: 1 is asked on
the street, 2 at the desk, 3 for a full exposé. Of `observed_on`, which every unit must have, the
public sees the month as its first day, and no file for the public holds it. Exported files hold
units only; the fields of their rows are those of `unit`, and
[schema/unit.schema.json](schema/unit.schema.json) describes them for programs (JSON Schema
2020-12, the properties of a feature in GeoJSON).
"""

_NAMES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    date: "day",
    datetime: "time in UTC",
    UUID: "UUID",
    Point: "point, metres in the town's CRS",
}
_JSON: dict[type, dict[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    UUID: {"type": "string", "format": "uuid"},
}


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    lines = [INTRODUCTION]
    for name, kind in KINDS.items():
        said = (kind.__doc__ or "").strip().splitlines()[0]
        lines += [
            f"## `{name}`",
            "",
            said,
            "",
            "| field | German | English | what it holds | seen by | level |",
            "| --- | --- | --- | --- | --- | --- |",
            *_rows(kind),
            "",
        ]
    return "\n".join([*lines, "## Values of lists", "", *_lists()]) + "\n"


def _rows(kind: type[Any]) -> Iterator[str]:
    german, english = load("de"), load("en")
    hints = get_type_hints(kind)
    for field, known in about(cast("Hashable", kind)).items():
        title = f"field.{field}"
        cells = [
            f"`{field}`",
            *(texts(title) if title in texts.keys() else "" for texts in (german, english)),  # noqa: SIM118 -- no mapping
            _holds(hints[field], known),
            known.audience.name.lower(),
            "" if field in {id_field(kind), "version"} else str(known.level),
        ]
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _holds(hint: Any, known: About) -> str:
    plain = plain_type(hint)
    many = get_origin(plain) is tuple
    one = get_args(plain)[0] if many else plain
    words = [f"{'list of ' if many else ''}{_named(one)}"]
    if known.unit:
        words.append(f"in {known.unit}")
    if one is str:
        words.append(f"at most {known.length} characters")
    if known.low is not None or known.high is not None:
        low, high = (f"{end:g}" if end is not None else "…" for end in (known.low, known.high))
        words.append(f"usually {low} to {high}")
    if plain is not hint:
        words.append("may be unknown")
    return ", ".join(words)


def _named(one: Any) -> str:
    if isinstance(one, type) and issubclass(one, Enum):
        return f"[{one.__name__}](#{one.__name__.lower()})"
    return _NAMES.get(one, "structured value")


def _lists() -> Iterator[str]:
    german, english = load("de"), load("en")
    hints = [
        hint for kind in KINDS.values() for hint in field_types(cast("Hashable", kind)).values()
    ]
    listed = {get_args(hint)[0] if get_origin(hint) is tuple else hint for hint in hints}
    enums = [one for one in listed if isinstance(one, type) and issubclass(one, Enum)]
    for one in sorted(enums, key=lambda enum: enum.__name__):
        yield from (
            f"### {one.__name__}",
            "",
            "| value | German | English |",
            "| --- | --- | --- |",
        )
        for value in one:
            words = (choice_words(value, texts) for texts in (german, english))
            yield f"| `{value}` | {' | '.join(words)} |"
        yield ""


def schema() -> str:
    """Return the JSON Schema of an exported unit's properties."""
    german, english = load("de"), load("en")
    hints = get_type_hints(CommercialUnit)
    properties = {
        field: {
            "title": german(f"field.{field}"),
            "description": english(f"field.{field}"),
            **_json_type(hints[field if field in hints else USE], about_column(field)),
            "x-seen-by": about_column(field).audience.name.lower(),
        }
        for field in exported_fields(Audience.CONFIDENTIAL)
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Commercial unit",
        "description": "Properties of a feature in an export as GeoJSON. A file for an audience "
        "lacks the properties that the audience must not see.",
        "type": "object",
        "properties": properties,
        "required": ["unit_id", "address", "kind", "state", "origin"],
        "additionalProperties": False,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _json_type(hint: Any, known: About) -> dict[str, object]:
    plain = plain_type(hint)
    if get_origin(plain) is tuple:
        return {"type": "array", "items": _one(get_args(plain)[0])}
    said: dict[str, object] = dict(_one(plain))
    if plain is not hint:
        said["type"] = [said["type"], "null"]
        if isinstance(values := said.get("enum"), list):
            said["enum"] = [*values, None]
    if plain is str:
        said["maxLength"] = known.length
    return said | ({"x-unit": known.unit} if known.unit else {})


def _one(plain: Any) -> dict[str, object]:
    if issubclass(plain, Enum):
        return {"type": "string", "enum": [str(value) for value in plain]}
    return dict(_JSON[plain])


def outputs() -> dict[Path, str]:
    """Return what each file must hold."""
    return {DICTIONARY: dictionary(), SCHEMA: schema()}


if __name__ == "__main__":
    for path, text in outputs().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))
