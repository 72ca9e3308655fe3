"""Layers that people of a town have added beside those of the layer files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from biwaq_geo.domain.fields import Audience

KEY_START = "own_"
"""Beginning of the key of an added layer; a layer file should not take it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an added layer comes from.

    Attributes
    ----------
    file_name
        What the file was called by whoever handed it over; never used as a path.
    digest
        SHA-256 of the bytes as they were handed over. The bytes themselves are not kept.
    features
        How many were stored.
    added_at
        In UTC.
    titles
        Key of a column to what the file called it.
    """

    file_name: str
    digest: str
    features: int
    added_at: datetime
    added_by: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AddedLayer:
    """One added layer as it lies in the town's folder.

    Attributes
    ----------
    key
        `KEY_START` and then lower-case letters, digits and underscores.
    file
        Name of its layer file, the number of its order in front.
    text
        Content of its layer file: what it is called and how it is drawn.
    audience
        The first audience that may see it; the town hall alone where the file does not
        say that it is for everyone.
    removed
        Off the shelf; it can be brought back.
    """

    key: str
    file: str
    text: bytes
    origin: Provenance
    audience: Audience
    removed: bool


@dataclass(frozen=True, slots=True)
class BegunChange:
    """A change of the layer with that key that has begun; `new` where it is being added."""

    note: str
    key: str
    new: bool
