"""The elevation strip of an axis on the page, with a table that says the same."""

import base64
from html import escape

import geopandas as gpd
import streamlit as st

from biwaq_geo.analysis.street_strip import Front, Strip, street_strip
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.unit_values import VACANT
from biwaq_geo.mapping.mapspec import LayerSpec, Symbol, is_missing
from biwaq_geo.mapping.query import SECTIONS
from biwaq_geo.mapping.sources import layer_frame, units_frame
from biwaq_geo.mapping.strip_svg import Words, signs_of, strip_svg
from biwaq_geo.reports.strip_sheet import StripView
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.figure_table import figure_table
from biwaq_geo.ui.parts.kpi_table import STYLE
from biwaq_geo.ui.parts.strip_files import strip_files
from biwaq_geo.ui.parts.strip_legend import Signs, strip_legend

WIDE = "<style>.kpi-scroll .strip { max-width: none; }</style>"
"""The picture keeps its scale and is moved sideways."""


def strip(
    town: Town,
    sections: gpd.GeoDataFrame,
    texts: Texts,
    *,
    look: Shown,
    axis: str | None = None,
) -> None:
    """Show the strip of an axis that can be chosen.

    Parameters
    ----------
    sections
        With the street scores that hold on the day.
    look
        The day that is shown.
    axis
        The one that is shown first.
    """
    axes = sorted(set(sections["axis"]))
    chosen = st.selectbox(
        texts("strip.axis"),
        axes,
        index=axes.index(axis) if axis in axes else 0,
        key=f"strip_axis_{axis or ''}",
    )
    of_axis = sections[sections["axis"] == chosen]
    listed = town.store.units(at_revision=look.revision)
    units = units_frame(tuple(listed), epsg=town.profile.epsg)
    made = street_strip(of_axis, units)
    if made is None:
        st.info(texts("strip.none"))
        return
    layers, _ = state.layers()
    frames = {
        one.key: layer_frame(town, one, units=listed, day=look.day)
        for one in layers
        if not one.base
    }
    signs = signs_of([one for one in layers if not one.base], frames)
    scored = next((one for one in layers if one.source == SECTIONS), None)
    marks = _scores(of_axis, scored)
    mark = " (Demo)" if town.profile.origin is Origin.DEMO else ""
    words = _words(f"{chosen}{mark}", made, of_axis, units, texts)
    picture = strip_svg(made, {key: symbol for key, (_, symbol) in signs.items()}, marks, words)
    # as a picture: what `st.html` lets through holds no SVG
    address = base64.b64encode(picture.encode()).decode()
    said = escape(words.title, quote=True)
    picture_of = f'<img alt="{said}" class="strip" src="data:image/svg+xml;base64,{address}">'
    st.html(f'{STYLE}{WIDE}<div class="kpi-scroll" tabindex="0">{picture_of}</div>')
    strip_legend(_used(made, signs), [(scored, one) for one in marks.values()], texts)
    st.caption(texts("strip.help"))
    view = StripView(
        axis=chosen,
        strip=made,
        signs=signs,
        scores={} if scored is None else {key: (scored, one) for key, one in marks.items()},
        words=words,
        vacant={
            one.key: str(units.at[one.key, "address"])
            for one in made.fronts
            if units.at[one.key, "state"] in VACANT
        },
        day=look.day,
    )
    strip_files(town, view, picture, texts)
    _table(made, units, texts)


def _scores(sections: gpd.GeoDataFrame, layer: LayerSpec | None) -> dict[str, Symbol]:
    if layer is None:
        return {}
    return {str(key): layer.symbol_of(score) for key, score in sections["street_score"].items()}


def _used(made: Strip, signs: Signs) -> list[tuple[LayerSpec, Symbol]]:
    return [signs[one.key] for one in made.fronts if one.key in signs]


def _words(
    title: str, made: Strip, sections: gpd.GeoDataFrame, units: gpd.GeoDataFrame, texts: Texts
) -> Words:
    sides = texts(f"compass.{made.left}"), texts(f"compass.{made.right}")
    fronts = {one.key: ", ".join(_said(one, units, texts)[1:]) for one in made.fronts}
    pieces = {}
    for key, row in sections.iterrows():
        score = row["street_score"]
        said = texts("scenario.not_scored")
        if not is_missing(score):
            said = texts("scenario.scored", score=texts.number(float(score)))
        pieces[str(key)] = str(row["name"]), said
    return Words(
        title=texts("strip.title", axis=title, count=len(made.fronts)),
        sides=sides,
        fronts=fronts,
        pieces=pieces,
    )


def _said(front: Front, units: gpd.GeoDataFrame, texts: Texts) -> list[str]:
    row = units.loc[front.key]
    side = texts("strip.left" if front.left else "strip.right")
    width = texts.number(front.width, digits=1, unit="m")
    branch = row["branch"]
    return [
        side,
        str(row["address"]) + (f", {row['position']}" if row["position"] else ""),
        texts(f"state.{row['state']}"),
        MISSING if is_missing(branch) else texts(f"branch.{branch}"),
        width if front.measured else texts("strip.assumed", width=width),
    ]


def _table(made: Strip, units: gpd.GeoDataFrame, texts: Texts) -> None:
    names = {
        "left": texts(f"compass.{made.left}"),
        "right": texts(f"compass.{made.right}"),
    }
    rows = []
    for number, front in enumerate(made.fronts, start=1):
        _, *rest = _said(front, units, texts)
        rows.append([str(number), names["left" if front.left else "right"], *rest])
    if not rows:
        st.info(texts("strip.no_fronts"))
        return
    head = ("number", "side", "address", "state", "branch", "width")
    with st.expander(texts("strip.as_table")):
        figure_table([texts(f"strip.{one}") for one in head], rows)
