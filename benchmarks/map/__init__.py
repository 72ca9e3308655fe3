"""Speed of the map, with plain st_folium as the peer."""
