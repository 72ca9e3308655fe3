"""A town in which every text that anybody can type or load is made to be acted upon."""

from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import get_args, get_origin
from uuid import UUID

import geopandas as gpd
from shapely import Point

from biwaq_geo.domain.assumption_sets import SetValue
from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.fields import Audience, about
from biwaq_geo.domain.record_json import plain_type
from biwaq_geo.domain.records import KINDS, id_field
from biwaq_geo.domain.towns import BASE_LAYERS
from biwaq_geo.domain.units import CommercialUnit, UnitState
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.texts.words import field_types
from tests import sample_layer, sample_town
from tests.photo_samples import jpeg
from tests.sample_paper import scenario
from tests.store_samples import NOON

FOREIGN = "planted.example"
"""Where nothing may ever be asked for."""

PAYLOADS = (
    # HTML
    '<b class="planted">planted</b>',
    "<img src=x class=planted onerror=window.hacked=1>",
    "<svg class=planted onload=window.hacked=1>",
    '"><a class=planted onfocus=window.hacked=1 autofocus>x</a>',
    "</script><script>window.hacked=1</script>",
    '<iframe class=planted srcdoc="<script>parent.hacked=1</script>">',
    "<style class=planted>*{visibility:hidden!important}</style>",
    "&lt;img src=x onerror=window.hacked=1&gt;&#x3c;b&#x3e;",
    "\\u003cimg src=x class=planted onerror=window.hacked=1\\u003e",
    # templates and scripts
    "${window.hacked=1}${7*7}",
    "`+(window.hacked=1)+`",
    "{{7*7}}",
    "{{constructor.constructor('window.hacked=1')()}}",
    "{% for a in range(9) %}planted{% endfor %}",
    "{# hidden #}<%= 7*7 %>#{7*7}",
    "';window.hacked=1;//",
    '\\";window.hacked=1;//',
    "javascript:window.hacked=1",
    "]]>-->\u2028window.hacked=1",
    # Markdown and what Streamlit makes of it
    "**planted** _planted_ ~~planted~~ `planted`",
    f"[planted](https://{FOREIGN}/a)",
    f"![planted](https://{FOREIGN}/a.png)",
    "[planted](javascript:window.hacked=1)",
    f"https://{FOREIGN}/auto www.{FOREIGN} planted@{FOREIGN}",
    f"<https://{FOREIGN}/>",
    ":red[planted] :material/delete: :smile: :small[planted]",
    "$\\href{javascript:window.hacked=1}{planted}$ $7*7$",
    "# planted",
    "- [ ] planted",
    "| planted |\n| --- |\n| planted |",
    # Typst, SQL, spreadsheets
    '#panic("planted") #import "planted" @planted <planted>',
    "'); DROP TABLE unit;--",
    "=cmd|'/c calc'!A1",
    "@SUM(1+1)",
    "+49 1 1",
    # directions, nothing visible, control characters, no end
    "a\u202egnp.exe\u2066\u200b\u2069",
    "a\u2400b\x01\x1b[31mc\x7f",
    "W" * 5_000,
)

LAYER_TEXTS = frozenset({"name", "axis", "address", "site", "source", "note"})
"""Columns of base layers that hold words and no key of ours."""

PHOTO = CleanPhoto(jpeg(), 1, 1)

_STATES = (UnitState.VACANT, UnitState.USED, UnitState.INTERIM, UnitState.RESERVED)
_PLAIN = {
    int: 12,
    float: 60.0,
    bool: True,
    date: date(2026, 4, 1),
    type(NOON): NOON,
    Point: sample_town.unit(0).location,
}


def _value(field: str, hint: object, payload: str, *, length: int, number: int) -> object:
    hint = plain_type(hint)
    if hint is SetValue:
        # the key is one of the catalogue's, the source is typed
        return SetValue("let_share", 0.1, 0.2, 0.3, payload)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return (_value(field, inner, payload, length=length, number=number),)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[number % len(hint)]
    if hint is UUID:
        return UUID(int=number + 1)
    if hint is SetValue:
        return SetValue("let_share", 0.1, 0.2, 0.3, payload[:length])
    return payload[:length] if hint is str else _PLAIN[hint]


