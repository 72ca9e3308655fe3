"""The one list of all key figures, which screen, files, council paper and scenarios read."""

from collections.abc import Mapping
from types import MappingProxyType

from biwaq_geo.analysis.kpis.kpi import Kpi
from biwaq_geo.analysis.kpis.place_figures import OF_THE_PLACE
from biwaq_geo.analysis.kpis.vacancy_figures import OF_VACANCY

_LISTED = (*OF_VACANCY, *OF_THE_PLACE)

KPIS: Mapping[str, Kpi] = MappingProxyType({one.key: one for one in _LISTED})
"""All key figures by key, in the order in which they are shown."""

OF_A_DAY = tuple(one for one in _LISTED if one.measure is not None)
"""Figures that any day of the register has at once."""
