"""What a map shows, as plain data: every renderer draws from this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from biwaq_geo.mapping.background import Background
from biwaq_geo.mapping.layerspec import (
    HEAT_RADIUS_M,
    Draw,
    Form,
    LayerSpec,
    Stroke,
    Symbol,
    is_missing,
)
from biwaq_geo.mapping.themes import Theme

__all__ = [
    "HEAT_RADIUS_M",
    "Draw",
    "Form",
    "GoTo",
    "LayerSpec",
    "MapSpec",
    "Stroke",
    "Symbol",
    "Theme",
    "is_missing",
]


@dataclass(frozen=True, slots=True)
class GoTo:
    """A place that the map is to move to, once for each serial number.

    Attributes
    ----------
    extent
        West, south, east, north in the town's projected CRS, metres; a point has no size.
    serial
        Another number asks again, even for the same place.
    """

    extent: tuple[float, float, float, float]
    serial: int


@dataclass(frozen=True, slots=True)
class MapSpec:
    """A whole map.

    Attributes
    ----------
    layers
        As their files say, in drawing order, the lowest first; base layers among them.
    visible
        Keys of the layers that are switched on; base layers are always on.
    extent
        West, south, east, north in the town's projected CRS, metres.
    epsg
        The CRS of `extent` and of every frame.
    demo
        True for an invented town: the map bears a mark that cannot be taken off.
    day
        Day that the map shows.
    source
        Where the town's data come from.
    past
        What the map says of a day that is over; empty for the present one.
    selected
        Feature id drawn as selected; None for none.
    backgrounds
        Maps of services that an administrator has allowed and the person has chosen, the
        lowest first; they stand in for the ground of the base map. Empty in everything
        that is handed out.
    theme
        Renderers draw `styled` and `drawn`, which are in its colours.
    own
        By layer, the features of layers that have no address, as `mapping.comparing` writes
        them.
    go_to
        Where the map on screen is to move to; None to stay.
    place
        Where something is to stand that is not saved yet, in the CRS; None for nothing.
        Drawn on screen only.
    """

    layers: tuple[LayerSpec, ...]
    visible: frozenset[str]
    extent: tuple[float, float, float, float]
    epsg: int
    demo: bool
    language: str
    day: date
    source: str = ""
    selected: str | None = None
    past: str = ""
    backgrounds: tuple[Background, ...] = ()
    theme: Theme = Theme.LIGHT
    go_to: GoTo | None = None
    place: tuple[float, float] | None = None
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def layer(self, key: str) -> LayerSpec | None:
        """Return the layer of that key, or None."""
        return next((layer for layer in self.layers if layer.key == key), None)

    def on_top(self, key: str) -> LayerSpec | None:
        """Return the layer of that key, as its file says, if it can be clicked."""
        layer = self.layer(key)
        return layer if layer and key in self.visible and not layer.base else None

    def styled(self) -> tuple[LayerSpec, ...]:
        """Return all layers in the theme, the lowest first."""
        return tuple(layer.in_theme(self.theme) for layer in self.layers)

    def drawn(self) -> tuple[LayerSpec, ...]:
        """Return what is to be drawn, in the theme, the lowest first."""
        return tuple(x for x in self.styled() if x.base or x.key in self.visible)
