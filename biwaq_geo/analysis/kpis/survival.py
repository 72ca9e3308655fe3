"""How long vacancies last: the product-limit estimate from ended and running ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from biwaq_geo.analysis.kpis.facts import DAYS_PER_MONTH
from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading
from biwaq_geo.domain.unit_story import Stretch

HALF = 0.5 + 1e-9
"""One half; a product of many fractions that makes a half may come out a hair above it."""


@dataclass(frozen=True, slots=True, eq=False)
class Survival:
    """How the share of vacancies that still last falls with their age.

    Attributes
    ----------
    curve
        One row for each age at which the estimate changes, from 0 on; columns `months`,
        `lasting` (0 to 1), `low` and `high` of its 95 % band (NaN where there is none) and
        `watched`, the vacancies under watch at that age. It begins only where `MIN_UNITS`
        are watched from their first day, and ends where fewer are under watch.
    median
        Months after which half have ended; unknown where the curve does not come so far.
        Its interval is open where the band does not.
    ended
        Vacancies that have ended, of those that entered.
    """

    curve: pd.DataFrame
    median: Reading
    ended: int


def survival(vacancies: Sequence[Stretch], *, day: date) -> Survival:
    """Estimate how long vacancies last.

    A vacancy that still lasts enters as not ended yet (right-censored). One that had begun
    before the register learnt of it counts from that age on only (late entry): had it been
    short, the register would never have seen it. Vacancies of unknown beginning, and those
    watched for less than a day, do not enter.

    Formula: S(t) = Π (1 − ended ÷ under watch) over the ages up to t
    Source: Kaplan and Meier (1958); late entry after Tsai, Jewell and Wang (1987); band: exponential Greenwood
    """  # noqa: E501 -- one line each
    table = _ages(vacancies, day)
    ended = int(table["ended"].sum())
    trusted = _until(table, _last_trusted(table))
    if trusted.empty:
        return Survival(_nothing(), Reading(None, len(table), len(vacancies)), ended)
    curve = _estimated(trusted)
    median = Reading(
        value=_first(curve, "lasting"),
        known=len(table),
        total=len(vacancies),
        low=_first(curve, "low"),
        high=_first(curve, "high"),
    )
    return Survival(curve, median, ended)


def vacancy_survival(vacancies: Sequence[Stretch], *, day: date) -> Reading:
    """Months after which half of the vacancies have ended, see `survival`.

    Formula: first age t with S(t) ≤ 1/2; interval: where the band comes to 1/2
    Source: Kaplan and Meier (1958); Brookmeyer and Crowley (1982)
    """
    return survival(vacancies, day=day).median


def _ages(vacancies: Sequence[Stretch], day: date) -> pd.DataFrame:
    rows = [
        (
            (one.watched_from - one.begins).days,
            ((one.ends or day) - one.begins).days,
            one.ends is not None,
        )
        for one in vacancies
        if one.dated
    ]
    table = pd.DataFrame(rows, columns=["entry", "age", "ended"])
    return table[table["age"] > table["entry"]].astype({"entry": float, "age": float})


def _last_trusted(table: pd.DataFrame) -> float:
    """Return the age up to which `MIN_UNITS` are under watch all the time, in days.

    An age at which nobody watches tells nothing, and an end among two or three tells of
    chance.
    """
    entry, age = (np.sort(table[name].to_numpy()) for name in ("entry", "age"))
    steps = np.unique(np.concatenate([[0.0], entry, age]))
    # from one step to the next: entered until the one, not over before the other
    begun = np.searchsorted(entry, steps[:-1], side="right")
    over = np.searchsorted(age, steps[1:], side="left")
    few = np.flatnonzero(begun - over < MIN_UNITS)
    return float(steps[few[0]] if len(few) else steps[-1])


def _until(table: pd.DataFrame, last: float) -> pd.DataFrame:
    kept = table[table["entry"] < last]
    return kept.assign(
        age=kept["age"].clip(upper=last), ended=kept["ended"] & (kept["age"] <= last)
    )


def _estimated(table: pd.DataFrame) -> pd.DataFrame:
    # it takes more than a second to load, and few pages need it
    from lifelines import KaplanMeierFitter  # noqa: PLC0415

    late = bool((table["entry"] > 0).any())
    fitted = KaplanMeierFitter(alpha=0.05).fit(
        table["age"] / DAYS_PER_MONTH,
        event_observed=table["ended"],
        entry=table["entry"] / DAYS_PER_MONTH if late else None,
    )
    band = fitted.confidence_interval_survival_function_
    told = fitted.event_table
    curve = pd.DataFrame(
        {
            "months": told.index.to_numpy(dtype=float),
            "lasting": fitted.survival_function_.iloc[:, 0].to_numpy(dtype=float),
            "low": band.iloc[:, 0].to_numpy(dtype=float),
            "high": band.iloc[:, 1].to_numpy(dtype=float),
            "watched": told["at_risk"].to_numpy(dtype=int),
        }
    )
    changes = np.array(told["observed"] > 0)
    changes[[0, -1]] = True
    return curve[changes].reset_index(drop=True)


def _first(curve: pd.DataFrame, column: str) -> float | None:
    reached = curve.loc[curve[column] <= HALF, "months"]
    return float(reached.iloc[0]) if len(reached) else None


def _nothing() -> pd.DataFrame:
    columns = dict.fromkeys(("months", "lasting", "low", "high"), float)
    return pd.DataFrame(columns=[*columns, "watched"]).astype({**columns, "watched": int})
