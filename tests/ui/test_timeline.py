"""The story of a unit, told in plain words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.units import DatePrecision, Mark, UnitState
from biwaq_geo.services.history import timeline
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.change_words import change_lines, headline, precisions
from tests import sample_town

FIRST = sample_town.unit(0).unit_id


def mark(town, what, *, seen=1, actor="KL"):
    return mark_unit(
        town.store,
        lambda: date(2026, 5, 2),
        unit_id=FIRST,
        mark=what,
        seen_version=seen,
        actor=actor,
    )


def edit(town, **fields):
    with town.store.transaction() as tx:
        old = tx.unit(FIRST)
        new = replace(old, **fields, version=old.version + 1)
        tx.save_unit(new, action=Action.EDITED, actor="MB")


def story(town, language="de"):
    told, texts = timeline(town.store, FIRST), load(language)
    known = precisions(told)
    return [
        (
            headline(one, texts).split(" · ", 1)[1],
            change_lines(one, texts, known=known[one.event.number]),
        )
        for one in told
    ]


def test_a_mark_is_told_with_what_was_before(town):
    mark(town, Mark(UnitState.VACANT, since=date(2026, 4, 1), since_precision=DatePrecision.YEAR))
    head, lines = story(town)[-1]
    assert head == "KL · gemeldet"
    assert lines[:2] == ["Zustand: leer (vorher: genutzt)", "seit: 2026 (vorher: März 2024)"]
    assert "Betrieb: gelöscht (vorher: Bäckerei 0 (Demo))" in lines
    assert "Betrieb zuletzt: Bäckerei 0 (Demo)" in lines


@pytest.mark.parametrize(("language", "word"), [("de", "Pop-up-Laden"), ("en", "Pop-up shop")])
def test_an_interim_use_is_told_by_the_title_of_the_catalogue_or_as_typed(town, language, word):
    edit(town, interim_use="pop_up_store")
    edit(town, interim_use="Lesestube")
    told = [line for _, lines in story(town, language) for line in lines]
    assert told[-2].endswith(f": {word}")
    assert f"Lesestube ({'vorher' if language == 'de' else 'before'}: {word})" in told[-1]


def test_numbers_lists_and_places_are_told_in_words_of_both_languages(town):
    edit(town, floor_area_m2=61.5, corner=True, location=sample_town.unit(1).location)
    assert story(town)[-1] == (
        "MB · geändert",
        [
            "Koordinate: auf der Karte um 90\N{NO-BREAK SPACE}m verschoben",
            "Fläche: 61,5\N{NO-BREAK SPACE}m² (vorher: 50\N{NO-BREAK SPACE}m²)",
            "Ecklage: ja",
        ],
    )
    assert (
        "Floor area: 61.5\N{NO-BREAK SPACE}m² (before: 50\N{NO-BREAK SPACE}m²)"
        in (story(town, "en")[-1][1])
    )


def test_a_better_known_beginning_is_told_by_its_precision(town):
    edit(town, since_precision=DatePrecision.DAY)
    assert story(town)[-1][1] == ["Genauigkeit des Datums: auf den Tag (vorher: auf den Monat)"]


def test_a_note_is_told_and_a_contact_is_not(town):
    note = Note(UUID(int=50), FIRST, "Schlüssel <b>beim</b> Nachbarn", "KL", datetime.now(UTC))
    contact = Contact(
        UUID(int=60), name="Frau Geheim", purpose="p", delete_on=date(2027, 1, 1), unit_ids=(FIRST,)
    )
    with town.store.transaction() as tx:
        tx.add(note, actor="KL")
        tx.add(contact, actor="KL")
        tx.save(
            replace(note, removed_on=date(2026, 5, 3), version=2), action=Action.REMOVED, actor="MB"
        )
    assert story(town)[1:] == [
        ("KL · Notiz erfasst", ["Schlüssel <b>beim</b> Nachbarn"]),
        ("MB · Notiz in den Papierkorb gelegt", ["Schlüssel <b>beim</b> Nachbarn"]),
    ]


def test_every_field_of_a_unit_that_changes_has_its_words(town):
    technical = {"unit_id", "version"}
    edit(
        town,
        address="Markt 1",
        case_reason="Brief",
        vacancy_reasons=(),
        removed_on=date(2026, 5, 3),
    )
    lines = story(town)[-1][1]
    assert not technical & set(" ".join(lines).split())
    assert lines == ["Adresse: Markt 1 (vorher: Hauptstraße 1)", "Begründung zum Fall: Brief"]


def test_the_story_is_shown_as_typed_when_it_is_opened(town, open_page):
    edit(town, address="<script>alert(1)</script> *x*")
    closed = open_page("map", **{state.SELECTED_UNIT: FIRST})
    opened = open_page("map", **{state.SELECTED_UNIT: FIRST, state.STORY: True})
    assert not opened.exception
    for page, there in ((closed, False), (opened, True)):
        told = " ".join(one.proto.body for one in page.get("html"))
        assert ("&lt;script&gt;alert(1)&lt;/script&gt; *x*" in told) is there
        assert "<script>" not in told