def filled(kind: type, number: int, **given: object) -> object:
    """Return a record with payload `number` in each text that the kind has, now or later."""
    hints, known = field_types(kind), about(kind)
    payload = PAYLOADS[number % len(PAYLOADS)]
    fixed = {id_field(kind): UUID(int=1000 * list(KINDS.values()).index(kind) + number + 1)}
    fixed |= {"version": 1, "removed_on": None} | given
    names = [one.name for one in fields(kind)]
    return kind(
        **{
            name: fixed[name]
            if name in fixed
            else _value(name, hints[name], payload, length=known[name].length, number=number)
            for name in names
        }
    )


def unit(number: int) -> object:
    given = {
        name: getattr(sample_town.unit(number % 8), name) for name in ("location", "building_id")
    }
    removed = date(2026, 4, 2) if number % 12 == 11 else None
    return filled(CommercialUnit, number, state=_STATES[number % 4], removed_on=removed, **given)


def layers() -> dict[str, gpd.GeoDataFrame]:
    """Return the sample town's layers with so many rows that each text has each payload."""
    made = {}
    for name, frame in sample_town.layers().items():
        if name == "boundary":
            made[name] = frame.assign(name=PAYLOADS[0])
            continue
        rows = frame.iloc[[number % len(frame) for number in range(len(PAYLOADS))]].copy()
        # the first rows keep their ids, to which units and streets refer
        rows.index = [
            frame.index[number] if number < len(frame) else f"{name}{number}"
            for number in range(len(rows))
        ]
        rows.index.name = "id"
        for column in LAYER_TEXTS & set(BASE_LAYERS[name].columns) & set(rows.columns):
            rows[column] = [one.replace("\x01", "")[:300] for one in PAYLOADS]
        made[name] = rows
    return made


def plant(library) -> None:
    """Register the town: units, records of every kind, scenarios, an added layer."""
    profile = replace(
        sample_town.PROFILE, name=f"{PAYLOADS[1]}{PAYLOADS[20]}", source=" ".join(PAYLOADS[:-1])
    )
    units = [unit(number) for number in range(len(PAYLOADS))]
    town = library.create(profile, layers=layers(), units=units)
    for name, kind in KINDS.items():
        if name in {"unit", "scenario"}:
            continue
        with town.store.transaction() as tx:
            tx.add_all([_of(kind, number) for number in range(len(PAYLOADS))], actor=PAYLOADS[1])
    town.photos.put(PHOTO)
    with town.store.transaction() as tx:
        for number, payload in enumerate(PAYLOADS):
            made = replace(
                scenario(),
                scenario_id=UUID(int=90_000 + number),
                name=payload[:120],
                note=payload[:2000],
                archived=number % 6 == 5,
                locked_by=payload[:100] if number == 1 else None,
            )
            tx.add(made if number < 2 else replace(made, edits=()), actor=payload[:100])
    for number, payload in enumerate(PAYLOADS[:3]):
        words = {"de": payload, "en": payload}
        spec = sample_layer.spec(
            key=f"own_{number}", title=words, fields={"name": words}, origin=payload
        )
        spec = replace(spec, symbols=tuple(replace(one, label=words) for one in spec.symbols))
        town.added.add(
            f"own_{number}",
            file=f"{55 + number}_own_{number}.toml",
            text=layer_toml(spec).encode(),
            features=sample_layer.features(payload),
            origin=replace(sample_layer.provenance(), file_name=payload, added_by=payload),
        )


def _of(kind: type, number: int) -> object:
    hints = field_types(kind)
    given: dict[str, object] = {}
    if "unit_id" in hints:
        given["unit_id"] = UUID(int=number % 8 + 1)
    if "unit_ids" in hints:
        given |= {"unit_ids": (UUID(int=number % 8 + 1),), "delete_on": date(2099, 1, 1)}
    if "sha256" in hints:
        given["sha256"] = PHOTO.sha256
    if "seen_by" in hints:
        # the name of an audience, which nobody types
        given["seen_by"] = Audience.PUBLIC.name.lower()
    if "done_on" in hints:
        given["done_on"] = None
    return filled(kind, number, **given)
