"""Layer files: one TOML file is one layer of the map."""

import re
import tomllib
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from biwaq_geo.domain.errors import LayerFileError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping import query
from biwaq_geo.mapping.colours import MIN_CONTRAST, contrast
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, Stroke, Symbol
from biwaq_geo.mapping.strict_table import NOTHING, Table, layer_error
from biwaq_geo.mapping.themes import LIGHT

NAME = re.compile(r"(?P<order>\d+)_(?P<key>[a-z0-9_]+)\.toml")
COLOUR = re.compile(r"#[0-9a-f]{6}")
GROUND = LIGHT.ground
HEATED = "units?group=vacant"
COLUMN = re.compile(r"[a-z][a-z0-9_]*")

NEEDED = frozenset({"title", "source", "draw", "colour"})
KEYS = NEEDED | {
    "form", "stroke", "width", "size", "fill", "opacity", "column", "symbols", "fields",
    "labels", "origin", "as_of", "protected", "visible", "base", "min_zoom", "audience", "hidden",
    "hollow", "cluster_below", "heat", "afar",
}  # fmt: skip
SYMBOL_NEEDED = frozenset({"label", "colour"})
SYMBOL_KEYS = SYMBOL_NEEDED | {
    "form",
    "stroke",
    "values",
    "from",
    "below",
    "missing",
    "width",
    "hollow",
}


class _Readers(StrEnum):
    """For whom a layer can be."""

    PUBLIC = "public"
    INTERNAL = "internal"


