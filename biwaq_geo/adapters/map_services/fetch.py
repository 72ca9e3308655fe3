"""One request to a foreign server that can do no harm: to where it says, bounded, looked at."""

import asyncio
import ipaddress
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from biwaq_geo.domain.errors import (
    ServiceElsewhereError,
    ServiceReplyError,
    ServiceSilentError,
    ServiceTooLargeError,
)
from biwaq_geo.domain.map_services import MapService

HEADERS = {"User-Agent": "BIWAQ-Geo/1 (map of a town; one server asks for all)", "Accept": "*/*"}
"""All that a service learns: neither who looks nor from which page."""

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may be.

    Attributes
    ----------
    seconds
        From the first step to the last byte.
    starts
        Media type to how such a file may begin.
    """

    seconds: float
    size: int
    starts: Mapping[str, tuple[bytes, ...]]


TILE = Limits(
    seconds=8.0,
    size=2_000_000,
    starts={
        "image/png": (b"\x89PNG\r\n\x1a\n",),
        "image/jpeg": (b"\xff\xd8\xff",),
        "image/webp": (b"RIFF",),
    },
)
FEATURES = Limits(
    seconds=40.0,
    size=25_000_000,
    starts={
        "application/json": (b"{",),
        "application/geo+json": (b"{",),
        "application/vnd.geo+json": (b"{",),
    },
)


def new_client() -> httpx.AsyncClient:
    """Return a client that follows nothing and takes nothing from the environment."""
    return httpx.AsyncClient(
        follow_redirects=False, trust_env=False, timeout=FEATURES.seconds, headers=HEADERS
    )


async def fetch(
    client: httpx.AsyncClient, service: MapService, address: str, *, limits: Limits
) -> tuple[bytes, str]:
    """Return the body of the answer and its media type.

    Raises
    ------
    ServiceSilentError
        Nothing, or not all of it, came in time.
    ServiceElsewhereError
        The name leads into a private network, or the answer to another address.
    ServiceReplyError
        The answer is an error, or is not of a kind that was asked for.
    ServiceTooLargeError
    """
    try:
        async with asyncio.timeout(limits.seconds):
            return await _fetched(client, service, address, limits=limits)
    except (TimeoutError, httpx.HTTPError, OSError) as error:
        raise ServiceSilentError(service=service.key, found=type(error).__name__) from error


async def _fetched(
    client: httpx.AsyncClient, service: MapService, address: str, *, limits: Limits
) -> tuple[bytes, str]:
    parts = urlsplit(address)
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    place = await _checked_place(service, host, port)
    # asked by the number that was checked: the name may lead elsewhere a moment later
    at = f"[{place}]:{port}" if ":" in place else f"{place}:{port}"
    request = client.build_request(
        "GET",
        urlunsplit((parts.scheme, at, parts.path or "/", parts.query, "")),
        headers={"Host": parts.netloc, "Accept-Encoding": "identity"},
        extensions={"sni_hostname": host},
    )
    answer = await client.send(request, stream=True)
    try:
        media_type = _checked_head(service, answer, limits)
        body = b""
        async for piece in answer.aiter_raw():
            body += piece
            if len(body) > limits.size:
                raise ServiceTooLargeError(
                    service=service.key, found=f"> {limits.size // 10**6} MB"
                )
    finally:
        with suppress(httpx.HTTPError, OSError):
            await answer.aclose()
    if not body.lstrip().startswith(limits.starts[media_type]):
        raise ServiceReplyError(service=service.key, found=media_type)
    return body, media_type


def _checked_head(service: MapService, answer: httpx.Response, limits: Limits) -> str:
    if answer.is_redirect:
        raise ServiceElsewhereError(service=service.key, found=str(answer.status_code))
    if answer.status_code != httpx.codes.OK:
        raise ServiceReplyError(service=service.key, found=str(answer.status_code))
    media_type = str(answer.headers.get("content-type", "")).split(";")[0].strip().lower()
    packed = answer.headers.get("content-encoding", "identity")
    if media_type not in limits.starts or packed != "identity":
        raise ServiceReplyError(service=service.key, found=media_type[:40] or "?")
    if int(answer.headers.get("content-length", "0") or 0) > limits.size:
        raise ServiceTooLargeError(service=service.key, found=f"> {limits.size // 10**6} MB")
    return media_type


async def _checked_place(service: MapService, host: str, port: int) -> str:
    """Return the number of the host once none of its numbers is inside a private network."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(one[4][0]) for one in found]
    if not numbers:
        raise ServiceSilentError(service=service.key, found=host)
    if not service.private and not all(_is_public(number) for number in numbers):
        raise ServiceElsewhereError(service=service.key, found=host)
    return numbers[0]


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.split("%", maxsplit=1)[0])
    mapped = getattr(address, "ipv4_mapped", None)
    address = address if mapped is None else mapped
    return address.is_global and not address.is_multicast
