"""Use case: edit what is known of a unit."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from biwaq_geo.domain.events import Action
from biwaq_geo.domain.unit_edits import edited
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.races import Saving, save_or_tell
from biwaq_geo.services.retry import again_after_collision


@again_after_collision
def edit_unit(
    store: Store,
    today: Today,
    *,
    unit_id: UUID,
    changes: Mapping[str, object],
    seen: CommercialUnit,
    actor: str,
    act: UUID | None = None,
) -> CommercialUnit:
    """Save these fields of the unit and return it as stored; sent again it changes nothing.

    Parameters
    ----------
    changes
        Field name to the new value; see `domain.unit_edits` for what is allowed.
    seen
        The unit as the person saw it when they began to type.
    act
        As for `races.Saving`.

    Raises
    ------
    RaceLostError
        Somebody saved the unit meanwhile; the conflict says what each made of it.
    BiwaqError
        As `domain.unit_edits.edited` says. Nothing was saved.
    """
    mine = edited(seen, changes, today=today())
    with store.transaction() as tx:
        if mine == replace(seen, version=mine.version):
            return tx.unit(unit_id)
        return save_or_tell(tx, base=seen, mine=mine, how=Saving(Action.EDITED, actor, act))
