"""The catalogues as tables; a figure never stands without its evidence."""

from collections.abc import Iterable, Sequence
from math import isinf

import pandas as pd
import streamlit as st

from biwaq_geo.domain.catalogue import (
    Assumption,
    Band,
    Cost,
    Evidence,
    FundingLine,
    InterimUse,
    Measure,
    Slopes,
    WalkProfile,
)
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import unit_word
from biwaq_geo.ui.parts.columns import words_column

OLD_AFTER_YEARS = 5
"""A cost older than this is shown with a hint: prices have moved since."""


def interim_uses(uses: Iterable[InterimUse], texts: Texts, *, this_year: int) -> None:
    """Show the types of interim use."""
    rows = [
        {
            "name": texts.of(use.title),
            "area": f"{texts.number(use.area_m2[0])}–{texts.number(use.area_m2[1])}",
            "setup": _cost(use.setup, texts),
            "yearly": _cost(use.yearly, texts),
            "evidence": _evidences((use.setup, use.yearly), texts, this_year=this_year),
            "permit": _permit(use, texts),
        }
        for use in uses
    ]
    _show(rows, texts, key="catalogues_uses")


def measures(listed: Iterable[Measure], texts: Texts, *, this_year: int) -> None:
    """Show the streetscape measures."""
    rows = [
        {
            "name": texts.of(measure.title),
            "cost": _cost(measure.cost, texts),
            "yearly": _cost(measure.yearly, texts),
            "evidence": _evidences((measure.cost, measure.yearly), texts, this_year=this_year),
            "permit": _permit(measure, texts),
        }
        for measure in listed
    ]
    _show(rows, texts, key="catalogues_measures")


def funding(lines: Sequence[FundingLine], texts: Texts) -> None:
    """Show the grant programmes."""
    rows = [
        {
            "name": texts.of(line.title),
            "rate": _span(line.rate, texts, percent=True),
            "cap": texts.number(line.cap_eur, unit="€"),
            "available": texts("common.yes" if line.available else "common.no"),
            "evidence": evidence_words(line.evidence, texts),
            "excludes": _excludes(line, lines, texts),
        }
        for line in lines
    ]
    _show(rows, texts, key="catalogues_funding")


def assumptions(
    listed: Iterable[Assumption], texts: Texts, *, key: str = "catalogues_assumptions"
) -> None:
    """Show the assumptions of the model."""
    rows = [
        {
            "name": texts.of(assumption.title),
            "value": _span(assumption.value, texts, digits=1),
            "unit": texts.unit(assumption.unit),
            "evidence": evidence_words(assumption.evidence, texts),
        }
        for assumption in listed
    ]
    _show(rows, texts, key=key)


def walking(profiles: Iterable[WalkProfile], texts: Texts) -> None:
    """Show who walks how fast over what."""
    rows = [
        {
            "name": texts.of(profile.title),
            "speed": texts.number(profile.speed_kmh.value, digits=1, unit="km/h"),
            "steps": texts.number(profile.steps.value, digits=1)
            if profile.steps
            else texts("catalogues.no_steps"),
            "surfaces": ", ".join(
                f"{surface} {texts.number(factor, digits=1)}"
                for surface, factor in profile.surfaces.items()
            )
            or MISSING,
            "smoothness": ", ".join(
                f"{value} {_times(factor, texts)}" for value, factor in profile.smoothness.items()
            )
            or MISSING,
            "slopes": _slopes(profile.slopes, texts),
            "least_width": texts.number(profile.least_width_m.value, digits=1, unit="m")
            if profile.least_width_m
            else MISSING,
            "evidence": "; ".join(dict.fromkeys(_of_walking(profile, texts))),
        }
        for profile in profiles
    ]
    _show(rows, texts, key="catalogues_walking")


def _times(factor: float, texts: Texts) -> str:
    return texts("catalogues.no_steps") if isinf(factor) else texts.number(factor, digits=1)


def _slopes(slopes: Slopes | None, texts: Texts) -> str:
    if slopes is None:
        return MISSING
    return texts(
        "catalogues.slopes_words",
        free=texts.percent(slopes.free_percent / 100, digits=0),
        more=texts.number(slopes.per_percent, digits=2),
        most=texts.percent(slopes.most_percent / 100, digits=0),
    )


def _of_walking(profile: WalkProfile, texts: Texts) -> Iterable[str]:
    steps, quality = profile.steps, profile.quality
    told = {
        "speed": profile.speed_kmh.evidence,
        "steps": steps.evidence if steps else None,
        "surfaces": profile.surfaces_evidence,
        "smoothness": profile.smoothness_evidence,
        "slopes": profile.slopes.evidence if profile.slopes else None,
        "least_width": profile.least_width_m.evidence if profile.least_width_m else None,
        "quality": quality.evidence if quality else None,
    }
    return [
        f"{texts(f'catalogues.{name}')}: {evidence_words(evidence, texts)}"
        for name, evidence in told.items()
        if evidence is not None
    ]


def evidence_words(evidence: Evidence, texts: Texts) -> str:
    """Say where a figure comes from."""
    if evidence.assumption and evidence.source:
        source = texts("common.leaning", source=evidence.source)
    elif evidence.assumption:
        source = texts("common.assumption")
    else:
        source = evidence.source
    return f"{source} ({evidence.year})"


def _show(rows: list[dict[str, str]], texts: Texts, *, key: str) -> None:
    frame = pd.DataFrame(rows)
    columns = {
        column: words_column(texts(f"catalogues.{column}"), frame[column])
        for column in frame.columns
    }
    st.dataframe(frame, key=key, hide_index=True, column_config=columns, height="content")


def _excludes(line: FundingLine, lines: Sequence[FundingLine], texts: Texts) -> str:
    """Name the lines that cannot pay beside this one, each with who says so."""
    said = []
    for other in lines:
        who = next((x for x in (line, other) if {line.key, other.key} & x.excludes), None)
        if who is not None and who.excludes_evidence is not None:
            said.append(f"{texts.of(other.title)}: {evidence_words(who.excludes_evidence, texts)}")
    return "; ".join(said) or MISSING


def _cost(cost: Cost | None, texts: Texts) -> str:
    if cost is None:
        return MISSING
    return f"{_span(cost.eur, texts)} € / {unit_word(cost.per, 1, texts)}"


def _span(band: Band, texts: Texts, *, digits: int = 0, percent: bool = False) -> str:
    def write(value: float) -> str:
        return texts.percent(value) if percent else texts.number(value, digits=digits)

    if band.low == band.high:
        return write(band.expected)
    return f"{write(band.low)} – {write(band.expected)} – {write(band.high)}"


def _evidences(costs: Iterable[Cost | None], texts: Texts, *, this_year: int) -> str:
    told = []
    for cost in costs:
        if cost is None:
            continue
        old = this_year - cost.evidence.year > OLD_AFTER_YEARS
        hint = f" – {texts('catalogues.old')}" if old else ""
        told.append(evidence_words(cost.evidence, texts) + hint)
    return "; ".join(dict.fromkeys(told)) or MISSING


def _permit(entry: InterimUse | Measure, texts: Texts) -> str:
    return f"{texts(f'catalogues.light_{entry.permit}')}: {texts.of(entry.permit_reason)}"
