"""Entries of the catalogues of basic supply and of bought figures."""

from datetime import date

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.supply import BOUGHT, Basic, BoughtFigure

SERVICES = (
    "supermarket",
    "bakery",
    "pharmacy",
    "doctor",
    "hospital",
    "kindergarten",
    "school",
    "bank",
    "post",
    "library",
    "town_hall",
    "bus_stop",
    "station",
)
"""Kinds of the base layer that can be a basic offer."""


def basic(key: str, table: Table) -> Basic:
    """Build a basic offer; branches or services may be left out, not both."""
    title = table.words("title")
    branches = _some(table, "branches", tuple(Branch))
    services = _some(table, "services", SERVICES)
    if not branches and not services:
        raise table.error("branches", expected="branches / services", found="–")
    return Basic(
        key=key,
        title=title,
        branches=frozenset(Branch(one) for one in branches),
        services=services,
        evidence=table.evidence(),
    )


def bought_figure(key: str, table: Table) -> BoughtFigure:
    """Build a bought figure; its `on` is a day of TOML, its evidence has the year."""
    title, town = table.words("title"), table.text("town")
    figure = table.text("figure")
    if figure not in BOUGHT:
        raise table.error("figure", expected=", ".join(BOUGHT), found=figure)
    value = table.number("value", most=BOUGHT[figure])
    on = table.take("on", expected="YYYY-MM-DD")
    if type(on) is not date:
        raise table.error("on", expected="YYYY-MM-DD", found=on)
    return BoughtFigure(key, title, town, figure, value, on, evidence=table.evidence())


def _some(table: Table, key: str, allowed: tuple[str, ...]) -> frozenset[str]:
    return table.some_of(key, allowed) if table.has(key) else frozenset()
