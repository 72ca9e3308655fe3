from dataclasses import replace
from datetime import date
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.picture import picture
from tests.sample_scenarios import CATALOGUES, GROUND, TOWN, improve, phase, scenario, use
from tests.sample_town import X0, Y0


def test_a_picture_shows_the_planned_uses_as_come_about():
    place = Point(X0 + 100, Y0 + 225)
    paving, gone = improve(1, "paving", 30, place=place), use(77)
    made = scenario(use(5), improve(0, section_id="sec1"), paving, phase(), gone)
    shown = picture(TOWN, CATALOGUES, made, ground=GROUND)
    assert shown.before == TOWN.store.units()
    changed = [new for old, new in zip(shown.before, shown.after, strict=True) if old != new]
    assert [(u.unit_id, u.state, u.since) for u in changed] == [
        (UUID(int=6), UnitState.INTERIM, date(2027, 1, 1))
    ]
    assert shown.edit_of_unit == {UUID(int=6): UUID(int=105)}
    # bench 2-4-6 and paving 10-15-20 within 30 m of the section
    assert shown.section_points == {"sec1": Band(12, 19, 26)}
    assert shown.places == {paving.edit_id: place}
    assert shown.phase_of_part == {"g1": "workshop"}
    assert [each.edit_id for each in shown.obstructed] == [str(gone.edit_id)]


def test_a_picture_of_doing_nothing_is_the_same_before_and_after():
    shown = picture(TOWN, CATALOGUES, replace(scenario(), edits=()))
    assert shown.before == shown.after
    assert not shown.section_points
