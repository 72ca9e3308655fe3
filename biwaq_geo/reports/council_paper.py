"""The council paper: a scenario against doing nothing on one or two pages, as PDF."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, cast

import typst

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.visibility import as_seen
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.reports.fonts import FAMILY, displayable, fonts
from biwaq_geo.reports.paper_data import Json, Matter, map_words, paper_data
from biwaq_geo.reports.paper_legend import Entry, legend_svg
from biwaq_geo.reports.paper_map import DEMONSTRATION
from biwaq_geo.reports.paper_scene import Frame, Scene, can_be_taken, scene
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.services.visible_towns import seen_by
from biwaq_geo.texts import Texts

TEMPLATE = Path(__file__).with_suffix(".typ")
STANDARD: Final = "ua-1"
"""PDF/UA: readable by screen readers."""

TEXT_WIDTH_MM = 174.0
MAP_WIDTH_MM = 85.0
MAP_HEIGHT_MM = 112.0
MOST_PAGES = 2
LISTED = (16, 11, 7, 4)
"""How many edits are listed: as many as two pages hold."""


def council_paper(  # noqa: PLR0913 -- a paper joins what all parts of the house say
    town: Town,
    scenario: Scenario,
    comparison: Comparison,
    picture: ScenarioPicture,
    catalogues: Catalogues,
    layers: Sequence[LayerSpec],
    *,
    texts: Texts,
    edition_day: date,
    taken: Collection[str] = (),
) -> bytes:
    """Write the paper as PDF in the language of `texts`.

    The public edition: it holds public fields of units only, and no note of the staff.
    Needs no network and no font of the machine; the same input gives the same bytes.

    Parameters
    ----------
    comparison, picture
        What `services.compare` and `services.picture` say of this scenario.
    layers
        All layers of the map; the paper takes the base and what is first visible, and
        whatever the scenario changes.
    edition_day
        Day of the edition, printed on every page.
    taken
        Keys of added layers that are taken onto the maps; those that are not for
        everyone stay away.
    """
    town, picture = seen_by(town, Audience.PUBLIC), _public(picture)
    own = [layer for layer in layers if layer.key in taken and can_be_taken(layer)]
    matter = Matter(town, scenario, comparison, picture, catalogues, own)
    frame = Frame(
        MAP_WIDTH_MM,
        MAP_HEIGHT_MM,
        language=texts.language,
        day=edition_day,
        taken=frozenset(layer.key for layer in own),
    )
    maps = scene(town, scenario, picture, layers=layers, frame=frame)
    data = paper_data(matter, texts=texts, edition_day=edition_day)
    data |= {"maps": _maps(maps, matter, texts=texts)}
    return _typeset(data, texts=texts, day=edition_day)


def _public(picture: ScenarioPicture) -> ScenarioPicture:
    before, after = (
        [as_seen(unit, Audience.PUBLIC) for unit in units]
        for units in (picture.before, picture.after)
    )
    return replace(picture, before=before, after=after)


def _maps(maps: Scene, matter: Matter, *, texts: Texts) -> Json:
    entries = _entries(maps, demo=matter.town.profile.origin is Origin.DEMO, texts=texts)
    words = map_words(matter, scale=maps.sheet.scale, texts=texts)
    legend, height = legend_svg(entries, width_mm=TEXT_WIDTH_MM) if entries else (b"", 0.0)
    return words | {
        "before": maps.before.decode(),
        "after": maps.after.decode(),
        "legend": legend.decode(),
        "legend_height_mm": height,
        "width_mm": maps.sheet.width_mm,
    }


def _entries(maps: Scene, *, demo: bool, texts: Texts) -> list[Entry]:
    entries = [Entry(DEMONSTRATION)] if demo else []
    if maps.marks:
        entries.append(Entry(texts("paper.legend_badge"), badge="1"))
    titled = ""
    for layer, symbol in maps.legend:
        if layer.base:
            continue
        if layer.symbols and layer.key != titled:
            entries.append(Entry(texts.of(layer.title)))
        titled = layer.key
        entries.append(Entry(texts.of(symbol.label), layer=layer, symbol=symbol))
    return entries


def _typeset(data: Json, *, texts: Texts, day: date) -> bytes:
    edits = data["edits"]
    count = len(edits) if isinstance(edits, list) else 0
    tried = [n for n in LISTED if n < count]
    for listed in (count, *tried):
        more = texts("paper.more_edits", count=count - listed) if listed < count else ""
        shown = _shown(data | {"listed": listed, "more": more, "family": FAMILY})
        compiler = typst.Compiler(
            TEMPLATE, font_paths=fonts(), sys_inputs={"paper": json.dumps(shown)}
        )
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
        if pages <= MOST_PAGES:
            break
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=made)
    return cast("bytes", pdf)


def _shown(data: object) -> object:
    """Return the data with every text fit for the font; the maps are no texts."""
    match data:
        case dict():
            return {
                k: v
                if k in {"before", "after", "legend"} and str(v).startswith("<?xml")
                else _shown(v)
                for k, v in data.items()
            }
        case list() | tuple():
            return [_shown(item) for item in data]
        case str():
            return displayable(data)
    return data
