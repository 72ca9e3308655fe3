"""A map for a notebook: the one-file page in a frame of its own."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from biwaq_geo.mapping.mapspec import MapSpec
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.services.ports import Town


@dataclass(frozen=True, slots=True)
class NotebookMap:
    """A map that a notebook shows when it is the last line of a cell; height in pixels."""

    town: Town
    spec: MapSpec
    height: int = 600

    def save(self, path: Path | str) -> Path:
        """Write the map as one HTML file and return its path."""
        file = Path(path)
        file.write_text(to_html(self.spec, self.town), encoding="utf-8")
        return file

    def _repr_html_(self) -> str:
        page = escape(to_html(self.spec, self.town), quote=True)
        # without allow-same-origin the frame cannot reach the notebook around it
        return (
            f'<iframe srcdoc="{page}" sandbox="allow-scripts" '
            f'style="width:100%;height:{self.height:d}px;border:0"></iframe>'
        )