def read_layers(folder: Path) -> tuple[tuple[LayerSpec, ...], tuple[LayerFileError, ...]]:
    """Read every layer file of a folder, in the order of the numbers in their names.

    A file that breaks a rule is left out and its error returned: the map opens without
    that one layer.
    """
    layers: list[LayerSpec] = []
    errors: list[LayerFileError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            layer = read_layer(path)
            if any(layer.key == other.key for other in layers):
                raise layer_error(path.name, "(name)", "a key that no other file has", layer.key)
        except LayerFileError as error:
            errors.append(error)
        else:
            layers.append(layer)
    return tuple(sorted(layers, key=lambda layer: (layer.order, layer.key))), tuple(errors)


def read_layer(path: Path) -> LayerSpec:
    """Read one layer file.

    Raises
    ------
    LayerFileError
        With `file`, `key`, `expected` and `found`.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise layer_error(path.name, NOTHING, "a readable file", error.strerror) from error
    return _read(path.name, content)


def read_added(file: str, content: bytes, *, columns: frozenset[str]) -> LayerSpec:
    """Read the layer file of an added layer whose features have these columns.

    Raises
    ------
    LayerFileError
        As `read_layer`; the source must be "upload".
    """
    return _read(file, content, columns)


# asked for by every run of a page and every layer of the map
@lru_cache(maxsize=256)
def _read(file: str, content: bytes, added: frozenset[str] | None = None) -> LayerSpec:
    name = NAME.fullmatch(file)
    if name is None:
        raise layer_error(file, "(name)", "number_name.toml", file)
    table = Table(file, "", _parsed(file, content))
    table.check_keys(NEEDED, KEYS)
    layer = _layer(table, key=name["key"], order=int(name["order"]))
    _check_rules(table, layer, added)
    return layer


def _parsed(file: str, content: bytes) -> dict[str, object]:
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise layer_error(file, NOTHING, "UTF-8", f"byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise layer_error(file, NOTHING, "TOML", error) from error
    if not table:
        raise layer_error(file, NOTHING, "title = …", NOTHING)
    return table


def _layer(table: Table, *, key: str, order: int) -> LayerSpec:
    return LayerSpec(
        key=key,
        order=order,
        title=table.words("title"),
        source=table.text("source", query.PATTERN),
        draw=table.one_of("draw", Draw),
        colour=table.text("colour", COLOUR),
        form=table.one_of("form", Form, Form.CIRCLE),
        stroke=table.one_of("stroke", Stroke, Stroke.SOLID),
        width=table.number("width", 1.5, low=0, high=20),
        size=table.number("size", 12, low=4, high=40),
        fill=table.number("fill", 0.4, low=0, high=1),
        opacity=table.number("opacity", 1, low=0, high=1),
        column=table.text("column", COLUMN) if "column" in table else None,
        symbols=tuple(_symbol(entry) for entry in table.tables("symbols")),
        fields=table.dictionary("fields"),
        labels=table.flag("labels"),
        origin=table.text("origin") if "origin" in table else None,
        as_of=table.day("as_of") if "as_of" in table else None,
        protected=table.flag("protected"),
        visible=table.flag("visible"),
        base=table.flag("base"),
        min_zoom=int(table.number("min_zoom", 0, low=0, high=22)),
        afar=tuple(table.texts("afar", ())) if "afar" in table else None,
        audience=Audience[table.one_of("audience", _Readers, _Readers.PUBLIC).name],
        hidden=table.flag("hidden"),
        cluster_below=int(table.number("cluster_below", 0, low=0, high=22)),
        heat=table.flag("heat"),
        hollow=table.flag("hollow"),
    )


def _symbol(table: Table) -> Symbol:
    table.check_keys(SYMBOL_NEEDED, SYMBOL_KEYS)
    if ("from" in table) != ("below" in table):
        raise table.error("below", "from, below", "from" if "from" in table else "below")
    key = table.prefix.split(".")[-2]
    ranged = "from" in table or "missing" in table
    return Symbol(
        key=key,
        label=table.words("label"),
        colour=table.text("colour", COLOUR),
        form=table.one_of("form", Form, Form.CIRCLE),
        stroke=table.one_of("stroke", Stroke, Stroke.SOLID),
        values=frozenset(table.texts("values", () if ranged else (key,))),
        low=table.number("from", 0) if "from" in table else None,
        high=table.number("below", 0) if "below" in table else None,
        missing=table.flag("missing"),
        width=table.number("width", 1, low=0, high=20) if "width" in table else None,
        hollow=table.flag("hollow"),
    )


def _check_rules(table: Table, layer: LayerSpec, added: frozenset[str] | None) -> None:
    asked = query.parse(layer.source)
    if added is None:
        _check_query(table, asked)
    elif layer.source != query.UPLOAD:
        raise table.error("source", query.UPLOAD, layer.source)
    columns = query.columns_of(asked.name) if added is None else added
    _check_columns(table, layer, columns)
    # counts of participants lie in the areas, so every layer of areas is protected
    if (layer.protected or asked.name == "areas") and layer.draw is not Draw.COUNT_PER_AREA:
        raise table.error("draw", Draw.COUNT_PER_AREA, layer.draw)
    if layer.draw is Draw.COUNT_PER_AREA and asked.name != "areas":
        raise table.error("source", "areas", asked.name)
    _check_marks(table, layer)
    _check_afar(table, layer)
    for symbol in () if layer.base else layer.legend():
        found = contrast(symbol.colour, GROUND)
        if found < MIN_CONTRAST:
            key = f"symbols.{symbol.key}.colour" if symbol.key else "colour"
            expected = f"contrast {MIN_CONTRAST:.1f} on {GROUND}"
            raise table.error(key, expected, f"{symbol.colour}: {found:.1f}")


def _check_marks(table: Table, layer: LayerSpec) -> None:
    if layer.cluster_below and (layer.draw is not Draw.POINTS or layer.heat):
        raise table.error("cluster_below", Draw.POINTS, "heat" if layer.heat else layer.draw)
    # of anything but the empty shops, a heated map would only show where the town is dense
    if layer.heat and (layer.draw, layer.source) != (Draw.POINTS, HEATED):
        raise table.error("heat", f"{Draw.POINTS}, {HEATED}", f"{layer.draw}, {layer.source}")


def _check_afar(table: Table, layer: LayerSpec) -> None:
    if layer.afar is None:
        return
    if not layer.base:
        raise table.error("afar", "base = true", "base = false")
    known = {symbol.key for symbol in layer.symbols}
    if not known.issuperset(layer.afar):
        raise table.error("afar", ", ".join(sorted(known)) or "[]", ", ".join(layer.afar))


def _check_query(table: Table, asked: query.Query) -> None:
    if asked.name not in query.SOURCES:
        raise table.error("source", ", ".join(query.SOURCES), asked.name)
    for column, values in asked.filters.items():
        filters = query.filters_of(asked.name)
        if column not in filters:
            raise table.error("source", ", ".join(filters) or "no filter", column)
        allowed = filters[column]
        if allowed is not None and not values <= set(allowed):
            raise table.error("source", ", ".join(allowed), ", ".join(sorted(values)))


def _check_columns(table: Table, layer: LayerSpec, columns: frozenset[str]) -> None:
    if (layer.column is None) != (not layer.symbols):
        raise table.error("column", "column and symbols together", "one of them")
    named = {"column": layer.column} | {f"fields.{name}": name for name in layer.fields}
    for key, name in named.items():
        if name is not None and name not in columns:
            raise table.error(key, ", ".join(sorted(columns)), name)
    if layer.labels and "name" not in columns:
        raise table.error("labels", "a source with names", layer.source)
