"""Use case: take units out of the register as a table for others."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import cast
from uuid import UUID

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.errors import NotAllowedError
from biwaq_geo.domain.exports import Export, ExportFormat
from biwaq_geo.domain.fields import About, Audience, about, visible
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.visibility import as_seen
from biwaq_geo.services.ports import Store
from biwaq_geo.services.retry import again_after_collision

PLACE = "location"
"""Field of the geometry, which each format writes in its own way."""

LEFT_OUT = frozenset({PLACE, "removed_on"})
"""No columns: the geometry, and a field that is empty in every unit that is exported."""

USE, USE_KEY = "interim_use", "interim_use_key"
"""A column for people, and one of its own for the key in the catalogue: a file that comes
back must mean the same use however its title is spelt by then."""

Plain = str | int | float | bool | date | None
"""What a cell of a table can hold."""

log = logging.getLogger("biwaq_geo.export")


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Units as one audience sees them, with the fields that it sees.

    Attributes
    ----------
    fields
        Names of the columns, in the order of the model.
    units
        The rows; locations in the town's projected CRS.
    uses
        Titles of the catalogue's interim uses by key and language.
    """

    town: TownProfile
    audience: Audience
    fields: tuple[str, ...]
    units: Sequence[CommercialUnit]
    made_on: date
    uses: Mapping[str, Words] = field(default_factory=dict)

    def value(self, unit: CommercialUnit, column: str, language: str) -> object:
        """Return what stands in a column; the interim use by its title, where it has one."""
        if column not in {USE, USE_KEY}:
            return getattr(unit, column)
        title = self.uses.get(unit.interim_use or "")
        if column == USE_KEY:
            return None if title is None else unit.interim_use
        return unit.interim_use if title is None else title[language]

    def hidden(self) -> tuple[str, ...]:
        """Return the fields that the audience does not see."""
        everything = exported_fields(Audience.CONFIDENTIAL)
        return tuple(name for name in everything if name not in self.fields)


def exported_fields(audience: Audience) -> tuple[str, ...]:
    """Return the columns of a table for the audience, in the order of the model."""
    shown = visible(CommercialUnit, audience)
    named = (n for n in about(CommercialUnit) if n in shown and n not in LEFT_OUT)
    return tuple(column for n in named for column in ((USE, USE_KEY) if n == USE else (n,)))


def about_column(column: str) -> About:
    """Return what is known of a column."""
    return about(CommercialUnit)[USE if column == USE_KEY else column]


def unit_table(
    units: Iterable[CommercialUnit],
    *,
    town: TownProfile,
    audience: Audience,
    most: Audience,
    made_on: date,
    uses: Mapping[str, Words] | None = None,
) -> UnitTable:
    """Return the units as the audience sees them.

    Parameters
    ----------
    most
        The audience of the installation; no file holds more than its screens.
    uses
        Titles of the catalogue's interim uses by key and language.

    Raises
    ------
    NotAllowedError
        The audience sees more than the installation.
    """
    if audience > most:
        raise NotAllowedError(audience=most.name.lower())
    seen = [as_seen(unit, audience) for unit in units]
    return UnitTable(
        town=town,
        audience=audience,
        fields=exported_fields(audience),
        units=seen,
        made_on=made_on,
        uses=uses or {},
    )


@again_after_collision
def note_export(
    store: Store,
    table: UnitTable,
    *,
    export_id: UUID,
    file_format: ExportFormat,
    at: datetime,
    actor: str,
) -> None:
    """Remember that the table left the house; call before it does.

    An installation for the public writes nothing: there the log alone tells of it.

    Raises
    ------
    StoreError
        It cannot be remembered, so the file must not be handed out.
    """
    noted = Export(
        export_id=export_id,
        file_format=file_format,
        seen_by=table.audience.name.lower(),
        row_count=len(table.units),
        made_at=at,
    )
    with suppress(NotAllowedError), store.transaction() as tx:
        tx.add(noted, actor=actor)
    log.info("export %s, %s, %d units", noted.file_format, noted.seen_by, noted.row_count)


def coded(value: object) -> Plain:
    """Return a value for machines: codes of lists, lists joined by "; "."""
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value) or None
    if isinstance(value, Enum | UUID):
        return str(value)
    return cast("Plain", value) if value != "" else None
