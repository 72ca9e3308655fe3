"""Mistakes in a shape that somebody draws on a map."""

from biwaq_geo.domain.errors.base import BiwaqError


class DrawingUnreadableError(BiwaqError, ValueError):
    """What came from the map is no point, line or area."""

    code = "drawing_unreadable"


class DrawingTooLongError(BiwaqError, ValueError):
    """A drawing has more corners than anybody draws by hand."""

    code = "drawing_too_long"


class DrawingOutsideTownError(BiwaqError, ValueError):
    """A drawing lies outside the town, or reaches out of it."""

    code = "drawing_outside_town"


class DrawingCrossesItselfError(BiwaqError, ValueError):
    """The outline of an area crosses itself, so that inside and outside are unclear."""

    code = "drawing_crosses_itself"


class DrawingWithoutSizeError(BiwaqError, ValueError):
    """A line has no length, or an area no extent."""

    code = "drawing_without_size"
