"""The use cases of the optimiser for the table of use cases."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from biwaq_geo.domain.optimiser.wishes import Wishes
from biwaq_geo.services.optimising import question, taking
from biwaq_geo.services.ports import Town
from tests.role_table_more import CATALOGUES, READS, walkers_of
from tests.role_world import WHO, Row, World, now

WISHES = Wishes(50_000.0, date(2027, 1, 1))


def asks(_: World, t: Town) -> object:
    return question.question(t, CATALOGUES, WISHES, walkers_of(t)).options


def takes(_: World, t: Town) -> object:
    made = taking.scenario_of(
        [], WISHES, now, scenario_id=uuid4(), name="Vorschlag", revision=t.store.revision()
    )
    return taking.take(t, CATALOGUES, made, **WHO)


OPTIMISER: Mapping[str, Row] = {
    "optimising.question.question": (READS, asks),
    "optimising.taking.take": ("scenario", takes),
}
