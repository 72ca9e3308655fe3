"""Whatever the hidden fields hold, what the public gets is the same to the last byte."""

import io
import logging
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import Enum
from functools import partial
from uuid import UUID, uuid5

import pypdf
import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import Audience, about
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.records import KINDS
from biwaq_geo.domain.requests import Request
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.views import SavedView
from biwaq_geo.mapping.base_tiles import BaseTiles
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.mapspec import MapSpec
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.mapping.routes import Serving, geo_routes
from biwaq_geo.mapping.sources import built_up_extent
from biwaq_geo.reports.council_paper import council_paper
from biwaq_geo.reports.unit_export import file_name, unit_file, what_is_cut
from biwaq_geo.services.compare import compare
from biwaq_geo.services.export_units import note_export, unit_table
from biwaq_geo.services.picture import picture
from biwaq_geo.services.visible_towns import library_seen_by
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import LANGUAGES, load
from tests import asgi_client, sample_town
from tests.sample_catalogues import catalogues
from tests.sample_paper import DAY, scenario
from tests.twin_towns import KEPT, VARIANTS, hidden, plant_twin

LAYERS, _ = read_layers(ROOT / "layers")
KEY = sample_town.PROFILE.key
MADE_UP = re.compile(r"[0-9a-f]{32}")
"""Ids in the HTML of a map, new ones each time."""

HIDDEN = (CommercialUnit, Contact, Note, Task, Request, SavedFilter, SavedView, FootCount)
SOME_DAY = datetime(2026, 5, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    made = [FolderLibrary(tmp_path_factory.mktemp("twin")) for _ in VARIANTS]
    for library, variant in zip(made, VARIANTS, strict=True):
        plant_twin(library, variant)
    return made


def told(twins, ask):
    """Return what each twin answers, seen by the public."""
    return [ask(library_seen_by(library, Audience.PUBLIC).open(KEY)) for library in twins]


def same(answers):
    first, *others = answers
    assert first
    for other in others:
        assert other == first


def test_the_twins_differ_in_every_hidden_field_of_a_unit():
    one, two, empty = (hidden(CommercialUnit, variant, 0) for variant in VARIANTS)
    expected = {
        name
        for name, known in about(CommercialUnit).items()
        if known.audience > Audience.PUBLIC and name not in KEPT | {"observed_on"}
    }
    assert {name for name in one if one[name] != two[name]} >= expected
    # numbers, days, texts, choices, lists, and elsewhere yes or no
    kinds = {type(value) for kind in HIDDEN for value in hidden(kind, 0, 0).values()}
    assert kinds >= {int, float, date, str, tuple, bool}
    assert any(issubclass(kind, Enum) for kind in kinds)
    assert sum(empty[name] in {None, ()} for name in expected) > len(expected) / 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file_format", ExportFormat)
def test_every_file_for_the_public_is_the_same(twins, file_format, language):
    texts = load(language)

    def exported(town):
        table = unit_table(
            town.store.units(),
            town=town.profile,
            audience=Audience.PUBLIC,
            most=Audience.CONFIDENTIAL,
            made_on=date(2026, 11, 22),
        )
        said = what_is_cut(table, file_format, texts)
        return (
            unit_file(table, file_format, layers=LAYERS, texts=texts),
            file_name(table, file_format),
            said,
        )

    same(told(twins, exported))
    # taken by somebody who sees everything, for the public
    same([exported(library.open(KEY)) for library in twins])


def test_every_address_of_the_map_answers_the_same_whoever_asks(twins, tmp_path):
    asked = [f"{layer.key}.geojson{rev}" for layer in LAYERS for rev in ("", "?rev=6", "?rev=13")]
    asked += [f"{layer.key}.labels.geojson" for layer in LAYERS]
    tiles = BaseTiles(tmp_path)
    paths = (*asked, "revision", "about", "nothing.geojson", "vacant.geojson?rev=x")
    for audience in Audience:
        answers = []
        for library in twins:
            seen = library_seen_by(library, audience)
            serving = Serving(lambda seen=seen: (seen, LAYERS), LayerCache(), lambda: tiles)
            app = Starlette(routes=geo_routes(serving))
            ask = partial(asgi_client.get, app)
            answers.append([ask(f"/geo/{KEY}/{path}") for path in paths])
        same(answers)


def test_the_map_as_one_file_and_the_council_paper_are_the_same(twins, tmp_path):
    for path in ("leaflet/leaflet.js", "leaflet/leaflet.css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("/* */", encoding="utf-8")

    def one_file(town):
        spec = MapSpec(
            layers=tuple(LAYERS),
            visible=frozenset(layer.key for layer in LAYERS),
            extent=built_up_extent(town),
            epsg=town.profile.epsg,
            demo=True,
            language="de",
            day=DAY,
        )
        made = to_html(spec, town, vendor_dir=tmp_path, units=town.store.units())
        return MADE_UP.sub("id", made)

    def paper(town):
        planned = replace(scenario(), baseline_revision=6)
        known = catalogues()
        return council_paper(
            town,
            planned,
            compare(town, known, planned),
            picture(town, known, planned),
            known,
            LAYERS,
            texts=load("de"),
            edition_day=DAY,
        )

    def text_of(data):
        read = pypdf.PdfReader(io.BytesIO(data))
        return [page.extract_text() for page in read.pages], str(read.metadata)

    whole = [library.open(KEY) for library in twins]
    same([one_file(town) for town in whole])
    same([text_of(paper(town)) for town in whole])


def test_the_register_of_the_public_tells_the_same(twins):
    def everything(town):
        store = town.store
        revisions = range(store.revision() + 1)
        # the clock went on between the twins
        events = [replace(event, at=SOME_DAY) for event in store.events()]
        return repr(
            [
                events,
                [
                    store.records(kind, at_revision=at)
                    for kind in KINDS.values()
                    for at in revisions
                ],
                [store.units(at_revision=at) for at in revisions],
                store.scenarios(archived=True),
                store.draft(owner="x", form="unit"),
            ]
        )

    same(told(twins, everything))


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_and_the_log_are_the_same(twins, language, caplog):
    caplog.set_level(logging.DEBUG)
    texts = load(language)

    def said(town):
        caplog.clear()
        lines = []
        keys = [UUID(int=key) for key in (1, 6, 50, 51, 52, 53, 54, 99)]
        for kind in KINDS.values():
            for key in keys:
                try:
                    lines.append(repr(town.store.record(kind, key)))
                except BiwaqError as error:
                    lines += [texts.error(error), str(error)]
        with suppress(BiwaqError), town.store.transaction() as tx:
            tx.unit(keys[0])
        table = unit_table(
            town.store.units(),
            town=town.profile,
            audience=Audience.PUBLIC,
            most=Audience.PUBLIC,
            made_on=DAY,
        )
        export = uuid5(keys[0], "export")
        note_export(
            town.store, table, export_id=export, file_format=ExportFormat.CSV, at=SOME_DAY, actor=""
        )
        return lines, [(one.name, one.getMessage()) for one in caplog.records]

    same(told(twins, said))
