"""GeoJSON for the web and for programs: WGS84 as RFC 7946 wants it, codes instead of words.

Only the interim use is told by its title as well as by its key.
"""

import json
from datetime import date
from enum import Enum
from uuid import UUID

from biwaq_geo.adapters.exports.cells import places
from biwaq_geo.services.export_units import UnitTable
from biwaq_geo.texts import Texts

Json = dict[str, object]


def geojson_bytes(table: UnitTable, texts: Texts) -> bytes:
    """Return a FeatureCollection whose properties are the fields of the model.

    `schema/unit.schema.json` in the docs describes the properties. The member `about` says
    where the data come from; readers of GeoJSON pass over it.
    """
    features: list[Json] = [
        {
            "type": "Feature",
            "id": str(unit.unit_id),
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {
                field: _value(table.value(unit, field, texts.language)) for field in table.fields
            },
        }
        for unit, (lon, lat, _, _) in zip(table.units, places(table), strict=True)
    ]
    whole = {"type": "FeatureCollection", "about": _about(table), "features": features}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8")


def _value(value: object) -> object:
    match value:
        case tuple():
            return [_value(one) for one in value]
        case Enum() | UUID():
            return str(value)
        case date():
            return value.isoformat()
    return value


def _about(table: UnitTable) -> Json:
    town = table.town
    return {
        "town": town.name,
        "origin": town.origin.value,
        "source": town.source,
        "as_of": town.as_of.isoformat(),
        "made_on": table.made_on.isoformat(),
        "audience": table.audience.name.lower(),
    }
