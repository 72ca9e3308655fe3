"""Counts against flows: hand-computed levels, few counts, none, zeros, and honest errors."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.footfall.calibrate import calibrate
from biwaq_geo.analysis.footfall.index import index_of, next_count
from biwaq_geo.analysis.footfall.regression import (
    SLOPE,
    SLOPE_SD,
    USUAL_DISPERSION,
    USUAL_PLACE_SD,
    Counted,
    Period,
)

NOON, EVENING = Period.NOON, Period.EVENING


def counted(place, share, persons, minutes=15.0, period=NOON):
    return Counted(place, share, minutes, persons, period)


SHARES = pd.Series({"peak": 1.0, "half": 0.5, "side": 0.1, "lost": np.nan})


def test_without_a_count_there_is_an_index_and_nothing_else():
    assert calibrate([]) is None
    found = index_of(SHARES, None)
    assert found["index"].tolist()[:3] == [100.0, 50.0, 10.0]
    assert np.isnan(found.loc["lost", "index"])
    assert found[["low", "high"]].isna().all().all()


def test_counts_that_saw_nobody_say_nothing_of_the_level():
    assert calibrate([counted("a", 1.0, 0), counted("b", 0.5, 0)]) is None


def test_one_count_sets_the_level_and_leaves_the_slope_to_the_model():
    found = calibrate([counted("peak", 1.0, 60)])
    # 60 in 15 minutes at share 1
    assert np.exp(found.level) == pytest.approx(4.0, rel=1e-3)
    assert found.slope == SLOPE
    assert found.covariance[1, 1] == pytest.approx(SLOPE_SD**2)
    assert (found.counts, found.places, found.error_factor) == (1, 1, None)
    assert (found.dispersion, found.place_sd) == (USUAL_DISPERSION, USUAL_PLACE_SD)


def exact(slope, places=8, minutes=600.0):
    shares = np.linspace(0.1, 1.0, places)
    return [
        counted(f"p{n}", float(x), round(20.0 * minutes * x**slope), minutes=minutes)
        for n, x in enumerate(shares)
    ]


@pytest.mark.parametrize("slope", [0.5, 1.0, 1.5])
def test_counts_that_follow_a_slope_give_that_slope(slope):
    found = calibrate(exact(slope))
    assert found.slope == pytest.approx(slope, abs=0.02)
    assert np.exp(found.level) == pytest.approx(20.0, rel=0.02)
    assert found.error_factor == pytest.approx(1.0, abs=0.02)
    # eight places beside four that say a half: never taken for exact
    assert found.place_sd == pytest.approx(0.5 * np.sqrt(4 / 11), abs=0.03)
    # to tell every place the mean of the others is far worse, and said as well
    assert found.flat_error_factor > 1.3


def test_the_estimate_is_the_best_of_the_penalised_likelihood():
    counts = [counted("a", 1.0, 50), counted("b", 0.4, 12), counted("c", 0.1, 6)]
    found = calibrate(counts)

    def worth(level, slope):
        eta = [np.log(c.minutes) + level + slope * np.log(c.share) for c in counts]
        data = sum(c.persons * e - np.exp(e) for c, e in zip(counts, eta, strict=True))
        rate = np.log(sum(c.persons for c in counts) / sum(c.minutes for c in counts))
        prior = ((level - rate) / 10.0) ** 2 + ((slope - SLOPE) / SLOPE_SD) ** 2
        return data / found.dispersion - prior / 2

    best = worth(found.level, found.slope)
    for step in (-0.01, 0.01):
        assert worth(found.level + step, found.slope) < best
        assert worth(found.level, found.slope + step) < best


def test_counts_that_contradict_the_model_turn_it_off_and_not_upside_down():
    against = [counted("a", 1.0, 5), counted("b", 0.2, 60), counted("c", 0.05, 90)]
    found = calibrate(against)
    assert found.slope == 0.0
    told = index_of(SHARES, found)
    assert told["index"].tolist()[:3] == [100.0, 100.0, 100.0]
    # nobody has made sure of the 0
    assert found.covariance[1, 1] > 0.0
    assert told.loc["side", "high"] - told.loc["side", "low"] > 100.0


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 1), st.integers(0, 400)),
                min_size=1, max_size=8))  # fmt: skip
def test_where_more_are_modelled_the_index_is_never_lower(listed):
    found = calibrate([counted(*one) for one in listed])
    index = index_of(pd.Series([0.0, 0.1, 0.5, 1.0]), found)["index"].to_numpy()
    assert (np.diff(index) >= -1e-9).all()
    assert index.max() <= 100.0 + 1e-9


def test_an_evening_that_is_half_a_noon_is_told_as_one():
    counts = [
        counted(f"p{n}", x, round(40 * x * (0.5 if p is EVENING else 1)) * 20, 300.0, p)
        for n, x in enumerate((1.0, 0.5, 0.25, 0.2))
        for p in (NOON, EVENING)
    ]
    found = calibrate(counts)
    assert found.reference is NOON
    assert np.exp(found.periods[EVENING]) == pytest.approx(0.5, rel=0.03)


def test_places_beside_the_model_widen_the_interval():
    good, bad = exact(1.0), exact(1.0)
    bad = [replace(one, persons=round(one.persons * (2.0 if n % 2 else 0.5)))
           for n, one in enumerate(bad)]  # fmt: skip
    spread = [calibrate(one).place_sd for one in (good, bad)]
    assert spread[1] > spread[0] + 0.2
    widths = [index_of(SHARES, calibrate(one)).loc["half"] for one in (good, bad)]
    assert widths[1]["high"] - widths[1]["low"] > widths[0]["high"] - widths[0]["low"]


def test_the_interval_holds_the_index_and_the_peak_is_one_by_definition():
    found = index_of(SHARES, calibrate([counted("half", 0.5, 30)]))
    known = found.dropna()
    assert (known["low"] <= known["index"]).all()
    assert (known["index"] <= known["high"]).all()
    assert found.loc["peak"].tolist() == [100.0, 100.0, 100.0]


@given(
    st.lists(
        st.builds(
            Counted,
            st.sampled_from("abcd"),
            st.floats(0, 1.2),
            st.floats(5, 60),
            st.integers(0, 500),
            st.sampled_from(Period),
        ),
        max_size=8,
    )
)
def test_whatever_was_counted_the_answer_is_finite(counts):
    found = calibrate(counts)
    assert (found is None) == (sum(one.persons for one in counts) == 0)
    if found is not None:
        assert np.isfinite([found.level, found.slope, found.dispersion, found.place_sd]).all()
        assert (np.linalg.eigvalsh(found.covariance) > 0).all()
        assert (index_of(SHARES, found).dropna() >= 0).all().all()
    advice = next_count(SHARES, found, counted={one.place for one in counts})
    assert advice.place in {"peak", "half", "side"}
    assert 0 <= advice.gain <= 1


def test_the_next_count_is_where_nobody_has_counted():
    shares = pd.Series({"a": 1.0, "b": 0.9, "c": 0.8})
    found = calibrate([counted("a", 1.0, 60), counted("b", 0.9, 50)])
    advice = next_count(shares, found, counted={"a", "b"})
    assert (advice.place, advice.counted) == ("c", False)
    assert advice.gain > 0


def test_more_counts_leave_less_to_gain():
    few, many = exact(1.0, places=3), exact(1.0, places=8)
    shares = pd.Series({one.place: one.share for one in many})
    gains = [
        next_count(shares, calibrate(one), counted={x.place for x in one}).gain
        for one in (few, many)
    ]
    assert gains[1] < gains[0]


def test_without_a_section_there_is_no_advice():
    assert next_count(pd.Series(dtype=float), None, counted=()) is None
    assert next_count(pd.Series({"a": np.nan}), None, counted=()) is None
