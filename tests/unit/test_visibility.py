"""What an audience sees of records and events, field by field."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import SettingError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.fields import Audience, visible
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.records import KINDS, id_field
from biwaq_geo.domain.units import PUBLIC_FIELDS, CommercialUnit, UnitState
from biwaq_geo.domain.visibility import (
    as_seen,
    blanks,
    event_as_seen,
    sees_kind,
    with_hidden_of,
)
from biwaq_geo.settings import from_environment
from tests.sample_town import unit


def event(**values):
    given = {
        "number": 7,
        "at": datetime(2026, 5, 2, tzinfo=UTC),
        "actor": "Erika",
        "action": Action.EDITED,
        "subject_kind": "unit",
        "subject_id": UUID(int=1),
        "version": 3,
        "changes": {"state": ("used", "vacant"), "occupant": ("Bäcker", None)},
        "chain": "abc",
        "batch": UUID(int=5),
    }
    return Event(**(given | values))


def test_the_map_shows_public_fields_only():
    assert set(PUBLIC_FIELDS) <= visible(CommercialUnit, Audience.PUBLIC)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("kind", KINDS.values())
def test_every_hidden_field_of_a_kind_that_is_seen_can_be_emptied(kind, audience):
    if sees_kind(kind, audience):
        shown = visible(kind, audience) | {id_field(kind)}
        assert blanks(kind, audience).keys() == {one.name for one in fields(kind)} - shown


def test_each_audience_sees_more_than_the_one_before():
    for kind in KINDS.values():
        public, internal, confidential = (visible(kind, one) for one in Audience)
        assert public <= internal <= confidential == {one.name for one in fields(kind)}


def test_only_those_who_keep_the_case_know_of_contacts_and_the_public_of_no_note():
    assert [sees_kind(Contact, one) for one in Audience] == [False, False, True]
    assert [sees_kind(Note, one) for one in Audience] == [False, True, True]


def test_the_public_sees_a_unit_without_rent_tenant_and_day_of_the_last_look():
    whole = unit(0, rent_asked_eur_m2=7.5, owner_class=None, observed_on=date(2026, 5, 17))
    seen = as_seen(whole, Audience.PUBLIC)
    assert (seen.rent_asked_eur_m2, seen.occupant, seen.building_id) == (None, None, None)
    # the month says how old the statement is, the day would say when staff were there
    assert seen.observed_on == date(2026, 5, 1)
    assert (seen.address, seen.state, seen.location) == (whole.address, whole.state, whole.location)


def test_staff_see_the_tenant_and_the_day_but_no_rent():
    whole = unit(0, rent_asked_eur_m2=7.5, observed_on=date(2026, 5, 17))
    assert as_seen(whole, Audience.INTERNAL) == replace(whole, rent_asked_eur_m2=None)
    assert as_seen(whole, Audience.CONFIDENTIAL) is whole


def test_what_staff_save_leaves_hidden_fields_as_they_are_stored():
    stored = unit(0, rent_asked_eur_m2=7.5)
    typed = replace(as_seen(stored, Audience.INTERNAL), state=UnitState.VACANT, version=2)
    whole = with_hidden_of(typed, stored, Audience.INTERNAL)
    assert whole == replace(stored, state=UnitState.VACANT, version=2)


def test_the_public_learns_neither_who_nor_how_often_nor_a_proof():
    seen = event_as_seen(event(), Audience.PUBLIC)
    assert seen == event(
        actor="", version=0, chain="", batch=None, changes={"state": ("used", "vacant")}
    )


def test_staff_learn_who_and_everything_but_confidential_values():
    changes = {"occupant": ("Bäcker", None), "rent_asked_eur_m2": (None, 7.5)}
    seen = event_as_seen(event(changes=changes), Audience.INTERNAL)
    assert seen == event(changes={"occupant": ("Bäcker", None)}, chain="")


@pytest.mark.parametrize(
    "hidden",
    [
        event(changes={"case_status": (None, "blocked")}),
        event(subject_kind="note", changes={"text": (None, "Schlüssel beim Nachbarn")}),
        event(subject_kind="contact", changes={"name": (None, None)}),
        event(subject_kind="kind of a later version"),
    ],
)
def test_the_public_does_not_learn_that_something_hidden_changed(hidden):
    assert event_as_seen(hidden, Audience.PUBLIC) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, Audience.CONFIDENTIAL),
        ("", Audience.CONFIDENTIAL),
        ("public", Audience.PUBLIC),
        (" Internal ", Audience.INTERNAL),
    ],
)
def test_the_audience_of_an_installation_is_a_setting(said, meant):
    env = {} if said is None else {"BIWAQ_AUDIENCE": said}
    assert from_environment(env).audience is meant


@pytest.mark.parametrize("said", ["öffentlich", "all", "0", "publik"])
def test_an_audience_that_nobody_knows_is_named_and_never_guessed(said):
    with pytest.raises(SettingError) as told:
        _ = from_environment({"BIWAQ_AUDIENCE": said}).audience
    assert told.value.values["found"] == said
    assert told.value.values["expected"] == "public, internal, confidential"
