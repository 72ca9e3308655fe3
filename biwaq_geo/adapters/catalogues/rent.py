"""Entries of the catalogue of rent models, each built from one checked table."""

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.rent import Bearer, RentModel

MOST_MONTHS = 240


def rent_model(key: str, table: Table) -> RentModel:
    """Build a rent model; its shares are from 0 to 1."""
    return RentModel(
        key=key,
        title=table.words("title"),
        text=table.words("text"),
        owner=_share(table, "owner"),
        user=_share(table, "user"),
        state=_share(table, "state"),
        running=table.one_of("running", Bearer),
        turnover=table.flag("turnover") if table.has("turnover") else False,
        max_m2=table.number("max_m2") if table.has("max_m2") else None,
        max_months=table.whole("max_months", most=MOST_MONTHS) if table.has("max_months") else None,
        available=table.flag("available"),
        evidence=table.evidence(),
    )


def _share(table: Table, key: str) -> Band:
    inner = table.table(key)
    band = inner.band(most=1.0)
    inner.close()
    return band
