"""Names of the fields in shapefiles.

A dBASE field name has at most ten characters, so longer names are shortened in the
files. Every text is UTF-8, every date is text in the form YYYY-MM-DD, and an empty
text stands for a missing value; missing numbers are null.
"""

from collections.abc import Mapping

SHAPEFILE_FIELDS: Mapping[str, Mapping[str, str]] = {
    "boundary": {"id": "id", "name": "name"},
    "streets": {
        "id": "id",
        "u": "u",
        "v": "v",
        "kind": "kind",
        "name": "name",
        "origin": "origin",
    },
    "sections": {
        "id": "id",
        "name": "name",
        "axis": "axis",
        "score": "street_score",
        "scored_on": "scored_on",
        "origin": "origin",
    },
    "buildings": {
        "id": "id",
        "kind": "kind",
        "levels": "levels",
        "inhab": "inhabitants",
        "address": "address",
        "origin": "origin",
    },
    "land": {"id": "id", "kind": "kind", "name": "name", "origin": "origin"},
    "railways": {"id": "id", "kind": "kind", "name": "name", "origin": "origin"},
    "services": {
        "id": "id",
        "kind": "kind",
        "name": "name",
        "origin": "origin",
        "source": "source",
        "as_of": "as_of",
    },
    "areas": {
        "id": "id",
        "name": "name",
        "inhab": "inhabitants",
        "particip": "participants",
        "counted_on": "counted_on",
        "origin": "origin",
    },
    "sites": {
        "id": "id",
        "site": "site",
        "name": "name",
        "phase": "phase",
        "floor_m2": "floor_area_m2",
        "origin": "origin",
        "source": "source",
        "as_of": "as_of",
        "note": "note",
    },
    "units": {
        "id": "unit_id",
        "building": "building_id",
        "address": "address",
        "position": "position",
        "kind": "kind",
        "state": "state",
        "since": "since",
        "since_prec": "since_precision",
        "floor_m2": "floor_area_m2",
        "front_m": "frontage_m",
        "branch": "branch",
        "occupant": "occupant",
        "last_br": "last_branch",
        "last_occ": "last_occupant",
        "observed": "observed_on",
        "origin": "origin",
        "source": "source",
    },
}
"""For each layer the fields of its file in their order: short name to long name.

The long names of `units` are the attributes of `domain.units.CommercialUnit`; its
location is the geometry. In all other layers they are the columns of
`domain.towns.BASE_LAYERS`, and `id` is the index.
"""
