"""The form in which an edit of a scenario is changed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, cast

import streamlit as st

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
)
from biwaq_geo.services.funding_checks import KINDS
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.kept_boxes import boxes_of
from biwaq_geo.ui.parts.scenario_moves import LONGEST_NAME, choose_branch, choose_service
from biwaq_geo.ui.parts.scenario_words import funding_choice, rent_choice

_BOXES: dict[type[ScenarioEdit], tuple[str, ...]] = {
    UseUnit: ("use_key", "start", "end", "rent_key", "holder", "funding_key"),
    LetUnit: ("start", "rent_eur_m2", "branch", "service", "holder"),
    MoveIn: ("start", "branch", "service", "holder"),
    MoveOut: ("start", "service"),
    ImproveStreet: ("quantity", "funding_key"),
    SetSitePhase: ("phase_key", "start", "funding_key"),
}
"""What can be changed; what it is about stays: another unit is another edit."""


def change_form(
    edit: ScenarioEdit, scenario: Scenario, catalogues: Catalogues, texts: Texts
) -> ScenarioEdit | None:
    """Show the boxes of the edit; return the edit as changed when the person saves it.

    The version that was on screen when the typing began is kept beside them.
    """
    name = f"change_{edit.edit_id}"
    fields = _BOXES[type(edit)]
    stored = {field: getattr(edit, field) for field in fields}
    seen = boxes_of(name, stored, version=scenario.version)
    st.session_state[f"{state.CHANGED_EDIT}_seen"] = seen
    # no Streamlit form: what is typed there reaches the server too late to be kept
    with st.container(border=True, key=name):
        boxes = _Boxes(edit, catalogues, texts)
        values = {field: boxes.draw(field, f"{name}_{field}") for field in fields}
        if not st.button(texts("scenario.change_save"), key="scenario_change_save", type="primary"):
            return None
    return replace(edit, **values)


class _Boxes:
    """Draws the box of a field; says what stands in it."""

    def __init__(self, edit: ScenarioEdit, catalogues: Catalogues, texts: Texts) -> None:
        self._edit, self._catalogues, self._texts = edit, catalogues, texts

    def draw(self, field: str, key: str) -> Any:
        ways: Mapping[str, Callable[[str], object]] = {
            "start": partial(self._day, "scenario.start"),
            "end": partial(self._day, "scenario.end"),
            "holder": self._holder,
            "rent_key": lambda key: rent_choice(self._catalogues, self._texts, key=key),
            "funding_key": self._funding,
            "service": self._service,
            "branch": lambda key: choose_branch(self._texts, key),
            "rent_eur_m2": self._rent,
            "quantity": self._quantity,
            "use_key": partial(self._entry, "scenario.use", self._catalogues.interim_uses),
            "phase_key": partial(self._entry, "scenario.phase", self._catalogues.site_phases),
        }
        return ways[field](key)

    def _day(self, label: str, key: str) -> object:
        return st.date_input(self._texts(label), key=key, format="DD.MM.YYYY")

    def _holder(self, key: str) -> str:
        typed = st.text_input(self._texts("scenario.holder"), key=key, max_chars=LONGEST_NAME)
        return typed.strip()

    def _funding(self, key: str) -> str | None:
        return funding_choice(self._catalogues, KINDS[type(self._edit)], self._texts, key=key)

    def _service(self, key: str) -> str | None:
        ends = isinstance(self._edit, MoveOut)
        label = "scenario.service_ends" if ends else "scenario.service_opens"
        return choose_service(self._texts, key, label)

    def _rent(self, key: str) -> float | None:
        label = self._texts("scenario.rent_eur_m2")
        return st.number_input(label, min_value=0.0, value=None, step=0.5, key=key)

    def _quantity(self, key: str) -> float:
        measure = self._catalogues.measures.get(cast("ImproveStreet", self._edit).measure_key)
        unit = self._texts(f"per.{measure.per}") if measure else ""
        label = self._texts("scenario.quantity", unit=unit)
        return st.number_input(label, min_value=0.0, step=1.0, format="%g", key=key)

    def _entry(self, label: str, listed: Mapping[str, Any], key: str) -> object:
        present = str(st.session_state[key])
        return st.selectbox(
            self._texts(label),
            # what the catalogue no longer has stays planned until somebody chooses another one
            [*listed] if present in listed else [present, *listed],
            key=key,
            format_func=lambda one: self._texts.of(listed[one].title) if one in listed else one,
        )
