"""Use cases: figures that a town buys in, as they were typed in."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from biwaq_geo.domain.errors import DateInFutureError
from biwaq_geo.domain.errors.figures import FigureIncompleteError, FigureUnknownError
from biwaq_geo.domain.record_edits import with_changes
from biwaq_geo.domain.supply import BOUGHT
from biwaq_geo.domain.town_figures import TownFigure
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.retry import again_after_collision


def town_figures(store: Store, *, at_revision: int | None = None) -> Sequence[TownFigure]:
    """Return the figures, that of the latest day first, without those in the recycle bin.

    Parameters
    ----------
    at_revision
        As the register stood then; None for now.
    """
    listed = store.records(TownFigure, at_revision=at_revision)
    kept = [one for one in listed if one.removed_on is None]
    return sorted(
        kept, key=lambda one: (one.holds_from or date.min, one.figure_id.int), reverse=True
    )


@again_after_collision
def add_figure(
    store: Store, today: Today, *, figure_id: UUID, values: Mapping[str, object], actor: str
) -> TownFigure:
    """Save a figure and return it; the same one sent again is saved once.

    Parameters
    ----------
    figure_id
        Made by the caller once.
    values
        `figure`, `value`, `holds_from` and `source`.

    Raises
    ------
    FigureUnknownError, FigureIncompleteError, DateInFutureError
        No such figure is bought in, its value, day or source is missing, or the day is yet to
        come.
    FieldFixedError, NumberRangeError, TextTooLongError
        A value does not fit its field. Nothing was saved.
    """
    made = with_changes(TownFigure(figure_id, figure=""), values)
    if made.figure not in BOUGHT:
        raise FigureUnknownError(figure=made.figure)
    # nothing is bought that is not worth a number, and no number stands without who says it
    if not made.value or made.holds_from is None or not made.source:
        raise FigureIncompleteError
    if made.holds_from > today():
        raise DateInFutureError(date=made.holds_from, today=today())
    with store.transaction() as tx:
        tx.add(made, actor=actor)
    return made
