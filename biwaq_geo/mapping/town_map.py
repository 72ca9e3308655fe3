"""The map of a town from its layer files, as the screens ask for it."""

from collections.abc import Iterable, Sequence
from datetime import date

from biwaq_geo.domain.origin import Origin
from biwaq_geo.mapping.mapspec import LayerSpec, MapSpec
from biwaq_geo.mapping.sources import built_up_extent
from biwaq_geo.services.ports import Town


def map_spec(
    town: Town,
    layers: Sequence[LayerSpec],
    *,
    language: str,
    day: date,
    visible: Iterable[str] | None = None,
    selected: str | None = None,
) -> MapSpec:
    """Return the map of the built-up town.

    Parameters
    ----------
    visible
        Keys of the layers that are switched on; those that their files switch on if None.
    selected
        Id of the feature drawn as selected.
    """
    on = (x.key for x in layers if x.visible) if visible is None else visible
    return MapSpec(
        layers=tuple(layers),
        visible=frozenset(on),
        extent=built_up_extent(town),
        epsg=town.profile.epsg,
        demo=town.profile.origin is Origin.DEMO,
        language=language,
        day=day,
        source=town.profile.source,
        selected=selected,
    )
