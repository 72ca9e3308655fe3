"""The commands for towns as people type them, each in a process of its own or called direct."""

import os
import subprocess
import sys

import pytest

from biwaq_geo.cli.main import main
from biwaq_geo.settings import ROOT

KLEINSTADT = str(ROOT / "tests" / "data" / "kleinstadt.osm")


@pytest.fixture
def env(tmp_path):
    return {"BIWAQ_STATE_DIR": str(tmp_path / "state")}


def test_the_command_makes_a_town_and_says_what_came_in(tmp_path):
    command = [sys.executable, "-m", "biwaq_geo", "town", "import", KLEINSTADT]
    wish = ["--name", "Kleinstadt", "--municipality", "Kleinstadt (Demo)"]
    env = os.environ | {"BIWAQ_STATE_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, *wish], capture_output=True, text=True, cwd=tmp_path, env=env, check=True
    )
    assert "„Kleinstadt“ ist angelegt" in done.stdout
    assert "64 Gebäude" in done.stdout
    assert "190 m" in done.stdout
    assert "Wegenetz aufbauen" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["towns"]


def test_towns_are_listed(env, capsys):
    main(["town", "list"], env=env)
    assert "noch" in capsys.readouterr().out.lower()
    main(["town", "import", KLEINSTADT, "--name", "Alles"], env=env)
    capsys.readouterr()
    assert main(["town", "list", "--language", "en"], env=env) == 0
    assert capsys.readouterr().out.startswith("alles  Alles  (OpenStreetMap, as of ")


def test_a_box_west_of_greenwich_is_no_other_option(env, capsys):
    assert (
        main(["town", "import", KLEINSTADT, "--name", "B", "--bbox", "-71,42,-70,43"], env=env) == 2
    )
    assert "keine Straße" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fehlt.osm", "--name", "X"], "fehlt.osm"),
        ([KLEINSTADT, "--name", ""], "Es fehlt ein Name."),
        ([KLEINSTADT, "--name", "X", "--bbox", "1,2,3"], "W,S,E,N"),
        ([KLEINSTADT, "--name", "X", "--bbox", "a,b,c,d"], "W,S,E,N"),
        ([KLEINSTADT, "--name", "X", "--inhabitants", "0"], "größer als null"),
        ([KLEINSTADT, "--name", "X", "--municipality", "Nirgends"], "nicht gefunden"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_two(words, sentence, env, capsys):
    assert main(["town", "import", *words], env=env) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told


def test_mistakes_are_told_in_english_on_request(env, capsys):
    words = ["town", "import", "fehlt.osm", "--name", "X", "--language", "en"]
    assert main(words, env=env) == 2
    assert "Nothing was" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["town"], ["town", "import"], ["town", "sell"]])
def test_half_a_command_is_told_how_to_go_on(words, env, capsys):
    with pytest.raises(SystemExit) as left:
        main(words, env=env)
    assert left.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_the_builtin_town_is_made_once(env, capsys):
    assert main(["town", "builtin"], env=env) == 0
    assert "angelegt" in capsys.readouterr().out
    assert main(["town", "builtin"], env=env) == 0
    assert "schon vorhanden" in capsys.readouterr().out


def test_nothing_heavy_is_loaded_before_it_is_needed():
    code = "import sys, biwaq_geo.adapters.osm.import_file; print('osmnx' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "False"
