"""Commands `store backup`, `restore`, `verify`, `move` and `publish`."""

import argparse
from pathlib import Path
from typing import Any

from biwaq_geo.adapters.backups import FolderBackups
from biwaq_geo.adapters.relocation import FILES, relocated
from biwaq_geo.bootstrap import Application
from biwaq_geo.cli import publish
from biwaq_geo.texts import MISSING, Texts


def add_commands(groups: Any, *, common: argparse.ArgumentParser, t: Texts) -> None:
    """Add the group `store` with its commands to the parser."""
    group = groups.add_parser("store", help=t("backup.help"), parents=[common])
    commands = group.add_subparsers(required=True, metavar="backup|restore|verify|move|publish")

    def command(name: str, run: Any) -> argparse.ArgumentParser:
        help_text = t(f"backup.help_{name}")
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=help_text, description=help_text, parents=[common]
        )
        made.set_defaults(run=run)
        return made

    backing_up = command("backup", _backup)
    backing_up.add_argument("--town", metavar="KEY", help=t("backup.help_town"))
    backing_up.add_argument("--to", type=Path, metavar="FOLDER", help=t("backup.help_to"))
    restoring = command("restore", _restore)
    restoring.add_argument("backup", type=Path, metavar="FOLDER", help=t("backup.help_folder"))
    restoring.add_argument("--town", metavar="KEY", required=True, help=t("backup.help_key"))
    verifying = command("verify", _verify)
    verifying.add_argument("--town", metavar="KEY", help=t("backup.help_town"))
    moving = command("move", _move)
    moving.add_argument("--to", required=True, metavar="URL|files", help=t("backup.help_move_to"))
    publish.add_arguments(command("publish", publish.run), t=t)


def _backup(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    for key in _keys(app, arguments):
        made = app.backups.make(key)
        print(t("backup.made", key=key, place=made))
        if arguments.to is not None:
            print(t("backup.copied", place=app.backups.copy(made, to=arguments.to)))


def _restore(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    folder = app.backups.find(arguments.backup, key=arguments.town)
    manifest, aside = app.backups.restore(folder, key=arguments.town)
    said = {"key": arguments.town, "time": t.time(manifest.made_at), "number": manifest.revision}
    print(t("backup.restored", **said))
    if aside is not None:
        print(t("backup.aside", place=aside))


def _verify(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    for key in _keys(app, arguments):
        # opening checks the file, the chain of events and that the records fit them
        store = app.library.open(key).store
        units, events = t.number(len(store.units())), t.number(store.revision())
        last = _last(app.backups, key, t)
        print(t("backup.sound", key=key, units=units, events=events, last=last))


def _move(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    way = {"here": app.settings.store_url, "to": arguments.to}
    for key in relocated(_keys(app, arguments), folder=app.backups.folder, **way):
        print(t("backup.moved", key=key))
    print(t("backup.moved_to_files" if arguments.to == FILES else "backup.moved_to_server"))


def _last(backups: FolderBackups, key: str, t: Texts) -> str:
    return next((t.time(made) for made in backups.times(key)), MISSING)


def _keys(app: Application, arguments: argparse.Namespace) -> list[str]:
    if getattr(arguments, "town", None) is not None:
        return [arguments.town]
    return [profile.key for profile in app.library.profiles()]
