"""No output for the public holds a mark from a hidden field: files, addresses, maps, papers."""

import io
import logging
from datetime import date
from functools import partial
from uuid import UUID, uuid4

import pypdf
import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.records import KINDS
from biwaq_geo.mapping.base_tiles import BaseTiles
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.mapspec import MapSpec
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.mapping.routes import Serving, geo_routes
from biwaq_geo.mapping.sources import built_up_extent
from biwaq_geo.reports.council_paper import council_paper
from biwaq_geo.reports.unit_export import unit_file, what_is_cut
from biwaq_geo.services.compare import compare
from biwaq_geo.services.export_units import note_export, unit_table
from biwaq_geo.services.picture import picture
from biwaq_geo.services.visible_towns import library_seen_by
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import LANGUAGES, load
from tests import asgi_client, sample_town
from tests.sample_catalogues import catalogues
from tests.sample_paper import DAY, scenario
from tests.secret_town import AT, marks, plant, secrets, text_of

LAYERS, _ = read_layers(ROOT / "layers")
KEY = sample_town.PROFILE.key
TEXT_MARKS = {
    value
    for value in marks(KINDS["unit"], above=Audience.PUBLIC).values()
    if isinstance(value, str)
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    made = FolderLibrary(tmp_path_factory.mktemp("planted"))
    plant(made)
    return made


@pytest.fixture(scope="module")
def town(library):
    return library.open(KEY)


@pytest.fixture(scope="module")
def public(library):
    return library_seen_by(library, Audience.PUBLIC).open(KEY)


def exported(town, audience, file_format, folder, language="de"):
    table = unit_table(
        town.store.units(),
        town=town.profile,
        audience=audience,
        most=Audience.CONFIDENTIAL,
        made_on=date(2026, 11, 22),
    )
    texts = load(language)
    data = unit_file(table, file_format, layers=LAYERS, texts=texts)
    said = what_is_cut(table, file_format, texts)
    return "\n".join([text_of(data, folder=folder), *said])


@pytest.mark.parametrize("file_format", ExportFormat)
def test_the_marks_are_found_where_they_may_be(town, file_format, tmp_path):
    whole = exported(town, Audience.CONFIDENTIAL, file_format, tmp_path)
    # a text mark, a number, a day: what the other tests look for can be found
    assert {"GeheimOccupant", "GeheimPermitNote"} <= secrets(whole)
    assert any(mark.startswith("7713") for mark in secrets(whole))
    if file_format not in {ExportFormat.XLSX, ExportFormat.SHAPEFILE}:
        assert "1987" in secrets(whole)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file_format", ExportFormat)
def test_no_file_for_the_public_holds_a_mark(town, public, file_format, language, tmp_path):
    for source in (town, public):
        assert secrets(exported(source, Audience.PUBLIC, file_format, tmp_path, language)) == set()


@pytest.mark.parametrize("file_format", ExportFormat)
def test_no_file_for_the_town_hall_holds_a_confidential_mark(town, file_format, tmp_path):
    hidden = {
        value
        for value in marks(KINDS["unit"], above=Audience.INTERNAL).values()
        if isinstance(value, str)
    }
    found = secrets(exported(town, Audience.INTERNAL, file_format, tmp_path))
    assert found & hidden == set()
    assert found & (TEXT_MARKS - hidden)


@pytest.mark.parametrize("audience", Audience)
def test_no_address_of_the_map_holds_a_mark_in_any_installation(library, audience, tmp_path):
    seen = library_seen_by(library, audience)
    tiles = BaseTiles(tmp_path / "tiles")
    serving = Serving(lambda: (seen, LAYERS), LayerCache(), lambda: tiles)
    app = Starlette(routes=geo_routes(serving))
    ask = partial(asgi_client.get, app)
    last = seen.open(KEY).store.revision()
    paths = [
        f"{layer.key}.geojson{rev}" for layer in LAYERS for rev in ("", "?rev=6", f"?rev={last}")
    ]
    paths += [
        "participants.labels.geojson",
    ]
    for path in (*paths, "revision", "about", "nothing.geojson", "vacant.geojson?rev=x"):
        assert secrets(ask(f"/geo/{KEY}/{path}").text) == set(), path


def test_the_map_as_one_file_holds_no_mark(town, tmp_path):
    for path in ("leaflet/leaflet.js", "leaflet/leaflet.css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("/* */", encoding="utf-8")
    spec = MapSpec(
        layers=tuple(LAYERS),
        visible=frozenset(layer.key for layer in LAYERS),
        extent=built_up_extent(town),
        epsg=town.profile.epsg,
        demo=True,
        language="de",
        day=DAY,
    )
    for units in (None, town.store.units()):
        assert secrets(to_html(spec, town, vendor_dir=tmp_path, units=units)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_council_paper_holds_no_mark(town, language):
    planned = town.store.scenario(scenario().scenario_id)
    data = council_paper(
        town,
        planned,
        compare(town, catalogues(), planned),
        picture(town, catalogues(), planned),
        catalogues(),
        LAYERS,
        texts=load(language),
        edition_day=DAY,
    )
    read = pypdf.PdfReader(io.BytesIO(data))
    text = "\n".join(page.extract_text() for page in read.pages)
    assert "Hauptstraße" in text
    assert secrets(text + str(read.metadata) + str(read.xmp_metadata)) == set()


def test_nothing_that_the_register_of_the_public_gives_holds_a_mark(public):
    store = public.store
    revisions = range(store.revision() + 1)
    given = [
        store.events(),
        [store.records(kind, at_revision=at) for kind in KINDS.values() for at in revisions],
        [store.units(at_revision=at) for at in revisions],
        store.scenarios(),
        store.scenarios(archived=True),
        [store.events(subject_id=one.unit_id) for one in store.units()],
        store.record(Business, UUID(int=55)),
    ]
    text = repr(given)
    # a day is written datetime.date(1987, 2, 3) and a number 771302.0 there
    assert secrets(text) == set()
    assert "datetime.date(2026, 5, 17)" not in text
    assert store.draft(owner="x", form="unit") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_and_no_line_of_the_log_holds_a_mark(public, language, caplog):
    caplog.set_level(logging.DEBUG)
    told = []
    for kind, key in ((Note, 51), (Contact, 50), (KINDS["unit"], 6)):
        with pytest.raises(BiwaqError) as error:
            public.store.record(kind, UUID(int=key))
        told += [load(language).error(error.value), str(error.value)]
    with pytest.raises(BiwaqError) as error, public.store.transaction():
        pass
    told.append(load(language).error(error.value))
    table = unit_table(
        public.store.units(),
        town=public.profile,
        audience=Audience.PUBLIC,
        most=Audience.PUBLIC,
        made_on=DAY,
    )
    form = ExportFormat.CSV
    note_export(public.store, table, export_id=uuid4(), file_format=form, at=AT, actor="")
    assert secrets("\n".join([*told, caplog.text])) == set()
