"""Open parts of sites as destinations: a whole whose parts are open draws through them alone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np

from biwaq_geo.domain.scenarios import SetSitePhase


def part_label(part_id: str) -> str:
    """Return what a part of a site is called among the destinations."""
    return f"site:{part_id}"


@dataclass(frozen=True, slots=True, eq=False)
class SiteParts:
    """Which parts of sites are open, all by `part_label`.

    Attributes
    ----------
    open_phases
        Phases in which a part is open to the public.
    open_parts
        Parts that are in one of them.
    inside
        The parts that lie in a part, for those in which others lie.
    """

    open_phases: frozenset[str] = frozenset()
    open_parts: frozenset[str] = frozenset()
    inside: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def drawing(self) -> frozenset[str]:
        """Return the parts that draw: a whole does not draw with its open parts once more."""
        nothing: frozenset[str] = frozenset()
        return frozenset(
            part for part in self.open_parts if not self.inside.get(part, nothing) & self.open_parts
        )

    def after(self, changes: Iterable[SetSitePhase]) -> "SiteParts":
        """Return which are open once these phases have come about; the last of a part counts."""
        phases = {part_label(one.part_id): one.phase_key for one in changes}
        opened = {part for part, phase in phases.items() if phase in self.open_phases}
        return replace(self, open_parts=self.open_parts - phases.keys() | opened)


def site_parts(sites: gpd.GeoDataFrame, open_phases: Collection[str]) -> SiteParts:
    """Return which parts are open and which lie in which.

    A part lies in a larger one of the same site that holds a point of its inside.

    Parameters
    ----------
    sites
        Polygons with the columns `site` and `phase`, indexed by part, in a projected CRS.
    """
    labels = [part_label(str(part)) for part in sites.index]
    opened = sites["phase"].isin(list(open_phases)).to_numpy()
    of, areas = sites["site"].to_numpy(), sites.area.to_numpy()
    inner, outer = sites.sindex.query(
        sites.representative_point().to_numpy(), predicate="intersects"
    )
    held = (of[inner] == of[outer]) & (areas[inner] < areas[outer])
    inside: dict[str, set[str]] = {}
    for part, whole in zip(inner[held], outer[held], strict=True):
        inside.setdefault(labels[whole], set()).add(labels[part])
    return SiteParts(
        frozenset(open_phases),
        frozenset(np.array(labels, dtype=object)[opened]),
        {whole: frozenset(parts) for whole, parts in inside.items()},
    )
