"""What the forms of every kind of edit have in common."""

from datetime import date

import pandas as pd
import streamlit as st

from biwaq_geo.analysis.permit import PermitHint, PermitReason, permit_hint
from biwaq_geo.domain.catalogue import Catalogues, FundingLine, InterimUse, Measure, RentModel
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import plain

LIGHTS = {"green": ":green-badge[●]", "yellow": ":orange-badge[▲]", "red": ":red-badge[■]"}


def names_of(column: pd.Series) -> dict[str, str]:
    """Return the names of features by their ids."""
    return {str(key): str(name) for key, name in column.items()}


def permit(entry: InterimUse | Measure, texts: Texts) -> None:
    """Say what the entry is and whether it may need a permit."""
    st.caption(plain(texts.of(entry.text)))
    reason = texts("scenario.permit", reason=plain(texts.of(entry.permit_reason)))
    st.caption(f"{LIGHTS[entry.permit]} {reason}")


def countdown(unit: CommercialUnit, use: InterimUse | None, texts: Texts, *, today: date) -> None:
    """Say how the permit of a use in the unit looks, why, and how long the old one may hold."""
    st.caption(permit_words(permit_hint(unit, use, day=today), texts))


def permit_words(hint: PermitHint, texts: Texts) -> str:
    """Return the light of a hint with its reasons and the days that are left, as Markdown."""
    # what the catalogue says of the use stands above
    reasons = [one for one in hint.reasons if one is not PermitReason.USE]
    said = [texts(f"permit.reason_{one}") for one in reasons]
    if hint.lapses_on is not None and hint.days_left is not None:
        key = "permit.left" if hint.days_left > 0 else "permit.over"
        day = texts.day(hint.lapses_on)
        said.append(texts(key, day=day, days=texts.number(abs(hint.days_left))))
    light = f"{LIGHTS[hint.light]} {texts(f'permit_light.{hint.light}')}"
    return " ".join([light + ":" if said else light, *said, texts("permit.ask")])


def rent_choice(catalogues: Catalogues, texts: Texts, *, key: str) -> str | None:
    """Let the person choose a rent model; None for the cost of the catalogue."""
    models = catalogues.rent_models
    chosen: str | None = st.selectbox(
        texts("scenario.rent"),
        [None, *models],
        key=key,
        format_func=lambda one: rent_name(models[one], texts) if one else texts("scenario.no_rent"),
    )
    if chosen:
        st.caption(plain(texts.of(models[chosen].text)))
    return chosen


def rent_name(model: RentModel, texts: Texts) -> str:
    """Return the title of a rent model, and whether it is only a model from elsewhere."""
    title = texts.of(model.title)
    return title if model.available else texts("scenario.rent_elsewhere", title=title)


def funding_choice(catalogues: Catalogues, kind: str, texts: Texts, *, key: str = "") -> str | None:
    """Let the person choose a funding line for this kind of edit; None for none."""
    key = key or f"scenario_funding_{kind}"
    lines: dict[str, FundingLine] = {
        key: line
        for key, line in catalogues.funding.items()
        if line.available and kind in line.eligible
    }
    if st.session_state.get(key) not in (None, *lines):
        # a line that can no longer be applied for
        st.session_state[key] = None
    chosen: str | None = st.selectbox(
        texts("scenario.funding"),
        [None, *lines],
        key=key,
        format_func=lambda one: (
            texts.of(lines[one].title) if one else texts("scenario.funding_none")
        ),
    )
    return chosen
