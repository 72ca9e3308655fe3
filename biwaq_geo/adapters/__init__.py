"""Everything that touches the outside: store, files, OpenStreetMap."""
