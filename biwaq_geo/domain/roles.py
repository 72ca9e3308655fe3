"""Who works with a register over the network, and what each may see and change."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.records import KINDS


class Role(StrEnum):
    """What a person does here; says what the person may see and change."""

    VIEWER = "viewer"
    STAFF = "staff"
    PLANNER = "planner"
    ADMINISTRATOR = "administrator"


SEES: Mapping[Role, Audience] = {
    Role.VIEWER: Audience.PUBLIC,
    # staff talk with owners; planning needs neither their rents nor their telephone numbers
    Role.STAFF: Audience.CONFIDENTIAL,
    Role.PLANNER: Audience.INTERNAL,
    Role.ADMINISTRATOR: Audience.CONFIDENTIAL,
}

_BOTH = frozenset(
    {"unit", "business", "note", "task", "photo", "request", "filter", "map_view", "export"}
    | {"audit", "count"}
)

CHANGES: Mapping[Role, frozenset[str]] = {
    Role.VIEWER: frozenset(),
    Role.STAFF: _BOTH | {"contact"},
    Role.PLANNER: _BOTH | {"scenario", "assumption_set", "layer", "figure"},
    Role.ADMINISTRATOR: frozenset(KINDS),
}
"""Names of the kinds of record that a role changes. What is not named is refused."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has logged in.

    Attributes
    ----------
    name
        Name of the account; stands in the history beside the person's changes.
    """

    name: str
    role: Role

    @property
    def audience(self) -> Audience:
        """What the person may see."""
        return SEES[self.role]

    @property
    def changes(self) -> frozenset[str]:
        """Names of the kinds of record that the person may change."""
        return CHANGES[self.role]

    @property
    def changes_anything(self) -> bool:
        """Say whether there is anything that the person may change."""
        return bool(self.changes)

    @property
    def adds_layers(self) -> bool:
        """Say whether the person may add layers to the map, change and remove them."""
        return "layer" in self.changes

    @property
    def adds_towns(self) -> bool:
        """Say whether the person may register towns and see to the installation."""
        return self.role is Role.ADMINISTRATOR
