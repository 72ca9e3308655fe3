"""What a scenario changes on the map: what is marked, and what each layer shows instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd

from biwaq_geo.domain.unit_changes import Change, unit_changes
from biwaq_geo.mapping.comparing import Changed, layer_change
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.reports.footfall_marks import footfall_marks
from biwaq_geo.reports.paper_scene import two_states
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town

if TYPE_CHECKING:
    from shapely import Geometry


@dataclass(frozen=True, slots=True)
class SceneChanges:
    """A scenario against its baseline.

    Attributes
    ----------
    layers
        Those that a scenario is shown with, base layers among them.
    changed
        What turns a layer of the baseline into that of the scenario, by its key.
    marked
        One feature for each change, with column `change`; indexed by the id of the unit,
        section, part of a site or, for a measure at a place, of the edit; for footfall as
        `footfall_marks` does.
    """

    layers: Sequence[LayerSpec]
    changed: Mapping[str, Changed]
    marked: gpd.GeoDataFrame


def scene_changes(
    town: Town, picture: ScenarioPicture, *, layers: Sequence[LayerSpec]
) -> SceneChanges:
    """Return what the scenario of this picture changes."""
    chosen, before, after = two_states(town, picture, layers=layers)
    told = {
        layer.key: layer_change(before[layer.key], after[layer.key], layer)
        for layer in chosen
        if not layer.base
    }
    return SceneChanges(
        layers=chosen,
        changed={key: change for key, change in told.items() if change is not None},
        marked=_marked(town, picture),
    )


def _marked(town: Town, picture: ScenarioPicture) -> gpd.GeoDataFrame:
    rows: dict[str, tuple[Change, Geometry]] = {}
    for layer, keys, change in (
        ("sections", picture.section_points, Change.IMPROVED),
        ("sites", picture.phase_of_part, Change.PHASE),
    ):
        if keys:
            shapes = town.layer(layer).geometry
            rows |= {key: (change, shapes.loc[key]) for key in keys if key in shapes.index}
    for one in unit_changes(picture.before, picture.after):
        rows[str(one.unit.unit_id)] = one.change, one.unit.location
    walked = footfall_marks(town, picture)
    kinds = [Change(one) for one in walked["change"]]
    for key, kind, place in zip(walked.index, kinds, walked.geometry, strict=True):
        rows[str(key)] = kind, place
    for edit_id, place in picture.places.items():
        rows[str(edit_id)] = Change.MEASURE, place
    return gpd.GeoDataFrame(
        {"change": [str(change) for change, _ in rows.values()]},
        index=list(rows),
        geometry=[shape for _, shape in rows.values()],
        crs=town.profile.epsg,
    )
