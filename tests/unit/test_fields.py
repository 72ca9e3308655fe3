"""What is known of the fields of records."""

import pytest

from biwaq_geo.domain.fields import Audience, about, visible
from biwaq_geo.domain.records import FORGETTABLE, KINDS, id_field
from biwaq_geo.domain.units import PUBLIC_FIELDS, CommercialUnit


def test_maps_show_public_fields_only():
    assert set(PUBLIC_FIELDS) <= visible(CommercialUnit, Audience.PUBLIC)


@pytest.mark.parametrize("name", ["occupant", "source", "owner_class", "rent_asked_eur_m2"])
def test_what_concerns_the_owner_is_not_public(name):
    assert name not in visible(CommercialUnit, Audience.PUBLIC)


def test_each_audience_sees_what_the_one_before_sees_and_more():
    seen = [visible(CommercialUnit, audience) for audience in Audience]
    assert seen[0] < seen[1] < seen[2] == set(about(CommercialUnit))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_has_an_id_and_counts_its_saves(kind):
    assert {id_field(KINDS[kind]), "version"} <= set(about(KINDS[kind]))


@pytest.mark.parametrize("kind", sorted(FORGETTABLE))
def test_a_record_that_can_be_forgotten_is_confidential_throughout(kind):
    assert visible(KINDS[kind], Audience.INTERNAL) == set()
