"""Two days of the register as pictures of one frame: a pair, or one of what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd

from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.unit_changes import UnitChange
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.comparing import changes_layer, changes_of_units, only_changes
from biwaq_geo.mapping.mapspec import LayerSpec, MapSpec, Symbol, Theme
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.reports.paper_map import paper_map
from biwaq_geo.reports.paper_scene import extent_of
from biwaq_geo.reports.paper_symbols import symbols_seen
from biwaq_geo.reports.scale import Extent, Sheet
from biwaq_geo.services.ports import Town

Frames = Mapping[str, gpd.GeoDataFrame]


@dataclass(frozen=True, slots=True)
class TwoDays:
    """What is compared, as whoever looks may see it.

    Attributes
    ----------
    days
        The earlier and the later one.
    before, after
        The units of either day that are shown.
    changes
        What differs between them.
    layers
        All layers of the map, in drawing order.
    visible
        Keys of those that are on; base layers always are.
    audits
        Street audits of either day; those of today where None.
    selected
        Id of the unit that is chosen, drawn with a ring; None for none.
    """

    days: tuple[date, date]
    before: Sequence[CommercialUnit]
    after: Sequence[CommercialUnit]
    changes: Sequence[UnitChange]
    layers: Sequence[LayerSpec]
    visible: frozenset[str]
    selected: str | None = None
    audits: tuple[Sequence[StreetAudit] | None, Sequence[StreetAudit] | None] = (None, None)


class DaysScene:
    """Draws two days, or what differs between them, in frames that a sheet gives.

    Parameters
    ----------
    difference
        One picture of the later day with nothing on it but what differs, instead of a pair.
    """

    def __init__(
        self, town: Town, two: TwoDays, *, difference: bool, language: str, theme: Theme
    ) -> None:
        self._town = town
        layer = changes_layer(one.change for one in two.changes)
        self._marked = changes_of_units(two.changes, epsg=town.profile.epsg)
        spec = MapSpec(
            layers=(*two.layers, layer),
            visible=two.visible | {CHANGES},
            extent=(0.0, 0.0, 0.0, 0.0),
            epsg=town.profile.epsg,
            demo=town.profile.origin is Origin.DEMO,
            language=language,
            day=two.days[1],
            source=town.profile.source,
            selected=two.selected,
            theme=theme,
        )
        if difference:
            differing = {one.unit.unit_id for one in two.changes}
            spec = replace(spec, visible=only_changes(spec))
            later = [unit for unit in two.after if unit.unit_id in differing]
            shown = [(later, two.audits[1], two.days[1])]
        else:
            both = list(two.before), list(two.after)
            shown = list(zip(both, two.audits, two.days, strict=True))
        self.spec = spec
        self._frames = [self._frames_of(*one) for one in shown]

    def around(self) -> Extent:
        """Return the surroundings of all that differs; the built-up town if nothing does."""
        return extent_of(self._town, list(self._marked.geometry))

    def draw(self, sheet: Sheet) -> list[bytes]:
        """Return the pictures as SVG: the earlier day and the later one, or what differs."""
        spec = replace(self.spec, extent=sheet.extent)
        streets = self._town.layer("streets")
        return [paper_map(spec, one, sheet=sheet, streets=streets) for one in self._frames]

    def count(self, symbol: Symbol) -> int:
        """Return how many changes of one kind there are, inside the frame or not."""
        return int((self._marked["change"] == symbol.key).sum())

    def legend(self, extent: Extent) -> list[tuple[LayerSpec, Symbol]]:
        """Return what is seen on any of the pictures, as the layer files say; no base."""
        listed: list[tuple[LayerSpec, Symbol]] = []
        on = [x for x in self.spec.layers if not x.base and x.key in self.spec.visible]
        for layer in reversed(on):
            seen = frozenset[str]().union(
                *(symbols_seen(layer, one[layer.key], extent=extent) for one in self._frames)
            )
            listed += [(layer, symbol) for symbol in layer.legend() if symbol.key in seen]
        return listed

    def _frames_of(
        self,
        units: Sequence[CommercialUnit],
        audits: Sequence[StreetAudit] | None,
        day: date,
    ) -> Frames:
        drawn = [layer for layer in self.spec.drawn() if layer.key != CHANGES]
        frames = {
            one.key: layer_frame(self._town, one, units=units, audits=audits, day=day)
            for one in drawn
        }
        return frames | {CHANGES: self._marked}
