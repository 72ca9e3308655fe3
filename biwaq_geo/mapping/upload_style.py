"""How an added layer is drawn: from a few wishes to symbols that everyone can tell apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.errors import LayerFileError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.mapping.layerfile import read_added
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, Stroke, Symbol
from biwaq_geo.mapping.query import UPLOAD

MOST_CATEGORIES = 12
CLASSES = 5

PALETTE = (
    "#1f6fb2", "#b3261e", "#1b7837", "#7b3294", "#a8570b", "#0b7a75",
    "#c2185b", "#5d4037", "#3949ab", "#6b6b00", "#455a64", "#8e24aa",
)  # fmt: skip
"""Colours that stand out from the ground of the map."""

RAMP = ("#8a7d1f", "#9a5a12", "#9c3626", "#7a1f45", "#3d1350")
"""From low to high, darker with each step."""

MISSING_COLOUR = "#6f6f6f"
NO_VALUE: Words = {"de": "ohne Angabe", "en": "no value"}

_DRAWS = (Draw.POINTS, Draw.LINES, Draw.POLYGONS)
_ORDERS = (55, 42, 32)
"""Below the units; points above lines above areas."""

_STROKES = (Stroke.SOLID, Stroke.DASHED, Stroke.DOTTED)
_WIDTHS = (1.5, 3.0, 4.5, 6.0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person chooses for a layer.

    Attributes
    ----------
    column
        Key of the column whose values choose the symbol; None for one symbol.
    fields
        Keys of the columns shown for a clicked feature.
    origin, as_of
        Where the data come from and their date; None for what the town's profile says.
    visible
        Switched on when the map is first opened.
    """

    title: Words
    colour: str
    audience: Audience
    form: Form = Form.CIRCLE
    column: str | None = None
    fields: Sequence[str] = ()
    origin: str | None = None
    as_of: date | None = None
    visible: bool = True
    hidden: bool = False


def order_of(dimension: int) -> int:
    """Return the number in front of the layer file: 0 for points, 1 lines, 2 areas."""
    return _ORDERS[dimension]


def dimension_of(layer: LayerSpec) -> int:
    """Return 0 for a layer of points, 1 for lines, 2 for areas."""
    return _DRAWS.index(layer.draw)


def columns_for_symbols(features: gpd.GeoDataFrame) -> list[str]:
    """Return the columns that can choose symbols: numbers, and up to `MOST_CATEGORIES` words."""
    columns = features.drop(columns=features.geometry.name)
    return [
        str(name)
        for name, series in columns.items()
        if series.notna().any()
        and (pd.api.types.is_float_dtype(series) or series.nunique() <= MOST_CATEGORIES)
    ]


def styled(
    features: gpd.GeoDataFrame,
    wishes: Wishes,
    *,
    key: str,
    titles: Mapping[str, str],
    dimension: int,
) -> LayerSpec:
    """Return the layer.

    Parameters
    ----------
    titles
        Key of a column to its title.
    """
    column = wishes.column
    return LayerSpec(
        key=key,
        order=order_of(dimension),
        title=wishes.title,
        source=UPLOAD,
        draw=_DRAWS[dimension],
        colour=wishes.colour,
        form=wishes.form,
        width=3.0 if dimension == 1 else 1.5,
        column=column,
        symbols=() if column is None else _symbols(features[column], dimension),
        fields={name: {"de": titles[name], "en": titles[name]} for name in wishes.fields},
        origin=wishes.origin,
        as_of=wishes.as_of,
        visible=wishes.visible,
        audience=wishes.audience,
        hidden=wishes.hidden,
    )


def checked_text(layer: LayerSpec, features: gpd.GeoDataFrame) -> str:
    """Return the layer as text, once it has been read back as a layer file.

    Raises
    ------
    LayerFileError
        A wish breaks a rule of layer files: no title, a colour too pale.
    """
    text = layer_toml(layer)
    columns = frozenset(map(str, features.columns)) - {features.geometry.name}
    file = f"{layer.order}_{layer.key}.toml"
    if read_added(file, text.encode(), columns=columns) != layer:
        raise LayerFileError(file=file, key="–", expected="TOML", found=layer.key)
    return text


def _symbols(values: "pd.Series[Any]", dimension: int) -> tuple[Symbol, ...]:
    is_number = pd.api.types.is_float_dtype(values)
    many = is_number and values.nunique() > MOST_CATEGORIES
    found = _classes(values, dimension) if many else _categories(values, dimension)
    if values.isna().any():
        look: dict[str, Any] = {"form": Form.RING} if dimension == 0 else {"stroke": Stroke.DOTTED}
        found.append(Symbol("missing", NO_VALUE, MISSING_COLOUR, missing=True, **look))
    return tuple(found)


def _categories(values: "pd.Series[Any]", dimension: int) -> list[Symbol]:
    counted = values.dropna().map(str).value_counts()
    return [
        Symbol(
            f"c{number}",
            _same(_plain_number(value)),
            PALETTE[number % len(PALETTE)],
            values=frozenset({value}),
            **_look(number, dimension),
        )
        for number, value in enumerate(map(str, counted.index[:MOST_CATEGORIES]))
    ]


def _classes(values: "pd.Series[Any]", dimension: int) -> list[Symbol]:
    numbers = values.dropna().to_numpy(float)
    edges = _edges(numbers)
    return [
        Symbol(
            f"k{number}",
            _same(f"{low:g} – {high:g}"),
            RAMP[round(number * (len(RAMP) - 1) / max(len(edges) - 2, 1))],
            low=low,
            high=float(np.nextafter(high, np.inf)) if number == len(edges) - 2 else high,
            **_look(number, dimension),
        )
        for number, (low, high) in enumerate(pairwise(edges))
    ]


def _edges(numbers: NDArray[np.floating[Any]]) -> list[float]:
    """Return rounded bounds that part the numbers into classes of about equal size."""
    inner = np.quantile(numbers, np.linspace(0, 1, CLASSES + 1)[1:-1])
    span = float(numbers.max() - numbers.min())
    digits = int(np.clip(2 - np.floor(np.log10(span)), -6, 9))
    rounded = sorted({round(float(edge), digits) for edge in inner})
    low, high = float(numbers.min()), float(numbers.max())
    return [low, *(edge for edge in rounded if low < edge < high), high]


def _look(number: int, dimension: int) -> dict[str, Any]:
    """Return what tells the symbol from the others beside its colour."""
    if dimension == 0:
        forms = [form for form in Form if form is not Form.RING]
        return {"form": forms[number % len(forms)]}
    stroke = _STROKES[number % len(_STROKES)]
    return {"stroke": stroke, "width": _WIDTHS[number // len(_STROKES) % len(_WIDTHS)]}


def _plain_number(value: str) -> str:
    return value.removesuffix(".0")


def _same(text: str) -> Words:
    return {"de": text, "en": text}
