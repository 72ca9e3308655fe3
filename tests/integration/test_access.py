"""Accounts in their file, passwords, and sessions that end when they should."""

import logging
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from biwaq_geo.adapters.access.access import Access
from biwaq_geo.adapters.access.account_file import FILE_NAME, AccountFile
from biwaq_geo.adapters.access.tokens import KEY_FILE, SESSION_S
from biwaq_geo.domain.errors.accounts import (
    AccountExistsError,
    AccountNameError,
    AccountNotFoundError,
    AccountsDamagedError,
    FormExpiredError,
    LoggedOutError,
    LoginFailedError,
    LoginUnknownError,
    MailTakenError,
    PasswordWeakError,
    TooManyAttemptsError,
)
from biwaq_geo.domain.roles import Person, Role
from biwaq_geo.services import passwords
from biwaq_geo.services.accounts import add_account, remove_account, set_password, set_role

GOOD = "drei leere Läden"
HERE = "10.0.0.7"


@pytest.fixture(autouse=True)
def _light_hashes(monkeypatch):
    # the strength of the hash is tested once; elsewhere it only costs time
    monkeypatch.setattr(passwords, "_N", 2**4)
    monkeypatch.setattr(passwords, "_NOBODY", passwords._NOBODY.replace("$32768$", "$16$"))


@pytest.fixture
def clock():
    return [1_000_000.0]


@pytest.fixture
def access(tmp_path, clock):
    made = Access(tmp_path, clock=lambda: clock[0], ticks=lambda: clock[0])
    add_account(made.book, name="Erika", role=Role.STAFF, password=GOOD, mail="Erika@Stadt.example")
    return made


def log_in(access, name="erika", password=GOOD, address=HERE):
    return access.log_in(name=name, password=password, address=address)


def test_a_password_is_kept_as_a_strong_hash_with_a_salt_of_its_own(monkeypatch):
    monkeypatch.undo()
    first, second = passwords.hashed(GOOD), passwords.hashed(GOOD)
    assert first.startswith("scrypt$32768$8$3$")
    assert first != second
    assert passwords.fits(GOOD, first)
    assert not passwords.fits(GOOD + " ", first)
    assert not passwords.fits(GOOD, None)


def test_files_are_for_the_user_of_the_application_alone_and_hold_no_password(access, tmp_path):
    for name in (FILE_NAME, KEY_FILE):
        if os.name != "nt":
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert "Läden" not in (tmp_path / FILE_NAME).read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir() if ".unfinished" in path.name] == []


def test_whoever_logs_in_is_known_by_the_token_until_the_day_is_over(access, clock):
    token = log_in(access, name=" ERIKA ")
    assert access.person(token) == Person("erika", Role.STAFF)
    clock[0] += SESSION_S - 1
    assert access.person(token).name == "erika"
    clock[0] += 1
    with pytest.raises(LoggedOutError):
        access.person(token)


@pytest.mark.parametrize(
    "change",
    [
        lambda book: set_password(book, name="erika", password="vier leere Häuser"),
        lambda book: set_role(book, name="erika", role=Role.STAFF),
        lambda book: remove_account(book, name="erika"),
    ],
)
def test_another_password_or_role_ends_every_session(access, tmp_path, change):
    tokens = [log_in(access), log_in(access)]
    # by another process, as the command line is one
    change(AccountFile(tmp_path))
    for token in tokens:
        with pytest.raises(LoggedOutError):
            access.person(token)


def test_who_logs_out_is_out_also_with_a_copy_of_the_cookie_and_after_a_restart(access, tmp_path):
    gone, other = log_in(access), log_in(access)
    access.log_out(gone)
    again = Access(tmp_path, clock=lambda: 1_000_000.0)
    with pytest.raises(LoggedOutError):
        again.person(gone)
    assert again.person(other).name == "erika"


@pytest.mark.parametrize(
    "forge", [lambda t: t[:-2] + "xx", lambda _: "", lambda t: t.split(".")[0]]
)
def test_a_token_that_is_not_ours_stands_for_nobody(access, forge):
    with pytest.raises(LoggedOutError):
        access.person(forge(log_in(access)))


