"""Commands `town import`, `town fetch`, `town builtin` and `town list`."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from biwaq_geo.adapters.osm.box import parsed_box
from biwaq_geo.adapters.osm.town_from_osm import ImportReport
from biwaq_geo.bootstrap import Application
from biwaq_geo.cli.progress import bar
from biwaq_geo.domain.errors import NotAboveZeroError, TownExistsError
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts


def add_commands(groups: Any, *, common: argparse.ArgumentParser, t: Texts) -> None:
    """Add the group `town` with its commands to the parser."""
    group = groups.add_parser("town", help=t("town_import.help"), parents=[common])
    commands = group.add_subparsers(required=True, metavar="import|fetch|builtin|list")

    def command(name: str, run: Any) -> argparse.ArgumentParser:
        help_text = t(f"town_import.help_{name}")
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=help_text, description=help_text, parents=[common]
        )
        made.set_defaults(run=run)
        return made

    reading = command("import", _import)
    reading.add_argument("file", type=Path, metavar="FILE", help=t("town_import.help_file"))
    reading.add_argument("--name", required=True, help=t("town_import.help_name"))
    where = reading.add_mutually_exclusive_group()
    where.add_argument("--municipality", metavar="NAME", help=t("town_import.help_municipality"))
    where.add_argument("--bbox", metavar="W,S,E,N", help=t("town_import.help_bbox"))
    fetching = command("fetch", _fetch)
    fetching.add_argument("place", metavar="PLACE", help=t("town_import.help_place"))
    fetching.add_argument("--name", help=t("town_import.help_name"))
    for parser in (reading, fetching):
        parser.add_argument(
            "--inhabitants", type=int, metavar="N", help=t("town_import.help_inhabitants")
        )
    command("builtin", _builtin)
    command("list", _list)


def _import(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    from biwaq_geo.adapters.osm.import_file import import_town  # noqa: PLC0415

    _check_inhabitants(arguments.inhabitants)
    told: list[ImportReport] = []
    with bar(t) as progress:
        town = import_town(
            app.library,
            arguments.file,
            name=arguments.name,
            place=arguments.municipality,
            bbox=None if arguments.bbox is None else parsed_box(arguments.bbox),
            inhabitants=arguments.inhabitants,
            progress=progress,
            report=told.append,
            language=t.language,
        )
    _say(town, told[0], t)


def _fetch(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    from biwaq_geo.adapters.osm.fetch import fetch_town  # noqa: PLC0415

    _check_inhabitants(arguments.inhabitants)
    told: list[ImportReport] = []
    with bar(t) as progress:
        town = fetch_town(
            app.library,
            arguments.place,
            settings=app.settings,
            name=arguments.name,
            inhabitants=arguments.inhabitants,
            progress=progress,
            report=told.append,
            language=t.language,
        )
    _say(town, told[0], t)


def _builtin(app: Application, _: argparse.Namespace, t: Texts) -> None:
    from biwaq_geo.adapters.builtin_town import load_builtin  # noqa: PLC0415
    from biwaq_geo.adapters.towns import BUILTIN_KEY  # noqa: PLC0415

    if any(profile.key == BUILTIN_KEY for profile in app.library.profiles()):
        print(t("town_import.exists", key=BUILTIN_KEY))
        return
    try:
        town = load_builtin(app.library, app.settings.shapefiles_dir)
    except TownExistsError:
        # another process was faster by a moment
        print(t("town_import.exists", key=BUILTIN_KEY))
        return
    print(t("town_import.created", name=town.profile.name, key=town.profile.key))


def _list(app: Application, _: argparse.Namespace, t: Texts) -> None:
    profiles = app.library.profiles()
    if not profiles:
        print(t("town_import.list_empty"))
    for fault in app.library.broken().values():
        print(t.error(fault), file=sys.stderr)
    for profile in profiles:
        origin = t(f"origin.{profile.origin}")
        print(
            t(
                "town_import.list_row",
                key=profile.key,
                name=profile.name,
                origin=origin,
                as_of=t.day(profile.as_of),
            )
        )


def _check_inhabitants(number: int | None) -> None:
    if number is not None and number <= 0:
        raise NotAboveZeroError(found=number)


def _say(town: Town, report: ImportReport, t: Texts) -> None:
    numbers = {
        key: None if value is None else t.number(value) for key, value in asdict(report).items()
    }
    print(t("town_import.created", name=town.profile.name, key=town.profile.key))
    print(t("town_import.contents", **numbers))
    if report.islands:
        print(t("town_import.cut", **numbers))
    if report.ways_mended:
        print(t("town_import.mended", **numbers))
    if report.inhabitants is None:
        print(t("town_import.no_inhabitants"))
