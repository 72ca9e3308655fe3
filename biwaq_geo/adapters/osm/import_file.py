"""Register a town from a file of OpenStreetMap data; needs no network."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm.box import Box, as_polygon, valid_box
from biwaq_geo.adapters.osm.clip_pbf import Clipper
from biwaq_geo.adapters.osm.osm_file import OsmFile, checked
from biwaq_geo.adapters.osm.osmnx_gate import features_from_file, streets_from_file
from biwaq_geo.adapters.osm.place import Municipality, find_municipality
from biwaq_geo.adapters.osm.read_extract import sort_extract
from biwaq_geo.adapters.osm.town_from_osm import (
    ImportReport,
    Progress,
    RawTown,
    create_town,
    refuse_taken,
)
from biwaq_geo.services.ports import Town, TownLibrary
from biwaq_geo.texts import Language


def import_town(  # noqa: PLR0913 -- one for each option of the command
    library: TownLibrary,
    path: Path,
    *,
    name: str,
    place: str | None = None,
    bbox: Box | None = None,
    inhabitants: int | None = None,
    progress: Progress = lambda _share, _step: None,
    report: Callable[[ImportReport], None] | None = None,
    language: Language = "de",
) -> Town:
    """Make a town of an extract (.osm, .osm.gz, .osm.bz2, .osm.pbf).

    Parameters
    ----------
    place
        Municipality by name, official key or "relation/<id>"; its boundary becomes that
        of the town. Goes before `bbox`.
    bbox
        West, south, east, north in degrees.
    inhabitants
        Official total; None takes what the municipality's relation says, if anything.
        Spread over the buildings as an estimate.
    report
        Told what came in and what was left out, once the town is registered.

    Raises
    ------
    TownExistsError, EmptyNameError, TextTooLongError
        Before the file is opened.
    InputFileError
        One of its children; nothing is registered.
    PlaceNotFoundError, PlaceAmbiguousError
        As `find_municipality`.
    """
    refuse_taken(library, name)
    if bbox is not None:
        valid_box(bbox)
    progress(0.0, "town_import.look")
    file = checked(path)
    with TemporaryDirectory(prefix="biwaq-osm-") as temporary:
        folder = Path(temporary)
        found = None if place is None else find_municipality(file, place)
        limit, small = _clipped(file, folder, found=found, bbox=bbox, progress=progress)
        progress(0.5, "town_import.sort")
        extract = sort_extract(small, folder, of=file)
        progress(0.6, "town_import.streets")
        graph = streets_from_file(extract.streets)
        progress(0.75, "town_import.features")
        features = features_from_file(extract.features)
    known = found.population if found else None
    raw = RawTown(
        graph=graph,
        features=features,
        limit=limit,
        limit_is_boundary=found is not None,
        inhabitants=known if inhabitants is None else inhabitants,
        as_of=extract.as_of,
        came_from=file.name,
        ways_mended=extract.ways_mended,
    )
    progress(0.85, "town_import.assemble")
    town = create_town(library, raw, name=name, language=language, report=report)
    progress(1.0, "town_import.done")
    return town


def _clipped(
    file: OsmFile,
    folder: Path,
    *,
    found: Municipality | None,
    bbox: Box | None,
    progress: Progress,
) -> tuple[BaseGeometry | None, OsmFile]:
    """Return the limit of the town in degrees and a file that holds little else."""
    if found is None and bbox is None:
        return None, file
    progress(0.02, "town_import.clip")
    clipper = Clipper(file)
    limit = clipper.outline(found, folder) if found else as_polygon(bbox) if bbox else None
    if limit is None:
        return None, file
    small = folder / "clip.osm.pbf"
    clipper.clip(
        limit.bounds, small, tick=lambda share: progress(0.1 + 0.4 * share, "town_import.clip")
    )
    return limit, checked(small)
