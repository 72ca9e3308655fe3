"""Entries of the catalogue of footfall, each built from one checked table."""

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.catalogue import Assumption
from biwaq_geo.domain.footfall import FIGURES


def footfall_figure(key: str, table: Table) -> Assumption:
    """Build a figure whose band lies within the range that the model allows."""
    if key not in FIGURES:
        raise table.error("–", expected=", ".join(FIGURES), found=key)
    title, unit = table.words("title"), table.text("unit")
    inner = table.table("value")
    value, evidence = inner.band(), inner.evidence()
    inner.close()
    low, high = FIGURES[key]
    if value.low < low or value.high > high:
        found = f"{value.low:g} … {value.high:g}"
        raise table.error("value", expected=f"{low:g} … {high:g}", found=found)
    return Assumption(key, title=title, value=value, unit=unit, evidence=evidence)
