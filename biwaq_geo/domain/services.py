"""Services of daily life that can be in a commercial unit."""

SERVICE_KINDS = (
    "supermarket",
    "bakery",
    "pharmacy",
    "doctor",
    "bank",
    "post",
    "library",
    "kindergarten",
    "culture",
)
"""Kinds of the base layer of services; words live under `service.<kind>`."""
