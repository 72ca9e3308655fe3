"""Towns from OpenStreetMap, from a file or over the network."""
