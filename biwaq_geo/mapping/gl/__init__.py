"""The work map in MapLibre GL: what the browser is told, as plain JSON."""
