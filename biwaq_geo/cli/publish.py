"""Command `store publish`: the units as GeoPackage for GIS users."""

import argparse
from pathlib import Path

from biwaq_geo.bootstrap import Application
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.reports.publish import Publication, publish
from biwaq_geo.texts import Texts
from biwaq_geo.texts.use_titles import titles_of

FOLDER = "published"
"""In the private folder of the installation, where no other is named."""

ACTOR = "publish"


def add_arguments(command: argparse.ArgumentParser, *, t: Texts) -> None:
    """Add what the command can be told."""
    command.add_argument("--town", metavar="KEY", help=t("backup.help_town"))
    command.add_argument("--to", type=Path, metavar="FOLDER", help=t("export.help_to"))
    command.add_argument(
        "--audience",
        choices=[one.name.lower() for one in Audience],
        default=Audience.PUBLIC.name.lower(),
        help=t("export.help_audience"),
    )


def run(app: Application, arguments: argparse.Namespace, t: Texts) -> None:
    """Publish one town or all."""
    layers, _ = read_layers(app.settings.layers_dir)
    uses = titles_of(app.catalogues.interim_uses)
    wanted = Publication(
        folder=arguments.to or app.settings.state_dir / FOLDER,
        audience=Audience[arguments.audience.upper()],
        at=app.now(),
        actor=ACTOR,
    )
    keys = [arguments.town] if arguments.town else [one.key for one in app.library.profiles()]
    for key in keys:
        made = publish(app.library.open(key), wanted, layers=layers, uses=uses, texts=t)
        print(t("export.published", key=key, place=made))
