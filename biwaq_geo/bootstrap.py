"""The one place that puts the parts together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from shutil import disk_usage
from threading import Lock
from typing import TYPE_CHECKING

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.fields import Audience
from biwaq_geo.services.ports import Now, Today, TownLibrary
from biwaq_geo.settings import Settings, from_environment
from biwaq_geo.texts import LOCAL_ZONE

if TYPE_CHECKING:
    from biwaq_geo.adapters.access import Access
    from biwaq_geo.adapters.backups import FolderBackups
    from biwaq_geo.domain.roles import Person
    from biwaq_geo.mapping.base_tiles import BaseTiles
    from biwaq_geo.services.library_views import LibraryViews
    from biwaq_geo.services.map_services import MapServices

SERVICES_FILE = "services.toml"
"""Map services: among the catalogues those that are offered, in the private folder one's own."""

SERVICE_CACHE = "service-cache"


@dataclass(frozen=True, slots=True)
class Application:
    """Everything a screen or a command needs.

    Attributes
    ----------
    audience
        Who looks; what lies above is in no town of the library.
    person
        Who has logged in; None for the one at this computer, and for the server itself.
    access, views
        Who gets in, and the towns for each of them; None where nobody logs in.
    forget_what_is_due
        Deletes in all towns the contacts whose day has come and the drafts that nobody has
        touched for long, whoever looks.
    """

    settings: Settings
    audience: Audience
    library: TownLibrary
    read_catalogues: Callable[[], Catalogues]
    read_services: Callable[[], "MapServices"]
    today: Today
    now: Now
    backups: "FolderBackups"
    base_tiles: "BaseTiles"
    free_bytes: Callable[[], int]
    forget_what_is_due: Callable[[], None]
    access: "Access | None" = None
    views: "LibraryViews | None" = None
    person: "Person | None" = None

    @property
    def catalogues(self) -> Catalogues:
        """What the planners' files say, read once they are right; raises CatalogueFileError.

        A fault in them stops only what needs them, and only until it is mended.
        """
        return self.read_catalogues()

    @property
    def map_services(self) -> "MapServices":
        """The maps of others that an administrator has allowed."""
        return self.read_services()

    def seen_by(self, token: str) -> "Application":
        """Return the application for whom the token of a session stands for.

        The same one where nobody logs in. Raises LoggedOutError, AccountsDamagedError.
        """
        if self.access is None or self.views is None:
            return self
        person = self.access.person(token)
        audience = self.views.audience(person)
        return replace(self, audience=audience, library=self.views.of(person), person=person)


def build(settings: Settings) -> Application:
    """Put the application together; raises SettingError, StoreSetupError."""
    from biwaq_geo.adapters.access import access_to  # noqa: PLC0415
    from biwaq_geo.adapters.backups import FolderBackups  # noqa: PLC0415
    from biwaq_geo.adapters.catalogue_files import read_catalogues  # noqa: PLC0415
    from biwaq_geo.adapters.store import registers_at  # noqa: PLC0415
    from biwaq_geo.adapters.towns import FolderLibrary  # noqa: PLC0415
    from biwaq_geo.mapping.base_tiles import BaseTiles  # noqa: PLC0415
    from biwaq_geo.services.library_views import LibraryViews  # noqa: PLC0415
    from biwaq_geo.services.retention import forget_what_is_due  # noqa: PLC0415
    from biwaq_geo.services.visible_towns import library_seen_by  # noqa: PLC0415

    audience = settings.audience
    library = FolderLibrary(settings.state_dir, registers=registers_at(settings.store_url))
    access = None if settings.site is None else access_to(settings.state_dir)
    return Application(
        settings=settings,
        audience=audience,
        library=library_seen_by(library, audience),
        read_catalogues=cache(partial(read_catalogues, settings.catalogues_dir)),
        read_services=cache(partial(_map_services, settings)),
        today=_today,
        now=_now,
        backups=FolderBackups(settings.state_dir, library=library, now=_now),
        base_tiles=BaseTiles(settings.state_dir / "cache" / "tiles"),
        free_bytes=lambda: disk_usage(settings.state_dir).free,
        forget_what_is_due=partial(forget_what_is_due, library, today=_today, now=_now),
        access=access,
        views=None if access is None else LibraryViews(library, most=audience, pace=access.pace),
    )


def _map_services(settings: Settings) -> "MapServices":
    from biwaq_geo.adapters.map_services import AllowedServices  # noqa: PLC0415
    from biwaq_geo.adapters.map_services.tile_cache import TileCache  # noqa: PLC0415

    folders = (settings.state_dir, settings.catalogues_dir)
    return AllowedServices(
        [folder / SERVICES_FILE for folder in folders],
        allowed=settings.services,
        cache=TileCache(settings.state_dir / SERVICE_CACHE, now=_now),
        now=_now,
    )


def _today() -> date:
    return datetime.now(LOCAL_ZONE).date()


def _now() -> datetime:
    return datetime.now(UTC)


def application() -> Application:
    """Return the application of this process, built once from the environment."""
    # two threads that come first together would open the towns twice
    with _ONE_AT_A_TIME:
        return _application()


_ONE_AT_A_TIME = Lock()


@cache
def _application() -> Application:
    return build(from_environment())


def forget() -> None:
    """Build the application anew when it is next asked for, from the environment of then."""
    _application.cache_clear()
