"""Catalogues whose figures are round, so that sums can be checked in the head."""

from biwaq_geo.domain.audit_items import AuditGroup, AuditItem
from biwaq_geo.domain.catalogue import (
    Assumption,
    Band,
    Catalogues,
    Cost,
    Evidence,
    FundingLine,
    InterimUse,
    Light,
    Measure,
    Per,
    SitePhase,
    Sourced,
    StreetQuality,
    WalkProfile,
)
from biwaq_geo.domain.footfall import FIGURES

ASSUMED = Evidence(source="", year=2026, assumption=True)
ASK = {"de": "Bauaufsicht fragen.", "en": "Ask building control."}


def words(text: str) -> dict[str, str]:
    return {"de": f"{text} (de)", "en": f"{text} (en)"}


def eur(low: float, expected: float, high: float, per: Per = Per.CASE) -> Cost:
    return Cost(Band(low, expected, high), per, ASSUMED)


def interim_use(key: str, setup: Cost | None, yearly: Cost | None, *, offer: bool) -> InterimUse:
    return InterimUse(
        key=key,
        title=words(key),
        text=words(f"About {key}"),
        area_m2=(20.0, 200.0),
        setup=setup,
        yearly=yearly,
        permit=Light.YELLOW,
        permit_reason=ASK,
        is_offer=offer,
        min_months=3,
    )


def measure(
    key: str, per: Per, cost: Cost | None, yearly: Cost | None, points: Band | None
) -> Measure:
    return Measure(
        key=key,
        title=words(key),
        text=words(f"About {key}"),
        per=per,
        cost=cost,
        yearly=yearly,
        score_points=points,
        score_evidence=None if points is None else ASSUMED,
        permit=Light.GREEN,
        permit_reason=ASK,
        life_years=None if cost is None else 15,
        reversible=True,
    )


def funding(
    key: str, rate: Band, cap_eur: float | None, *eligible: str, available: bool = True
) -> FundingLine:
    return FundingLine(
        key=key,
        title=words(key),
        rate=rate,
        cap_eur=cap_eur,
        eligible=frozenset(eligible),
        available=available,
        evidence=ASSUMED,
    )


def phase(key: str, cost: Cost | None, yearly: Cost | None, *, offer: bool) -> SitePhase:
    return SitePhase(
        key=key, title=words(key), text=words(key), cost=cost, yearly=yearly, is_offer=offer
    )


def assumption(key: str, value: Band, unit: str) -> Assumption:
    return Assumption(key=key, title=words(key), value=value, unit=unit, evidence=ASSUMED)


def walker(key: str, speed_kmh: float, *, steps: float | None, **surfaces: float) -> WalkProfile:
    """A profile that finds a street of score 0 half as long again, one of 100 a fifth shorter."""
    return WalkProfile(
        key=key,
        title=words(key),
        text=words(f"About {key}"),
        speed_kmh=Sourced(speed_kmh, ASSUMED),
        steps=None if steps is None else Sourced(steps, ASSUMED),
        surfaces=surfaces,
        surfaces_evidence=ASSUMED if surfaces else None,
        quality=StreetQuality(worst=1.5, best=0.8, evidence=ASSUMED),
    )


WALKERS = {
    "adult": walker("adult", 4.8, steps=2.0),
    "slow": walker("slow", 3.6, steps=3.0),
    "wheels": walker("wheels", 3.0, steps=None, gravel=2.0),
}


def audit_item(key: str, group: AuditGroup, weight: float) -> AuditItem:
    return AuditItem(
        key=key,
        title=words(key),
        text=words(f"Look at {key}"),
        group=group,
        meanings={score: words(f"{key} {score}") for score in range(4)},
        weight=Sourced(weight, ASSUMED),
    )


AUDIT_ITEMS = {
    "light": audit_item("light", AuditGroup.CALM, 1.0),
    "quiet": audit_item("quiet", AuditGroup.CALM, 1.0),
    "green": audit_item("green", AuditGroup.STAY, 2.0),
    "fronts": audit_item("fronts", AuditGroup.TOWNSCAPE, 1.0),
}


FOOTFALL = [
    assumption("decay_per_min", Band(0.1, 0.1, 0.1), "1/min"),
    *(assumption(key, Band(1, 1, 1), "1") for key in FIGURES if key != "decay_per_min"),
]


def catalogues() -> Catalogues:
    """A few entries of each, three walkers among them."""
    popup = interim_use(
        "popup",
        eur(2_000, 3_000, 5_000),
        eur(60, 80, 100, Per.SQUARE_METRE),
        offer=True,
    )
    uses = [
        popup,
        interim_use("gallery", None, None, offer=True),
        interim_use("storage", eur(500, 500, 500), eur(1_200, 1_200, 1_200), offer=False),
    ]
    measures = [
        measure(
            "bench",
            Per.PIECE,
            eur(1_000, 1_500, 2_000, Per.PIECE),
            eur(50, 100, 150, Per.PIECE),
            Band(2, 4, 6),
        ),
        measure(
            "paving",
            Per.SQUARE_METRE,
            eur(100, 150, 200, Per.SQUARE_METRE),
            None,
            Band(10, 15, 20),
        ),
        measure("film", Per.PIECE, None, None, None),
    ]
    lines = [
        funding("half_capped", Band(0.5, 0.5, 0.5), 2_000.0, "measure"),
        funding("wide", Band(0.6, 0.75, 0.9), None, "interim_use", "measure", "site_phase"),
        funding("uses_only", Band(0.8, 0.8, 0.8), None, "interim_use"),
        funding("elsewhere", Band(0.9, 0.9, 0.9), None, "interim_use", available=False),
    ]
    phases = [
        phase("empty", eur(0, 0, 0), eur(0, 0, 0), offer=False),
        phase(
            "workshop",
            eur(100_000, 150_000, 250_000),
            eur(10_000, 12_000, 20_000),
            offer=True,
        ),
    ]
    assumptions = [
        assumption("walk_speed_kmh", Band(3.6, 4.8, 5.0), "km/h"),
        assumption("reach_minutes", Band(10, 10, 10), "min"),
        assumption("realised_share", Band(0.4, 0.6, 0.8), "share"),
        assumption("let_share", Band(0.5, 0.75, 1.0), "share"),
        assumption("permanent_share", Band(0.0, 0.25, 0.5), "share"),
        assumption("horizon_months", Band(12, 12, 12), "months"),
        # a town in which nothing moves by itself: sums stay easy
        assumption("drift_empty", Band(0, 0, 0), "share"),
        assumption("drift_fill", Band(0, 0, 0), "share"),
        assumption("holding_eur_m2_month", Band(1, 2, 3), "EUR/m2/month"),
        assumption("rent_eur_m2_month", Band(2, 4, 6), "EUR/m2/month"),
        assumption("refit_eur_m2", Band(12, 24, 48), "EUR/m2"),
        assumption("decay_share", Band(0, 0.1, 0.25), "share"),
    ]
    return Catalogues(
        interim_uses={use.key: use for use in uses},
        measures={item.key: item for item in measures},
        funding={line.key: line for line in lines},
        site_phases={item.key: item for item in phases},
        assumptions={item.key: item for item in assumptions},
        walking=WALKERS,
        street_audit=AUDIT_ITEMS,
        footfall={item.key: item for item in FOOTFALL},
    )
