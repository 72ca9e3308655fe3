"""Where a record comes from, so that nothing made up is taken for real."""

from enum import StrEnum


class Origin(StrEnum):
    """Provenance of one record; shown wherever the record is shown."""

    DEMO = "demo"
    """Invented for the demonstration."""
    FACT = "fact"
    """Taken from a published source, which the record names."""
    OSM = "osm"
    """Read from OpenStreetMap; © OpenStreetMap contributors, ODbL."""
    STAFF = "staff"
    """Recorded by a person who uses this application."""
    ESTIMATE = "estimate"
    """Derived by a stated rule from other records, not observed."""
