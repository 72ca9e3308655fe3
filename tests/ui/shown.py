"""What a page sends to the browser, sorted by what the browser makes of it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from google.protobuf.message import Message

from tests.payload_town import PAYLOADS

SHOWN_AS_TYPED = frozenset(
    {
        "Text.body",
        "TextInput.default",
        "TextInput.value",
        "TextInput.placeholder",
        "TextArea.default",
        "TextArea.value",
        "TextArea.placeholder",
        "Selectbox.options",
        "Selectbox.raw_value",
        "MultiSelect.options",
        "MultiSelect.raw_values",
        "ImageList.imgs.alt",
        # our own scripts write these as texts of elements, never as HTML
        "BidiComponent.json",
        # looked at by `acted_upon_in_html`
        "Html.body",
    }
)
"""All other texts count as Markdown: a kind of element that is new here has to be looked at."""

_NAMES = frozenset({"id", "key", "form_id", "url", "page_script_hash", "mime_type"})
"""Fields that name things and show nothing."""

_MARKS = re.compile(r"[*_~`$#<\[]|:\w")
ACTIVE = [re.compile(rf"(?<!\\){re.escape(one)}") for one in PAYLOADS if _MARKS.search(one)]
"""Payloads that Markdown would act upon, as they were typed."""

OWN_ELEMENTS = frozenset(
    {"a", "b", "div", "img", "li", "ol", "p", "small", "span", "style"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul", "wbr"}
)
"""Elements of our own HTML; none of them does anything by itself."""


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.harmful: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        acting = [name for name in values if name.startswith("on") or name == "srcdoc"]
        addresses = [values.get(name) or "" for name in ("src", "href")]
        foreign = [one for one in addresses if one and not one.startswith(("data:image/", "/"))]
        if tag not in OWN_ELEMENTS or acting or foreign or "planted" in (values.get("class") or ""):
            self.harmful.append(self.get_starttag_text() or tag)


def acted_upon(page) -> list[str]:
    """Return what the browser would take for Markdown or HTML, of all that was typed."""
    found = []
    for path, text in texts_of(page):
        if path == "Html.body":
            found += [f"{path}: {one}" for one in elements(text)]
        elif path not in SHOWN_AS_TYPED and any(one.search(text) for one in ACTIVE):
            found.append(f"{path}: {text[:300]}")
    return found


def elements(html: str) -> list[str]:
    """Return the elements of the HTML that are none of ours."""
    reader = _Elements()
    reader.feed(html)
    reader.close()
    return reader.harmful


def texts_of(page) -> Iterator[tuple[str, str]]:
    """Yield each text of a page with the kind of element and the field it stands in."""
    for node in _nodes(page._tree):
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield from _strings(proto, type(proto).__name__)
        if getattr(node, "type", "") == "table":
            # of all that holds rows, only this reads its cells as Markdown
            cells = node.value.reset_index()
            yield from (
                ("Table.cell", str(one)) for one in [*cells.columns, *cells.to_numpy().flat]
            )


def _nodes(node) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)


def _strings(message: Message, path: str) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        if field.name in _NAMES:
            continue
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from _strings(one, f"{path}.{field.name}")
            elif isinstance(one, str):
                yield f"{path}.{field.name}", one


def as_read(markdown: str) -> str:
    """Return Markdown that `plain` made as people read it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown.replace(":small[]", ""))
