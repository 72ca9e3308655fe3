"""Drafts in the store: rows that come and go without an event."""

import json
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from biwaq_geo.adapters.store.event_rows import time_text
from biwaq_geo.adapters.store.subjects import json_text
from biwaq_geo.adapters.store.tables import Tables
from biwaq_geo.domain.drafts import Draft


def read(connection: Connection, tables: Tables, *, owner: str, form: str) -> Draft | None:
    """Return the draft, None if there is none."""
    query = select(tables.draft).where(_of(tables, owner=owner, form=form))
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return Draft(
        owner=owner,
        form=form,
        values=json.loads(row["content"]),
        saved_at=datetime.fromisoformat(row["saved_at"]),
    )


def keep(connection: Connection, tables: Tables, draft: Draft) -> None:
    """Put a draft in the place of the one before."""
    drop(connection, tables, owner=draft.owner, form=draft.form)
    row = {
        "owner": draft.owner,
        "form": draft.form,
        "content": json_text(draft.values),
        "saved_at": time_text(draft.saved_at),
    }
    connection.execute(insert(tables.draft), row)


def drop(connection: Connection, tables: Tables, *, owner: str, form: str) -> None:
    """Forget the draft, if there is one."""
    connection.execute(delete(tables.draft).where(_of(tables, owner=owner, form=form)))


def are_older(connection: Connection, tables: Tables, moment: datetime) -> bool:
    """Say whether there are drafts that were last kept before the moment."""
    older = select(tables.draft.c.fid).where(tables.draft.c.saved_at < time_text(moment))
    return connection.execute(older.limit(1)).first() is not None


def drop_older(connection: Connection, tables: Tables, moment: datetime) -> int:
    """Forget the drafts that were last kept before the moment, and return how many."""
    older = delete(tables.draft).where(tables.draft.c.saved_at < time_text(moment))
    return connection.execute(older).rowcount


def _of(tables: Tables, *, owner: str, form: str) -> ColumnElement[bool]:
    return and_(tables.draft.c.owner == owner, tables.draft.c.form == form)
