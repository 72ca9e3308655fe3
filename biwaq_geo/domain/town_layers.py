"""What the register tells of the layers that people of a town have added."""

from datetime import date
from uuid import UUID, uuid5

from biwaq_geo.domain.fields import internal, record

_NAMES = UUID("6f1f6f0a-5d0e-4b0e-9b57-0f6f3b0d7a11")


@record
class TownLayer:
    """An added layer; its features lie on the shelf of the town.

    Attributes
    ----------
    shelf_key
        The key under which it lies there, never used for another layer.
    layer_title
        In German, as its layer file has it.
    seen_by
        Name of the first audience that may see it, in lower case.
    look
        Content of the layer file: what the layer is called and how it is drawn.
    """

    layer_id: UUID
    shelf_key: str = internal(length=80)
    layer_title: str = internal(default="", length=120)
    seen_by: str = internal(default="internal", length=20)
    hidden: bool = internal(default=False)
    file_name: str = internal(default="")
    feature_count: int = internal(default=0)
    look: str = internal(default="", length=60_000)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)


def layer_id(key: str) -> UUID:
    """Return the id of the layer with that key: the same on every computer."""
    return uuid5(_NAMES, key)
