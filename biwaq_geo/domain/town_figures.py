"""Figures of a town that no register can count, as somebody typed them in."""

from datetime import date
from uuid import UUID

from biwaq_geo.domain.fields import internal, public, record
from biwaq_geo.domain.supply import BOUGHT

CENTRALITY = "retail_centrality"


@record
class TownFigure:
    """A figure that the town has from elsewhere, with who says so.

    Attributes
    ----------
    figure
        Key of the figure, one of `domain.supply.BOUGHT`.
    value
        In the unit of that figure; a saved one is never None.
    holds_from
        Local day from which it holds, until a later one takes its place; likewise.
    source
        Who has computed it, in which report.
    """

    figure_id: UUID
    figure: str = public(length=40)
    value: float | None = public(default=None, low=0, high=max(BOUGHT.values()))
    holds_from: date | None = public(default=None)
    source: str = public(default="", length=300)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
