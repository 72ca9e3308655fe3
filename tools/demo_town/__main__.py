"""Writes the built-in town: `python -m tools.demo_town [folder]`."""

import sys
from pathlib import Path

from tools.demo_town.plan import ROOT
from tools.demo_town.town import make_town
from tools.demo_town.write import write_layers

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "shapefiles"
    write_layers(make_town(), folder)
    print(f"written: {folder}")
