"""The layers that people of a town have added: what the use cases need from outside."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import geopandas as gpd

from biwaq_geo.domain.added_layers import AddedLayer, BegunChange, Provenance
from biwaq_geo.domain.errors import AddedLayerDamagedError


class LayerShelf(Protocol):
    """The added layers of one town. Every change is made whole or not at all."""

    def layers(self) -> Sequence[AddedLayer]:
        """Return all whose files can be read, removed ones too, by key."""

    def damaged(self) -> Mapping[str, AddedLayerDamagedError]:
        """Return by key what is wrong with those that cannot be read, removed ones left out."""

    def features(self, key: str) -> gpd.GeoDataFrame:
        """Return the features of a layer that was not removed.

        In the town's CRS, indexed by text `id`. The frame is shared: do not change it.

        Raises
        ------
        AddedLayerNotFoundError, AddedLayerDamagedError
        """

    def add(
        self, key: str, *, file: str, text: bytes, features: gpd.GeoDataFrame, origin: Provenance
    ) -> None:
        """Put a new layer on the shelf; raises AddedLayerExistsError if the key is taken."""

    def discard(self, key: str) -> None:
        """Delete for good what `add` has just put there, if it is there."""

    def rewrite(self, key: str, text: bytes) -> None:
        """Put another content into the layer file; raises AddedLayerNotFoundError."""

    def remove(self, key: str) -> None:
        """Take a layer off the shelf, a damaged one too; raises AddedLayerNotFoundError."""

    def bring_back(self, key: str) -> None:
        """Put a removed layer back; raises AddedLayerNotFoundError."""

    def begin(self, key: str, *, new: bool) -> str:
        """Note that a change of a layer, or a new one, begins; return the name of the note.

        It outlives the process, so that a change that was cut off is found.
        """

    def end(self, note: str) -> None:
        """Take the note away: shelf and register tell the same. Done twice it is done once."""

    def begun(self) -> Sequence[BegunChange]:
        """Return the changes that have begun and not ended."""
