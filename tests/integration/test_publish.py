"""The published copy of a register, by the command that makes it."""

import pyogrio
import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.cli.main import EXIT_MISTAKE, main
from biwaq_geo.domain.exports import Export
from tests import ready_town
from tests.secret_town import secrets, text_of

NAME = "biwaq-musterstadt-public-DEMO.gpkg"


@pytest.fixture
def library(tmp_path):
    made = FolderLibrary(tmp_path / "state")
    ready_town.secret(made, tmp_path / "state")
    return made


def published(tmp_path, *more):
    env = {"BIWAQ_STATE_DIR": str(tmp_path / "state")}
    return main(["store", "publish", "--town", "musterstadt", *more], env=env)


def test_the_published_copy_is_for_the_public_and_holds_no_mark(library, tmp_path):
    assert published(tmp_path) == 0
    made = tmp_path / "state" / "published" / NAME
    layers = {name for name, _ in pyogrio.list_layers(made)}
    assert layers == {"units", "fields", "about", "layer_styles"}
    # six units, one of them in the recycle bin
    assert pyogrio.read_info(made, layer="units")["features"] == 5
    assert secrets(text_of(made.read_bytes(), folder=tmp_path)) == set()


def test_publishing_again_replaces_the_file_and_each_time_is_remembered(library, tmp_path):
    for _ in range(2):
        assert published(tmp_path, "--to", str(tmp_path / "gis")) == 0
    assert [path.name for path in (tmp_path / "gis").iterdir()] == [NAME]
    noted = library.open("musterstadt").store.records(Export)
    assert [(one.file_format, one.seen_by, one.row_count) for one in noted] == [
        ("gpkg", "public", 5)
    ] * 2


def test_the_town_hall_gets_its_own_edition_beside_the_public_one(library, tmp_path):
    assert published(tmp_path, "--audience", "internal") == 0
    (made,) = (tmp_path / "state" / "published").iterdir()
    assert made.name == NAME.replace("public", "internal")
    found = secrets(text_of(made.read_bytes(), folder=tmp_path))
    assert "GeheimOccupant" in found
    assert "GeheimConsentScope" not in found


def test_where_no_file_can_be_written_nothing_is_remembered(library, tmp_path, capsys):
    (tmp_path / "gis").write_text("a file, not a folder", encoding="utf-8")
    assert published(tmp_path, "--to", str(tmp_path / "gis")) == EXIT_MISTAKE
    assert NAME in capsys.readouterr().err
    assert list(library.open("musterstadt").store.records(Export)) == []
