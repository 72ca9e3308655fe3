"""A record as it was before a change."""

from biwaq_geo.domain.events import Event
from biwaq_geo.domain.record_json import record_from_json, record_to_json
from biwaq_geo.domain.records import RecordT, id_field


def before(record: RecordT, event: Event) -> RecordT:
    """Return the record without its last change, as one more version of it."""
    kind = type(record)
    # a reversal is one more save of the same record
    same = {id_field(kind), "version"}
    old = {name: pair[0] for name, pair in event.changes.items() if name not in same}
    return record_from_json(kind, record_to_json(record) | old | {"version": record.version + 1})
