"""The set-up does a thing once and says in one sentence what is missing."""

import socket
import sys

import pytest

from tools import debian, postgres, run, steps
from tools.find_python import NEWEST, OLDEST, fits
from tools.steps import SetupError, Step, call


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A step that counts how often it acted, and the file that is its input."""
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    acted, given = [], tmp_path / "input.txt"
    given.write_text("first", "utf-8")

    def step(act=acted.append, *, stands=True):
        return Step(
            name="thing",
            says="Making the thing",
            inputs=[given, "word"],
            act=lambda: act(1),
            stands=lambda: stands,
        )

    return step, acted, given


def test_a_step_acts_once_for_the_same_inputs(made):
    step, acted, _ = made
    step().run()
    step().run()
    assert acted == [1]


def test_a_step_acts_again_when_a_file_has_changed(made):
    step, acted, given = made
    step().run()
    given.write_text("second", "utf-8")
    step().run()
    assert acted == [1, 1]


def test_a_step_acts_again_when_the_thing_is_gone(made):
    step, acted, _ = made
    step().run()
    step(stands=False).run()
    assert acted == [1, 1]


def test_a_step_that_failed_is_tried_again(made):
    step, acted, _ = made

    def fail(_):
        raise SetupError("no network")

    with pytest.raises(SetupError):
        step(fail).run()
    step().run()
    assert acted == [1]


def test_a_failed_command_ends_with_what_to_do():
    command = [sys.executable, "-c", "print('reason'); raise SystemExit(3)"]
    with pytest.raises(SetupError, match=r"(?s)reason.*Do this\.$"):
        call(command, otherwise="Do this.")


def test_a_missing_program_ends_with_what_to_do(tmp_path):
    with pytest.raises(SetupError, match=r"Do this\.$"):
        call([tmp_path / "absent"], otherwise="Do this.")


@pytest.mark.parametrize(
    ("version", "expected"), [(OLDEST, True), (NEWEST, True), ((3, 10), False), ((4, 0), False)]
)
def test_only_pythons_with_wheels_fit(version, expected):
    assert fits(version) is expected


def test_a_taken_port_is_refused_with_another_one_to_try():
    with socket.create_server((run.ADDRESS, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=f"PORT={port + 1}"):
            run.choose_port(port)


def test_the_next_free_port_is_taken_where_the_first_is_not(monkeypatch):
    with socket.create_server((run.ADDRESS, 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setattr(run, "FIRST_PORT", taken)
        assert run.choose_port(None) > taken


def test_a_folder_that_is_named_but_holds_no_postgres_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setenv(postgres.VARIABLE, str(tmp_path))
    assert postgres.find_postgres() != tmp_path


def test_where_nothing_may_be_installed_one_sentence_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(postgres, "FOLDERS", ())
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(postgres.VARIABLE, raising=False)
    with pytest.raises(SetupError, match=r"PostgreSQL with PostGIS.*apt-get install"):
        postgres.install_postgres()


def test_a_file_of_roots_is_there_only_while_it_is_needed(tmp_path):
    path = tmp_path / "folder" / "file.conf"
    if not debian.may_install():
        with pytest.raises(SetupError), debian.file_of_root(str(path), text="a = b\n"):
            pass
        return
    with debian.file_of_root(str(path), text="a = b\n"):
        assert path.read_text("utf-8") == "a = b\n"
    assert not path.exists()
