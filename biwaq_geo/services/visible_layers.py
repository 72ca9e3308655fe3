"""The added layers of a town as the public sees them: those for everyone, and unchanged."""

from collections.abc import Mapping, Sequence

import geopandas as gpd

from biwaq_geo.domain.added_layers import AddedLayer, BegunChange, Provenance
from biwaq_geo.domain.errors import (
    AddedLayerDamagedError,
    AddedLayerNotFoundError,
    NotAllowedError,
)
from biwaq_geo.domain.fields import Audience
from biwaq_geo.services.layer_shelf import LayerShelf

_PUBLIC = Audience.PUBLIC.name.lower()


class PublicShelf:
    """`services.layer_shelf.LayerShelf` without what is for the town hall, and read only."""

    def __init__(self, whole: LayerShelf) -> None:
        self._whole = whole

    def layers(self) -> Sequence[AddedLayer]:
        """Return the layers for everyone; removed ones are not."""
        return [
            layer
            for layer in self._whole.layers()
            if layer.audience is Audience.PUBLIC and not layer.removed
        ]

    def damaged(self) -> Mapping[str, AddedLayerDamagedError]:
        """Return nothing: for whom a damaged layer was, nobody knows."""
        return {}

    def features(self, key: str) -> gpd.GeoDataFrame:
        """Return the features of a layer for everyone; raises AddedLayerNotFoundError."""
        if all(layer.key != key for layer in self.layers()):
            raise AddedLayerNotFoundError(key=key)
        return self._whole.features(key)

    def add(
        self, key: str, *, file: str, text: bytes, features: gpd.GeoDataFrame, origin: Provenance
    ) -> None:
        """Raise NotAllowedError."""
        raise NotAllowedError(
            audience=_PUBLIC, key=key, file=file, size=len(text) + len(features), origin=origin
        )

    def discard(self, key: str) -> None:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, key=key)

    def rewrite(self, key: str, text: bytes) -> None:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, key=key, size=len(text))

    def remove(self, key: str) -> None:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, key=key)

    def bring_back(self, key: str) -> None:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, key=key)

    def begin(self, key: str, *, new: bool) -> str:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, key=key, new=new)

    def end(self, note: str) -> None:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, note=note)

    def begun(self) -> Sequence[BegunChange]:
        """Return nothing: changes are not for the public."""
        return ()
