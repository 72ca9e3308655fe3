"""The worked example of each key figure's help text, built by hand and counted by the code.

Each entry says what the code counts, and the figure that the help text names for it.
"""

from datetime import date

from biwaq_geo.analysis.kpis import branches, duration, flow, handling, outcome, programme, supply
from biwaq_geo.analysis.kpis.money import holding_cost
from biwaq_geo.analysis.kpis.townscape import townscape
from biwaq_geo.domain.unit_values import UnitState
from tests.example_counts import (
    AXIS,
    BEGUN_NOW,
    BOUGHT,
    ENDED,
    ENDED_EACH,
    FOUR,
    INTERIM,
    KEPT,
    LATE,
    LET,
    LOST,
    NEVER,
    NEW,
    OLD,
    USED,
    VACANT,
    Example,
    basics,
    course,
    empty,
    half_an_area,
    half_life,
    many,
    median_of_twenty,
    mixed,
    money,
    near,
    of,
    owners,
    rate,
    six_of_eight,
    waited,
    worth,
)
from tests.sample_facts import firms, stretch, vacant

EXAMPLES = {
    "vacancy_rate_units": Example(
        rate("vacancy_rate_units", (36, VACANT, {}), (135, USED, {}), (9, INTERIM, {})), 0.2
    ),
    "marketable_vacancy": Example(
        rate(
            "marketable_vacancy",
            (30, VACANT, {}),
            (6, UnitState.IN_WORKS, {}),
            (144, USED, {}),
        ),
        1 / 6,
        1,
    ),
    "vacancy_rate_area": Example(
        rate(
            "vacancy_rate_area",
            (9, VACANT, {"floor_area_m2": 100.0}),
            (51, USED, {"floor_area_m2": 100.0}),
            (3, UnitState.PARTLY_VACANT, {"floor_area_m2": 900.0}),
            (2, VACANT, {"floor_area_m2": None}),
        ),
        0.15,
    ),
    "vacancy_rate_frontage": Example(
        rate(
            "vacancy_rate_frontage",
            (12, VACANT, {"frontage_m": 10.0}),
            (68, USED, {"frontage_m": 10.0}),
        ),
        0.15,
    ),
    "interim_share": Example(rate("interim_share", (9, INTERIM, {}), (171, USED, {})), 0.05),
    "interim_use_rate": Example(
        rate("interim_use_rate", (10, INTERIM, {}), (40, VACANT, {}), (7, USED, {})), 0.2
    ),
    "vacancy_age": Example(of(duration.vacancy_age, *empty(3, 8, 14, 30, 60)), 14),
    "long_vacancy": Example(
        of(duration.long_vacancy, *many((30, VACANT, OLD), (10, VACANT, NEW))), 0.75
    ),
    "very_long_vacancy": Example(
        of(duration.very_long_vacancy, *many((24, VACANT, OLD), (16, VACANT, NEW))), 0.6
    ),
    "vacancy_survival": Example(median_of_twenty, 9, written=("neun", "nine")),
    "new_vacancies": Example(
        of(flow.new_vacancies, vacancies=[stretch("2025-07-01"), stretch("2025-06-30")]),
        1,
        written=("1. Juli", "1 July"),
    ),
    "ended_vacancies": Example(
        of(flow.ended_vacancies, vacancies=ENDED_EACH), 3, written=("drei", "three")
    ),
    "net_vacancies": Example(
        of(flow.net_vacancies, vacancies=[*ENDED, *BEGUN_NOW]), -3, written=("−3", "−3")
    ),
    "half_life": Example(half_life, 27.7, 1),
    "relet_within_6": Example(
        of(outcome.relet_within_6, vacancies=[*LET * 6, *LATE, *NEVER * 3]), 0.6
    ),
    "relet_within_12": Example(
        of(outcome.relet_within_12, vacancies=[*LET * 6, *LATE, *NEVER * 3]), 0.7
    ),
    "interim_success": Example(
        of(outcome.interim_success, interims=[*KEPT, *LOST, stretch("2026-01-01")]), 0.375, 1
    ),
    "branch_diversity": Example(
        of(branches.branch_diversity, *mixed(*[FOUR[0]] * 7, *FOUR[1:])), 0.94, 2
    ),
    "missing_basics": Example(basics, 2, written=("zwei", "two")),
    "sales_area_per_head": Example(
        of(
            supply.sales_area_per_head,
            *many((5, USED, {"sales_area_m2": 4_500.0}), (1, USED, {"sales_area_m2": None})),
            inhabitants=15_000,
        ),
        1.5,
        1,
    ),
    "retail_centrality": Example(of(supply.retail_centrality, bought=BOUGHT), 90),
    "units_per_100_m": Example(
        of(supply.units_per_100_m, *many((30, USED, {})), length_m=600.0), 5
    ),
    "vacant_per_100_m": Example(
        of(supply.vacant_per_100_m, *many((21, USED, {}), (9, VACANT, {})), length_m=600.0), 1.5, 1
    ),
    "vacancy_clusters": Example(six_of_eight, 6, written=("sechs", "six")),
    "street_score": Example(of(townscape, sections=AXIS), 50),
    "inhabitants_near_5": near(5),
    "inhabitants_near_10": near(10),
    "inhabitants_near_15": near(15),
    "participants_near": Example(half_an_area, 20),
    "checked_share": Example(
        of(
            handling.checked_share,
            *many(
                (150, USED, {"observed_on": date(2026, 4, 2)}),
                (50, USED, {"observed_on": date(2026, 4, 1)}),
            ),
        ),
        0.75,
    ),
    "owner_known": Example(of(handling.owner_known, *owners(27, 0)), 0.75),
    "owners_contacted": Example(of(handling.owners_contacted, *owners(0, 18)), 0.5),
    "days_to_contact": Example(waited, 20),
    "firms_hosting": Example(
        of(programme.firms_hosting, businesses=firms(*[(True, 0, 0)] * 6, *[(False, 0, 0)] * 14)),
        6,
    ),
    "training_places": Example(
        of(
            programme.training_places, businesses=firms((None, 2, None), (None, 1, 0), (None, 3, 0))
        ),
        6,
    ),
    "open_posts": Example(
        of(programme.open_posts, businesses=firms((None, 0, 1), (None, 0, 4))), 5
    ),
    "holding_cost": Example(
        of(
            holding_cost,
            *(
                vacant(n, None, holding_cost_eur_month=one)
                for n, one in enumerate([300.0, 250.0, 200.0, 150.0, 100.0, None])
            ),
        ),
        1_000,
    ),
    "vacant_months": Example(lambda: course([12.0] * 3)["vacant_months"].levels[1], 36),
    "waiting_cost": Example(lambda: course([12.0])["waiting_cost"].levels[1], 6_930),
    "inhabitants_5": near(5),
    "inhabitants_reached": near(10),
    "inhabitants_15": near(15),
    "cost_one_off": Example(
        lambda: money("cost_one_off", (3_000, None), (20_000, None), (None, None)), 23_000
    ),
    "cost_yearly": Example(lambda: money("cost_yearly", (0, 1_200), (0, 300)), 1_500),
    "grant": Example(lambda: money("grant", (20_000, None)), 10_000),
    "own_share": Example(lambda: money("own_share", (20_000, None)), 10_000),
    "cost_per_m2": Example(lambda: worth("cost_per_m2"), 80),
    "cost_per_month": Example(lambda: worth("cost_per_month"), 400),
}
