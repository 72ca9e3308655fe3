"""A filter lets through what fits all that it asks for."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.unit_filter import kept
from biwaq_geo.domain.unit_values import CaseStatus, UnitKind, UnitState
from tests.sample_town import unit

TODAY = date(2026, 11, 22)


def units():
    return [
        unit(0, observed_on=TODAY),
        unit(1, UnitState.VACANT, observed_on=TODAY - timedelta(days=100), position="EG links"),
        unit(2, UnitState.VACANT, last_branch=Branch.FASHION, kind=UnitKind.KIOSK),
        unit(3, UnitState.INTERIM, case_status=CaseStatus.BLOCKED),
    ]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [0, 1, 2, 3]),
        ({"states": (UnitState.VACANT,)}, [1, 2]),
        ({"states": (UnitState.VACANT, UnitState.INTERIM)}, [1, 2, 3]),
        ({"kinds": (UnitKind.KIOSK,)}, [2]),
        ({"branches": (Branch.FASHION,)}, [2]),
        ({"branches": (Branch.BAKERY_BUTCHER,)}, [0]),
        ({"case_statuses": (CaseStatus.BLOCKED,)}, [3]),
        ({"lights": ("green",)}, [0]),
        ({"lights": ("yellow", "red")}, [1, 2, 3]),
        ({"text": "  eg LINKS"}, [1]),
        ({"text": "hauptstraße 3"}, [2]),
        ({"states": (UnitState.VACANT,), "lights": ("red",)}, [2]),
        ({"states": (UnitState.DEMOLISHED,)}, []),
    ],
)
def test_only_what_fits_every_part_of_the_filter_is_kept(wanted, numbers):
    found = kept(units(), SavedFilter(UUID(int=1), "x", **wanted), today=TODAY)
    assert [int(one.unit_id) - 1 for one in found] == numbers
