"""The fourth part of the table of use cases: scenarios and what they are compared with."""

from collections.abc import Mapping

from biwaq_geo.services import compare
from tests.role_world import Row
from tests.sample_catalogues import catalogues

READS = "reads"
CATALOGUES = catalogues()

SCENARIOS: Mapping[str, Row] = {
    "compare.baseline_of": (READS, lambda w, t: compare.baseline_of(t, CATALOGUES, w.plan())),
}
