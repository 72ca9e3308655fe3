"""Walking reach on made-up towns, against networkx and pandana in the same run.

    python -m benchmarks.reach [CROSSINGS ...] [--pandana PYTHON] [--patience SECONDS]

Run from the project's folder, by default for a town of 10,000 crossings. The ratios are what
counts: all search the same streets from the same places up to the same limit on one machine, one
after the other, each in a process of its own, so that the memory of each can be told. The peers
search crossings only; ours counts the ways to doors as well. Times are of the processor, and the
load of the machine is told with them.

pandana is under the AGPL and no part of the project: give a Python that has it with `--pandana`.
After the towns it is told how many houses a search from crossing to crossing puts into a wrong
band, on the built-in town and, where it lies beside the project, on an extract of a real one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.reach_snapping import say_snapping
from benchmarks.reach_town import HOUSES, KINDS, ORIGINS, PLACES
from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.settings import ROOT

USUAL = 10_000
PATIENCE_S = 600

Found = dict[str, float]


def said_by(side: str, command: list[str], folder: Path, *, patience: float) -> Found | None:
    """Run one side; None where it did not come to an end in time."""
    try:
        subprocess.run(command, check=True, timeout=patience, cwd=ROOT)
    except subprocess.TimeoutExpired:
        return None
    found: Found = json.loads((folder / f"{side}.json").read_text())
    return found


def say(what: str, ms: float, *, peers: dict[str, float | None]) -> None:
    """Print one line: our time, and how many times as long a peer took."""
    times = "".join(
        f"   {name} {slow:9.1f} ms, {slow / ms:6.1f} times"
        for name, slow in peers.items()
        if slow is not None
    )
    print(f"{what:52}{ms:9.2f} ms{times}")


def of(found: Found | None, key: str) -> float | None:
    """Return a figure of a peer that has one."""
    return None if found is None else found.get(key)


def run(crossings: int, *, pandana: str | None, patience: float) -> None:
    """Print times, ratios and memory for one town."""
    with tempfile.TemporaryDirectory() as name:
        folder, here = Path(name), sys.executable
        ours = said_by(
            "ours",
            [here, "-m", "benchmarks.reach_ours", str(crossings), name],
            folder,
            patience=patience,
        )
        if ours is None:
            print(f"{crossings} crossings: not finished in {patience:.0f} s")
            return
        theirs = said_by(
            "networkx", [here, "-m", "benchmarks.reach_networkx", name], folder, patience=patience
        )
        other = None
        if pandana is not None:
            file = str(ROOT / "benchmarks" / "reach_pandana.py")
            other = said_by("pandana", [pandana, file, name], folder, patience=patience)
    load, cores = os.getloadavg()[0], os.cpu_count()
    print(f"\n{ours['crossings']:.0f} crossings, {ours['streets']:.0f} streets", end="")
    print(f"; load {load:.1f} on {cores} cores")
    say("network of one profile, once", ours["network"], peers={"networkx": of(theirs, "prepared")})
    say("crossings in cells, both directions, once", ours["bound"], peers={})
    say(f"{HOUSES} houses on their streets, once", ours["snapping"], peers={})
    what = f"reach set: {KINDS} kinds x {PLACES} places x {len(REACH_BANDS)} bands"
    say(what, ours["set"], peers={"networkx": of(theirs, "set"), "pandana": of(other, "set")})
    say("one origin to all houses", ours["origin"], peers={"networkx": of(theirs, "origin")})
    say(f"inhabitants for {ORIGINS} origins", ours["people"], peers={})
    say("areas for the map, one place", ours["rings"], peers={})
    for side, found in (("ours", ours), ("networkx", theirs), ("pandana", other)):
        if found is not None:
            print(f"most memory of {side}: {found['memory'] / 1e9:.2f} GB")
    say_pandana(ours, other, asked=pandana is not None, patience=patience)


def say_pandana(ours: Found, other: Found | None, *, asked: bool, patience: float) -> None:
    """Print what pandana needs before its first answer, or why there is none."""
    if not asked:
        print("pandana: not installed (give a Python that has it with --pandana)")
    elif other is None:
        print(f"pandana: not finished in {patience:.0f} s, preparation included")
    else:
        whole, mine = (
            other["prepared"] + other["set"],
            ours["network"] + ours["bound"] + ours["set"],
        )
        print(
            f"pandana: preparation {other['prepared'] / 1000:.1f} s, with it the reach set takes",
            end="",
        )
        print(f" {whole / 1000:.1f} s against {mine / 1000:.2f} s of ours")
        each = other["people"] / ours["crossings"]
        print(f"pandana: inhabitants of every crossing, {each:.4f} ms for each", end="")
        print(f" against {ours['people'] / ORIGINS:.3f} ms for each of ours")


def main() -> None:
    """Print times and ratios for each size asked for, and the bands that snapping misses."""
    options = argparse.ArgumentParser()
    options.add_argument("crossings", nargs="*", type=int, default=[USUAL])
    options.add_argument("--pandana", help="a Python in which pandana is installed")
    options.add_argument("--patience", type=float, default=PATIENCE_S, help="seconds for each side")
    asked = options.parse_args()
    for crossings in asked.crossings:
        run(crossings, pandana=asked.pandana, patience=asked.patience)
    say_snapping()


if __name__ == "__main__":
    main()
