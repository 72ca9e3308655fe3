"""A map as one HTML file that opens by double-click and asks nobody for anything."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd

from biwaq_geo.domain.errors import FrontEndMissingError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.visibility import as_seen
from biwaq_geo.mapping.addresses import OWN_URL, VENDOR_URL
from biwaq_geo.mapping.folium_map import folium_map, state_group
from biwaq_geo.mapping.geojson import layer_geojson
from biwaq_geo.mapping.handed_legend import handed_legend
from biwaq_geo.mapping.mapspec import LayerSpec, MapSpec
from biwaq_geo.mapping.offline_assets import MAP_CSS, MAP_JS
from biwaq_geo.mapping.safe_text import safe_json
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.mapping.town_layers import for_audience
from biwaq_geo.services.ports import Town
from biwaq_geo.services.visible_towns import seen_by
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


Drawn = Sequence[tuple[LayerSpec, gpd.GeoDataFrame]]
"""Layers in the order in which they are drawn, with what they show."""


def to_html(
    spec: MapSpec,
    town: Town,
    *,
    vendor_dir: Path = ROOT / "static" / "vendor",
    units: Iterable[CommercialUnit] | None = None,
) -> str:
    """Return the whole page with scripts, styles and the layers that are drawn.

    The file is made to be handed on: it is drawn from what anybody may see.

    Parameters
    ----------
    units
        The register as it is to be shown; the town's present one if None.

    Raises
    ------
    FrontEndMissingError
        Leaflet has not been installed.
    """
    spec = replace(spec, layers=for_audience(spec.layers, Audience.PUBLIC), backgrounds=())
    made = folium_map(spec, town_key=town.profile.key, texts=load(spec.language))
    state_group(spec, revision=0).add_to(made)
    page: str = made.get_root().render()
    # data enter after folium has evaluated its templates, which must never see them
    seen = None if units is None else [as_seen(unit, Audience.PUBLIC) for unit in units]
    public = seen_by(town, Audience.PUBLIC)
    drawn = [
        (layer, layer_frame(public, layer, units=seen, day=spec.day)) for layer in spec.drawn()
    ]
    data = _script(_data(spec, public, drawn))
    for _, url in MAP_JS:
        tag = f'<script src="{url}"></script>'
        page = page.replace(tag, _script(_asset(url, vendor_dir)))
    for _, url in MAP_CSS:
        tag = f'<link rel="stylesheet" href="{url}"/>'
        page = page.replace(tag, f"<style>{_asset(url, vendor_dir)}</style>")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = page.replace("<head>", f'<head><meta charset="utf-8">{policy}{data}', 1)
    head, end, tail = page.rpartition("</body>")
    return f"{head}{_legend(spec, drawn)}{end}{tail}"


def _legend(spec: MapSpec, drawn: Drawn) -> str:
    # samples are put into the colours of the theme by themselves
    given = {layer.key: layer for layer in spec.layers}
    told = [(given[layer.key], frame) for layer, frame in drawn if layer.key in given]
    return handed_legend(told, load(spec.language), spec.theme)


def _data(spec: MapSpec, town: Town, drawn: Drawn) -> str:
    layers = ",".join(
        # of a GeoJSON text, too, every string is already written as safe JSON
        f"{safe_json(layer.key)}:" + layer_geojson(frame, layer).decode("ascii")
        for layer, frame in drawn
    )
    profile, texts = town.profile, load(spec.language)
    about = {
        "name": profile.name,
        "source": texts.source(profile.source),
        "as_of": profile.as_of.isoformat(),
    }
    return f"window.BiwaqInline={{{layers}}};window.BiwaqAbout={safe_json(about)};"


def _script(text: str) -> str:
    return f"<script>{text}</script>"


def _asset(url: str, vendor_dir: Path) -> str:
    own = ROOT / "static" / "biwaq"
    base, folder = (VENDOR_URL, vendor_dir) if url.startswith(VENDOR_URL) else (OWN_URL, own)
    file = folder / url.removeprefix(f"{base}/")
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FrontEndMissingError(file=file.name) from error
