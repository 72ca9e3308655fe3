"""What became of vacancies and of interim uses."""

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import Reading, enough
from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.unit_story import Stretch
from biwaq_geo.domain.unit_values import OCCUPIED


def relet_within_6(facts: Facts) -> Reading:
    """Vacancies followed by a regular use within six months, as a share.

    Counted are vacancies that the register saw begin, at least six months before the day:
    one that was empty when the register came would not be there had it been let at once.
    An interim use in between does not count against it.

    Formula: regular use within 6 months ÷ vacancies seen to begin ≥ 6 months ago
    Source: own definition after the retail institute EHI, which tells of 6 and 12 months
    """
    return _relet(facts, months=6)


def relet_within_12(facts: Facts) -> Reading:
    """Vacancies followed by a regular use within twelve months; as for six.

    Formula: regular use within 12 months ÷ vacancies seen to begin ≥ 12 months ago
    Source: own definition after the retail institute EHI, which tells of 6 and 12 months
    """
    return _relet(facts, months=12)


def interim_success(facts: Facts) -> Reading:
    """Interim uses that ended and went straight on as a regular use, as a share.

    In `total` are also those that still last.

    Formula: interim uses followed by a regular use ÷ interim uses that have ended
    Source: own definition; named as measure of success by agencies of interim use
    """
    ended = [one for one in facts.interims if one.ends is not None]
    kept = sum(one.then in OCCUPIED for one in ended)
    share = kept / len(ended) if ended else 0.0
    return enough(share, known=len(ended), total=len(facts.interims))


def _relet(facts: Facts, *, months: int) -> Reading:
    seen = [one for one in facts.vacancies if one.dated and one.begins == one.watched_from]
    ripe = [one for one in seen if months_after(one.begins, months) <= facts.day]
    let = sum(_within(one, months) for one in ripe)
    share = let / len(ripe) if ripe else 0.0
    return enough(share, known=len(ripe), total=len(facts.vacancies))


def _within(one: Stretch, months: int) -> bool:
    return one.regular_on is not None and one.regular_on <= months_after(one.begins, months)
