"""Boxes that keep what was typed while others save, and else show what is stored."""

from collections.abc import Mapping

import streamlit as st


def boxes_of(name: str, stored: Mapping[str, object], *, version: int) -> int:
    """Put what is stored into the boxes in which nobody has typed; call before they are drawn.

    As soon as one of them was changed, all of them stay as they are: they are one statement.

    Parameters
    ----------
    name
        Of the boxes together; the key of a box is `<name>_<field>`.
    stored
        What belongs into the boxes, by field.
    version
        Of the stored record.

    Returns
    -------
    int
        The version that was on screen when the typing began.
    """
    shown, seen = st.session_state.get(f"{name}_shown", (None, version))
    if shown is not None and any(
        st.session_state.get(f"{name}_{field}", value) != value for field, value in shown.items()
    ):
        return int(seen)
    for field, value in stored.items():
        st.session_state[f"{name}_{field}"] = value
    st.session_state[f"{name}_shown"] = (dict(stored), version)
    return int(seen)


def forget_boxes(name: str) -> None:
    """Let the boxes show what is stored again: what was typed is saved, or kept elsewhere."""
    st.session_state.pop(f"{name}_shown", None)
