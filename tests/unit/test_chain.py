"""The text that the chain of hashes is over: canonical JSON, however fast it is made."""

from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.adapters.store.chain import START, content
from biwaq_geo.adapters.store.event_rows import EventRow
from biwaq_geo.adapters.store.subjects import json_text

TEXTS = st.text(max_size=20) | st.text(alphabet="'\"\\/ß€\n\u2028\x1f{}[],", max_size=20)
ROWS = st.builds(
    EventRow,
    number=st.integers(1) | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    at=TEXTS,
    actor=TEXTS,
    action=TEXTS,
    subject_kind=TEXTS,
    subject_id=TEXTS,
    version=st.integers() | TEXTS,
    changes=TEXTS,
    batch=st.none() | TEXTS,
    act=st.none() | TEXTS,
    chain=st.just(""),
)


@given(row=ROWS)
def test_what_is_hashed_is_canonical_json_of_the_values_that_stand(row):
    rest = [row.batch, row.act] if row.act else [row.batch] if row.batch else []
    values = [START, *row[: EventRow._fields.index("batch")], *rest]
    assert content(row, before=START) == json_text(values)


@given(row=ROWS, key=st.uuids().map(str))
def test_a_batch_that_is_called_an_act_changes_what_is_hashed(row, key):
    batch, act = row._replace(batch=key, act=None), row._replace(batch=None, act=key)
    assert content(batch, before=START) != content(act, before=START)
