"""The signs of our layers for desktop programmes: QGIS' own form and OGC's SLD 1.0.

Both are made of the layer files, so that units look there as they do on the map here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.mapspec import LayerSpec, Symbol
from biwaq_geo.mapping.query import GROUPS, UNITS, parse
from biwaq_geo.texts import Texts

PIXEL_MM = 25.4 / 96
"""A pixel of the web, in millimetres on the screen of a desktop programme."""

OTHER_COLOUR, OTHER_SIZE = "#9e9e9e", 5.0

Element = ET.Element


@dataclass(frozen=True, slots=True)
class Rule:
    """One sign and the units that bear it.

    Attributes
    ----------
    allowed
        Values by column; a unit bears the sign if it has one of them in each.
    missing
        Column that must be empty as well; "" for none.
    span
        Column whose number must lie in a range: at least the first, below the second.
    """

    label: str
    allowed: tuple[tuple[str, tuple[str, ...]], ...]
    symbol: Symbol
    size: float
    missing: str = ""
    span: tuple[str, float, float] | None = None


def rules(layers: Sequence[LayerSpec], texts: Texts) -> list[Rule]:
    """Return the signs of all layers of units, the lowest first."""
    found: list[Rule] = []
    for layer in sorted(layers, key=lambda one: one.order):
        query = parse(layer.source)
        # a file may be handed on, and a density is no sign of one unit
        if query.name != UNITS or layer.audience is not Audience.PUBLIC or layer.heat:
            continue
        wanted = {
            ("state" if column == "group" else column): _spelled(column, values)
            for column, values in query.filters.items()
        }
        found += [_rule(layer, symbol, wanted, texts) for symbol in layer.legend()]
    return found


def _rule(
    layer: LayerSpec, symbol: Symbol, wanted: Mapping[str, frozenset[str]], texts: Texts
) -> Rule:
    both, column = dict(wanted), layer.column or ""
    if symbol.values:
        both[column] = both.get(column, symbol.values) & symbol.values
    ranged = symbol.low is not None and symbol.high is not None
    return Rule(
        label=texts.of(symbol.label if layer.symbols else layer.title),
        allowed=tuple((column, tuple(sorted(both[column]))) for column in sorted(both)),
        symbol=symbol,
        size=layer.size,
        missing=column if symbol.missing else "",
        span=(column, symbol.low or 0.0, symbol.high or 0.0) if ranged else None,
    )


def _spelled(column: str, values: frozenset[str]) -> frozenset[str]:
    if column != "group":
        return values
    return frozenset(str(state) for value in values for state in GROUPS[value])


def qml(found: Sequence[Rule], *, other: str) -> str:
    """Return the style as QGIS keeps it: one rule for each sign, a grey dot for the rest."""
    root = ET.Element("qgis", version="3.22", styleCategories="Symbology")
    renderer = ET.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0")
    listed = ET.SubElement(renderer, "rules", key=_key("root"))
    symbols = ET.SubElement(renderer, "symbols")
    for number, rule in enumerate(found):
        ET.SubElement(
            listed,
            "rule",
            key=_key(str(number)),
            filter=_expression(rule),
            label=rule.label,
            symbol=str(number),
        )
        symbols.append(_qgis_symbol(str(number), rule.symbol, size=rule.size))
    last = str(len(found))
    ET.SubElement(listed, "rule", key=_key("else"), filter="ELSE", label=other, symbol=last)
    plain = Symbol("", {"de": other}, OTHER_COLOUR)
    symbols.append(_qgis_symbol(last, plain, size=OTHER_SIZE))
    ET.SubElement(root, "layerGeometryType").text = "0"
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + _text(root)


def _key(name: str) -> str:
    # the same style has the same keys, so that a file differs only where its content does
    return f"{{{uuid5(NAMESPACE_URL, f'biwaq-geo/style/{name}')}}}"


def _expression(rule: Rule) -> str:
    parts = [
        f'"{column}" IN ({", ".join(_quoted(value) for value in values)})'
        for column, values in rule.allowed
    ]
    if rule.missing:
        parts.append(f'"{rule.missing}" IS NULL')
    if rule.span:
        column, low, high = rule.span
        parts.append(f'"{column}" >= {low:g} AND "{column}" < {high:g}')
    return " AND ".join(parts)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


_QGIS_FORMS = {
    "ring": ("circle", 0),
    "triangle_down": ("triangle", 180),
    "cross": ("cross_fill", 45),
    "plus": ("cross_fill", 0),
    "bar": ("half_square", 90),
}
"""Where QGIS names or turns a form otherwise than we do."""


def _qgis_symbol(name: str, symbol: Symbol, *, size: float) -> Element:
    marker = ET.Element(
        "symbol", name=name, type="marker", alpha="1", clip_to_extent="1", force_rhr="0"
    )
    layer = ET.SubElement(
        marker, "layer", {"class": "SimpleMarker"}, enabled="1", locked="0", **{"pass": "0"}
    )
    form, angle = _QGIS_FORMS.get(symbol.form, (symbol.form.value, 0))
    hollow = symbol.is_hollow
    colour = _rgba(symbol.colour)
    options = {
        "name": form,
        "angle": str(angle),
        "color": _rgba("#ffffff") if hollow else colour,
        "outline_color": colour if hollow else _rgba("#ffffff"),
        "outline_style": "solid",
        "outline_width": "0.6" if hollow else "0.2",
        "outline_width_unit": "MM",
        "size": f"{size * PIXEL_MM:.2f}",
        "size_unit": "MM",
        "scale_method": "diameter",
    }
    listed = ET.SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        ET.SubElement(listed, "Option", type="QString", name=key, value=value)
        # QGIS before 3.20 reads these
        ET.SubElement(layer, "prop", k=key, v=value)
    return marker


def _rgba(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},255"


def _text(root: Element) -> str:
    ET.indent(root)
    return ET.tostring(root, encoding="unicode")
