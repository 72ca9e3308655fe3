"""What a person sees on the map as the short query of a link, and back."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.themes import Theme

CAMERA = "karte"
"""Longitude, latitude, zoom and pitch; only the browser knows them and adds them."""

TOWN, LAYERS, DAY, STATES, UNIT, THEME = "stadt", "ebenen", "tag", "filter", "einheit", "ansicht"
NAMES = (TOWN, CAMERA, LAYERS, DAY, STATES, UNIT, THEME)

THEMES = {Theme.LIGHT: "hell", Theme.DARK: "dunkel", Theme.PROJECTOR: "beamer"}

MOST_ZOOM, MOST_PITCH = 24.0, 60.0
WEB_MERCATOR_DEG = 85.0
"""Maps of this kind end short of the poles."""

NONE = "-"
"""Stands for no layer at all: a link without layers means those that are usual."""

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,9})?")


@dataclass(frozen=True, slots=True)
class Camera:
    """Centre in degrees (WGS84), zoom of MapLibre, pitch in degrees from straight down."""

    longitude: float
    latitude: float
    zoom: float
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class SharedView:
    """A view of the map without any free text; None and empty for what is as usual.

    Attributes
    ----------
    town
        Key of the town.
    layers
        Keys of the layers that are on.
    day
        Past day that is shown.
    states
        What units must be; every state if empty.
    """

    town: str | None = None
    camera: Camera | None = None
    layers: frozenset[str] | None = None
    day: date | None = None
    states: frozenset[UnitState] = frozenset()
    unit: UUID | None = None
    theme: Theme | None = None


def to_query(view: SharedView) -> str:
    """Write the view as the query of an address, without a question mark."""
    camera = view.camera
    numbers = (camera.longitude, camera.latitude, camera.zoom, camera.pitch) if camera else ()
    layers = view.layers
    said = {
        TOWN: view.town,
        CAMERA: ",".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers),
        LAYERS: None if layers is None else ",".join(sorted(layers)) or NONE,
        DAY: view.day.isoformat() if view.day else None,
        STATES: ",".join(sorted(view.states)),
        UNIT: str(view.unit) if view.unit else None,
        THEME: THEMES[view.theme] if view.theme else None,
    }
    return urlencode({name: value for name, value in said.items() if value}, safe=",")


def from_query(given: Mapping[str, str]) -> tuple[SharedView, tuple[str, ...]]:
    """Read a view; what cannot be read is left out and its name returned.

    Other names than `NAMES` are not looked at.
    """
    read: dict[str, object] = {}
    broken = []
    for name, (field, reader) in _READERS.items():
        if name not in given:
            continue
        try:
            read[field] = reader(given[name])
        except ValueError:
            broken.append(name)
    return SharedView(**read), tuple(broken)  # type: ignore[arg-type]


def _key(text: str) -> str:
    if not _KEY.fullmatch(text):
        raise ValueError(text)
    return text


def _layers(text: str) -> frozenset[str]:
    return frozenset() if text == NONE else frozenset(map(_key, text.split(",")))


def _states(text: str) -> frozenset[UnitState]:
    return frozenset(map(UnitState, text.split(",")))


def _theme(text: str) -> Theme:
    found = next((theme for theme, word in THEMES.items() if word == text), None)
    if found is None:
        raise ValueError(text)
    return found


def _camera(text: str) -> Camera:
    parts = text.split(",")
    if len(parts) not in {3, 4} or not all(map(_NUMBER.fullmatch, parts)):
        raise ValueError(text)
    camera = Camera(*map(float, parts))
    if not (
        math.fabs(camera.longitude) <= 180  # noqa: PLR2004 -- degrees
        and math.fabs(camera.latitude) <= WEB_MERCATOR_DEG
        and 0 <= camera.zoom <= MOST_ZOOM
        and 0 <= camera.pitch <= MOST_PITCH
    ):
        raise ValueError(text)
    return camera


_READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    TOWN: ("town", _key),
    CAMERA: ("camera", _camera),
    LAYERS: ("layers", _layers),
    DAY: ("day", date.fromisoformat),
    STATES: ("states", _states),
    UNIT: ("unit", UUID),
    THEME: ("theme", _theme),
}
