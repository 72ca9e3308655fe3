"""The two interactive maps as a test sees them: the work map, and the simple one in its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyproj import Transformer

from tests import sample_town

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

TO_DEGREES = Transformer.from_crs(sample_town.EPSG, 4326, always_xy=True)


class WorkMap:
    """The MapLibre map of the page."""

    def __init__(self, page: Page) -> None:
        self.page = self.frame = page
        self.map = page.locator(".biwaq-map")

    def wait(self) -> None:
        """Wait until every map of the page has drawn all it was told to."""
        self.page.wait_for_function(
            """() => {
                const maps = [...document.querySelectorAll('.biwaq-map')];
                return maps.length && maps.every((map) => map.dataset.drawn);
            }"""
        )

    def wait_until_drawn(self, **wanted: int | None) -> None:
        """Wait until so many features of each layer are in the picture, None for no layer."""
        _wait_until_drawn(self.page, ".biwaq-map", wanted)

    def zoom_in(self) -> None:
        self.page.locator(".maplibregl-ctrl-zoom-in").click()
        self.page.wait_for_function(
            "() => !document.querySelector('.biwaq-map').workMap.isMoving()"
        )

    def view(self) -> list[float]:
        """Return zoom, latitude, longitude, and how often this map was asked."""
        seen: list[float] = self.page.evaluate(
            """() => {
                const { workMap: map } = document.querySelector('.biwaq-map');
                map.asked = (map.asked || 0) + 1;
                return [map.getZoom(), map.getCenter().lat, map.getCenter().lng, map.asked];
            }"""
        )
        return seen

    def pixel_of(self, layer: str) -> dict[str, float]:
        """Return where the first feature of a layer of points is drawn."""
        return _pixel_of(
            self.page, layer, "document.querySelector('.biwaq-map').workMap.project(place)"
        )

    def click_at(self, x: float, y: float) -> None:
        """Click a place of the sample town, in metres from its corner."""
        self.map.scroll_into_view_if_needed()
        at = self.page.evaluate(
            """place => {
                const { x, y } = document.querySelector('.biwaq-map').workMap.project(place);
                return { x, y };
            }""",
            _degrees(x, y),
        )
        self.map.click(position=at)

    def pin(self) -> Locator:
        """Return the mark of a place that is not saved yet."""
        return self.map.locator(".biwaq-place")

    def wait_for_planned(self, shapes: int) -> None:
        """Wait until so many shapes and numbers of a scenario are drawn."""
        self.page.wait_for_function(
            """async shapes => {
                const { workMap: map } = document.querySelector('.biwaq-map');
                const source = map?.getSource('planned');
                return source && (await source.getData()).features.length === shapes
                    && map.queryRenderedFeatures().some(({ source }) => source === 'planned');
            }""",
            arg=shapes,
        )

    def wait_until_painted(self) -> None:
        """Wait for streets in the picture: MapLibre's own answer to what it has drawn."""
        self.page.wait_for_function(
            """() => {
                const { workMap: map } = document.querySelector('.biwaq-map');
                return map.queryRenderedFeatures().some(
                    ({ source }) => source?.startsWith('base-'));
            }"""
        )


class SimpleMap:
    """The Leaflet map in the frame of its component.

    Of the frames of a page that is just being written, the one of the last run counts: what
    Streamlit is about to take away is marked as stale.
    """

    INSIDE = "[data-testid=stElementContainer][data-stale=false] iframe[title*=st_folium]"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.map: Locator = page.frame_locator(self.INSIDE).locator(".leaflet-container")

    @property
    def frame(self) -> Frame:
        found = self.page.locator(self.INSIDE).element_handle().content_frame()
        assert found is not None
        return found

    def wait(self) -> None:
        self.page.frame_locator(self.INSIDE).locator("[data-base]").wait_for()

    def wait_for_planned(self, shapes: int) -> None:
        self.page.frame_locator(self.INSIDE).locator(f"[data-planned='{shapes}']").wait_for()

    def wait_until_drawn(self, **wanted: int | None) -> None:
        _wait_until_drawn(self.frame, ".leaflet-container", wanted)

    def zoom_in(self) -> None:
        before = self.frame.evaluate("map.getZoom()")
        self.frame.locator(".leaflet-control-zoom-in").click()
        self.frame.wait_for_function(
            "before => map.getZoom() > before && !map._animatingZoom", arg=before
        )

    def view(self) -> list[float]:
        seen: list[float] = self.frame.evaluate(
            "[map.getZoom(), map.getCenter().lat, map.getCenter().lng, "
            "window.visits = (window.visits || 0) + 1]"
        )
        return seen

    def pixel_of(self, layer: str) -> dict[str, float]:
        return _pixel_of(self.frame, layer, "map.latLngToContainerPoint([place[1], place[0]])")

    def click_at(self, x: float, y: float) -> None:
        self.map.scroll_into_view_if_needed()
        at = self.frame.evaluate(
            """([lng, lat]) => {
                const { x, y } = map.latLngToContainerPoint([lat, lng]);
                return { x, y };
            }""",
            _degrees(x, y),
        )
        self.map.click(position=at)

    def pin(self) -> Locator:
        return self.map.locator(".biwaq-place")

    def wait_until_painted(self) -> None:
        self.frame.wait_for_function(
            """() => [...document.querySelectorAll('canvas')].some(canvas =>
                canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
                    .data.some(byte => byte))"""
        )


def _degrees(x: float, y: float) -> list[float]:
    return list(TO_DEGREES.transform(sample_town.X0 + x, sample_town.Y0 + y))


def _wait_until_drawn(place: Page | Frame, selector: str, wanted: dict[str, int | None]) -> None:
    place.wait_for_function(
        """([selector, wanted]) => {
            const text = document.querySelector(selector)?.dataset.drawn;
            if (!text) return false;
            const drawn = JSON.parse(text);
            return Object.entries(wanted).every(([key, count]) => (drawn[key] ?? null) === count);
        }""",
        arg=[selector, wanted],
    )


def _pixel_of(place: Page | Frame, layer: str, projected: str) -> dict[str, float]:
    found: dict[str, float] = place.evaluate(
        f"""async layer => {{
            const answer = await fetch(`/geo/musterstadt/${{layer}}.geojson`);
            const place = (await answer.json()).features[0].geometry.coordinates;
            const {{ x, y }} = {projected};
            return {{ x, y }};
        }}""",
        layer,
    )
    return found


BOTH_MAPS = pytest.mark.parametrize(
    "kind", [WorkMap, pytest.param(SimpleMap, marks=pytest.mark.slow)]
)
"""What works on either map: the short run tries it on the work map, the long one on both. That
the simple map draws, chooses and finds is in the short run, too (`test_simple_map_tools`)."""
