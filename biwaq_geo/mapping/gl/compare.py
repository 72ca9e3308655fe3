"""What two maps with one camera are told: each its own state, and how they stand together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from biwaq_geo.mapping.comparing import Changed, only_changes
from biwaq_geo.mapping.gl.work_map import work_map_config, work_map_state
from biwaq_geo.mapping.mapspec import MapSpec
from biwaq_geo.texts import Texts


class Mode(StrEnum):
    """How two maps are compared; words live under `compare.mode_<value>`."""

    DIFFERENCE = "difference"
    SWIPE = "swipe"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two maps.

    Attributes
    ----------
    caption
        Says what the map shows; text, never HTML.
    revision
        Of the register.
    day
        That is shown.
    changed
        By layer, what differs from the layer at its address.
    """

    caption: str
    revision: int
    day: date
    changed: Mapping[str, Changed] = field(default_factory=dict)


def compare_config(spec: MapSpec, *, town_key: str, tiles: str, texts: Texts) -> dict[str, object]:
    """Return what stays the same, as for one map, with the words of two."""
    config = work_map_config(spec, town_key=town_key, tiles=tiles, texts=texts)
    words = {"compare": texts("compare.title"), "divider": texts("compare.divider")}
    return config | {"words": {**dict(config["words"]), **words}}  # type: ignore[call-overload]


def compare_state(
    spec: MapSpec,
    sides: tuple[Side, Side],
    *,
    mode: Mode,
    differing: Iterable[str],
    only: Iterable[str] | None = None,
) -> dict[str, object]:
    """Return what the two maps show now.

    Parameters
    ----------
    sides
        The left one, which is the earlier or the one without the plan, and the right one.
    differing
        Ids of the units that differ: a map of what differs shows no others.
    only
        Ids of the units to show; all if None.
    """
    left, right = sides
    shown = frozenset(differing) if only is None else frozenset(differing) & frozenset(only)
    narrow = replace(spec, visible=only_changes(spec))
    return {
        "mode": mode.value,
        "captions": {
            "left": left.caption,
            "right": right.caption,
            "difference": f"{left.caption} → {right.caption}",
        },
        "sides": [_told(spec, side, only) for side in sides],
        "difference": _told(narrow, right, shown),
    }


def _told(spec: MapSpec, side: Side, only: Iterable[str] | None) -> dict[str, object]:
    told = work_map_state(replace(spec, day=side.day), revision=side.revision, only=only)
    return told | {"changed": dict(side.changed)}
