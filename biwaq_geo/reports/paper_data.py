"""Everything a council paper says, as plain data for the template."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from pyproj import CRS

from biwaq_geo.domain.assumptions import LET_SHARE, PERMANENT_SHARE
from biwaq_geo.domain.catalogue import Assumption, Catalogues
from biwaq_geo.domain.comparison import Comparison, KpiRow, Measured
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Scenario,
    SetSitePhase,
    UseUnit,
    funding_of,
)
from biwaq_geo.domain.units import VACANT, CommercialUnit, UnitState
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.reports.paper_edits import EditWords, edit_rows, missing_lines
from biwaq_geo.reports.paper_sources import Sources, levels
from biwaq_geo.services.baseline import baseline_day
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import SHARE_UNITS, band_figures, basis, figure_name, looked_at

Json = dict[str, object]

MONEY = frozenset({Measured.EUR, Measured.EUR_PER_YEAR})

ON_SCREEN_ONLY = frozenset({"inhabitants_5", "inhabitants_15"})
"""Figures that say more of the same as one on the paper."""

LABELS = (
    "kind", "public", "subtitle", "facts", "maps", "map_before", "map_after", "effect", "kpi",
    "before", "after", "difference", "basis", "band_note", "edits", "number", "edit", "one_off",
    "yearly", "grant", "evidence", "no_edits", "money", "expected", "band", "assumptions",
    "assumption_levels", "missing", "not_known", "sources",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matter:
    """What the paper is about."""

    town: Town
    scenario: Scenario
    comparison: Comparison
    picture: ScenarioPicture
    catalogues: Catalogues
    taken: Sequence[LayerSpec] = ()
    """Added layers that are taken onto the maps."""


def paper_data(matter: Matter, *, texts: Texts, edition_day: date) -> Json:
    """Say everything but the maps in the language of `texts`."""
    profile = matter.town.profile
    sources = Sources(texts)
    words = EditWords(matter.town, matter.picture, catalogues=matter.catalogues, texts=texts)
    rows = edit_rows(
        matter.scenario,
        matter.comparison,
        words=words,
        catalogues=matter.catalogues,
        sources=sources,
    )
    assumed = _assumptions(matter, sources=sources, texts=texts)
    return {
        "lang": texts.language,
        "labels": {key: texts(f"paper.{key}") for key in LABELS},
        "title": matter.scenario.name,
        "town": profile.name,
        "day": texts("paper.of_day", day=texts.day(edition_day)),
        "demo": texts("paper.demo") if profile.origin is Origin.DEMO else "",
        "facts": _facts(matter, texts),
        "kpi": [
            _kpi(row, texts)
            for row in matter.comparison.rows
            if row.measured not in MONEY and row.key not in ON_SCREEN_ONLY
        ],
        "money": [_kpi(row, texts) for row in matter.comparison.rows if row.measured in MONEY],
        "edits": [{k: v for k, v in asdict(row).items() if k != "cost"} for row in rows],
        "assumptions": assumed,
        "missing": missing_lines(matter.scenario, matter.comparison, rows=rows, texts=texts),
        "sources": sources.listed(),
        "footer": texts(
            "paper.footer",
            town=profile.name,
            day=texts.day(edition_day),
            source=texts.source(profile.source),
            as_of=texts.day(profile.as_of),
            epsg=profile.epsg,
        ),
        "page": texts("paper.page", page="§1", pages="§2"),
    }


def map_words(matter: Matter, *, scale: int, texts: Texts) -> Json:
    """Say what stands beside the maps, and what they show to those who cannot see them."""
    profile = matter.town.profile
    counts = {
        name: {"vacant": _count(units, VACANT), "interim": _count(units, {UnitState.INTERIM})}
        for name, units in (("before", matter.picture.before), ("after", matter.picture.after))
    }
    shown = texts.number(scale)
    source = texts.source(profile.source)
    if profile.origin is Origin.OSM and "OpenStreetMap" not in source:
        source = f"{source}, {texts('paper.osm')}"
    return {
        "scale": texts("paper.scale", scale=shown),
        "alt_before": texts(
            "paper.map_alt_before", town=profile.name, scale=shown, **counts["before"]
        ),
        "alt_after": texts(
            "paper.map_alt_after", town=profile.name, scale=shown, **counts["after"]
        ),
        "alt_legend": texts("paper.legend_alt"),
        "note": texts("paper.map_note", crs=f"{CRS(profile.epsg).name}, EPSG:{profile.epsg}"),
        "attribution": " ".join(
            [texts("paper.attribution", source=source), *_taken(matter, texts)]
        ),
    }


def _taken(matter: Matter, texts: Texts) -> list[str]:
    titles = [texts.of(layer.title) for layer in matter.taken]
    return [texts("paper.taken", titles=", ".join(titles))] if titles else []


def _facts(matter: Matter, texts: Texts) -> list[str]:
    kinds = [type(edit) for edit in matter.scenario.edits]
    units = matter.picture.before
    unchecked = _count(units, {UnitState.CANDIDATE})
    return [
        texts(
            "paper.fact_register",
            town=matter.town.profile.name,
            total=texts.number(len(units)),
            vacant=texts.number(_count(units, VACANT)),
            interim=texts.number(_count(units, {UnitState.INTERIM})),
        ),
        *([texts("paper.fact_candidates", count=texts.number(unchecked))] if unchecked else []),
        texts(
            "paper.fact_edits",
            uses=kinds.count(UseUnit),
            measures=kinds.count(ImproveStreet),
            phases=kinds.count(SetSitePhase),
            lets=kinds.count(LetUnit),
            ins=kinds.count(MoveIn),
            outs=kinds.count(MoveOut),
        ),
        *_compared(matter, texts),
        texts(
            "paper.fact_baseline",
            day=texts.day(baseline_day(matter.town, matter.scenario)),
            revision=texts.number(matter.scenario.baseline_revision),
        ),
    ]


def _compared(matter: Matter, texts: Texts) -> list[str]:
    ahead = looked_at(matter.comparison, texts)
    return [texts("paper.fact_compare_on", ahead=ahead) if ahead else texts("paper.fact_compare")]


def _count(units: Iterable[CommercialUnit], states: Collection[UnitState]) -> int:
    return sum(unit.state in states for unit in units)


def _kpi(row: KpiRow, texts: Texts) -> Json:
    return {
        "label": figure_name(row, texts),
        "before": band_figures(row.before, row.measured, texts),
        "after": band_figures(row.after, row.measured, texts),
        "difference": list(band_figures(row.difference, row.measured, texts, signed=True)),
        "basis": basis(row, texts) if row.total else MISSING,
    }


def _assumptions(matter: Matter, *, sources: Sources, texts: Texts) -> list[Mapping[str, str]]:
    lines: list[Mapping[str, str]] = _model(matter, sources=sources, texts=texts)
    funding = dict.fromkeys(funding_of(edit) for edit in matter.scenario.edits)
    for line in (matter.catalogues.funding.get(key) for key in funding if key):
        if line is not None:
            values = levels(line.rate, texts, percent=True)
            text = texts("paper.funding_line", title=texts.of(line.title), **values)
            lines.append({"text": text, "evidence": sources.cite(line.evidence)})
    measures = dict.fromkeys(
        edit.measure_key for edit in matter.scenario.edits if isinstance(edit, ImproveStreet)
    )
    claimed: dict[str, list[str]] = {}
    for measure in (matter.catalogues.measures.get(key) for key in measures):
        if measure is not None and measure.score_points is not None:
            values = levels(measure.score_points, texts)
            item = texts("paper.score_item", title=texts.of(measure.title), **values)
            claimed.setdefault(sources.cite(measure.score_evidence), []).append(item)
    lines += [
        {"text": texts("paper.score_line", items="; ".join(items)), "evidence": evidence}
        for evidence, items in claimed.items()
    ]
    return lines


def _model(matter: Matter, *, sources: Sources, texts: Texts) -> list[Mapping[str, str]]:
    """Return the assumptions of the model, those that lean on the same in one line."""
    edits = matter.scenario.edits
    needless = {
        *([] if any(isinstance(edit, UseUnit) for edit in edits) else [PERMANENT_SHARE]),
        *([] if any(isinstance(edit, LetUnit) for edit in edits) else [LET_SHARE]),
    }
    said: dict[str, list[str]] = {}
    for item in matter.comparison.assumptions:
        if item.key not in needless:
            words = assumption_words(item, texts)
            said.setdefault(sources.cite(item.evidence), []).append(words)
    return [{"text": "; ".join(words), "evidence": cited} for cited, words in said.items()]


def assumption_words(item: Assumption, texts: Texts) -> str:
    """Return title, low, expected and high of an assumption on one line; once what is the same."""
    share = item.unit in SHARE_UNITS
    values = levels(item.value, texts, percent=share)
    if values["low"] == values["high"]:
        key = "paper.assumption_share_alone" if share else "paper.assumption_line_alone"
    else:
        key = "paper.assumption_share" if share else "paper.assumption_line"
    return texts(key, title=texts.of(item.title), unit=texts.unit(item.unit), **values)
