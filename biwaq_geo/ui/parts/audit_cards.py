"""The items of an audit one after the other, made for a thumb: one touch scores and goes on."""

from collections.abc import Mapping

import streamlit as st

from biwaq_geo.domain.audit_items import AuditItem
from biwaq_geo.domain.street_audits import StreetAudit, score_texts, scores_of
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import choice_words
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.plain import plain

SCORES = "scores"

Items = Mapping[str, AuditItem]


def scores_in(form: DraftForm[StreetAudit]) -> dict[str, int]:
    """Return the scores that stand in the form."""
    texts = form.values[SCORES]
    assert isinstance(texts, tuple)  # noqa: S101 -- the field's own type
    return scores_of(StreetAudit(form.record_id, "", form.record.audited_on, scores=texts))


def assessed(form: DraftForm[StreetAudit], items: Items) -> dict[str, int]:
    """Return the scores in the form of items that the catalogue has; it may have lost some."""
    return {key: score for key, score in scores_in(form).items() if key in items}


def cards(form: DraftForm[StreetAudit], items: Items, texts: Texts) -> bool:
    """Show one item to be scored, or nothing at the end; say whether all have been passed."""
    keys, scores = list(items), assessed(form, items)
    place = _place(form, keys, scores)
    count = texts("audit.progress", known=len(scores), total=len(keys))
    st.progress(len(scores) / max(len(keys), 1), text=count)
    if place < len(keys):
        _card(form, items[keys[place]], scores, texts)
    with st.container(key=f"{form.key}_steps", horizontal=True):
        st.button(
            texts("audit.back"),
            key=f"{form.key}_back",
            icon=":material/arrow_back:",
            disabled=place == 0,
            on_click=_go,
            args=(form, place - 1),
        )
        st.button(
            texts("audit.skip"),
            key=f"{form.key}_skip",
            icon=":material/arrow_forward:",
            disabled=place >= len(keys),
            on_click=_skip,
            args=(form, keys[min(place, len(keys) - 1)], place),
        )
    return place >= len(keys)


def listed(form: DraftForm[StreetAudit], items: Items, texts: Texts) -> None:
    """Show what was scored so far, and the way back to each item."""
    scores = assessed(form, items)
    unfolds = st.expander(texts("audit.listed", count=len(scores)))
    with unfolds, st.container(key=f"audit_listed_{form.key}"):
        for place, item in enumerate(items.values()):
            score = scores.get(item.key)
            meaning = (
                texts("audit.not_yet")
                if score is None
                else f"{score}: {texts.of(item.meanings[score])}"
            )
            st.button(
                f"{plain(texts.of(item.title))} – {plain(meaning)}",
                key=f"{form.key}_to_{item.key}",
                type="tertiary",
                on_click=_go,
                args=(form, place),
            )


def _card(
    form: DraftForm[StreetAudit], item: AuditItem, scores: Mapping[str, int], texts: Texts
) -> None:
    with st.container(key=f"audit_card_{form.key}", border=True):
        st.caption(choice_words(item.group, texts))
        st.markdown(f"**{plain(texts.of(item.title))}**  \n{plain(texts.of(item.text))}")
        # from good to poor: most often one looks for what is there
        for score, meaning in sorted(item.meanings.items(), reverse=True):
            st.button(
                f"**{score}**  {plain(texts.of(meaning))}",
                key=f"{form.key}_{item.key}_{score}",
                type="primary" if scores.get(item.key) == score else "secondary",
                width="stretch",
                on_click=_score,
                args=(form, item.key, score),
            )


def _score(form: DraftForm[StreetAudit], item: str, score: int) -> None:
    _put(form, {**scores_in(form), item: score})
    _on(form)


def _skip(form: DraftForm[StreetAudit], item: str, place: int) -> None:
    left = {key: score for key, score in scores_in(form).items() if key != item}
    if left != scores_in(form):
        _put(form, left)
    _go(form, place + 1)


def _put(form: DraftForm[StreetAudit], scores: Mapping[str, int]) -> None:
    st.session_state[form.box_key(SCORES)] = list(score_texts(scores))
    form.keep(SCORES)


def _on(form: DraftForm[StreetAudit]) -> None:
    key = f"{form.key}_place"
    st.session_state[key] = st.session_state[key] + 1


def _go(form: DraftForm[StreetAudit], place: int) -> None:
    st.session_state[f"{form.key}_place"] = max(place, 0)


def _place(form: DraftForm[StreetAudit], keys: list[str], scores: Mapping[str, int]) -> int:
    """Return which item is on screen; after a reload the first that has no score."""
    first = next((n for n, key in enumerate(keys) if key not in scores), len(keys))
    place: int = st.session_state.setdefault(f"{form.key}_place", first)
    return place


def begin_anew(form: DraftForm[StreetAudit]) -> None:
    """Let the next audit of the section begin with its first item."""
    st.session_state.pop(f"{form.key}_place", None)
