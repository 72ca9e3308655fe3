"""Register a town over the network: Nominatim for the place, Overpass for the data."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import requests
from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm.answers import check_answer
from biwaq_geo.adapters.osm.osmnx_gate import WGS84, osmnx_settings, tidy_features
from biwaq_geo.adapters.osm.reachable import require_reachable
from biwaq_geo.adapters.osm.tags import FEATURE_KEYS
from biwaq_geo.adapters.osm.town_from_osm import (
    ImportReport,
    Progress,
    RawTown,
    create_town,
    refuse_taken,
)
from biwaq_geo.domain.errors import (
    FileTooLargeError,
    NetworkAbsentError,
    NoStreetsError,
    PlaceNotFoundError,
    ServiceAnswerError,
)
from biwaq_geo.services.ports import Town, TownLibrary
from biwaq_geo.settings import Settings
from biwaq_geo.texts import Language

NOMINATIM = "https://nominatim.openstreetmap.org"
OVERPASS = "https://overpass-api.de/api"
MAX_KM2 = 2_000
"""Berlin has 892 km2; a larger place is a district or a state."""

_EQUAL_AREA = 6933
_EVERY_STREET = '["highway"]'


@dataclass(frozen=True, slots=True)
class _Services:
    nominatim: str
    overpass: str
    is_public: bool
    timeout_s: float


def fetch_town(  # noqa: PLR0913 -- one for each option of the command
    library: TownLibrary,
    place: str,
    *,
    settings: Settings,
    name: str | None = None,
    inhabitants: int | None = None,
    timeout_s: float = 180,
    progress: Progress = lambda _share, _step: None,
    report: Callable[[ImportReport], None] | None = None,
    language: Language = "de",
) -> Town:
    """Make a town of a place that OpenStreetMap knows; its boundary becomes the town's.

    Parameters
    ----------
    name
        Name of the town; None takes the place as typed.
    timeout_s
        Longest silence of a service in seconds; Overpass gets it for its query as well.

    Raises
    ------
    TownExistsError, EmptyNameError, TextTooLongError
        Before anything is asked.
    NetworkAbsentError
        A service cannot be reached.
    ServiceAnswerError
        It refuses, is silent, or answers with something else than what was asked.
    PlaceNotFoundError
        No area bears the name.
    NoStreetsError, FileTooLargeError
        The area is empty, or no town.
    """
    name = name or place
    refuse_taken(library, name)
    services = _Services(
        nominatim=settings.nominatim_url or NOMINATIM,
        overpass=settings.overpass_url or OVERPASS,
        is_public=settings.overpass_url is None,
        timeout_s=timeout_s,
    )
    progress(0.0, "town_import.geocode")
    limit = _outline(place, services, language=language)
    progress(0.1, "town_import.download")
    graph = _graph(limit, services, place=place)
    progress(0.4, "town_import.download")
    features = _features(limit, services)
    progress(0.85, "town_import.assemble")
    raw = RawTown(
        graph=graph,
        features=features,
        limit=limit,
        limit_is_boundary=True,
        inhabitants=inhabitants,
        as_of=datetime.now(UTC).date(),
        came_from=services.overpass,
    )
    town = create_town(library, raw, name=name, language=language, report=report)
    progress(1.0, "town_import.done")
    return town


def _outline(place: str, services: _Services, *, language: Language) -> BaseGeometry:
    url = services.nominatim
    with _asked(url, services, http_accept_language=language) as ox:
        from osmnx._errors import InsufficientResponseError  # noqa: PLC0415

        try:
            found = ox.geocode_to_gdf(place)
        except (InsufficientResponseError, TypeError) as error:
            # OSMnx says TypeError where the place is only a point or a line
            raise PlaceNotFoundError(place=place, near="–") from error
    outline: BaseGeometry = found.geometry.make_valid().iloc[0]
    km2 = float(gpd.GeoSeries([outline], crs=WGS84).to_crs(_EQUAL_AREA).area.iloc[0]) / 1e6
    if km2 > MAX_KM2:
        raise FileTooLargeError(file=place, found=f"{km2:.0f} km²", expected=f"{MAX_KM2} km²")
    return outline


def _graph(limit: BaseGeometry, services: _Services, *, place: str) -> Any:
    with _asked(services.overpass, services) as ox:
        try:
            return ox.graph_from_polygon(
                limit,
                network_type="walk",
                simplify=False,
                retain_all=True,
                truncate_by_edge=True,
                custom_filter=_EVERY_STREET,
            )
        except ValueError as error:
            # OSMnx' word for "nothing there", from the service or after its own cut
            raise NoStreetsError(file=place) from error


def _features(limit: BaseGeometry, services: _Services) -> gpd.GeoDataFrame:
    wanted: dict[str, bool | str] = {**dict.fromkeys(FEATURE_KEYS, True), "highway": "bus_stop"}
    with _asked(services.overpass, services) as ox:
        from osmnx._errors import InsufficientResponseError  # noqa: PLC0415

        try:
            # the hull has few corners: the query repeats it for every key
            return tidy_features(ox.features_from_polygon(limit.convex_hull, wanted))
        except InsufficientResponseError:
            return tidy_features(None)


@contextmanager
def _asked(url: str, services: _Services, **values: object) -> Iterator[Any]:
    """Give out OSMnx set for these services, and name what goes wrong on the way.

    OSMnx would wait a minute and ask again, for ever, where a service is busy: every
    answer is checked before OSMnx sees it. It also replaces the process' name resolver,
    which is put back.
    """
    require_reachable(url, within_s=min(10.0, services.timeout_s))
    resolver = socket.getaddrinfo
    try:
        with osmnx_settings(
            nominatim_url=services.nominatim,
            overpass_url=services.overpass,
            overpass_rate_limit=services.is_public,
            requests_timeout=services.timeout_s,
            requests_kwargs={"hooks": {"response": check_answer}},
            doh_url_template=None,
            **values,
        ) as ox:
            yield ox
    except requests.exceptions.ReadTimeout as error:
        raise ServiceAnswerError(service=url, found=f"> {services.timeout_s:g} s") from error
    except requests.exceptions.ConnectionError as error:
        raise NetworkAbsentError(service=url) from error
    except requests.exceptions.RequestException as error:
        raise ServiceAnswerError(service=url, found=type(error).__name__) from error
    finally:
        socket.getaddrinfo = resolver
