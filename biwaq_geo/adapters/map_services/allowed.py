"""The services that an administrator has allowed, asked with care and left alone when ill."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from weakref import WeakKeyDictionary

import httpx

from biwaq_geo.adapters.map_services.addresses import (
    features_address,
    is_tile,
    tile_address,
)
from biwaq_geo.adapters.map_services.fetch import FEATURES, TILE, fetch, new_client
from biwaq_geo.adapters.map_services.files import read_services
from biwaq_geo.adapters.map_services.tile_cache import TileCache
from biwaq_geo.domain.errors import (
    CatalogueFileError,
    MapServiceError,
    ServiceOffError,
    ServiceRestingError,
)
from biwaq_geo.domain.map_services import MapService, ServiceKind, ServiceState, Tile
from biwaq_geo.services.map_services import Extent
from biwaq_geo.services.ports import Now

FAILURES_IN_A_ROW = 3
REST = timedelta(seconds=60)
AT_ONCE = 4
"""Requests under way to one service; others wait, and the time they wait is theirs."""


@dataclass
class _Health:
    failures: int = 0
    last: MapServiceError | None = None
    resting_until: datetime | None = None


class AllowedServices:
    """`services.map_services.MapServices` from files and a list of allowed keys."""

    def __init__(
        self, files: Sequence[Path], *, allowed: Collection[str], cache: TileCache, now: Now
    ) -> None:
        self._files = files
        self._allowed = frozenset(allowed)
        self._cache = cache
        self._now = now
        self._health: dict[str, _Health] = {}
        # a client belongs to the loop that it was made in
        self._at_work: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, _AtWork]] = (
            WeakKeyDictionary()
        )

    def known(self) -> Sequence[MapService]:
        """Return all services of the files, the first of those with one key."""
        found: dict[str, MapService] = {}
        for services, _ in self._read():
            for service in services:
                found.setdefault(service.key, service)
        return tuple(found.values())

    def faults(self) -> Sequence[CatalogueFileError]:
        """Return what is wrong with the files."""
        return [fault for _, fault in self._read() if fault is not None]

    def allowed(self) -> Sequence[MapService]:
        """Return the services that may be asked."""
        return [service for service in self.known() if service.key in self._allowed]

    def state(self, key: str) -> ServiceState:
        """Return how a service did when it was last asked."""
        health = self._health.get(key, _Health())
        return ServiceState(health.last, health.resting_until)

    async def tile(self, key: str, *, z: int, x: int, y: int) -> Tile:
        """Return a tile, from the disk where it is young enough."""
        service = self._service(key)
        if service.kind is ServiceKind.WFS or not is_tile(service, z=z, x=x, y=y):
            raise ServiceOffError(service=key)
        address = tile_address(service, z=z, x=x, y=y)
        known = await asyncio.to_thread(self._cache.find, address)
        if known is not None:
            return known
        work = self._work(service)
        async with work.turns:
            self._refuse_resting(service)
            try:
                tile = Tile(*await fetch(work.client, service, address, limits=TILE))
            except MapServiceError as error:
                self._failed(service, error)
                raise
        self._health.pop(service.key, None)
        await asyncio.to_thread(self._cache.keep, address, tile)
        return tile

    def features(self, key: str, *, extent: Extent, epsg: int) -> bytes:
        """Return the features of a WFS in the extent as GeoJSON."""
        service = self._service(key)
        if service.kind is not ServiceKind.WFS:
            raise ServiceOffError(service=key)
        self._refuse_resting(service)
        address = features_address(service, extent=extent, epsg=epsg)

        async def asked() -> bytes:
            async with new_client() as client:
                return (await fetch(client, service, address, limits=FEATURES))[0]

        try:
            found = asyncio.run(asked())
        except MapServiceError as error:
            self._failed(service, error)
            raise
        self._health.pop(service.key, None)
        return found

    def _service(self, key: str) -> MapService:
        service = next((one for one in self.allowed() if one.key == key), None)
        if service is None:
            raise ServiceOffError(service=key[:60])
        return service

    def _read(self) -> list[tuple[Sequence[MapService], CatalogueFileError | None]]:
        read: list[tuple[Sequence[MapService], CatalogueFileError | None]] = []
        for file in self._files:
            try:
                read.append((read_services(file), None))
            except CatalogueFileError as error:
                read.append(((), error))
        return read

    def _work(self, service: MapService) -> "_AtWork":
        known = self._at_work.setdefault(asyncio.get_running_loop(), {})
        if service.key not in known:
            known[service.key] = _AtWork(new_client(), asyncio.Semaphore(AT_ONCE))
        return known[service.key]

    def _refuse_resting(self, service: MapService) -> None:
        until = self._health.get(service.key, _Health()).resting_until
        if until is not None and self._now() < until:
            raise ServiceRestingError(service=service.key)

    def _failed(self, service: MapService, error: MapServiceError) -> None:
        health = self._health.setdefault(service.key, _Health())
        health.failures += 1
        health.last = error
        if health.failures >= FAILURES_IN_A_ROW:
            health.resting_until = self._now() + REST


@dataclass(frozen=True)
class _AtWork:
    client: httpx.AsyncClient
    turns: asyncio.Semaphore
