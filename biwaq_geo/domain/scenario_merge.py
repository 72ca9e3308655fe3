"""Two scenarios become one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from biwaq_geo.domain.errors.scenarios import MergeChoiceError, ScenarioEmptyError
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_edits import ScenarioEdit, same_edit, same_target
from biwaq_geo.domain.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Clash:
    """Two edits of which only one can hold.

    Attributes
    ----------
    mine, theirs
        In the scenario that goes on, and in the one that is taken into it.
    """

    mine: ScenarioEdit
    theirs: ScenarioEdit


def clashes(mine: Scenario, theirs: Scenario) -> list[Clash]:
    """Return the pairs of edits between which somebody must choose.

    Edits that say the same are no clash: both scenarios may be copies of a third.
    """
    return [
        Clash(one, other)
        for other in theirs.edits
        for one in mine.edits
        if same_target(one, other) and not same_edit(one, other)
    ]


def merged(
    mine: Scenario, theirs: Scenario, *, chosen: Mapping[UUID, Verdict], seen_version: int
) -> Scenario:
    """Return my scenario with the edits of the other one at the end of its list.

    Name, baseline, note and assumptions stay mine. Edits that say the same stay once.

    Parameters
    ----------
    chosen
        Which side stands, by the id of my edit, for each of `clashes`.

    Raises
    ------
    ScenarioEmptyError
        The other scenario holds no edit.
    MergeChoiceError
        A clash is left to chance.
    EditConflictError, ScenarioLockedError
        Somebody saved mine since, or has locked it.
    """
    if not theirs.edits:
        raise ScenarioEmptyError(name=theirs.name)
    met = clashes(mine, theirs)
    missing = sum(clash.mine.edit_id not in chosen for clash in met)
    if missing:
        raise MergeChoiceError(missing=missing)
    lost = {c.theirs.edit_id for c in met if chosen[c.mine.edit_id] is Verdict.MINE}
    given_up = {c.mine.edit_id for c in met if chosen[c.mine.edit_id] is Verdict.THEIRS}
    kept = tuple(edit for edit in mine.edits if edit.edit_id not in given_up)
    more = tuple(
        # derived, so that the same request makes the same edits
        replace(edit, edit_id=uuid5(mine.scenario_id, str(edit.edit_id)))
        for edit in theirs.edits
        if edit.edit_id not in lost and not any(same_edit(edit, one) for one in kept)
    )
    return mine.changed(seen_version=seen_version, edits=(*kept, *more))
