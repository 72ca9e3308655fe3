"""Mistakes in a figure that a town buys in."""

from biwaq_geo.domain.errors.base import BiwaqError


class FigureUnknownError(BiwaqError, ValueError):
    """No such figure is bought in."""

    code = "figure_unknown"


class FigureIncompleteError(BiwaqError, ValueError):
    """A figure without value, day or source."""

    code = "figure_incomplete"
