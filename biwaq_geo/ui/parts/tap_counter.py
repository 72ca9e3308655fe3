"""The counter for the thumb: counts in the browser, without a network, and hands over."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from biwaq_geo.domain.foot_counts import MOST_MINUTES
from biwaq_geo.mapping.addresses import OWN_URL
from biwaq_geo.texts import Texts

NAME = "biwaq_tap_counter"
USUAL_MINUTES = 15
_MOST_PERSONS = 50_000

SCRIPT = f"""
const loading = import(new URL("{OWN_URL}/tap_counter.mjs", document.baseURI).href);
export default (component) => {{
  const mounted = loading.then(({{ mount }}) => mount(component));
  return () => mounted.then((leave) => leave());
}};
"""


@dataclass(frozen=True, slots=True)
class Tapped:
    """What the counter handed over; `since` is UTC, `tap_id` is the counter's own name for it."""

    persons: int
    minutes: int
    since: datetime
    tap_id: str


def tap_counter(store: str, texts: Texts, *, forget: str | None) -> Tapped | None:
    """Show the counter; return what was counted, once, in the run that handing over causes.

    Parameters
    ----------
    store
        Under what the browser keeps what was counted.
    forget
        What the page has saved: the counter begins anew.
    """
    mount = st.components.v2.component(NAME, js=SCRIPT, isolate_styles=False)
    words = ("ready", "running", "over", "tap", "undo", "anew", "take")
    answer = mount(
        key="footfall_tap",
        data={
            "store": store,
            "minutes": USUAL_MINUTES,
            "forget": forget,
            "words": {name: _template(f"count.{name}", texts) for name in words},
        },
        on_taken_change=_nothing,
    )
    return tapped(answer.taken)


def tapped(told: object) -> Tapped | None:
    """Return what came from the browser, None for nothing or for what no counter sends."""
    if not isinstance(told, dict):
        return None
    persons, minutes = told.get("persons"), told.get("minutes")
    try:
        since = datetime.fromisoformat(str(told.get("since")))
    except ValueError:
        return None
    if not isinstance(persons, int | float) or not isinstance(minutes, int | float):
        return None
    if since.tzinfo is None:
        return None
    return Tapped(
        persons=min(max(int(persons), 0), _MOST_PERSONS),
        minutes=min(max(int(minutes), 1), MOST_MINUTES),
        since=since.astimezone(UTC),
        tap_id=str(told.get("id"))[:64],
    )


def _template(key: str, texts: Texts) -> str:
    return texts(key, passed="{passed}", persons="{persons}")


def _nothing() -> None:
    """Let the value come back in the run that it causes."""
