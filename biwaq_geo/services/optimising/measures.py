"""The measures that could lift the street score of the shopping axes."""

from collections.abc import Iterator
from math import isnan

import geopandas as gpd

from biwaq_geo.analysis.money import cost_of
from biwaq_geo.analysis.street_score import BEST
from biwaq_geo.domain.catalogue import Band, Catalogues, Light, Measure, Per
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.wishes import Wishes
from biwaq_geo.services.optimising.paying import Priced, ways_to_pay


def measure_options(
    sections: gpd.GeoDataFrame, catalogues: Catalogues, wishes: Wishes
) -> Iterator[Option]:
    """Yield every measure on every scored section, once for each way to pay.

    One piece, or the whole length of the section where the measure goes by metres. Measures by
    square metres are left out: nobody knows how many it would take. So are those without a
    known cost or effect.
    """
    for key, section in sections.iterrows():
        score = section["street_score"]
        if score is None or isnan(score):
            continue
        metres = float(section.geometry.length)
        for measure in catalogues.measures.values():
            quantity = _quantity(measure, metres)
            points = measure.score_points
            red = measure.permit is Light.RED and not wishes.red
            if quantity is None or points is None or red:
                continue
            room = BEST - float(score)
            gained = Band(*(min(one, room) for one in (points.low, points.expected, points.high)))
            one_off = cost_of(measure.cost, {Per.CASE: 1.0, measure.per: quantity})
            if one_off is None or gained.expected <= 0:
                continue
            yearly = cost_of(measure.yearly, {Per.CASE: 1.0, measure.per: quantity})
            priced = Priced("measure", one_off, yearly, years=wishes.months / 12)
            for way in ways_to_pay(priced, catalogues.funding, wishes.funding):
                yield Option(
                    place=str(key),
                    key=measure.key,
                    measure=True,
                    axis=str(section["axis"]),
                    funding=way.line,
                    own_eur=way.own_eur,
                    running_eur=way.running_eur,
                    grant_eur=way.grant_eur,
                    hours=0.0,
                    jobs=0.0,
                    front_m=0.0,
                    street=gained.expected * metres,
                    need=None,
                    quantity=quantity,
                    cost_band=way.band,
                    street_band=gained.times(metres),
                )


def _quantity(measure: Measure, metres: float) -> float | None:
    if measure.per is Per.METRE:
        return max(1.0, round(metres))
    return 1.0 if measure.per in {Per.PIECE, Per.CASE} else None
