"""The elevation strip of a long street, cut into rows that fit a page."""

from collections.abc import Sequence
from dataclasses import replace

from biwaq_geo.analysis.street_strip import Front, Piece, Strip


def strip_rows(strip: Strip, count: int) -> list[Strip]:
    """Cut a strip into rows of about the same length; no front is cut in two.

    Each front stands in the row in which it begins, and a section in every row that it is
    seen in. Metres of a row begin at its cut.

    Parameters
    ----------
    count
        Rows, 1 or more.
    """
    cuts = [_free(strip, strip.length * number / count) for number in range(count)]
    ends = [*cuts[1:], strip.length]
    return [_row(strip, begin, end) for begin, end in zip(cuts, ends, strict=True) if end > begin]


def _free(strip: Strip, at: float) -> float:
    """Return the first place from `at` on at which a front begins anew or none stands."""
    place = at
    for _ in strip.fronts:
        crossed = [one for one in strip.fronts if one.start < place < one.start + one.width]
        if not crossed:
            break
        place = max(one.start + one.width for one in crossed)
    return place


def _row(strip: Strip, begin: float, end: float) -> Strip:
    last = end >= strip.length
    fronts = [
        replace(one, start=one.start - begin)
        for one in strip.fronts
        if begin <= one.start and (one.start < end or last)
    ]
    pieces = [
        Piece(one.key, max(one.start, begin) - begin, min(one.end, end) - begin)
        for one in strip.pieces
        if one.start < end and one.end > begin
    ]
    return replace(strip, length=_length(fronts, end - begin), pieces=pieces, fronts=fronts)


def _length(fronts: Sequence[Front], room: float) -> float:
    return max([room, *(one.start + one.width for one in fronts)])
