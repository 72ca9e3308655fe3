"""Who lives near the place: inhabitants and participants on foot."""

from collections.abc import Mapping

from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.analysis.participants_within import ParticipantsWithin
from biwaq_geo.analysis.reach import Persons


def inhabitants_near(persons: Mapping[float, Persons], minutes: float) -> Reading:
    """Inhabitants whose walk to the nearest unit in regular use of the place is short enough.

    Speed and day of the street network stand beside the figure.

    Formula: Σ inhabitants of buildings with a walk of at most so many minutes
    Source: walks along the street network, see docs/reach.md
    """
    found = persons[minutes]
    return Reading(found.value, found.known, found.total)


def participants_near(
    participants: Mapping[float, ParticipantsWithin], minutes: float = 15.0
) -> Reading:
    """Participants who live within a walk of a firm of the place that takes people in.

    From published counts of areas only, rounded, unknown below 10: see
    `analysis.participants_within`.

    Formula: Σ published counts × share of the area's inhabitants within reach, rounded to 5
    Source: rules of docs/reach.md for participants
    """
    found = participants[minutes]
    about = None if found.about is None else float(found.about)
    return Reading(about, found.counted, found.touched)
