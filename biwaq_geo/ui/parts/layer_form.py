"""What a layer is called, how it is drawn and who may see it."""

from collections.abc import Mapping

import geopandas as gpd
import streamlit as st

from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.mapspec import Form, LayerSpec
from biwaq_geo.mapping.upload_style import (
    MOST_CATEGORIES,
    PALETTE,
    Wishes,
    columns_for_symbols,
)
from biwaq_geo.texts import Texts

TITLE_LENGTH = 60
_AUDIENCES = (Audience.INTERNAL, Audience.PUBLIC)


def layer_form(
    features: gpd.GeoDataFrame,
    titles: Mapping[str, str],
    texts: Texts,
    *,
    key: str,
    dimension: int,
    now: LayerSpec | None = None,
    source: str = "",
) -> Wishes:
    """Ask for everything; return what is chosen.

    Parameters
    ----------
    key
        Beginning of the keys of the widgets.
    now
        The layer as it is; None for a new one, which is for the town hall at first.
    source
        Where the data of a new layer come from, as far as known.
    """
    german, english = st.columns(2)
    title = german.text_input(
        texts("layers.title_de"),
        now.title["de"] if now else "",
        max_chars=TITLE_LENGTH,
        key=f"{key}_title_de",
    )
    translated = english.text_input(
        texts("layers.title_en"),
        now.title["en"] if now else "",
        max_chars=TITLE_LENGTH,
        key=f"{key}_title_en",
        help=texts("layers.title_en_help"),
    )
    look, by = st.columns([1, 3])
    colour = look.color_picker(
        texts("layers.colour"), now.colour if now else PALETTE[0], key=f"{key}_colour"
    )
    form = Form.CIRCLE
    if dimension == 0:
        forms = list(Form)
        form = by.selectbox(
            texts("layers.form"),
            forms,
            index=forms.index(now.form) if now else 0,
            format_func=lambda one: texts(f"layers.form_{one}"),
            key=f"{key}_form",
        )
    column = _column(features, titles, texts, key=key, now=now)
    fields = st.multiselect(
        texts("layers.fields"),
        list(titles),
        list(now.fields) if now else list(titles)[:6],
        format_func=titles.__getitem__,
        key=f"{key}_fields",
        placeholder=texts("layers.fields_none"),
    )
    audience = st.radio(
        texts("layers.audience"),
        _AUDIENCES,
        index=_AUDIENCES.index(now.audience) if now else 0,
        format_func=lambda one: texts(f"layers.audience_{one.name.lower()}"),
        key=f"{key}_audience",
    )
    whence, when = st.columns(2)
    origin = whence.text_input(
        texts("layers.origin"),
        (now.origin or "") if now else source,
        max_chars=200,
        key=f"{key}_origin",
    )
    as_of = when.date_input(
        texts("common.as_of"),
        now.as_of if now else None,
        format="DD.MM.YYYY",
        key=f"{key}_as_of",
    )
    visible = st.checkbox(
        texts("layers.visible"), now.visible if now else True, key=f"{key}_visible"
    )
    return Wishes(
        title={"de": title.strip(), "en": translated.strip() or title.strip()},
        colour=str(colour).lower(),
        audience=audience,
        form=form,
        column=column,
        fields=tuple(fields),
        origin=origin.strip() or None,
        as_of=as_of or None,
        visible=visible,
        hidden=now.hidden if now else False,
    )


def _column(
    features: gpd.GeoDataFrame,
    titles: Mapping[str, str],
    texts: Texts,
    *,
    key: str,
    now: LayerSpec | None,
) -> str | None:
    options = [None, *columns_for_symbols(features)]
    chosen: str | None = st.selectbox(
        texts("layers.column"),
        options,
        index=options.index(now.column) if now and now.column in options else 0,
        format_func=lambda one: texts("layers.column_none") if one is None else titles[one],
        key=f"{key}_column",
        help=texts("layers.column_help", most=MOST_CATEGORIES),
    )
    return chosen
