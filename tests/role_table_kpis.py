"""The part of the table of use cases that reads key figures."""

from collections.abc import Mapping

from biwaq_geo.services.kpis import facts
from biwaq_geo.services.kpis.stories import Stories
from tests.role_world import TODAY, Row
from tests.sample_catalogues import catalogues

READS = "reads"

KPIS: Mapping[str, Row] = {
    "kpis.facts.gather": (
        READS,
        lambda _w, t: facts.gather(
            t, Stories(), catalogues(), day=TODAY, revision=t.store.revision()
        ),
    ),
    "kpis.facts.places": (READS, lambda _w, t: facts.places(t)),
}
