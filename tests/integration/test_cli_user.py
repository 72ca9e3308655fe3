"""The commands for accounts, as an administrator of the computer types them."""

import io
import sys

import pytest

from biwaq_geo.adapters.access.account_file import AccountFile
from biwaq_geo.cli.main import main
from biwaq_geo.domain.roles import Role
from biwaq_geo.services import passwords

GOOD = "drei leere Läden"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(passwords, "_N", 2**4)

    def ran(*argv, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["user", *argv], env={"BIWAQ_STATE_DIR": str(tmp_path)})
        said = capsys.readouterr()
        return code, said.out + said.err

    return ran


def test_accounts_are_added_listed_changed_and_removed(run, tmp_path):
    assert run("list") == (0, "Es gibt noch kein Konto. „user add“ legt eines an.\n")
    code, said = run("add", "erika", "--role", "staff", typed=f"{GOOD}\n")
    assert (code, said) == (0, "Konto „erika“ angelegt, Rolle Erfassen.\n")
    provider = ("--role", "planner", "--mail", "Paul@Stadt.example", "--without-password")
    assert run("add", "paul", *provider)[0] == 0
    assert run("role", "erika", "administrator")[0] == 0
    assert run("list")[1].splitlines() == [
        "erika\tadministrator (Verwalten)\t–\tKennwort",
        "paul\tplanner (Planen)\tpaul@stadt.example\tnur Anmeldestelle",
    ]
    assert run("password", "erika", typed="vier leere Häuser\n")[0] == 0
    book = AccountFile(tmp_path).read()
    assert passwords.fits("vier leere Häuser", book["erika"].password)
    assert book["erika"].role is Role.ADMINISTRATOR
    assert run("remove", "paul")[0] == 0
    assert set(AccountFile(tmp_path).read()) == {"erika"}


@pytest.mark.parametrize(
    ("argv", "typed", "sentence"),
    [
        (("add", "erika", "--role", "staff"), "kurz\n", "Dieses Kennwort geht nicht"),
        (("add", "Ö", "--role", "staff"), f"{GOOD}\n", "geht nicht als Name"),
        (("password", "niemand"), f"{GOOD}\n", "gibt es nicht"),
        (("remove", "niemand"), "", "gibt es nicht"),
    ],
)
def test_a_mistake_is_one_sentence(run, argv, typed, sentence):
    code, said = run(*argv, typed=typed)
    assert code == 2
    assert sentence in said
    assert GOOD not in said
