"""A hand over the work map, with mouse, keys or finger; in metres from the town's corner."""

from pyproj import Transformer

from tests import sample_town
from tests.browser.test_tools_in_hand import Hand, place

TO_METRES = Transformer.from_crs(4326, sample_town.EPSG, always_xy=True)

SOURCES = {"Point": "td-point", "LineString": "td-linestring", "Polygon": "td-polygon"}
MODES = {"Point": "draw_point", "LineString": "draw_line", "Polygon": "draw_area"}


def metres(lng, lat):
    """Return a place as metres from the corner of the sample town."""
    x, y = TO_METRES.transform(lng, lat)
    return x - sample_town.X0, y - sample_town.Y0


def drawn(page, kind, *, count=0):
    """Return the corners of the one shape of that kind, in metres, once it is on the map.

    With `count`, once it has so many corners; a line only.
    """
    found = page.evaluate(
        """async ([source, mode, count]) => {
            const { workMap: map } = document.querySelector('.biwaq-map');
            const aids = ['snappingPoint', 'closingPoint', 'coordinatePoint', 'currentlyDrawing'];
            for (let frame = 0; frame < 600; frame += 1) {
                const { features } = await map.getSource(source).getData();
                const shapes = features.filter(({ properties: its }) =>
                    its.mode === mode && !aids.some((aid) => its[aid]));
                const found = shapes.length === 1 && shapes[0].geometry.coordinates;
                if (found && (!count || found.length === count)) return found;
                await new Promise(requestAnimationFrame);
            }
            return null;
        }""",
        [SOURCES[kind], MODES[kind], count],
    )
    assert found is not None
    corners = {"Point": [found], "LineString": found, "Polygon": found[0]}[kind]
    return [metres(*corner) for corner in corners]


class Keys:
    """Somebody without a pointer: arrows move the map under the cross, the space bar sets."""

    def __init__(self, page):
        self.page = page

    def set_here(self):
        self.page.keyboard.press("Space")

    def pan(self, arrow):
        """Move the map by one step and wait until it stands."""
        self.page.keyboard.press(arrow)
        self.page.wait_for_function(
            "() => !document.querySelector('.biwaq-map').workMap.isMoving()"
        )

    def centre(self):
        """Return the place under the cross, in metres."""
        return metres(
            *self.page.evaluate(
                "() => document.querySelector('.biwaq-map').workMap.getCenter().toArray()"
            )
        )


def slide(page, *places):
    """Put a finger down on the first place of the screen and slide it over the others."""
    wire = page.context.new_cdp_session(page)
    for number, (x, y) in enumerate(places):
        kind = "touchMove" if number else "touchStart"
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


__all__ = ["Hand", "Keys", "drawn", "metres", "place", "slide"]
