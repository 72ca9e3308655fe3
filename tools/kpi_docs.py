"""Write the list of key figures in `docs/kpis.md` from the one list in the code.

`python -m tools.kpi_docs` writes it; a test holds it against the code.
"""

from collections.abc import Iterator
from itertools import groupby

from biwaq_geo.analysis.kpis.catalogue import KPIS
from biwaq_geo.analysis.kpis.kpi import EVERYWHERE, Kpi
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load

PAGE = ROOT / "docs" / "kpis.md"
MARK = "<!-- written by `python -m tools.kpi_docs`; change the code instead -->"


def listed() -> str:
    """Return the list as Markdown, everything after the mark."""
    german, english = load("de"), load("en")
    lines: list[str] = []
    for family, kpis in groupby(KPIS.values(), key=lambda kpi: kpi.family):
        lines += ["", f"## {english(f'kpi_family.{family}')}"]
        for kpi in kpis:
            names = (texts(f"kpi.{kpi.key}", minutes=10) for texts in (english, german))
            lines += ["", f"### `{kpi.key}`", "", " · ".join(f"*{name}*" for name in names), ""]
            lines += [english(f"kpi_help.{kpi.key}"), "", *_facts(kpi)]
    return "\n".join([*lines, ""])


def _facts(kpi: Kpi) -> Iterator[str]:
    english = load("en")
    yield f"- Formula: {kpi.formula}"
    yield f"- Unit: {english(f'measured.{kpi.measured}')}; counted: {english(f'counted.{kpi.of}')}"
    yield f"- Needs: {', '.join(f'`{need}`' for need in kpi.needs) or 'base layers or catalogues'}"
    yield f"- Seen by: {kpi.audience.name.lower()}"
    if kpi.places != EVERYWHERE:
        yield f"- Places: {', '.join(sorted(kpi.places))}"
    yield f"- Source: {kpi.source}"


def page() -> str:
    """Return the whole page: what people have written, then the list."""
    written, _, _ = PAGE.read_text("utf-8").partition(MARK)
    return f"{written}{MARK}\n{listed()}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
