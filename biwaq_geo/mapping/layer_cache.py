"""Layers as they are sent: kept compressed, one answer per town, layer and revision."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

import geopandas as gpd

from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.geojson import layer_geojson
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import UNITS, is_dated, is_live, parse
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.services.ports import Town
from biwaq_geo.services.visible_towns import VisibleTown

GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Body:
    """An answer ready to send: compressed, with the tag that stands for its content."""

    zipped: bytes
    etag: str


_Stamp = tuple[TownProfile, LayerSpec, int, date | None]
_Place = tuple[str, str, int, date | None]

PAST_KEPT = 64
"""Answers of past revisions in memory; a few hundred kilobytes each in a large town."""


class LayerCache:
    """The present answer per town and layer, and the last `PAST_KEPT` of the past."""

    def __init__(self) -> None:
        self._present: dict[tuple[str, str], tuple[_Stamp, Body]] = {}
        self._past: OrderedDict[_Place, tuple[_Stamp, Body]] = OrderedDict()
        self._public: dict[str, VisibleTown] = {}
        self._lock = Lock()

    def get(
        self,
        town: Town,
        layer: LayerSpec,
        *,
        revision: int | None = None,
        day: date | None = None,
    ) -> Body:
        """Return the layer as the register stood after event `revision`, now if None.

        Layers of the base data are the same at every revision. `day` is for sections, as for
        `layer_frame`.
        """
        present = revision_of(town, layer)
        shown = present if revision is None else min(revision, present)
        day = day if is_dated(layer.source) else None
        stamp = (town.profile, layer, shown, day)
        known = self._known(stamp)
        if known is not None:
            return known
        body = zipped(layer_geojson(self.frame(town, layer, revision=shown, day=day), layer))
        self._keep(stamp, body, present=shown == present and day is None)
        return body

    def frame(
        self, town: Town, layer: LayerSpec, *, revision: int, day: date | None = None
    ) -> gpd.GeoDataFrame:
        """Return the features as anybody may see them, as they stood after that event."""
        if not is_live(layer.source):
            return layer_frame(town, layer)
        if parse(layer.source).name == UNITS:
            return layer_frame(town, layer, units=self.units(town, revision=revision))
        kept = self._seen(town).store.records(StreetAudit, at_revision=revision)
        return layer_frame(town, layer, audits=kept, day=day)

    def units(self, town: Town, *, revision: int) -> Sequence[CommercialUnit]:
        """Return the units as anybody may see them, as they stood after event `revision`."""
        return self._seen(town).store.units(at_revision=revision)

    def _seen(self, town: Town) -> VisibleTown:
        """Return what anybody may see of the town: an address can be handed on.

        It is kept, so that the layers of one revision share the units it has filtered.
        """
        seen = self._public.get(town.profile.key)
        if seen is None or seen.whole is not town:
            seen = self._public[town.profile.key] = VisibleTown(town, Audience.PUBLIC)
        return seen

    def _known(self, stamp: _Stamp) -> Body | None:
        profile, layer, revision, day = stamp
        place = (profile.key, layer.key, revision, day)
        with self._lock:
            if place in self._past:
                self._past.move_to_end(place)
            for found in (self._present.get((profile.key, layer.key)), self._past.get(place)):
                if found is not None and found[0] == stamp:
                    return found[1]
        return None

    def _keep(self, stamp: _Stamp, body: Body, *, present: bool) -> None:
        profile, layer, revision, day = stamp
        with self._lock:
            if present:
                self._present[profile.key, layer.key] = stamp, body
                return
            self._past[profile.key, layer.key, revision, day] = stamp, body
            while len(self._past) > PAST_KEPT:
                self._past.popitem(last=False)


def revision_of(town: Town, layer: LayerSpec) -> int:
    """Return the revision that the layer shows; 0 for layers of the base data."""
    return town.store.revision() if is_live(layer.source) else 0


def zipped(plain: bytes) -> Body:
    """Return the answer with its tag."""
    tag = f'"{hashlib.sha256(plain).hexdigest()[:32]}"'
    return Body(gzip.compress(plain, compresslevel=GZIP_LEVEL, mtime=0), tag)
