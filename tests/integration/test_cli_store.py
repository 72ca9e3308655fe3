"""The commands for backups as people type them."""

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.cli.main import main
from tests.sample_town import PROFILE, layers, units


@pytest.fixture
def state_dir(tmp_path):
    FolderLibrary(tmp_path / "state").create(PROFILE, layers=layers(), units=units())
    return tmp_path / "state"


def run(state_dir, *words):
    return main(["store", *words], env={"BIWAQ_STATE_DIR": str(state_dir)})


def only_backup(state_dir):
    (made,) = [p for p in (state_dir / "backups" / "musterstadt").iterdir() if p.is_dir()]
    return made


def test_a_backup_is_made_copied_to_another_place_and_restored_from_there(
    state_dir, tmp_path, capsys
):
    assert run(state_dir, "backup", "--to", str(tmp_path / "stick")) == 0
    (copy,) = (tmp_path / "stick").iterdir()
    assert copy.name.startswith("musterstadt_")
    assert str(copy) in capsys.readouterr().out
    assert run(state_dir, "restore", str(copy), "--town", "musterstadt") == 0
    told = capsys.readouterr().out
    assert "musterstadt ist zurückgeholt" in told
    assert "nach Änderung Nr. 8" in told
    assert str(next((state_dir / "set-aside").iterdir())) in told


def test_a_backup_is_restored_by_its_name(state_dir, capsys):
    run(state_dir, "backup", "--town", "musterstadt")
    name = only_backup(state_dir).name
    assert run(state_dir, "restore", name, "--town", "musterstadt", "--language", "en") == 0
    assert "is restored" in capsys.readouterr().out


def test_a_sound_town_is_called_so(state_dir, capsys):
    run(state_dir, "backup")
    capsys.readouterr()
    assert run(state_dir, "verify") == 0
    assert "musterstadt: unversehrt, 8 Einheiten, 8 Änderungen" in capsys.readouterr().out


@pytest.mark.parametrize("damaged", ["backup", "verify"])
def test_a_damaged_town_is_told_with_the_command_that_mends_it(state_dir, damaged, capsys):
    run(state_dir, "backup")
    register = state_dir / "towns" / "musterstadt" / "register.store"
    register.unlink()
    register.symlink_to(state_dir / "towns" / "musterstadt" / "town.json")
    assert run(state_dir, damaged) == 2
    name = only_backup(state_dir).name
    assert f"store restore {name} --town musterstadt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["backup", "--town", "nirgends"], "nirgends"),
        (["restore", "fehlt", "--town", "musterstadt"], "„fehlt“ ist unvollständig"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(state_dir, words, sentence, capsys):
    assert run(state_dir, *words) == 2
    assert sentence in capsys.readouterr().err
