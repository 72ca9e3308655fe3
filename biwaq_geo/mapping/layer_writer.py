"""A layer as the text of a layer file, the reverse of `layerfile`."""

import json
from collections.abc import Iterator, Mapping

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.mapping.mapspec import LayerSpec, Symbol


def layer_toml(layer: LayerSpec) -> str:
    """Return the layer as TOML; reading it gives the same layer again."""
    return "\n".join([*_head(layer), *_fields(layer.fields), *_symbols(layer)]) + "\n"


def _head(layer: LayerSpec) -> Iterator[str]:
    yield f"title = {_words(layer.title)}"
    yield f"source = {_text(layer.source)}"
    yield f"draw = {_text(layer.draw.value)}"
    yield f"colour = {_text(layer.colour)}"
    yield f"form = {_text(layer.form.value)}"
    yield f"stroke = {_text(layer.stroke.value)}"
    yield from _measures(layer)
    if layer.origin:
        yield f"origin = {_text(layer.origin)}"
    if layer.as_of:
        yield f"as_of = {_text(layer.as_of.isoformat())}"
    if layer.column:
        yield f"column = {_text(layer.column)}"


def _measures(layer: LayerSpec) -> Iterator[str]:
    for key in ("width", "size", "fill", "opacity"):
        yield f"{key} = {getattr(layer, key):g}"
    yield f"audience = {_text(layer.audience.name.lower())}"
    for key in ("labels", "protected", "visible", "hidden", "base", "heat", "hollow"):
        if getattr(layer, key):
            yield f"{key} = true"
    for key in ("min_zoom", "cluster_below"):
        if getattr(layer, key):
            yield f"{key} = {getattr(layer, key)}"
    if layer.afar is not None:
        yield f"afar = [{', '.join(map(_text, layer.afar))}]"


def _fields(fields: Mapping[str, Words]) -> Iterator[str]:
    if fields:
        yield "\n[fields]"
    for column, words in fields.items():
        yield f"{column} = {_words(words)}"


def _symbols(layer: LayerSpec) -> Iterator[str]:
    for symbol in layer.symbols:
        yield f"\n[symbols.{symbol.key}]"
        yield f"label = {_words(symbol.label)}"
        yield f"colour = {_text(symbol.colour)}"
        yield f"form = {_text(symbol.form.value)}"
        yield f"stroke = {_text(symbol.stroke.value)}"
        yield from _meaning(symbol)
        if symbol.hollow:
            yield "hollow = true"
        if symbol.width is not None:
            yield f"width = {symbol.width:g}"


def _meaning(symbol: Symbol) -> Iterator[str]:
    if symbol.low is not None and symbol.high is not None:
        yield f"from = {symbol.low!r}"
        yield f"below = {symbol.high!r}"
    elif symbol.values:
        yield f"values = [{', '.join(_text(value) for value in sorted(symbol.values))}]"
    if symbol.missing:
        yield "missing = true"


def _words(words: Words) -> str:
    inner = ", ".join(f"{language} = {_text(said)}" for language, said in words.items())
    return f"{{ {inner} }}"


def _text(text: str) -> str:
    # a JSON string is a TOML string but for DEL, which TOML wants escaped
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
