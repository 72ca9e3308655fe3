"""Putting one record of a street into the recycle bin, from the page that shows it."""

from uuid import UUID

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.records import RecordT
from biwaq_geo.services.ports import Town
from biwaq_geo.services.recycle import remove
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.refusal import refuse


def into_the_bin(
    town: Town, kind: type[RecordT], record_id: UUID, *, seen_version: int, texts: Texts
) -> bool:
    """Remove the record and note the act; say why not where that fails, and return whether."""
    try:
        gone = remove(
            town.store,
            state.app().today,
            kind=kind,
            record_id=record_id,
            seen_version=seen_version,
            actor=state.actor(),
        )
    except BiwaqError as error:
        refuse(error, texts)
        return False
    note_act("act.removed", gone)
    return True
