"""Who pays the rent of an interim use, by the models of the catalogue."""

from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.errors.scenarios import TurnoverNeededError
from biwaq_geo.domain.rent import RentModel, RentSplit


def rent_split(
    model: RentModel, *, old_rent: Band, running: Band = ZERO, turnover: float | None = None
) -> RentSplit:
    """Return who pays what in a month.

    What the owner receives beyond what the user pays is added by the town, less what a
    programme bears of it. A user who pays more leaves the town nothing: the model shares a
    rent, it earns none. The ends of the bands pair so that they are the lowest and the highest
    that can come about.

    Parameters
    ----------
    old_rent, running
        Euros per month: the rent that was last paid or is asked, and the running cost.
    turnover
        Of the user in euros per month; needed for a turnover rent only.

    Raises
    ------
    TurnoverNeededError
        The model takes a share of a turnover that nobody has named.
    """
    if model.turnover:
        if turnover is None:
            raise TurnoverNeededError(model=model.key)
        paid = model.user.times(turnover)
        return RentSplit(paid, paid, ZERO, ZERO, running, model.running)
    owner, user = _product(model.owner, old_rent), _product(model.user, old_rent)
    gap = _gap(model, old_rent)
    state = _product(model.state, gap)
    rest = Band(1 - model.state.high, 1 - model.state.expected, 1 - model.state.low)
    return RentSplit(owner, user, state, _product(rest, gap), running, model.running)


def _gap(model: RentModel, old_rent: Band) -> Band:
    low = max(0.0, model.owner.low - model.user.high)
    expected = max(0.0, model.owner.expected - model.user.expected)
    high = max(0.0, model.owner.high - model.user.low)
    return _product(Band(low, expected, high), old_rent)


def _product(one: Band, other: Band) -> Band:
    return Band(one.low * other.low, one.expected * other.expected, one.high * other.high)
