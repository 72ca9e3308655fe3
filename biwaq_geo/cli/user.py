"""Commands `user add`, `list`, `remove`, `password` and `role`."""

import argparse
import sys
from getpass import getpass
from typing import Any

from biwaq_geo.adapters.access.account_file import AccountFile
from biwaq_geo.bootstrap import Application
from biwaq_geo.domain.errors.accounts import (
    AccountNotFoundError,
    PasswordsDifferError,
)
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account, remove_account, set_password, set_role
from biwaq_geo.texts import MISSING, Texts


def add_commands(groups: Any, *, common: argparse.ArgumentParser, t: Texts) -> None:
    """Add the group `user` with its commands to the parser."""
    group = groups.add_parser("user", help=t("account.help"), parents=[common])
    commands = group.add_subparsers(required=True, metavar="add|list|remove|password|role")

    def command(name: str, run: Any, *, names: bool = True) -> argparse.ArgumentParser:
        help_text = t(f"account.help_{name}")
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=help_text, description=help_text, parents=[common]
        )
        if names:
            made.add_argument("name", metavar="NAME", help=t("account.help_name"))
        made.set_defaults(run=run)
        return made

    roles: dict[str, Any] = {"choices": [role.value for role in Role]}
    adding = command("add", _add)
    adding.add_argument("--role", required=True, help=t("account.help_roles"), **roles)
    adding.add_argument("--mail", default="", metavar="ADDRESS", help=t("account.help_mail"))
    adding.add_argument(
        "--without-password", action="store_true", help=t("account.help_without_password")
    )
    command("list", _list, names=False)
    command("remove", _remove)
    command("password", _password)
    command("role", _role).add_argument("role", help=t("account.help_roles"), **roles)


def _book(app: Application) -> AccountFile:
    return AccountFile(app.settings.state_dir)


def _add(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    role = Role(arguments.role)
    password = None if arguments.without_password else _typed(t)
    made = add_account(
        _book(app), name=arguments.name, role=role, password=password, mail=arguments.mail
    )
    print(t("account.added", name=made.name, role=t(f"role.{role}")))


def _list(app: Application, _: argparse.Namespace, t: Texts) -> None:
    accounts = _book(app).read().values()
    for one in accounts:
        how = t("account.with_password" if one.password else "account.by_provider")
        print(
            f"{one.name}\t{one.role.value} ({t(f'role.{one.role}')})\t{one.mail or MISSING}\t{how}"
        )
    if not accounts:
        print(t("account.none_yet"))


def _remove(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    remove_account(_book(app), name=arguments.name)
    print(t("account.removed", name=arguments.name))


def _password(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    book = _book(app)
    if arguments.name.strip().lower() not in book.read():
        raise AccountNotFoundError(name=arguments.name)
    set_password(book, name=arguments.name, password=_typed(t))
    print(t("account.password_set", name=arguments.name))


def _role(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    role = Role(arguments.role)
    set_role(_book(app), name=arguments.name, role=role)
    print(t("account.role_set", name=arguments.name, role=t(f"role.{role}")))


def _typed(t: Texts) -> str:
    """Ask for a password without showing it; from a pipe, read one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass(t("account.ask_password"))
    if getpass(t("account.ask_again")) != first:
        raise PasswordsDifferError
    return first
