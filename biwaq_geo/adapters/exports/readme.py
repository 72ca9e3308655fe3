"""What an exported file says of itself."""

from biwaq_geo.adapters.exports.cells import heading
from biwaq_geo.domain.origin import Origin
from biwaq_geo.services.export_units import UnitTable
from biwaq_geo.texts import Texts


def readme(table: UnitTable, texts: Texts) -> list[tuple[str, str]]:
    """Return pairs of what is said and what it is, for a sheet, a table or a text file."""
    town = table.town
    said = {
        "town": town.name,
        "made_on": texts.day(table.made_on),
        "audience": texts(f"export.audience_{table.audience.name.lower()}"),
        "count": texts.number(len(table.units)),
        "source": town.source,
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
    audience = table.audience.name.lower()
    demo = "-DEMO" if table.town.origin is Origin.DEMO else ""
    return f"biwaq-{table.town.key}-{audience}-{table.made_on.isoformat()}{demo}"
