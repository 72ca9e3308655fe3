"""A measure for a scenario: on a street section, at a clicked place, or where it was drawn."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import geopandas as gpd
import streamlit as st
from shapely import LineString, Point, Polygon

from biwaq_geo.domain.catalogue import Catalogues, Measure, Per
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.scenarios import ImproveStreet, Place, ScenarioEdit
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.mapspec import is_missing
from biwaq_geo.services.drawing import Drawn
from biwaq_geo.services.ports import Town
from biwaq_geo.services.street_audits import sections_scored
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.corners import corners_desk
from biwaq_geo.ui.parts.map_tools import drawn_shape
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.scenario_words import funding_choice, names_of, permit
from biwaq_geo.ui.parts.unit_words import choices

AT_PLACE, AS_DRAWN, AT_FRONT = "", " ", "  "
"""Stand for the clicked and the drawn place, and the front of a unit, in the list of sections,
whose keys hold letters."""

QUANTITY, SECTION = "scenario_quantity", "scenario_section"


def add_measure(
    town: Town,
    units: Sequence[CommercialUnit],
    catalogues: Catalogues,
    texts: Texts,
    *,
    place: Point | None,
) -> ScenarioEdit | None:
    """Choose a measure and where; return the edit when the person adds it.

    A drawing that was handed over comes first and fills in the quantity.
    """
    measures = catalogues.measures
    key = st.selectbox(
        texts("scenario.measure"),
        list(measures),
        key="scenario_measure",
        format_func=lambda key: texts.of(measures[key].title),
    )
    measure = measures[key]
    permit(measure, texts)
    corners_desk(town, texts)
    drawn = _drawn(town, texts)
    names = {
        **({AS_DRAWN: drawn_words(drawn, texts)} if drawn is not None else {}),
        **({AT_PLACE: texts("scenario.at_place")} if place is not None else {}),
        **_sections(sections_scored(town), texts),
        **({AT_FRONT: texts("scenario.at_front")} if units else {}),
    }
    if not names:
        st.info(texts("scenario.no_sections"))
        return None
    _fill_in(key, measure, drawn)
    where = st.selectbox(
        texts("scenario.section"), list(names), key=SECTION, format_func=names.__getitem__
    )
    front = _front(units, texts) if where == AT_FRONT else None
    unit = texts(f"per.{measure.per}")
    quantity = st.number_input(
        texts("scenario.quantity", unit=unit),
        min_value=0.0,
        step=1.0,
        format="%g",
        key=QUANTITY,
    )
    if drawn is not None and where == AS_DRAWN and quantity_of(measure, drawn) is None:
        st.caption(texts("tools.no_quantity", unit=unit))
    funding = funding_choice(catalogues, "measure", texts)
    if not st.button(texts("scenario.add"), key="scenario_add_measure", type="primary"):
        return None
    if front is not None:
        return ImproveStreet(uuid4(), key, quantity, funding_key=funding, unit_id=front)
    places: dict[str, Place | None] = {AT_PLACE: place, AS_DRAWN: drawn.place if drawn else None}
    if where in places:
        return ImproveStreet(uuid4(), key, quantity, None, places[where], funding)
    return ImproveStreet(uuid4(), key, quantity, where, None, funding)


def quantity_of(measure: Measure, drawn: Drawn) -> float | None:
    """Return the quantity that the drawing gives in the measure's own unit; None for none."""
    match measure.per, drawn.place:
        case Per.METRE, LineString():
            return round(drawn.length_m, 1)
        case Per.SQUARE_METRE, Polygon():
            return round(drawn.area_m2, 1)
        case ((Per.PIECE | Per.CASE), _):
            return 1.0
    return None


def drawn_words(drawn: Drawn, texts: Texts) -> str:
    """Say what was drawn, with its size."""
    match drawn.place:
        case Point():
            return texts("tools.drawn_point")
        case LineString():
            return texts("tools.drawn_line", length=texts.number(drawn.length_m, unit="m"))
        case Polygon():
            return texts("tools.drawn_area", area=texts.number(drawn.area_m2, unit="m²"))


def _front(units: Sequence[CommercialUnit], texts: Texts) -> UUID:
    lines = choices(units, texts)
    chosen: UUID = st.selectbox(
        texts("scenario.front_of"),
        list(lines),
        key="scenario_front",
        format_func=lines.__getitem__,
    )
    return chosen


def _drawn(town: Town, texts: Texts) -> Drawn | None:
    try:
        return drawn_shape(town)
    except BiwaqError as error:
        refuse(error, texts, stays=False)
        return None


def _fill_in(key: str, measure: Measure, drawn: Drawn | None) -> None:
    """Put the drawing into the form once; what the person types after that stays."""
    st.session_state.setdefault(QUANTITY, 1.0)
    pair = (key, drawn.place.wkt if drawn else None)
    before = st.session_state.get(state.DRAWN_FOR, (None, None))
    if pair == before:
        return
    st.session_state[state.DRAWN_FOR] = pair
    if drawn is None:
        return
    if pair[1] != before[1]:
        st.session_state[SECTION] = AS_DRAWN
    quantity = quantity_of(measure, drawn)
    if quantity is not None:
        st.session_state[QUANTITY] = quantity


def _sections(sections: gpd.GeoDataFrame, texts: Texts) -> dict[str, str]:
    return {
        key: f"{name} ({_score(sections['street_score'].loc[key], texts)})"
        for key, name in names_of(sections["name"]).items()
    }


def _score(score: float, texts: Texts) -> str:
    if is_missing(score):
        return texts("scenario.not_scored")
    return texts("scenario.scored", score=texts.number(score))
