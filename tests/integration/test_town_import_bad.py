"""Extracts and wishes that cannot be met: the right error, and nothing half-imported."""

import gzip
from pathlib import Path

import pytest

from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.osm.osm_file import checked
from biwaq_geo.adapters.osm.read_extract import sort_extract
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain import errors
from biwaq_geo.settings import ROOT

KLEINSTADT = ROOT / "tests" / "data" / "kleinstadt.osm"
XML = KLEINSTADT.read_bytes()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PBF = b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x30" + bytes(range(256)) * 9
NO_STREETS = b"<osm version='0.6'><node id='1' lat='51.9' lon='14.2'/></osm>"
CHANGES = b"<osmChange version='0.6'><create>" + NO_STREETS[19:-6] + b"</create></osmChange>"
ENTITY = (
    b"<!DOCTYPE osm [<!ENTITY a '%s'>]><osm version='0.6'>"
    b"<node id='1' lat='51.9' lon='14.2'><tag k='name' v='&a;'/></node></osm>" % (b"ha" * 99)
)
OUTSIDE_ENTITY = (
    b"<!DOCTYPE osm [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><osm version='0.6'>"
    b"<node id='1' lat='51.9' lon='14.2'><tag k='name' v='x'/>&a;</node></osm>"
)

BAD_FILES = [
    ("leer.osm", b"", errors.FileEmptyError),
    ("leer.osm.pbf", b"", errors.FileEmptyError),
    ("text.osm", "Guten Tag, hier wächst kein Baum.".encode(), errors.FileKindError),
    ("bild.osm", PNG, errors.FileKindError),
    ("bild.png", PNG, errors.FileKindError),
    ("archiv.zip", b"PK\x03\x04" + bytes(64), errors.FileKindError),
    ("archiv.osm.gz", b"PK\x03\x04" + bytes(64), errors.FileKindError),
    ("xml.osm.gz", XML, errors.FileKindError),
    ("xml.osm.bz2", XML, errors.FileKindError),
    ("xml.osm.pbf", XML, errors.FileKindError),
    ("packed.osm", gzip.compress(XML), errors.FileKindError),
    ("seite.osm", b"<html><body>404</body></html>", errors.FileKindError),
    ("text.osm.gz", gzip.compress(b"Guten Tag"), errors.FileKindError),
    ("unsinn.osm.pbf", PBF, errors.FileKindError),
    ("halb.osm", XML[: len(XML) // 2], errors.FileCutError),
    ("halb.osm.gz", gzip.compress(XML)[:3000], errors.FileCutError),
    ("ohne-ende.osm", XML[: XML.rindex(b"</osm>")], errors.FileCutError),
    ("entity.osm", ENTITY, errors.FileKindError),
    ("entity-datei.osm", OUTSIDE_ENTITY, errors.FileKindError),
    ("nummer.osm", XML.replace(b'id="1000"', b'id="eins"'), errors.ValueNotAllowedError),
    ("ort.osm", XML.replace(b'lat="51.9000000"', b'lat="x"', 1), errors.ValueNotAllowedError),
    ("latin.osm", XML.replace("straße".encode(), b"stra\xdfe"), errors.ValueNotAllowedError),
    ("null.osm", XML.replace(b"Lindenweg", b"Linden\0weg"), errors.ValueNotAllowedError),
    ("null-zeichen.osm", XML.replace(b"Lindenweg", b"a&#0;b"), errors.ValueNotAllowedError),
    ("aenderung.osm", CHANGES, errors.FileKindError),
    ("aenderung.osc", CHANGES, errors.FileKindError),
    ("ohne-strassen.osm", NO_STREETS, errors.NoStreetsError),
]

BAD_WISHES = [
    ({"name": " "}, errors.EmptyNameError),
    ({"name": "x" * 81}, errors.TextTooLongError),
    ({"name": "Schon da"}, errors.TownExistsError),
    ({"name": "schon DA!"}, errors.TownExistsError),
    ({"place": "Kleinstatt (Demo)"}, errors.PlaceNotFoundError),
    ({"place": ""}, errors.PlaceNotFoundError),
    ({"place": "Neudorf (Demo)"}, errors.PlaceAmbiguousError),
    ({"place": "Halbstadt (Demo)"}, errors.GeometryError),
    ({"place": "99000010"}, errors.NoStreetsError),
    ({"bbox": (15.0, 51.0, 15.1, 51.1)}, errors.NoStreetsError),
    ({"bbox": (14.3, 51.8, 14.1, 52.0)}, errors.ValueNotAllowedError),
    ({"bbox": (14.1, 52.0, 14.3, 51.8)}, errors.ValueNotAllowedError),
    ({"bbox": (14.1, 51.8, 214.3, 52.0)}, errors.ValueNotAllowedError),
    ({"bbox": (float("nan"), 51.8, 14.3, 52.0)}, errors.ValueNotAllowedError),
]


@pytest.fixture
def library(tmp_path):
    return FolderLibrary(tmp_path / "state")


def everything_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("name", "content", "expected"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES]
)
def test_a_file_that_cannot_be_read_is_named_and_leaves_nothing(
    name, content, expected, library, tmp_path
):
    file = tmp_path / name
    file.write_bytes(content)
    before = everything_in(tmp_path / "state")
    with pytest.raises(expected) as told:
        import_town(library, file, name="Neu")
    assert type(told.value) is expected
    assert told.value.values["file"] == name
    assert library.profiles() == []
    assert everything_in(tmp_path / "state") <= before | {Path("towns/.import-lock")}


@pytest.mark.parametrize(("wish", "expected"), BAD_WISHES)
def test_a_wish_that_cannot_be_met_is_named_and_leaves_nothing(wish, expected, library, tmp_path):
    import_town(library, KLEINSTADT, name="Schon da", bbox=(14.199, 51.899, 14.203, 51.902))
    before = everything_in(tmp_path / "state")
    with pytest.raises(expected) as told:
        import_town(library, KLEINSTADT, **({"name": "Neu"} | wish))
    assert type(told.value) is expected
    assert [profile.name for profile in library.profiles()] == ["Schon da"]
    assert everything_in(tmp_path / "state") == before


def test_a_file_that_is_not_there_is_named(library, tmp_path):
    with pytest.raises(errors.FileMissingError):
        import_town(library, tmp_path / "fehlt.osm", name="Neu")


def test_a_folder_is_no_file(library, tmp_path):
    folder = tmp_path / "ordner.osm"
    folder.mkdir()
    with pytest.raises(errors.FileMissingError):
        import_town(library, folder, name="Neu")


def test_an_address_is_never_opened_as_one(library):
    # osmium itself would fetch it
    with pytest.raises(errors.FileMissingError):
        import_town(library, Path("http://127.0.0.1:9/a.osm"), name="Neu")


def test_names_that_come_near_are_offered(library):
    with pytest.raises(errors.PlaceNotFoundError) as told:
        import_town(library, KLEINSTADT, name="Neu", place="Kleinstatt (Demo)")
    assert told.value.values["near"].startswith("Kleinstadt (Demo)")


def test_an_ambiguous_place_lists_its_keys_and_each_key_is_accepted(library):
    with pytest.raises(errors.PlaceAmbiguousError) as told:
        import_town(library, KLEINSTADT, name="Neu", place="neudorf (demo)")
    assert told.value.values["candidates"].count("9900001") == 2


def test_unsaved_edits_of_an_editor_cannot_be_clipped(library, tmp_path):
    # an editor gives new elements numbers below zero, which no table of nodes takes
    file = tmp_path / "entwurf.osm"
    file.write_bytes(XML.replace(b'id="1', b'id="-1').replace(b'ref="1', b'ref="-1'))
    with pytest.raises(errors.ValueNotAllowedError) as told:
        import_town(library, file, name="Neu", bbox=(14.1, 51.8, 14.3, 52.0))
    assert told.value.values["expected"] == "> 0"


def test_unsaved_edits_of_an_editor_come_in_unclipped(library, tmp_path):
    file = tmp_path / "entwurf.osm"
    file.write_bytes(XML.replace(b'id="1', b'id="-1').replace(b'ref="1', b'ref="-1'))
    assert len(import_town(library, file, name="Neu").layer("streets")) == 54


def test_more_nodes_than_memory_allows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("biwaq_geo.adapters.osm.read_extract.MAX_NODES", 100)
    file = checked(KLEINSTADT)
    with pytest.raises(errors.FileTooLargeError):
        sort_extract(file, tmp_path, of=file)
