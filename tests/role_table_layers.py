"""The third part of the table of use cases: businesses, requests, search, layers, streets."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from shapely import Point

from biwaq_geo.domain.requests import Seeker
from biwaq_geo.domain.tasks import Task
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.services import businesses, move_unit, requests, undo
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.raw_table import NOTHING_SAID, Answers
from biwaq_geo.services.layer_upload import changes, keep, plan, shapes
from biwaq_geo.services.ports import Town
from biwaq_geo.services.search import entries, find
from tests import sample_layer
from tests.role_table_kpis import KPIS
from tests.role_table_street import STREET
from tests.role_world import TODAY, WHO, Row, World, now, of_unit, seen, today
from tests.sample_import import table_of
from tests.sample_town import X0, Y0

READS = "reads"
WORDS = {"supermarket": "Markt"}
SHOP = {"name": "Laden (Demo)"}
WISH = {"title": "Probenraum", "seeker": Seeker.CLUB}
LINES = ("Name;x;y", *(f"Platz {n};{X0 + 60 + 90 * n};{Y0 + 120}" for n in range(3)))
HERE = Point(X0 + 60, Y0 + 208)


def shop(w: World) -> Any:
    return businesses.add_business(
        w.whole.store, today, business_id=uuid4(), values=SHOP, actor="whole"
    )


def wish(w: World) -> Any:
    return requests.add_request(w.whole.store, request_id=uuid4(), values=WISH, actor="whole")


def adds_shop(_w: World, t: Town) -> object:
    return businesses.add_business(t.store, today, business_id=uuid4(), values=SHOP, **WHO)


def edits_shop(w: World, t: Town) -> object:
    changes = {"opening_hours": "Mo bis Fr"}
    return businesses.edit_business(t.store, today, seen=shop(w), changes=changes, **WHO)


def adds_wish(_w: World, t: Town) -> object:
    return requests.add_request(t.store, request_id=uuid4(), values=WISH, **WHO)


def edits_wish(w: World, t: Town) -> object:
    return requests.edit_request(t.store, seen=wish(w), changes={"hours": "abends"}, **WHO)


def planned(town: Town, answers: Answers = NOTHING_SAID) -> plan.LayerPlan:
    made = plan.plan_layer(town, today, table=table_of(*LINES), data=b"", answers=answers)
    said = {each.topic.value: each.proposal for each in made.asked}
    return made if made.settled else planned(town, Answers(**said))


def adds_layer(w: World, t: Town) -> object:
    key = keep.free_key(t, f"Plätze {w.number()}")
    text = layer_toml(sample_layer.spec(key=key))
    return keep.add_layer(t, now, plan=planned(w.whole), key=key, order=55, text=text, **WHO)


def on_the_shelf(w: World) -> str:
    key = keep.free_key(w.whole, f"Ebene {w.number()}")
    text = layer_toml(sample_layer.spec(key=key))
    keep.add_layer(w.whole, now, plan=planned(w.whole), key=key, order=55, text=text, actor="whole")
    return key


def changes_layer(w: World, t: Town) -> object:
    key = on_the_shelf(w)
    text = layer_toml(sample_layer.spec(key=key, hidden=True))
    return changes.change_layer(t, key=key, text=text, seen_version=1, **WHO)


def brings_layer_back(w: World, t: Town) -> object:
    key = on_the_shelf(w)
    changes.remove_layer(w.whole, today, key=key, actor="whole")
    return changes.bring_back_layer(t, key=key, **WHO)


def takes_layer_back(w: World, t: Town) -> object:
    key = on_the_shelf(w)
    record = changes.layer_records(w.whole.store)[key]
    return changes.take_back_layer(t, today, record_id=record.layer_id, **seen(record))


def lies(_w: World, t: Town) -> object:
    table = table_of(*LINES)
    mapping = propose_mapping(table, as_of=TODAY)
    return shapes.town_shapes(t, table, mapping, crs="EPSG:25833")


def takes_back(w: World, t: Town) -> object:
    done = w.save(w.task(), title="Anders")
    return undo.take_back(t, today, kind=Task, record_id=done.task_id, **seen(done))


LAYERS: Mapping[str, Row] = {
    "businesses.add_business": ("business", adds_shop),
    "businesses.businesses": (READS, lambda _w, t: businesses.businesses(t.store)),
    "businesses.businesses_in": (
        READS,
        lambda _w, t: businesses.businesses_in(t.store, UUID(int=1)),
    ),
    "businesses.edit_business": ("business", edits_shop),
    "layer_upload.changes.bring_back_layer": ("layer", brings_layer_back),
    "layer_upload.changes.change_layer": ("layer", changes_layer),
    "layer_upload.changes.layer_records": (READS, lambda _w, t: changes.layer_records(t.store)),
    "layer_upload.changes.remove_layer": (
        "layer",
        lambda w, t: changes.remove_layer(t, today, key=on_the_shelf(w), **WHO),
    ),
    "layer_upload.changes.take_back_layer": ("layer", takes_layer_back),
    "layer_upload.keep.add_layer": ("layer", adds_layer),
    "layer_upload.keep.free_key": (READS, lambda _w, t: keep.free_key(t, "Plätze")),
    "layer_upload.plan.plan_layer": (READS, lambda _w, t: planned(t)),
    "layer_upload.shapes.town_shapes": (READS, lies),
    "move_unit.building_at": (READS, lambda _w, t: move_unit.building_at(t, HERE)),
    "move_unit.move_unit": (
        "unit",
        lambda w, t: move_unit.move_unit(t, to=HERE, **of_unit(w.unit())),
    ),
    "requests.add_request": ("request", adds_wish),
    "requests.edit_request": ("request", edits_wish),
    "requests.requests": (READS, lambda _w, t: requests.requests(t.store)),
    "search.entries.base_entries": (
        READS,
        lambda _w, t: entries.base_entries(t, kind_words=WORDS),
    ),
    "search.entries.unit_entries": (READS, lambda _w, t: entries.unit_entries(t)),
    "search.find.find": (READS, lambda _w, t: find.find(t, "Hauptstr", kind_words=WORDS)),
    "undo.take_back": ("task", takes_back),
    **KPIS,
    **STREET,
}
