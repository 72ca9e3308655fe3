"""Set up, then start or test: `python tools/setup.py run`, the same on every system.

Needs nothing but a Python; each step is done once and costs nothing when it stands.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = """\
run        set up and start (add --port to choose the port)
test       set up with what the tests need, then all checks and tests but the slow ones
test-full  the same with the slow tests
install    set up only
lock       write the requirements files anew from pyproject.toml
demo-town  write the shapefiles of the built-in town anew
clean      remove what set-up and the tools have made; the records in state/ stay
"""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="tools/setup.py", epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=[line.split()[0] for line in HELP.splitlines()])
    parser.add_argument("--port", type=int, help="port on 127.0.0.1; else 8501 or the next free")
    chosen = parser.parse_args(arguments)

    # started as a file, Python looks beside it; the modules are those of the project's folder
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from tools.find_python import fits  # noqa: PLC0415

    if not fits(sys.version_info[:2]):
        return _again_with_a_fitting_python(arguments)

    # these need the Python that fits
    from tools.commands import carry_out  # noqa: PLC0415
    from tools.steps import SetupError  # noqa: PLC0415

    try:
        return carry_out(chosen.command, port=chosen.port)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _again_with_a_fitting_python(arguments: Sequence[str]) -> int:
    from tools.find_python import NEWEST, OLDEST, find_python  # noqa: PLC0415

    python = find_python()
    if python is None:
        print(
            "Python {}.{} to {}.{} is needed and none was found on the PATH; this is {}.{}. "
            "Install one (Debian: sudo apt-get install python3) and start again with it.".format(
                *OLDEST, *NEWEST, *sys.version_info[:2]
            ),
            file=sys.stderr,
        )
        return 1
    command = [python, str(Path(__file__).resolve()), *arguments]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
