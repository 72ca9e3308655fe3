"""The command line: one sentence for each mistake, in the chosen language."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from biwaq_geo.bootstrap import build
from biwaq_geo.cli import store, town, user
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.settings import from_environment
from biwaq_geo.texts import LANGUAGES, Language, Texts, load

EXIT_MISTAKE = 2
"""Exit code after a mistake that has a name."""


class _Parser(argparse.ArgumentParser):
    """Says in the chosen language that a command is not complete."""

    texts: Texts = load("de")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_MISTAKE, self.texts("town_import.usage", message=message) + "\n")


def main(argv: Sequence[str] | None = None, *, env: Mapping[str, str] = os.environ) -> int:
    """Run one command and return its exit code: 0, or 2 after a named mistake.

    Without a command the usage is shown, also with 2.
    """
    given = _joined(sys.argv[1:] if argv is None else argv)
    t = load(_language(given))
    arguments = _parser(t).parse_args(given)
    try:
        # whoever runs commands on this computer has its files anyway
        settings = replace(from_environment(env), audience_name=Audience.CONFIDENTIAL.name)
        arguments.run(build(settings), arguments, t)
    except BiwaqError as error:
        print(t.error(error), file=sys.stderr)
        return EXIT_MISTAKE
    return 0


def _joined(argv: Sequence[str]) -> list[str]:
    """Join `--bbox` and its value: argparse takes "-71.1,42.4,..." for another option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] == "--bbox":
            joined[-1] = f"--bbox={word}"
        else:
            joined.append(word)
    return joined


def _language(argv: Sequence[str]) -> Language:
    """Find the language first: the help is written in it."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language", choices=LANGUAGES, default="de")
    try:
        known, _ = early.parse_known_args(argv)
    except argparse.ArgumentError:
        return "de"
    language: Language = known.language
    return language


def _parser(t: Texts) -> argparse.ArgumentParser:
    _Parser.texts = t
    parser = _Parser(prog="python -m biwaq_geo", description=t("app.title"))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--language", choices=LANGUAGES, default="de", help=t("town_import.help_language")
    )
    groups = parser.add_subparsers(required=True, metavar="town|store|user")
    town.add_commands(groups, common=common, t=t)
    store.add_commands(groups, common=common, t=t)
    user.add_commands(groups, common=common, t=t)
    return parser
