"""The part of the table of use cases that reads key figures."""

from collections.abc import Mapping
from uuid import uuid4

from biwaq_geo.services import town_figures
from biwaq_geo.services.kpis import facts
from biwaq_geo.services.kpis.stories import Stories
from biwaq_geo.services.ports import Town
from tests.role_world import TODAY, WHO, Row, today
from tests.sample_catalogues import catalogues

READS = "reads"

VALUES = {
    "figure": "retail_centrality",
    "value": 87.5,
    "holds_from": TODAY,
    "source": "Marktbericht",
}


def types_in(t: Town) -> object:
    return town_figures.add_figure(t.store, today, figure_id=uuid4(), values=VALUES, **WHO)


KPIS: Mapping[str, Row] = {
    "kpis.facts.gather": (
        READS,
        lambda _w, t: facts.gather(
            t, Stories(), catalogues(), day=TODAY, revision=t.store.revision()
        ),
    ),
    "kpis.facts.places": (READS, lambda _w, t: facts.places(t)),
    "town_figures.add_figure": ("figure", lambda _w, t: types_in(t)),
    "town_figures.town_figures": (READS, lambda _w, t: town_figures.town_figures(t.store)),
}
