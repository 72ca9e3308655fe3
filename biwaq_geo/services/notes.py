"""Use cases: notes on units."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from biwaq_geo.domain.errors import EditConflictError, NoteEmptyError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.unit_edits import check_values
from biwaq_geo.services.ports import Now, Store, Today
from biwaq_geo.services.retry import again_after_collision


def notes_of(store: Store, unit_id: UUID) -> Sequence[Note]:
    """Return the notes on the unit, the latest first, without those in the recycle bin."""
    found = [
        note for note in store.records(Note) if note.unit_id == unit_id and note.removed_on is None
    ]
    return sorted(found, key=lambda note: note.written_at, reverse=True)


@again_after_collision
def add_note(
    store: Store, now: Now, *, note_id: UUID, unit_id: UUID, text: str, actor: str
) -> Note:
    """Save a note and return it; the same note sent again is saved once.

    Parameters
    ----------
    note_id
        Made by the caller once.

    Raises
    ------
    NoteEmptyError, TextTooLongError, UnitNotFoundError
        Nothing was saved.
    """
    words = text.strip()
    if not words:
        raise NoteEmptyError
    check_values(Note, {"text": words, "author": actor})
    with store.transaction() as tx:
        tx.unit(unit_id)
        known = [note for note in tx.records(Note) if note.note_id == note_id]
        if known and (known[0].unit_id, known[0].text) == (unit_id, words):
            return known[0]
        note = Note(note_id=note_id, unit_id=unit_id, text=words, author=actor, written_at=now())
        tx.add(note, actor=actor)
    return note


@again_after_collision
def remove_note(store: Store, today: Today, *, note: Note, actor: str) -> Note:
    """Put the note into the recycle bin; raises EditConflictError if it was saved since."""
    with store.transaction() as tx:
        now = tx.record(Note, note.note_id)
        if now.removed_on is not None:
            return now
        if now.version != note.version:
            raise EditConflictError(subject=note.note_id, seen=note.version, now=now.version)
        removed = replace(note, removed_on=today(), version=note.version + 1)
        tx.save(removed, action=Action.REMOVED, actor=actor)
    return removed
