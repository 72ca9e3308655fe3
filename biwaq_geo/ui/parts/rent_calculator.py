"""The calculator: a unit, a use, a rent model, and who pays what until when."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from biwaq_geo.analysis.fund import FundCase, FundPlan, fund_plan, units_carried
from biwaq_geo.analysis.money import ONE, cost_of
from biwaq_geo.analysis.waiting import UnitWaiting
from biwaq_geo.domain.assumptions import HOLDING, RENT
from biwaq_geo.domain.catalogue import ZERO, Band, Catalogues, InterimUse, Per, RentModel
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.errors.scenarios import AmountMissingError
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.figure_table import Last, euro_cell, figure_table
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.scenario_words import countdown, permit, rent_name
from biwaq_geo.ui.parts.unit_words import choices
from biwaq_geo.ui.parts.waiting_tables import euros

MOST_MONTHS, USUAL_MONTHS = 240, 24


def rent_calculator(
    units: Sequence[CommercialUnit],
    waiting: Sequence[UnitWaiting],
    catalogues: Catalogues,
    assumed: Mapping[str, Band],
    texts: Texts,
    *,
    today: date,
) -> None:
    """Ask for a case and show what comes out; what cannot be calculated is named."""
    by_id = {unit.unit_id: unit for unit in units}
    left, right = st.columns([2, 3], gap="medium")
    with left:
        lines = choices([by_id[one.unit_id] for one in waiting], texts)
        unit = by_id[
            st.selectbox(
                texts("scenario.unit"), list(lines), key="rent_unit", format_func=lines.__getitem__
            )
        ]
        uses, models = catalogues.interim_uses, catalogues.rent_models
        use = uses[
            st.selectbox(
                texts("scenario.use"),
                list(uses),
                key="rent_use",
                format_func=lambda key: texts.of(uses[key].title),
            )
        ]
        model = models[
            st.selectbox(
                texts("scenario.rent"),
                list(models),
                key="rent_model",
                format_func=lambda key: rent_name(models[key], texts),
            )
        ]
        st.caption(plain(texts.of(model.text)))
        cost = next(one for one in waiting if one.unit_id == unit.unit_id)
        case = _case(unit, use, model, cost, assumed=assumed, texts=texts)
    with right:
        permit(use, texts)
        countdown(unit, use, texts, today=today)
        try:
            if case.old_rent <= 0 and not model.turnover:
                raise AmountMissingError
            plan = fund_plan(case)
            _show(case, plan, texts)
            _budget(plan, case, texts)
        except BiwaqError as error:
            refuse(error, texts, stays=False)


def _case(
    unit: CommercialUnit,
    use: InterimUse,
    model: RentModel,
    waiting: UnitWaiting,
    *,
    assumed: Mapping[str, Band],
    texts: Texts,
) -> FundCase:
    area = unit.floor_area_m2
    rent = (waiting.rent or ZERO).expected
    running = waiting.holding or (assumed[HOLDING].times(area) if area else ZERO)
    key = f"rent_{unit.unit_id}"
    one, two = st.columns(2)
    old = one.number_input(
        texts("waiting.old_rent"),
        0.0,
        value=round(rent, 2),
        step=10.0,
        key=f"{key}_old",
        help=texts("waiting.old_rent_help", rent=texts.number(assumed[RENT].expected, digits=2)),
    )
    cost = two.number_input(
        texts("waiting.running"),
        0.0,
        value=round(running.expected, 2),
        step=10.0,
        key=f"{key}_running",
    )
    months = one.number_input(
        texts("waiting.term"),
        1,
        MOST_MONTHS,
        value=min(24, model.max_months or 24),
        key="rent_term",
    )
    turnover = None
    if model.turnover:
        turnover = two.number_input(
            texts("waiting.turnover"), 0.0, value=None, step=100.0, key="rent_turnover"
        )
    size = {**ONE, Per.SQUARE_METRE: area, Per.METRE: unit.frontage_m}
    once = cost_of(use.setup, size)
    if once is None:
        st.caption(texts("waiting.no_setup"))
    return FundCase(model, old, cost, once or ZERO, waiting.monthly, months, turnover)


def _show(case: FundCase, plan: FundPlan, texts: Texts) -> None:
    split = plan.split
    body = (
        ("owner_gets", split.owner, split.owner.times(case.months)),
        ("user_pays", split.user, split.user.times(case.months)),
        ("state_adds", split.state, plan.state),
        ("town_adds", split.town_in_all, plan.town),
    )
    titles = ("who", "in_a_month", "in_the_term", "basis")
    figure_table(
        [texts(f"waiting.{one}") for one in titles],
        [
            [
                texts(f"waiting.{key}"),
                euro_cell(monthly, texts),
                euro_cell(whole, texts),
                texts(f"waiting.help_{key}"),
            ]
            for key, monthly, whole in body
        ],
        last=Last.BASIS,
    )
    st.caption(texts("waiting.help_once", once=euros(case.once, texts)))
    st.caption(texts("waiting.bearer", who=texts(f"waiting.by_{split.bearer}")))
    st.markdown(_even_words(case, plan, texts))
    limits = _limits(case, texts)
    if limits:
        st.warning(limits)


def _even_words(case: FundCase, plan: FundPlan, texts: Texts) -> str:
    best, expected, worst = plan.even
    if case.waiting is None:
        return texts("waiting.even_unknown")
    if expected is None:
        return texts("waiting.even_never")
    said = [texts.number(month) if month else texts("waiting.never") for month in (best, worst)]
    key = "waiting.even" if expected <= case.months else "waiting.even_late"
    return texts(key, month=texts.number(expected), best=said[0], worst=said[1])


def _limits(case: FundCase, texts: Texts) -> str:
    most = case.model.max_months
    if most is not None and case.months > most:
        return texts("waiting.over_term", most=most)
    return ""


def _budget(plan: FundPlan, case: FundCase, texts: Texts) -> None:
    budget = st.number_input(
        texts("waiting.budget"), 0.0, value=10_000.0, step=1_000.0, key="rent_budget"
    )
    each = plan.town.expected / case.months * 12
    count = units_carried(budget, each_eur=each)
    if count is None:
        st.markdown(texts("waiting.carries_any"))
        return
    st.markdown(
        texts("waiting.carries", count=texts.number(count), each=texts.number(each, unit="€"))
    )
