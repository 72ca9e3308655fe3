"""The signs of our layers as Styled Layer Descriptor, OGC 02-070 (SLD 1.0)."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from biwaq_geo.mapping.desktop_style import OTHER_COLOUR, OTHER_SIZE, Rule
from biwaq_geo.mapping.mapspec import Form, Symbol

_SLD = "http://www.opengis.net/sld"
_OGC = "http://www.opengis.net/ogc"

_WELL_KNOWN = {
    Form.CIRCLE: ("circle", 0),
    Form.RING: ("circle", 0),
    Form.SQUARE: ("square", 0),
    Form.DIAMOND: ("square", 45),
    Form.TRIANGLE: ("triangle", 0),
    Form.TRIANGLE_DOWN: ("triangle", 180),
    Form.CROSS: ("x", 0),
    Form.PLUS: ("cross", 0),
    Form.STAR: ("star", 0),
    # no well-known marks; QGIS and GeoServer know them by these names
    Form.PENTAGON: ("pentagon", 0),
    Form.HEXAGON: ("hexagon", 0),
    Form.BAR: ("half_square", 90),
}


def sld(found: Sequence[Rule], *, layer: str, other: str) -> str:
    """Return the style of the layer: one rule for each sign, a grey dot for the rest."""
    ET.register_namespace("", _SLD)
    ET.register_namespace("ogc", _OGC)
    root = ET.Element(f"{{{_SLD}}}StyledLayerDescriptor", version="1.0.0")
    named = _under(root, "NamedLayer")
    _under(named, "Name", layer)
    style = _under(_under(named, "UserStyle"), "FeatureTypeStyle")
    # lowest, because QGIS draws it for every unit
    rest = _rule(style, other)
    _under(rest, "ElseFilter")
    _marker(rest, Symbol("", {"de": other}, OTHER_COLOUR), size=OTHER_SIZE)
    for rule in found:
        made = _rule(style, rule.label)
        _filter(made, rule)
        _marker(made, rule.symbol, size=rule.size)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _under(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_SLD}}}{tag}")
    made.text = text
    return made


def _rule(style: ET.Element, label: str) -> ET.Element:
    made = _under(style, "Rule")
    _under(made, "Name", label)
    _under(made, "Title", label)
    return made


def _filter(made: ET.Element, rule: Rule) -> None:
    tests = [_either(column, values) for column, values in rule.allowed]
    if rule.missing:
        tests.append(_ogc("PropertyIsNull", _ogc("PropertyName", text=rule.missing)))
    if rule.span:
        column, low, high = rule.span
        tests += [
            _compared("PropertyIsGreaterThanOrEqualTo", column, f"{low:g}"),
            _compared("PropertyIsLessThan", column, f"{high:g}"),
        ]
    if tests:
        made.append(_ogc("Filter", _joined("And", tests)))


def _either(column: str, values: Sequence[str]) -> ET.Element:
    return _joined("Or", [_compared("PropertyIsEqualTo", column, value) for value in values])


def _compared(how: str, column: str, value: str) -> ET.Element:
    return _ogc(how, _ogc("PropertyName", text=column), _ogc("Literal", text=value))


def _joined(how: str, parts: Sequence[ET.Element]) -> ET.Element:
    # an operator of OGC's filters joins two or more
    return parts[0] if len(parts) == 1 else _ogc(how, *parts)


def _ogc(tag: str, *parts: ET.Element, text: str | None = None) -> ET.Element:
    made = ET.Element(f"{{{_OGC}}}{tag}")
    made.text = text
    made.extend(parts)
    return made


def _marker(rule: ET.Element, symbol: Symbol, *, size: float) -> None:
    graphic = _under(_under(rule, "PointSymbolizer"), "Graphic")
    mark = _under(graphic, "Mark")
    form, angle = _WELL_KNOWN[symbol.form]
    _under(mark, "WellKnownName", form)
    hollow = symbol.is_hollow
    _coloured(_under(mark, "Fill"), "fill", "#ffffff" if hollow else symbol.colour)
    # some programmes draw a cross as lines only, and white ones would not be seen
    lines = hollow or symbol.form in {Form.CROSS, Form.PLUS}
    _coloured(_under(mark, "Stroke"), "stroke", symbol.colour if lines else "#ffffff")
    _under(graphic, "Size", f"{size:g}")
    if angle:
        _under(graphic, "Rotation", str(angle))


def _coloured(parent: ET.Element, name: str, colour: str) -> None:
    _under(parent, "CssParameter", colour).set("name", name)
