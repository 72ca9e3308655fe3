"""A town of empty shops to ask the optimiser about."""

from dataclasses import replace
from datetime import UTC, date, datetime

from biwaq_geo.analysis.optimiser.proof import Optimiser
from biwaq_geo.domain.catalogue import Band, Catalogues
from biwaq_geo.domain.optimiser.wishes import Wishes
from biwaq_geo.domain.units import UnitState
from biwaq_geo.domain.use_effects import Need, UseEffect
from biwaq_geo.services.optimising.answering import answer
from biwaq_geo.services.optimising.question import question
from biwaq_geo.services.reach import walkers
from tests.fakes import FakeTown
from tests.sample_catalogues import ASSUMED, catalogues
from tests.sample_town import unit

DAY = date(2027, 1, 1)
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def effect(key, need=None, *, hours=10.0, jobs=1.0, beside=(), apart=()):
    def band(value):
        return Band(value, value, value)

    return UseEffect(
        key, need, band(hours), band(jobs), band(0), frozenset(beside), frozenset(apart), ASSUMED
    )


def known() -> Catalogues:
    """The sample catalogues, in which a pop-up is for supply and storage wants quiet beside it."""
    return replace(
        catalogues(),
        use_effects={
            "popup": effect("popup", Need.SUPPLY, jobs=2, beside=["storage"]),
            "storage": effect("storage", hours=5.0, apart=["popup"]),
        },
    )


def shops(count=4, **values):
    return [unit(number, UnitState.VACANT, **values) for number in range(count)]


def asked(units=None, wishes=None, *, cat=None, town=None, **more):
    town = town or FakeTown(shops() if units is None else units)
    wishes = wishes or Wishes(30_000.0, DAY, **{"measures": False, "apart": False} | more)
    cat = cat or known()
    return question(town, cat, wishes, walkers(town, cat.walking["adult"]))


def solved(found):
    best = Optimiser(found.problem, seed=1).prove(gap=0.0, seconds=60)
    return answer(found, best, seconds=0.0, limit_s=60.0, solver="test")


def keys(told):
    return sorted(pick.option.key for pick in told.picks)
