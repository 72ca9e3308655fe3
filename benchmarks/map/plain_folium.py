"""The peer: everything in one folium map, shown by st_folium as tutorials do.

Run by `python -m benchmarks.map` with the folder of the files in BENCHMARK_FILES.
"""

import os
from pathlib import Path

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from biwaq_geo.mapping.addresses import VENDOR_URL

folder = Path(os.environ["BENCHMARK_FILES"])
# Leaflet from this server; the files of plug-ins that this map does not use are left out
folium.Map.default_js = [("leaflet", f"{VENDOR_URL}/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{VENDOR_URL}/leaflet/leaflet.css")]
st.title("Peer")


@st.cache_data
def read(name: str) -> gpd.GeoDataFrame:
    """Return a layer in WGS84."""
    return gpd.read_parquet(folder / f"{name}.parquet").to_crs(4326)


shown = st.checkbox("Leerstand", value=True, key="vacant")
state = st.selectbox("Zustand", ["alle", "vacant"], key="state")
units = read("units")
centre = units.geometry.union_all().centroid
made = folium.Map(location=[centre.y, centre.x], zoom_start=14, tiles=None, prefer_canvas=True)
for name in ("streets", "buildings"):
    folium.GeoJson(read(name)[["geometry"]], name=name).add_to(made)
if shown:
    wanted = units if state == "alle" else units[units["state"] == state]
    for row in wanted.itertuples():
        # a tooltip: folium's popups need a file of a foreign host
        folium.CircleMarker([row.geometry.y, row.geometry.x], radius=5, tooltip=row.address).add_to(
            made
        )
answer = st_folium(made, key="map", height=640, use_container_width=True)
clicked = (answer or {}).get("last_object_clicked_tooltip")
st.write("Einzelheiten:", clicked or "–")
