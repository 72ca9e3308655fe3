"""The table of key figures as a file, for people who go on calculating with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biwaq_geo.adapters.exports.cells import Cell
from biwaq_geo.adapters.exports.csv_file import csv_lines
from biwaq_geo.adapters.exports.xlsx_file import workbook
from biwaq_geo.analysis.kpis.kpi import Kpi
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.slug import slug
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.texts import Texts

FORMS = (ExportFormat.XLSX, ExportFormat.CSV)


@dataclass(frozen=True, slots=True)
class KpiTable:
    """Key figures of one place on one day.

    Attributes
    ----------
    place
        As people call it.
    earlier, earlier_day
        Figures that they are held against; None without.
    made_on
        Day on which the table was made.
    """

    town: TownProfile
    place: str
    day: date
    kpis: Sequence[Kpi]
    found: Mapping[str, Reading]
    earlier: Mapping[str, Reading] | None
    earlier_day: date | None
    made_on: date


def kpi_file_name(table: KpiTable, form: ExportFormat) -> str:
    """Return the name of the file; of a demonstration town it says so."""
    demo = "-DEMO" if table.town.origin is Origin.DEMO else ""
    place = slug(table.place)
    return f"biwaq-{table.town.key}-{place}-{table.day.isoformat()}{demo}.{form.value}"


def kpi_file(table: KpiTable, form: ExportFormat, texts: Texts) -> bytes:
    """Return the table as CSV or as a workbook; values unrounded, shares from 0 to 1."""
    titles, lines = _titles(table, texts), _lines(table, texts)
    if form is ExportFormat.CSV:
        return csv_lines(titles, lines)
    about = [texts("export.about_what"), texts("export.about_said")]
    return workbook(
        {
            texts("figures.title"): (titles, lines),
            texts("export.sheet_about"): (about, _about(table, texts)),
        },
        made_on=table.made_on,
    )


def _titles(table: KpiTable, texts: Texts) -> list[str]:
    names = ["figure", "value", "unit", "from", "to", "known", "total", "counted"]
    titles = [texts(f"figures.column_{name}") for name in names]
    if table.earlier is not None:
        day = texts.day(table.earlier_day)
        titles += [texts("figures.column_earlier", day=day), texts("figures.column_change")]
    return [*titles, texts("figures.column_key"), texts("figures.column_formula")]


def _lines(table: KpiTable, texts: Texts) -> list[list[Cell]]:
    return [_line(kpi, table, texts) for kpi in table.kpis]


def _line(kpi: Kpi, table: KpiTable, texts: Texts) -> list[Cell]:
    one = table.found[kpi.key]
    said: list[Cell] = [
        texts(f"kpi.{kpi.key}"),
        one.value,
        texts(f"measured.{kpi.measured}"),
        one.low,
        one.high,
        one.known,
        one.total,
        texts(f"counted.{kpi.of}"),
    ]
    if table.earlier is not None:
        before = table.earlier[kpi.key].value
        said += [before, None if before is None or one.value is None else one.value - before]
    return [*said, kpi.key, kpi.formula]


def _about(table: KpiTable, texts: Texts) -> list[tuple[str, str]]:
    said = {
        "town": table.town.name,
        "place": table.place,
        "day": texts.day(table.day),
        "made_on": texts.day(table.made_on),
        "source": table.town.source,
    }
    pairs = [(texts(f"figures.about_{name}"), words) for name, words in said.items()]
    pairs += [(texts(f"kpi.{kpi.key}"), texts(f"kpi_help.{kpi.key}")) for kpi in table.kpis]
    if table.town.origin is Origin.DEMO:
        pairs.insert(0, (texts("export.about_demo"), texts("app.demo_short")))
    return pairs