def test_a_form_token_is_no_session_and_fits_its_browser_only(access, clock):
    token = access.tokens.form("browser-1")
    access.tokens.check_form(token, of="browser-1")
    with pytest.raises(LoggedOutError):
        access.person(token)
    for given, of in ((token, "browser-2"), (token, ""), ("", "browser-1"), (log_in(access), "x")):
        with pytest.raises(FormExpiredError):
            access.tokens.check_form(given, of=of)
    clock[0] += 3600
    with pytest.raises(FormExpiredError):
        access.tokens.check_form(token, of="browser-1")


def test_the_sixth_wrong_password_is_not_looked_at_and_a_quarter_of_an_hour_later_it_is(
    access, clock
):
    for _ in range(5):
        with pytest.raises(LoginFailedError):
            log_in(access, password="falsch")
    with pytest.raises(TooManyAttemptsError) as told:
        log_in(access)
    assert told.value.values["wait_min"] == 15
    # from another address the right password is still good
    assert log_in(access, address="10.0.0.8")
    clock[0] += 901
    assert log_in(access)


def test_many_names_from_one_address_are_held_off_too(access):
    for number in range(60):
        with pytest.raises(LoginFailedError):
            log_in(access, name=f"name{number}", password="falsch")
    with pytest.raises(TooManyAttemptsError):
        log_in(access, name="erika")


def test_the_log_names_accounts_and_never_what_a_stranger_typed(access, caplog):
    with caplog.at_level(logging.INFO, logger="biwaq_geo.access"):
        log_in(access)
        with pytest.raises(LoginFailedError):
            log_in(access, name="x\nlogged in: account admin", password="geheim")
        with pytest.raises(LoginUnknownError):
            access.log_in_by_mail("fremd@example.org")
    assert caplog.messages == [
        "logged in: account erika, role staff, by password",
        "log-in failed: account (unknown)",
        "log-in failed: account (unknown), by the provider",
    ]


def test_a_provider_names_people_by_their_mail(access):
    assert access.person(access.log_in_by_mail("erika@STADT.example")).name == "erika"
    add_account(access.book, name="ohne", role=Role.VIEWER)
    for nobody in ("", "  "):
        with pytest.raises(LoginUnknownError):
            access.log_in_by_mail(nobody)
    with pytest.raises(LoginFailedError):
        log_in(access, name="ohne", password="")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": "Erika"}, AccountExistsError),
        ({"name": "er ika"}, AccountNameError),
        ({"name": "x\nadmin"}, AccountNameError),
        ({"name": "../x"}, AccountNameError),
        ({"name": "paul", "password": "kurz"}, PasswordWeakError),
        ({"name": "paulpanzer", "password": "PaulPanzer2026"}, PasswordWeakError),
        ({"name": "paul", "mail": "erika@stadt.example"}, MailTakenError),
    ],
)
def test_a_mistake_with_an_account_saves_nothing(access, values, error):
    before = access.book.read()
    with pytest.raises(error):
        add_account(access.book, **({"role": Role.VIEWER, "password": GOOD} | values))
    assert access.book.read() == before


def test_an_account_that_is_not_there_cannot_be_changed(access):
    with pytest.raises(AccountNotFoundError):
        set_role(access.book, name="niemand", role=Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 2, "accounts": {}}', '{"version":1,"accounts":{"a b":{}}}']
)
def test_nobody_gets_in_on_a_damaged_file_and_nobody_writes_over_it(access, tmp_path, text):
    token = log_in(access)
    (tmp_path / FILE_NAME).write_text(text)
    with pytest.raises(AccountsDamagedError):
        access.person(token)
    with pytest.raises(AccountsDamagedError):
        add_account(access.book, name="neu", role=Role.VIEWER)
    assert (tmp_path / FILE_NAME).read_text() == text


def test_eight_who_add_accounts_at_once_lose_none(tmp_path):
    barrier = Barrier(8)

    def add(number):
        book = AccountFile(tmp_path)
        barrier.wait()
        add_account(book, name=f"konto{number}", role=Role.VIEWER)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))
    assert len(AccountFile(tmp_path).read()) == 8
