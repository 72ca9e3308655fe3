"""What a screen reader is given of a page: the browser's own accessibility tree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.walks import settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

CONTROLS = {
    "button",
    "checkbox",
    "combobox",
    "DisclosureTriangle",
    "link",
    "menuitem",
    "option",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
}
GROUPS = {
    "alert",
    "dialog",
    "form",
    "group",
    "main",
    "navigation",
    "radiogroup",
    "region",
    "tabpanel",
    "toolbar",
}
TABLES = {"grid", "table"}


@dataclass
class Heard:
    """One thing that is read out."""

    role: str
    name: str
    properties: dict[str, Any]
    within: list[Heard] = field(default_factory=list)

    def all(self) -> Iterator[Heard]:
        """Yield this and everything in it, in the order in which it is read."""
        yield self
        for one in self.within:
            yield from one.all()

    def of(self, *roles: str) -> list[Heard]:
        """Return everything in it that has one of the roles."""
        return [one for one in self.all() if one.role in roles]


def heard(page: Page) -> Heard:
    """Return the tree of the page without what is not read out."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def of(node: dict[str, Any]) -> list[Heard]:
        within = [x for one in node.get("childIds", []) if one in by_id for x in of(by_id[one])]
        if node.get("ignored"):
            return within
        given = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        given["describedby"] = node.get("description", {}).get("value", "")
        name = node.get("name", {}).get("value", "")
        return [Heard(node["role"]["value"], name.strip(), given, within)]

    (root,) = of(nodes[0])
    return root


def stumbles(page: Page, *, alone: bool = False) -> list[str]:
    """Return the faults of a page that stand when it is listened to, and once more at rest.

    Names are given to what the browser has drawn: somebody may ask in between, and a person
    never hears it. `alone` is that of `faults`.
    """
    found = faults(heard(page), alone=alone)
    if not found:
        return []
    settled(page)
    stay = faults(heard(page), alone=alone)
    return [one for one in found if one in stay]


def faults(root: Heard, *, alone: bool = False) -> list[str]:
    """Return what a person who listens would stumble over.

    Parameters
    ----------
    alone
        Whether the page stands without the list of pages, as on a projector.
    """
    found = [f"no name: {one.role}" for one in root.of(*CONTROLS, *TABLES) if not one.name]
    found += [f"no name: {one.role}" for one in root.of("region", "navigation") if not one.name]
    if root.of("dialog") and not root.of("main"):
        # the page below it is out of hearing
        found += ["no name: dialog" for one in root.of("dialog") if not one.name]
        return found + _twice(root)
    if (tops := [one for one in root.of("heading") if one.properties.get("level") == 1]) and len(
        tops
    ) == 1:
        found += _gaps([one.properties["level"] for one in root.of("main")[0].of("heading")])
    else:
        found.append(f"{len(tops)} headings of the first level")
    for landmark, wanted in (("main", 1), ("navigation", 0 if alone else 1)):
        if len(root.of(landmark)) != wanted:
            found.append(f"{len(root.of(landmark))} of {landmark}")
    return found + _twice(root)


def _gaps(levels: list[int]) -> list[str]:
    steps = zip([0, *levels], levels, strict=False)
    return [f"heading of level {b} after {a}" for a, b in steps if b > a + 1]


def _twice(root: Heard) -> list[str]:
    """Return controls that sound the same and do something else, in one and the same group."""
    found = []
    tables = Counter(one.name for one in root.of(*TABLES))
    found += [f"two tables named {name}" for name, count in tables.items() if count > 1]
    for group in [root, *root.of(*GROUPS)]:
        said = Counter(
            (one.role, one.name, one.properties.get("url"))
            for one in _own(group)
            if one.role in CONTROLS - {"option"}
        )
        found += [f"{n} × {key} in {group.role} {group.name}" for key, n in said.items() if n > 1]
    return found


def _own(group: Heard) -> Iterator[Heard]:
    for one in group.within:
        yield one
        if one.role not in GROUPS:
            yield from _own(one)
