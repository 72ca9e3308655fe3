"""How sure the footfall is, where to count next, and what the model does not know."""

from math import sqrt

import streamlit as st

from biwaq_geo.analysis.footfall.calibrate import Calibration
from biwaq_geo.domain.footfall import BUS_STOP, CAR_PARK, STATION
from biwaq_geo.services.footfall import Footfall
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import plain

ALIKE, NOT_AT_ALL = 0.15, 0.1
"""How far from 1 a slope is as good as 1, and below which it is as good as none."""


def how_sure(found: Footfall, texts: Texts) -> None:
    """Say what the counts say of the model, or why they say nothing."""
    known = found.calibration
    if known is None:
        st.warning(_uncalibrated(found, texts), icon=":material/rule:")
    else:
        st.markdown(
            texts(
                "footfall.calibrated",
                counts=texts("footfall.with_counts", count=known.counts),
                places=texts("footfall.at_places", count=known.places),
                follows=_follows(known, texts),
            )
        )
        if known.error_factor is None or known.flat_error_factor is None:
            st.caption(texts("footfall.error_unknown"))
        else:
            st.markdown(
                texts(
                    "footfall.error",
                    factor=texts.number(known.error_factor, digits=1),
                    flat=texts.number(known.flat_error_factor, digits=1),
                )
            )
            if known.error_factor >= known.flat_error_factor:
                st.warning(texts("footfall.no_better"), icon=":material/rule:")
    if found.lost_counts:
        st.warning(texts("footfall.lost", count=found.lost_counts))


def _uncalibrated(found: Footfall, texts: Texts) -> str:
    if found.modelled["index"].isna().all():
        return texts("footfall.no_flow")
    return texts("footfall.uncalibrated" if found.measured.empty else "footfall.all_zero")


def _follows(known: Calibration, texts: Texts) -> str:
    """Say how far the counts bear the model out."""
    slope = known.slope
    if known.places == 1:
        # how streets differ cannot be seen at one of them
        return texts("footfall.follows_unknown")
    if slope < NOT_AT_ALL:
        return texts("footfall.follows_not")
    if abs(slope - 1.0) <= ALIKE:
        return texts("footfall.follows_alike")
    key = "footfall.follows_less" if slope < 1.0 else "footfall.follows_more"
    return texts(key, slope=texts.number(slope, digits=1))


def advice(found: Footfall, names: dict[str, str], texts: Texts) -> None:
    """Say where to count next."""
    told = found.advice
    if told is None:
        return
    place = plain(names.get(told.place, told.place))
    if found.calibration is None:
        # there is no interval yet that could become narrower
        key = "footfall.next_first" if found.measured.empty else "footfall.next_zero"
        said = texts(key, place=place)
    else:
        said = texts(
            "footfall.next_again" if told.counted else "footfall.next",
            place=place,
            # spans go with the root of the variance
            gain=texts.percent(1 - sqrt(max(0.0, 1 - told.gain)), digits=0),
        )
    st.info(said, icon=":material/tips_and_updates:")


def basis_words(town: Town, found: Footfall, texts: Texts) -> str:
    """Say what the model is made of, and what of it this town's data do not hold."""
    kinds = set(town.layer("services")["kind"])
    held = {
        "homes": bool((town.layer("buildings")["inhabitants"].astype(float) > 0).any()),
        "stops": bool(kinds & {BUS_STOP, STATION}),
        "car_parks": CAR_PARK in kinds,
    }
    said = [texts("footfall.basis")]
    lacking = [texts(f"footfall.of_{one}") for one, there in held.items() if not there]
    if lacking:
        said.append(texts("footfall.lacking", what=", ".join(lacking)))
    pull = found.model.pull
    if far := pull.lost_origins + pull.lost_destinations:
        said.append(texts("footfall.far", count=far))
    return " ".join([*said, texts("footfall.measured_apart")])
