"""A published copy of the register for GIS users, under a name that stays."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from biwaq_geo.adapters.exports.readme import published_stem
from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.errors import ExportError
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.reports.unit_export import unit_file
from biwaq_geo.services.export_units import note_export, unit_table
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import LOCAL_ZONE, Texts


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a copy goes, for whom, when and by whom."""

    folder: Path
    audience: Audience
    at: datetime
    actor: str


def publish(
    town: Town,
    wanted: Publication,
    *,
    layers: Sequence[LayerSpec],
    uses: Mapping[str, Words],
    texts: Texts,
) -> Path:
    """Write the units as GeoPackage for one audience and return the file.

    The name is the same each time, so that a map made of it shows the new state; the file
    before is replaced when the new one is whole. It is never the register's own file: that
    one holds contacts and the history.

    Raises
    ------
    ExportError
        The file cannot be written; the one before is as it was.
    StoreError
        The register cannot be read, or not remember the export. Nothing was written.
    """
    table = unit_table(
        town.store.units(),
        town=town.profile,
        audience=wanted.audience,
        most=Audience.CONFIDENTIAL,
        made_on=wanted.at.astimezone(LOCAL_ZONE).date(),
        uses=uses,
    )
    form = ExportFormat.GEOPACKAGE
    dest = wanted.folder / f"{published_stem(table)}.gpkg"
    unfinished = dest.with_name(f".{dest.name}.{uuid4().hex}")
    try:
        data = unit_file(table, form, layers=layers, texts=texts)
        wanted.folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        note_export(
            town.store,
            table,
            export_id=uuid4(),
            file_format=form,
            at=wanted.at,
            actor=wanted.actor,
        )
        unfinished.replace(dest)
    except OSError as error:
        raise ExportError(file=dest.name, reason=error.strerror or repr(error)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return dest
