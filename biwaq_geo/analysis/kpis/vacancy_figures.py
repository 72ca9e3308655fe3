"""Key figures of vacancy: rates, duration, flow, and what became of it."""

from biwaq_geo.analysis.kpis import duration, flow, outcome
from biwaq_geo.analysis.kpis.kpi import INTERVAL, QUARTILES, Family
from biwaq_geo.analysis.kpis.make import SINCE, STATE, apart, of_place, rate
from biwaq_geo.analysis.kpis.survival import vacancy_survival
from biwaq_geo.domain.comparison import Measured

OF_VACANCY = (
    rate("vacancy_rate_units"),
    rate("marketable_vacancy"),
    rate("vacancy_rate_area", "unit.floor_area_m2"),
    rate("vacancy_rate_frontage", "unit.frontage_m"),
    rate("interim_share"),
    rate("interim_use_rate"),
    of_place(
        "vacancy_age",
        Family.DURATION,
        Measured.MONTHS,
        duration.vacancy_age,
        STATE,
        SINCE,
        between=QUARTILES,
    ),
    of_place("long_vacancy", Family.DURATION, Measured.SHARE, duration.long_vacancy, STATE, SINCE),
    of_place(
        "very_long_vacancy",
        Family.DURATION,
        Measured.SHARE,
        duration.very_long_vacancy,
        STATE,
        SINCE,
    ),
    apart(
        "vacancy_survival",
        vacancy_survival,
        Family.DURATION,
        Measured.MONTHS,
        STATE,
        SINCE,
        of="vacancies",
        between=INTERVAL,
    ),
    *(
        of_place(key, Family.FLOW, Measured.COUNT, by, STATE, SINCE, of="vacancies")
        for key, by in (
            ("new_vacancies", flow.new_vacancies),
            ("ended_vacancies", flow.ended_vacancies),
            ("net_vacancies", flow.net_vacancies),
        )
    ),
    of_place(
        "half_life",
        Family.FLOW,
        Measured.MONTHS,
        flow.half_life,
        STATE,
        SINCE,
        of="vacancies",
        between=INTERVAL,
    ),
    *(
        of_place(key, Family.OUTCOME, Measured.SHARE, by, STATE, SINCE, of=of)
        for key, by, of in (
            ("relet_within_6", outcome.relet_within_6, "vacancies"),
            ("relet_within_12", outcome.relet_within_12, "vacancies"),
            ("interim_success", outcome.interim_success, "interims"),
        )
    ),
)
"""In the order in which they are shown."""
