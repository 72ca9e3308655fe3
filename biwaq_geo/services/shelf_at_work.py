"""The added layers of a town as one person works with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas as gpd

from biwaq_geo.domain.added_layers import AddedLayer, BegunChange, Provenance
from biwaq_geo.domain.errors import AddedLayerDamagedError
from biwaq_geo.services.layer_shelf import LayerShelf
from biwaq_geo.services.worker import Worker


class ShelfAtWork:
    """`services.layer_shelf.LayerShelf` for one worker.

    Every change raises RoleNotAllowedError for a role without layers.
    """

    def __init__(self, shelf: LayerShelf, worker: Worker) -> None:
        self._shelf = shelf
        self._worker = worker

    def layers(self) -> Sequence[AddedLayer]:
        """Return all that are to be seen, by key."""
        return self._shelf.layers()

    def damaged(self) -> Mapping[str, AddedLayerDamagedError]:
        """Return by key what is wrong with those that cannot be read."""
        return self._shelf.damaged()

    def features(self, key: str) -> gpd.GeoDataFrame:
        """Return the features of a layer; raises AddedLayerNotFoundError."""
        return self._shelf.features(key)

    def add(
        self, key: str, *, file: str, text: bytes, features: gpd.GeoDataFrame, origin: Provenance
    ) -> None:
        """Put a new layer on the shelf; raises AddedLayerExistsError."""
        self._worker.layer()
        mine = replace(origin, added_by=self._worker.actor(origin.added_by))
        self._shelf.add(key, file=file, text=text, features=features, origin=mine)

    def discard(self, key: str) -> None:
        """Delete for good what `add` has just put there."""
        self._worker.layer()
        self._shelf.discard(key)

    def rewrite(self, key: str, text: bytes) -> None:
        """Put another content into the layer file; raises AddedLayerNotFoundError."""
        self._worker.layer()
        self._shelf.rewrite(key, text)

    def remove(self, key: str) -> None:
        """Take a layer off the shelf; raises AddedLayerNotFoundError."""
        self._worker.layer()
        self._shelf.remove(key)

    def bring_back(self, key: str) -> None:
        """Put a removed layer back; raises AddedLayerNotFoundError."""
        self._worker.layer()
        self._shelf.bring_back(key)

    def begin(self, key: str, *, new: bool) -> str:
        """Note that a change of a layer begins."""
        self._worker.layer()
        return self._shelf.begin(key, new=new)

    def end(self, note: str) -> None:
        """Take the note away."""
        self._worker.layer()
        self._shelf.end(note)

    def begun(self) -> Sequence[BegunChange]:
        """Return the changes that have begun and not ended."""
        return self._shelf.begun()
