"""Key figures of the place and the work in it: branches, supply, street, handling, programme."""

from biwaq_geo.analysis.kpis import branches, handling, money, programme, supply
from biwaq_geo.analysis.kpis.clusters import vacancy_clusters
from biwaq_geo.analysis.kpis.kpi import QUARTILES, Family, Kpi
from biwaq_geo.analysis.kpis.make import SINCE, STATE, apart, of_place, planned
from biwaq_geo.analysis.kpis.near import inhabitants_near, participants_near
from biwaq_geo.analysis.kpis.places import PlaceKind
from biwaq_geo.analysis.kpis.townscape import townscape
from biwaq_geo.domain.comparison import Measured

_AXES = frozenset({PlaceKind.AXIS})
_PEOPLED = frozenset({PlaceKind.TOWN, PlaceKind.AREA})
_TOWN = frozenset({PlaceKind.TOWN})

NEAR = {5.0: "inhabitants_near_5", 10.0: "inhabitants_near_10", 15.0: "inhabitants_near_15"}
"""Figures of inhabitants near the place, by minutes."""

_COSTS = "costs of `catalogues/`"
_REACHED = "Σ inhabitants of buildings whose walk to the nearest new offer is short enough"
_WALK = "walking speed and minutes of `catalogues/assumptions.toml`"

OF_THE_PLACE = (
    of_place(
        "branch_diversity",
        Family.BRANCHES,
        Measured.INDEX,
        branches.branch_diversity,
        STATE,
        "unit.branch",
    ),
    of_place(
        "missing_basics",
        Family.BRANCHES,
        Measured.COUNT,
        branches.missing_basics,
        STATE,
        "unit.branch",
    ),
    of_place(
        "sales_area_per_head",
        Family.SUPPLY,
        Measured.SQUARE_METRES,
        supply.sales_area_per_head,
        STATE,
        "unit.kind",
        "unit.sales_area_m2",
        places=_PEOPLED,
    ),
    of_place(
        "retail_centrality",
        Family.SUPPLY,
        Measured.INDEX,
        supply.retail_centrality,
        of="bought",
        places=_TOWN,
    ),
    of_place(
        "units_per_100_m",
        Family.SUPPLY,
        Measured.PER_100_M,
        supply.units_per_100_m,
        STATE,
        places=_AXES,
    ),
    of_place(
        "vacant_per_100_m",
        Family.SUPPLY,
        Measured.PER_100_M,
        supply.vacant_per_100_m,
        STATE,
        places=_AXES,
    ),
    apart("vacancy_clusters", vacancy_clusters, Family.CLUSTERS, Measured.COUNT, STATE),
    Kpi(
        key="street_score",
        family=Family.TOWNSCAPE,
        measured=Measured.POINTS,
        of="sections",
        needs=(),
        by=townscape,
        measure=townscape,
    ),
    *(
        apart(key, inhabitants_near, Family.REACH, Measured.PERSONS, STATE, of="buildings")
        for key in NEAR.values()
    ),
    apart(
        "participants_near",
        participants_near,
        Family.REACH,
        Measured.PERSONS,
        "business.hosts_placements",
        of="areas",
    ),
    of_place(
        "checked_share",
        Family.HANDLING,
        Measured.SHARE,
        handling.checked_share,
        STATE,
        "unit.observed_on",
    ),
    of_place(
        "owner_known",
        Family.HANDLING,
        Measured.SHARE,
        handling.owner_known,
        STATE,
        "unit.owner_class",
    ),
    of_place(
        "owners_contacted",
        Family.HANDLING,
        Measured.SHARE,
        handling.owners_contacted,
        STATE,
        "unit.case_status",
    ),
    of_place(
        "days_to_contact",
        Family.HANDLING,
        Measured.DAYS,
        handling.days_to_contact,
        STATE,
        SINCE,
        "unit.case_status",
        "unit.case_since",
        between=QUARTILES,
    ),
    *(
        of_place(key, Family.PROGRAMME, Measured.COUNT, by, field, of="businesses")
        for key, by, field in (
            ("firms_hosting", programme.firms_hosting, "business.hosts_placements"),
            ("training_places", programme.training_places, "business.training_places"),
            ("open_posts", programme.open_posts, "business.vacancies"),
        )
    ),
    of_place(
        "holding_cost",
        Family.MONEY,
        Measured.EUR_PER_MONTH,
        money.holding_cost,
        STATE,
        "unit.holding_cost_eur_month",
    ),
    planned(
        "vacant_months",
        Measured.MONTHS,
        "units",
        "Σ empty units at the beginning of each month of the outlook",
        "drift and chances of `catalogues/assumptions.toml`",
    ),
    planned(
        "waiting_cost",
        Measured.EUR,
        "units",
        "months × m² × (running cost + rent not earned + making fit × decay ÷ 12)",
        "prices of `catalogues/assumptions.toml`",
    ),
    *(
        planned(key, Measured.PERSONS, "buildings", _REACHED, _WALK)
        for key in ("inhabitants_5", "inhabitants_reached", "inhabitants_15")
    ),
    planned("cost_one_off", Measured.EUR, "edits", "Σ one-off costs that are known", _COSTS),
    planned("cost_yearly", Measured.EUR_PER_YEAR, "edits", "Σ yearly costs that are known", _COSTS),
    planned("grant", Measured.EUR, "edits", "Σ min(rate × eligible one-off cost, cap)", _COSTS),
    planned("own_share", Measured.EUR, "edits", "Σ (one-off cost − grant)", _COSTS),
    planned(
        "cost_per_m2",
        Measured.EUR,
        "edits",
        "Σ (own share + yearly cost × years until the day) ÷ Σ m² of units put to use",
        _COSTS,
    ),
    planned(
        "cost_per_month",
        Measured.EUR,
        "edits",
        "Σ (own share + yearly cost × years until the day) ÷ months of vacancy avoided",
        f"{_COSTS}, drift of `catalogues/assumptions.toml`",
    ),
)
"""In the order in which they are shown."""
