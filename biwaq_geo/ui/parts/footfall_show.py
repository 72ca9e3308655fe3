"""Footfall on the page: what was measured, what is modelled, how sure that is, where to count."""

from collections import OrderedDict
from threading import Lock
from weakref import WeakKeyDictionary

import streamlit as st

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.origin import Origin
from biwaq_geo.mapping.footfall_layer import footfall_layer, with_footfall
from biwaq_geo.services.footfall import Footfall, footfall
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui.parts.count_place import spot_names
from biwaq_geo.ui.parts.figure_table import figure_table
from biwaq_geo.ui.parts.footfall_words import advice, basis_words, how_sure
from biwaq_geo.ui.parts.map_click import MapFrame
from biwaq_geo.ui.parts.strip_legend import strip_legend
from biwaq_geo.ui.parts.town_map import map_spec
from biwaq_geo.ui.parts.work_map import work_map

KEPT = 4
_known: WeakKeyDictionary[Town, OrderedDict[int, Footfall]] = WeakKeyDictionary()
_lock = Lock()


def footfall_now(town: Town, catalogues: Catalogues) -> Footfall:
    """Return the footfall of the present register, worked out once for all sessions."""
    revision = town.store.revision()
    with _lock:
        kept = _known.setdefault(town, OrderedDict())
        if revision in kept:
            return kept[revision]
    made = footfall(town, catalogues)
    with _lock:
        kept[revision] = made
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return made


def show_footfall(town: Town, found: Footfall, texts: Texts) -> None:
    """Show the modelled index as a map and a table, the measured counts apart."""
    names = {str(k): str(v) for k, v in town.layer("sections")["name"].items()}
    how_sure(found, texts)
    advice(found, names, texts)
    sections = town.layer("sections").join(found.modelled)
    layer = footfall_layer()
    strip_legend([], [(layer, symbol) for symbol in layer.symbols], texts)
    # nothing else: the street score lies on the same lines
    spec = with_footfall(map_spec(town, texts, visible=frozenset()), sections)
    work_map(
        town,
        spec,
        revision=town.store.revision(),
        key=f"footfall_map_{town.profile.key}",
        frame=MapFrame(height=480),
    )
    mark = " (Demo)" if town.profile.origin is Origin.DEMO else ""
    st.subheader(f"{texts('footfall.modelled')}{mark}")
    _modelled(found, names, texts)
    st.subheader(f"{texts('footfall.measured')}{mark}")
    _measured(found, names | spot_names(town, texts), texts)
    st.caption(basis_words(town, found, texts))


def _modelled(found: Footfall, names: dict[str, str], texts: Texts) -> None:
    listed = found.modelled.sort_values("index", ascending=False)
    rows = []
    for key, row in listed.iterrows():
        span = MISSING
        if row["low"] == row["low"]:
            span = f"{texts.number(row['low'])} – {texts.number(row['high'])}"
        value = texts.number(row["index"]) if row["index"] == row["index"] else MISSING
        rows.append([names.get(str(key), str(key)), value, span])
    figure_table([texts(f"footfall.{one}") for one in ("section", "index", "interval")], rows)


def _measured(found: Footfall, names: dict[str, str], texts: Texts) -> None:
    if found.measured.empty:
        st.info(texts("footfall.none_counted"))
        return
    rows = [
        [
            names.get(str(place), str(place)),
            texts.number(row["per_hour"]),
            texts.number(row["persons"]),
            texts.number(row["minutes"]),
            texts.number(row["counts"]),
        ]
        for place, row in found.measured.iterrows()
    ]
    head = ("section", "per_hour", "persons", "minutes", "counts")
    figure_table([texts(f"footfall.{one}") for one in head], rows)
