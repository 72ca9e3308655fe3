"""What the use cases need from outside, said as protocols."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

import geopandas as gpd

from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import TownBrokenError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.records import Record, RecordT
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.layer_shelf import LayerShelf

Today = Callable[[], date]
"""The local day (Europe/Berlin)."""

Now = Callable[[], datetime]
"""The time in UTC."""


class Transaction(Protocol):
    """One transaction: all of it is saved when the block ends, or nothing.

    `save` and `add` write the record and its event together.
    """

    def unit(self, unit_id: UUID) -> CommercialUnit:
        """Return the unit; raises UnitNotFoundError."""

    def add_unit(self, unit: CommercialUnit, *, actor: str) -> None:
        """Save a new unit. The same unit (id and values) sent again changes nothing."""

    def save_unit(self, unit: CommercialUnit, *, action: Action, actor: str) -> None:
        """Save a unit whose version is one above the stored one.

        Raises
        ------
        EditConflictError
            The stored version is another one.
        """

    def scenario(self, scenario_id: UUID) -> Scenario:
        """Return the scenario; raises ScenarioNotFoundError."""

    def add_scenario(self, scenario: Scenario, *, actor: str) -> None:
        """Save a new scenario. The same scenario sent again changes nothing."""

    def save_scenario(self, scenario: Scenario, *, action: Action, actor: str) -> None:
        """Save a scenario whose version is one above the stored one; as `save_unit`."""

    def record(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return a record; raises the error of its kind if there is none."""

    def records(self, kind: type[RecordT]) -> Sequence[RecordT]:
        """Return all records of a kind, removed ones too, by id."""

    def add(self, record: Record, *, actor: str) -> None:
        """Save a new record. The same record (id and values) sent again changes nothing."""

    def add_all(self, records: Iterable[Record], *, actor: str, batch: UUID | None = None) -> None:
        """Save many new records of one kind, each as `add` does."""

    def save(
        self,
        record: Record,
        *,
        action: Action,
        actor: str,
        batch: UUID | None = None,
        act: UUID | None = None,
    ) -> None:
        """Save a record whose version is one above the stored one; raises EditConflictError."""

    def forget(self, record: Record, *, actor: str) -> None:
        """Delete a record of a kind in `FORGETTABLE` for good; raises EditConflictError."""

    def events_of(self, subject_id: UUID) -> Sequence[Event]:
        """Return the events of one record, oldest first."""

    def events_of_batch(self, batch: UUID) -> Sequence[Event]:
        """Return the events of one act on many records, oldest first."""

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""


class Store(Protocol):
    """The register of one town."""

    def read_at(self) -> datetime | None:
        """Return when the present answers were read if the database is away, else None."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin a transaction that is rolled back when the block raises."""

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""

    def unit(self, unit_id: UUID) -> CommercialUnit:
        """Return the unit; raises UnitNotFoundError."""

    def units(self, *, at_revision: int | None = None) -> Sequence[CommercialUnit]:
        """Return the units, now or as they stood after event number `at_revision`.

        Ordered by address, position, id. Units in the recycle bin are left out.
        """

    def record(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return a record; raises the error of its kind if there is none."""

    def records(self, kind: type[RecordT], *, at_revision: int | None = None) -> Sequence[RecordT]:
        """Return all records of a kind, removed ones too, now or after that event, by id."""

    def revision_at(self, moment: datetime) -> int:
        """Return the number of the last event before the moment, 0 if there is none."""

    def draft(self, *, owner: str, form: str) -> Draft | None:
        """Return what the owner has typed into the form and not saved."""

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before; no event tells of it."""

    def drop_draft(self, *, owner: str, form: str) -> None:
        """Forget the draft, if there is one."""

    def drop_drafts_before(self, moment: datetime) -> int:
        """Forget everybody's drafts that were last kept before the moment; return how many."""

    def scenarios(self, *, archived: bool = False) -> Sequence[Scenario]:
        """Return the scenarios by creation time."""

    def scenario(self, scenario_id: UUID) -> Scenario:
        """Return the scenario; raises ScenarioNotFoundError."""

    def events(
        self, *, subject_id: UUID | None = None, after: int = 0, limit: int | None = None
    ) -> Sequence[Event]:
        """Return events with a number above `after`, oldest first."""


class PhotoFolder(Protocol):
    """The files of the photos, by the SHA-256 of their bytes."""

    def add(self, data: bytes) -> CleanPhoto:
        """Clean a foreign picture, keep it, and return it when it is safe.

        Raises
        ------
        PhotoError, StoreFullError, StoreReadOnlyError
            Nothing was kept.
        """

    def read(self, digest: str) -> bytes:
        """Return the JPEG; raises PhotoMissingError."""

    def contains(self, digest: str) -> bool:
        """Say whether there is such a file."""

    def sweep(self, known: Collection[str], *, before: datetime) -> int:
        """Delete files older than `before` whose hash is not known; return how many."""


class Town(Protocol):
    """One registered town: profile, base layers, register, photos."""

    @property
    def profile(self) -> TownProfile:
        """What is true of the town as a whole."""

    @property
    def store(self) -> Store:
        """The register."""

    @property
    def photos(self) -> PhotoFolder:
        """The files of the photos of units."""

    @property
    def added(self) -> LayerShelf:
        """The layers that people of the town have added."""

    def take_file(self) -> None:
        """Count a foreign file that is about to be read.

        Raises
        ------
        NotAllowedError, RoleNotAllowedError, TooFastError
            It must not be read now.
        """

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """Return a base layer as `domain.towns.BASE_LAYERS` describes it.

        In the profile's CRS, indexed by text `id`. The frame is shared: do not change
        it. Raises TownBrokenError.
        """


class TownLibrary(Protocol):
    """The registered towns."""

    def profiles(self) -> Sequence[TownProfile]:
        """Return the profiles of all registered towns, the built-in one first."""

    def broken(self) -> Mapping[str, TownBrokenError]:
        """Return by key what is wrong with each town that lacks a part."""

    def open(self, key: str) -> Town:
        """Return a town; raises TownNotFoundError, TownBrokenError."""

    def create(
        self,
        profile: TownProfile,
        *,
        layers: Mapping[str, gpd.GeoDataFrame],
        units: Iterable[CommercialUnit],
    ) -> Town:
        """Register a town whole, or not at all.

        Every layer is checked against `BASE_LAYERS`; a layer that is not given is empty.

        Raises
        ------
        TownExistsError
            The key is taken.
        ColumnMissingError, ValueNotAllowedError, GeometryError, ProtectedDataError
            A layer breaks its schema.
        """
