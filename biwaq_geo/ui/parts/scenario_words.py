"""What the forms of every kind of edit have in common."""

import pandas as pd
import streamlit as st

from biwaq_geo.domain.catalogue import Catalogues, FundingLine, InterimUse, Measure
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


def funding_choice(catalogues: Catalogues, kind: str, texts: Texts) -> str | None:
    """Let the person choose a funding line for this kind of edit; None for none."""
    lines: dict[str, FundingLine] = {
        key: line
        for key, line in catalogues.funding.items()
        if line.available and kind in line.eligible
    }
    chosen: str | None = st.selectbox(
        texts("scenario.funding"),
        [None, *lines],
        key=f"scenario_funding_{kind}",
        format_func=lambda key: (
            texts.of(lines[key].title) if key else texts("scenario.funding_none")
        ),
    )
    return chosen
