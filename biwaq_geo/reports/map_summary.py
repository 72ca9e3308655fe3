"""What a map shows, in two sentences: for those who do not see it."""

from collections import Counter
from collections.abc import Callable, Sequence

from biwaq_geo.analysis.whereabouts import streets_with_most
from biwaq_geo.domain.units import VACANT, CommercialUnit, UnitState
from biwaq_geo.texts import Texts


def map_summary(
    town: str,
    units: Sequence[CommercialUnit],
    texts: Texts,
    *,
    name: Callable[[str], str] = str,
) -> str:
    """Say how many units there are and how many vacant, what is not known, and where most lie.

    Parameters
    ----------
    town
        Name of the town.
    units
        What the map shows.
    name
        How the names of town and streets are written where the text goes; as they are
        unless told otherwise.
    """
    count = Counter(unit.state for unit in units)
    vacant = [unit for unit in units if unit.state in VACANT]
    said = [
        texts(
            "map.summary",
            town=name(town),
            total=len(units),
            vacant=len(vacant),
            interim=count[UnitState.INTERIM],
        )
    ]
    streets = streets_with_most(unit.address for unit in vacant)
    if streets:
        named = ", ".join(f"{name(street)} ({number})" for street, number in streets)
        said.append(texts("map.where_most", streets=named))
    hints = count[UnitState.CANDIDATE]
    if hints:
        said.append(texts("map.candidates", count=hints))
    return " ".join(said)
