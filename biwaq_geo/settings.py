"""Settings of one installation, read once from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from biwaq_geo.domain.errors import SettingError
from biwaq_geo.domain.fields import Audience

ROOT = Path(__file__).resolve().parent.parent
"""Folder of the project: layers, catalogues and built-in data lie in it."""


LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of this computer itself."""


@dataclass(frozen=True, slots=True)
class Site:
    """The address under which people on other computers reach the installation.

    Attributes
    ----------
    origin
        Scheme, host and port, without a path.
    """

    origin: str
    host: str
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie and what they listen to.

    Attributes
    ----------
    state_dir
        Private folder of this installation: towns, stores, logs. `BIWAQ_STATE_DIR`.
    layers_dir, catalogues_dir
        Folders of the planners' files. `BIWAQ_LAYERS_DIR`, `BIWAQ_CATALOGUES_DIR`.
    shapefiles_dir
        The built-in town. `BIWAQ_SHAPEFILES_DIR`.
    vendor_dir
        Front-end files of others, installed at set-up.
    store_url
        Database on a server that keeps the registers; None keeps them in files. It may
        hold a password and is not shown. `BIWAQ_STORE_URL`.
    overpass_url, nominatim_url
        Services for `town fetch`, the only command that uses the network; None
        stands for OSMnx' own default. `BIWAQ_OVERPASS_URL`, `BIWAQ_NOMINATIM_URL`.
    services
        Keys of the map services that may be asked; none unless an administrator names
        them. `BIWAQ_SERVICES`.
    audience_name
        Who looks at this installation where nobody logs in. `BIWAQ_AUDIENCE`.
    public_url
        Address under which other computers reach it; whoever comes logs in. None is this
        computer alone, without a log-in. `BIWAQ_PUBLIC_URL`.
    oidc_claim
        What names a person at an identity provider. `BIWAQ_OIDC_CLAIM`.
    contact
        Whom to tell of barriers: name, address, telephone; "" for nobody yet.
        `BIWAQ_CONTACT`.
    """

    state_dir: Path
    layers_dir: Path
    catalogues_dir: Path
    shapefiles_dir: Path
    vendor_dir: Path
    store_url: str | None = field(default=None, repr=False)
    overpass_url: str | None = None
    nominatim_url: str | None = None
    services: frozenset[str] = frozenset()
    audience_name: str = Audience.CONFIDENTIAL.name
    public_url: str | None = None
    oidc_claim: str = "email"
    contact: str = ""

    @property
    def site(self) -> Site | None:
        """The address for others, None for this computer alone; raises SettingError.

        A password that crosses a network must be encrypted on the way.
        """
        if self.public_url is None:
            return None
        url = urlsplit(self.public_url.strip().rstrip("/"))
        host = (url.hostname or "").lower()
        encrypted = url.scheme == "https"
        fits = host and not (url.path or url.query or url.fragment or url.username)
        if not fits or not (encrypted or (url.scheme == "http" and host in LOOPBACK)):
            raise SettingError(
                name="BIWAQ_PUBLIC_URL", found=self.public_url, expected="https://karte.example.org"
            )
        return Site(origin=f"{url.scheme}://{url.netloc.lower()}", host=host, encrypted=encrypted)

    @property
    def audience(self) -> Audience:
        """Who looks at this installation; raises SettingError for a word that nobody knows.

        Unless told otherwise, the person at this computer, who keeps the cases.
        """
        try:
            return Audience[self.audience_name.strip().upper()]
        except KeyError as error:
            raise SettingError(
                name="BIWAQ_AUDIENCE",
                found=self.audience_name,
                expected=", ".join(one.name.lower() for one in Audience),
            ) from error


def from_environment(env: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment names, defaults for the rest."""

    def folder(name: str, default: Path) -> Path:
        return Path(env[name]).expanduser().resolve() if env.get(name) else default

    return Settings(
        state_dir=folder("BIWAQ_STATE_DIR", ROOT / "state"),
        layers_dir=folder("BIWAQ_LAYERS_DIR", ROOT / "layers"),
        catalogues_dir=folder("BIWAQ_CATALOGUES_DIR", ROOT / "catalogues"),
        shapefiles_dir=folder("BIWAQ_SHAPEFILES_DIR", ROOT / "data" / "shapefiles"),
        vendor_dir=folder("BIWAQ_VENDOR_DIR", ROOT / "static" / "vendor"),
        store_url=env.get("BIWAQ_STORE_URL") or None,
        overpass_url=env.get("BIWAQ_OVERPASS_URL") or None,
        nominatim_url=env.get("BIWAQ_NOMINATIM_URL") or None,
        services=frozenset(re.findall(r"[a-z0-9_]+", env.get("BIWAQ_SERVICES", ""))),
        audience_name=env.get("BIWAQ_AUDIENCE") or Audience.CONFIDENTIAL.name,
        public_url=env.get("BIWAQ_PUBLIC_URL") or None,
        oidc_claim=env.get("BIWAQ_OIDC_CLAIM") or "email",
        contact=env.get("BIWAQ_CONTACT", "").strip(),
    )
