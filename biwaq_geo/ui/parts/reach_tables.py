"""Reach in numbers: who is reached by whom, and what lies nearest."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.domain.catalogue import WalkProfile
from biwaq_geo.domain.participants import MIN_PERSONS
from biwaq_geo.services.reach import Nearest, Reach, Walkers
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import based_on
from biwaq_geo.ui.parts.figure_table import Cell, Last, Words, figure_table
from biwaq_geo.ui.parts.plain import plain

Row = tuple[WalkProfile, float, Reach | None]
"""A profile with its speed and what it reaches; None where it does not get there at all."""


def inhabitants_table(rows: Sequence[Row], texts: Texts) -> None:
    """Show the inhabitants within each band, one row for each profile."""
    body = [[texts.of(profile.title), _speed(speed, texts), *_persons(found, texts)]
            for profile, speed, found in rows]  # fmt: skip
    _table(["reach.who", "reach.speed_short"], body, texts, last="reach.basis")


def participants_table(found: Reach, texts: Texts) -> None:
    """Show the participants within each band and on how many areas that rests."""
    cells = [
        texts("reach.about", count=texts.number(found.participants[band].about))
        if found.participants[band].about is not None
        else texts("reach.few", least=MIN_PERSONS)
        for band in REACH_BANDS
    ]
    last = found.participants[REACH_BANDS[-1]]
    basis = texts("reach.areas", counted=last.counted, touched=last.touched)
    name = Cell(texts("reach.participants"), texts("reach.rounded"))
    _table(["reach.who"], [[name, *cells, basis]], texts, last="reach.basis")


def nearest_table(listed: Sequence[Nearest], texts: Texts) -> None:
    """Show the nearest service of each kind."""
    st.table(
        {
            texts("reach.kind"): [texts(f"service.{one.kind}") for one in listed],
            texts("reach.name"): [plain(one.name) for one in listed],
            texts("reach.minutes"): [texts.number(one.minutes, digits=1) for one in listed],
        },
        border="horizontal",
        hide_index=True,
    )


def network_words(walked: Walkers, texts: Texts, *, day: str, source: str) -> str:
    """Say which streets the walks go along, of which day, and what is not in them."""
    left = walked.walking.left_out
    metres = float(walked.walking.costs.network.length.sum())
    said = [
        texts(
            "reach.network",
            day=day,
            source=source,
            streets=texts.number(len(walked.walking.streets)),
            km=texts.number(metres / 1000, digits=1),
        )
    ]
    if left.closed:
        said.append(texts("reach.closed", count=left.closed, metres=texts.number(left.closed_m)))
    if left.island_streets:
        metres_cut = texts.number(left.island_m)
        said.append(texts("reach.islands", count=left.island_streets, metres=metres_cut))
    if walked.walking.profile.surfaces:
        said.append(texts("reach.surface_known", share=texts.percent(left.surface_known, digits=0)))
    if walked.homes_off:
        said.append(texts("reach.homes_off", count=walked.homes_off))
    return " ".join(said)


def _persons(found: Reach | None, texts: Texts) -> list[str]:
    if found is None:
        return [MISSING] * len(REACH_BANDS) + [texts("reach.off_network")]
    first = found.persons[REACH_BANDS[0]]
    basis = based_on(first.known, first.total, "buildings", texts)
    return [*(texts.number(found.persons[band].value) for band in REACH_BANDS), basis]


def _speed(speed: float, texts: Texts) -> str:
    return texts.number(speed, digits=1, unit="km/h")


def _table(
    first: Sequence[str], rows: Sequence[Sequence[Words]], texts: Texts, *, last: str
) -> None:
    titles = [
        *(texts(one) for one in first),
        *(texts("reach.up_to", minutes=f"{band:g}") for band in REACH_BANDS),
        texts(last),
    ]
    figure_table(titles, rows, last=Last.BASIS)
