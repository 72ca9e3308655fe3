"""Photos of units: what is known of a picture whose file lies beside the register."""

from datetime import date
from uuid import UUID

from biwaq_geo.domain.fields import internal, public, record


@record
class Photo:
    """One photo of one unit.

    Attributes
    ----------
    sha256
        Of the cleaned picture, as hexadecimal text; the name of its file.
    width, height
        Pixels.
    """

    photo_id: UUID = public()
    unit_id: UUID = public()
    sha256: str = public(length=64)
    width: int = public()
    height: int = public()
    added_on: date = public()
    caption: str = public(default="")
    taken_on: date | None = public(default=None)
    rights_holder: str = public(default="", length=120)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
