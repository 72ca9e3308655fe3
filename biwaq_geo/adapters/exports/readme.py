"""What an exported file says of itself."""

from collections.abc import Mapping

from biwaq_geo.adapters.exports.cells import heading
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.origin import Origin
from biwaq_geo.services.export_units import UnitTable
from biwaq_geo.texts import Texts

EDITIONS: Mapping[Audience, str] = {
    Audience.PUBLIC: "audience_public",
    Audience.INTERNAL: "audience_internal",
    Audience.CONFIDENTIAL: "audience_confidential",
}
"""Words for what an audience gets, in the section `export` of the texts."""


def readme(table: UnitTable, texts: Texts) -> list[tuple[str, str]]:
    """Return pairs of what is said and what it is, for a sheet, a table or a text file."""
    town = table.town
    said = {
        "town": town.name,
        "made_on": texts.day(table.made_on),
        "audience": texts(f"export.{EDITIONS[table.audience]}"),
        "count": texts.number(len(table.units)),
        "source": texts.source(town.source),
        "as_of": texts.day(town.as_of),
        "crs": f"EPSG:{town.epsg}",
        "hidden": ", ".join(heading(field, texts) for field in table.hidden())
        or texts("export.nothing_hidden"),
    }
    if town.origin is Origin.DEMO:
        said = {"demo": texts("app.demo_short"), **said}
    return [(texts(f"export.about_{name}"), words) for name, words in said.items()]


def file_stem(table: UnitTable) -> str:
    """Return the name of the file without its ending: made of our own words alone."""
    return f"biwaq-{table.town.key}-{_edition(table)}-{table.made_on.isoformat()}{_demo(table)}"


def published_stem(table: UnitTable) -> str:
    """Return the name, without its ending, of a file that is replaced again and again."""
    return f"biwaq-{table.town.key}-{_edition(table)}{_demo(table)}"


def _edition(table: UnitTable) -> str:
    return table.audience.name.lower()


def _demo(table: UnitTable) -> str:
    return "-DEMO" if table.town.origin is Origin.DEMO else ""
