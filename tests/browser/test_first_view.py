"""The first view shows the town whatever room the map had while its page was still drawn."""

import pytest

from tests import sample_town
from tests.browser.maps import WorkMap
from tests.browser.walks import settled

pytestmark = pytest.mark.browser

DESK = {"width": 1440, "height": 1000}
SIZED = """([width, height]) => {
    const map = document.querySelector('.biwaq-map')?.workMap;
    const { clientWidth, clientHeight } = map?.getCanvas() ?? {};
    return clientWidth > width && clientHeight > height;
}"""


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


def view(page):
    """Return zoom and centre, as far as somebody would see a difference."""
    shown = WorkMap(page)
    shown.wait()
    settled(page)
    zoom, lat, lng, _ = shown.view()
    return round(zoom, 2), round(lat, 4), round(lng, 4)


def test_a_map_that_gets_more_room_later_looks_as_if_it_had_had_it_at_once(served, visitor):
    wide = visitor(served)
    wide.go("", heading="Karte")
    at_once = view(wide.page)

    narrow = visitor(served, width=700, height=600)
    narrow.go("", heading="Karte")
    assert view(narrow.page) != at_once
    narrow.page.set_viewport_size(DESK)
    narrow.page.wait_for_function(SIZED, arg=[600, 500])
    assert view(narrow.page) == at_once


def test_a_view_that_somebody_chose_stays_when_the_window_changes_and_on_the_next_page(
    served, visitor
):
    seen = visitor(served, width=700, height=600)
    seen.go("", heading="Karte")
    shown = WorkMap(seen.page)
    shown.wait()
    shown.zoom_in()
    chosen = view(seen.page)
    seen.page.set_viewport_size(DESK)
    seen.page.wait_for_function(SIZED, arg=[600, 500])
    assert view(seen.page) == chosen
    seen.go("scenarios", heading="Szenarien")
    assert view(seen.page) == chosen


SMALL = """document.addEventListener('DOMContentLoaded', () => {
    const small = document.createElement('style');
    small.id = 'small';
    small.textContent = '.biwaq-map { height: 24px !important; min-height: 0 !important; }';
    document.head.append(small);
})"""


def test_a_chosen_unit_that_a_map_without_room_goes_to_changes_no_first_view(served, visitor):
    chosen = f"?unit={sample_town.unit(5).unit_id}"
    wide = visitor(served)
    wide.go(chosen, heading="Karte")
    at_once = view(wide.page)

    crowded = visitor(served, bypass_csp=True)
    crowded.page.add_init_script(SMALL)
    crowded.go(chosen, heading="Karte")
    WorkMap(crowded.page).wait()
    crowded.page.evaluate(
        """() => new Promise((go) => {
            const { workMap } = document.querySelector('.biwaq-map');
            workMap.panBy([0, 400], { animate: false }, { shown: true });
            document.getElementById('small').remove();
            go();
        })"""
    )
    crowded.page.wait_for_function(SIZED, arg=[600, 500])
    assert view(crowded.page) == at_once
