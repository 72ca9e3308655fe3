"""Screens compared with how they looked when somebody last looked at them.

A picture is kept as a thumbnail in grey: letters and hair-lines may differ between machines,
the order of the page and its light and dark places may not. `BIWAQ_NEW_PICTURES=1` writes
them anew; look at the screens themselves before you commit them.
"""

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "data" / "pictures"
CELLS = (72, 50)
"""Columns and rows of a thumbnail: a cell is 20 by 20 pixels of a screen of 1440 by 1000."""

NOTICEABLE = 32
"""Grey levels of 256 by which a cell must differ to count."""

MAY_DIFFER = 0.06
"""Share of cells that dates, fonts and edges of letters may change."""


def thumbnail(page: Page) -> Image.Image:
    """Return the screen in grey, a cell the mean of its pixels."""
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    return picture.convert("L").resize(CELLS, Image.Resampling.BOX)


def differences(page: Page, name: str) -> list[str]:
    """Return a sentence if the screen looks unlike its picture, else nothing."""
    seen, file = thumbnail(page), FOLDER / f"{name}.png"
    if os.environ.get("BIWAQ_NEW_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        seen.save(file, optimize=True)
        return []
    if not file.is_file():
        return [f"{name}: there is no picture of it yet"]
    expected = Image.open(file).convert("L")
    apart = np.abs(np.asarray(seen, dtype=int) - np.asarray(expected, dtype=int))
    share = float((apart > NOTICEABLE).mean())
    return [f"{name}: {share:.0%} of the picture differ"] if share > MAY_DIFFER else []
