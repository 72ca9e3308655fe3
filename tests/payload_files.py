"""Layer files and catalogues in which every word is made to be acted upon."""

import json
import re
from itertools import cycle
from pathlib import Path

from biwaq_geo.settings import ROOT
from tests.payload_town import PAYLOADS
from tests.sample_town import X0, Y0

SERVICES = "planted_tiles planted_wfs"
"""Map services of the town, at an address where nobody answers."""

TYPED = "*planted* <b>planted</b> :red[planted]"

TABLE = "\r\n".join(
    [
        f"Adresse;x;y;Zustand;{TYPED}",
        *(f"Hauptstraße 7;{X0 + 230:.0f};{Y0 + 208:.0f};{one};{one}" for one in PAYLOADS[19:24]),
    ]
).encode("utf-8-sig")
"""A file of others: its columns and its rows, within the town."""

_TEXT = r'"(?:[^"\\]|\\.)*"'
_WORDS = re.compile(rf"\{{ de = {_TEXT}, en = {_TEXT} \}}")
_SOURCE = re.compile(rf"\bsource = {_TEXT}")
_DRAW = re.compile(rf"\bdraw\s*= {_TEXT}")


def planted_files(source: Path, target: Path) -> Path:
    """Copy a folder of catalogues or layer files, with a payload for each of their words."""
    left = cycle(PAYLOADS[:-2])
    target.mkdir(parents=True)
    for file in sorted(source.glob("*.toml")):
        text = _WORDS.sub(lambda _: _words(next(left)), file.read_text("utf-8"))
        if source.name == "catalogues":
            text = _SOURCE.sub(lambda _: f"source = {_written(next(left))}", text)
        (target / file.name).write_text(text, "utf-8")
    return target


def _add_services(catalogues: Path) -> None:
    """Write services of maps whose every word is a payload, of which the first is chosen."""
    written = []
    for number, key in enumerate(SERVICES.split()):
        title, *others = (PAYLOADS[(20 + 5 * number + one) % len(PAYLOADS)] for one in range(4))
        kind = key.removeprefix("planted_")
        place = "{z}/{x}/{y}.png" if kind == "tiles" else "wfs"
        layers = "" if kind == "tiles" else 'layers = "planted"\n'
        said = zip(("attribution", "licence", "terms"), others, strict=True)
        lines = "".join(f"{name} = {_written(words)}\n" for name, words in said)
        written.append(
            f'[{key}]\nkind = "{kind}"\nprivate = true\nurl = "http://127.0.0.1:9/{place}"\n'
            f"title = {_words(title)}\n{layers}{lines}"
        )
    (catalogues / "services.toml").write_text("\n".join(written), "utf-8")


def _words(payload: str) -> str:
    written = _written(payload)
    return f"{{ de = {written}, en = {written} }}"


def _written(payload: str) -> str:
    return json.dumps(payload, ensure_ascii=False).replace("\x7f", "\\u007f")


def environment(folder: Path) -> dict[str, str]:
    """Return settings under which layer files and catalogues, too, are made of payloads."""
    catalogues = planted_files(ROOT / "catalogues", folder / "catalogues")
    layers = planted_files(ROOT / "layers", folder / "layers")
    _add_services(catalogues)
    broken = _DRAW.sub(f"draw = {_written(PAYLOADS[22])}", (layers / "10_land.toml").read_text())
    (layers / "98_broken.toml").write_text(broken, "utf-8")
    return {
        "BIWAQ_LAYERS_DIR": str(layers),
        "BIWAQ_CATALOGUES_DIR": str(catalogues),
        "BIWAQ_CONTACT": PAYLOADS[1],
        "BIWAQ_SERVICES": SERVICES,
    }
