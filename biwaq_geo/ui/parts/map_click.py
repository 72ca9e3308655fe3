"""How a map stands on a page, and what it tells: one click, or what is seen on the screen."""

from dataclasses import dataclass

from shapely import Point


@dataclass(frozen=True, slots=True)
class MapFrame:
    """How a map stands on a page.

    Attributes
    ----------
    height
        CSS pixels; as high as the window allows (`static/biwaq/page.css`) if None.
    tools
        Which of `share`, `print`, `position`, `stand` the map offers; what somebody asks of
        them stands in the session.
    link
        What the server knows of the view, as the query of a link to it.
    """

    height: int | None = 620
    tools: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """One click on the map.

    Attributes
    ----------
    layer, feature_id
        What was hit; None where nothing lies there.
    point
        Place of the click in the town's CRS, metres.
    """

    layer: str | None
    feature_id: str | None
    point: Point


@dataclass(frozen=True, slots=True)
class SeenOnScreen:
    """What somebody wants on paper.

    Attributes
    ----------
    bounds
        West, south, east, north in degrees (WGS84).
    wide
        The map on screen is wider than high.
    """

    bounds: tuple[float, float, float, float]
    wide: bool
