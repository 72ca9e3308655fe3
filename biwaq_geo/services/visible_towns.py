"""Towns as one audience sees them: their registers hold no more than it may know."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import geopandas as gpd

from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.errors import NotAllowedError, TownBrokenError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.layer_shelf import LayerShelf
from biwaq_geo.services.ports import PhotoFolder, Town, TownLibrary
from biwaq_geo.services.visible_layers import PublicShelf
from biwaq_geo.services.visible_store import VisibleStore

_PUBLIC = Audience.PUBLIC.name.lower()


class _ReadPhotos:
    """`services.ports.PhotoFolder` of the public: photos are public, and it only reads."""

    def __init__(self, photos: PhotoFolder) -> None:
        self._photos = photos

    def add(self, data: bytes) -> CleanPhoto:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, size=len(data))

    def read(self, digest: str) -> bytes:
        """Return the JPEG; raises PhotoMissingError."""
        return self._photos.read(digest)

    def contains(self, digest: str) -> bool:
        """Say whether there is such a file."""
        return self._photos.contains(digest)

    def sweep(self, known: Collection[str], *, before: datetime) -> int:
        """Raise NotAllowedError."""
        raise NotAllowedError(audience=_PUBLIC, known=len(known), before=before)


class VisibleTown:
    """`services.ports.Town` for one audience."""

    def __init__(self, town: Town, audience: Audience) -> None:
        self.whole = town
        self.profile: TownProfile = town.profile
        self.store = VisibleStore(town.store, audience)
        self._public = audience is Audience.PUBLIC

    @property
    def photos(self) -> PhotoFolder:
        """The files of the photos of units, which are public."""
        return _ReadPhotos(self.whole.photos) if self._public else self.whole.photos

    @property
    def added(self) -> LayerShelf:
        """The layers that people of the town have added."""
        return PublicShelf(self.whole.added) if self._public else self.whole.added

    def take_file(self) -> None:
        """Count a foreign file; raises NotAllowedError for the public."""
        if self._public:
            raise NotAllowedError(audience=_PUBLIC)
        self.whole.take_file()

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """Return a base layer; they hold nothing that is not public."""
        return self.whole.layer(name)


class VisibleLibrary:
    """`services.ports.TownLibrary` for one audience; the public adds no towns."""

    def __init__(self, library: TownLibrary, audience: Audience) -> None:
        self._library = library
        self._audience = audience
        self._seen: dict[str, VisibleTown] = {}

    def profiles(self) -> Sequence[TownProfile]:
        """Return the profiles of all registered towns, the built-in one first."""
        return self._library.profiles()

    def broken(self) -> Mapping[str, TownBrokenError]:
        """Return by key what is wrong with each town that lacks a part."""
        return self._library.broken()

    def open(self, key: str) -> VisibleTown:
        """Return a town, the same object as long as its register is the same."""
        town = self._library.open(key)
        seen = self._seen.get(key)
        if seen is None or seen.whole is not town:
            seen = self._seen[key] = VisibleTown(town, self._audience)
        return seen

    def create(
        self,
        profile: TownProfile,
        *,
        layers: Mapping[str, gpd.GeoDataFrame],
        units: Iterable[CommercialUnit],
    ) -> Town:
        """Register a town; raises NotAllowedError for the public."""
        if self._audience is Audience.PUBLIC:
            raise NotAllowedError(audience=_PUBLIC)
        self._library.create(profile, layers=layers, units=units)
        return self.open(profile.key)


def seen_by(town: Town, audience: Audience) -> Town:
    """Return the town as the audience sees it."""
    return town if audience is Audience.CONFIDENTIAL else VisibleTown(town, audience)


def library_seen_by(library: TownLibrary, audience: Audience) -> TownLibrary:
    """Return the library as the audience sees it."""
    return library if audience is Audience.CONFIDENTIAL else VisibleLibrary(library, audience)
