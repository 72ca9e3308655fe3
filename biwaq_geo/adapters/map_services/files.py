"""The services of a file, read strictly, whole or not at all."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.domain.map_services import MapService, ServiceKind

KEY = re.compile(r"[a-z][a-z0-9_]{1,40}")
LAYERS = re.compile(r"[\w:.\-]+(,[\w:.\-]+)*", re.ASCII)
IMAGES = ("image/png", "image/jpeg")
_PLACES = {"z", "x", "y"}


def read_services(path: Path) -> tuple[MapService, ...]:
    """Return the services in the order of the file; none where there is no file.

    Raises
    ------
    CatalogueFileError
        With `file`, `entry`, `key`, `expected` and `found`.
    """
    if not path.is_file():
        return ()
    return tuple(_service(key, values, file=path.name) for key, values in _parsed(path).items())


def _parsed(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise CatalogueFileError(
            file=path.name, entry="–", key="–", expected="TOML", found=str(error)[:120]
        ) from error


def _service(key: str, values: object, *, file: str) -> MapService:
    if not KEY.fullmatch(key) or not isinstance(values, dict):
        raise CatalogueFileError(
            file=file, entry=key, key="–", expected="[a-z, 0-9, _]", found=str(values)[:60]
        )
    table = Table(values, file=file, entry=key)
    private = table.flag("private") if table.has("private") else False
    kind = table.one_of("kind", ServiceKind)
    service = MapService(
        key=key,
        title=table.words("title"),
        kind=kind,
        url=_url(table, kind, private=private),
        attribution=table.text("attribution"),
        licence=table.text("licence"),
        terms=table.text("terms"),
        layers=_layers(table) if kind is not ServiceKind.TILES else "",
        image=_image(table),
        max_zoom=table.whole("max_zoom", most=22) if table.has("max_zoom") else 18,
        opacity=table.number("opacity", most=1) if table.has("opacity") else 1.0,
        private=private,
    )
    table.close()
    return service


def _url(table: Table, kind: ServiceKind, *, private: bool) -> str:
    url = table.text("url")
    schemes = ("https", "http") if private else ("https",)
    try:
        parts = urlsplit(url)
        wrong = (
            parts.scheme not in schemes
            or not parts.hostname
            or parts.username is not None
            or parts.fragment
            or not url.isascii()
            or not url.isprintable()
            or " " in url
            # reading the port is what finds a wrong one
            or (parts.port or 1) < 1
        )
        places = {name for _, name, _, _ in Formatter().parse(url) if name is not None}
    except ValueError:
        wrong, places = True, set()
    wanted = _PLACES if kind is ServiceKind.TILES else set()
    if wrong or places != wanted:
        shape = "/{z}/{x}/{y}" if kind is ServiceKind.TILES else ""
        raise table.error("url", expected=f"{schemes[-1]}://…{shape}", found=url)
    return url


def _layers(table: Table) -> str:
    layers = table.text("layers")
    if not LAYERS.fullmatch(layers):
        raise table.error("layers", expected=LAYERS.pattern, found=layers)
    return layers


def _image(table: Table) -> str:
    if not table.has("image"):
        return IMAGES[0]
    image = table.text("image")
    if image not in IMAGES:
        raise table.error("image", expected=", ".join(IMAGES), found=image)
    return image
