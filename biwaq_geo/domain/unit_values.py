"""The values that fields of a unit can have."""

from enum import StrEnum


class UnitState(StrEnum):
    """What a unit is used for today."""

    USED = "used"
    IMPENDING = "impending"
    VACANT = "vacant"
    PARTLY_VACANT = "partly_vacant"
    IN_MEDIATION = "in_mediation"
    RESERVED = "reserved"
    INTERIM = "interim"
    LET = "let"
    IN_WORKS = "in_works"
    UNMARKETABLE = "unmarketable"
    CONVERTED = "converted"
    DEMOLISHED = "demolished"
    NO_VACANCY = "no_vacancy"
    CANDIDATE = "candidate"


OCCUPIED = frozenset({UnitState.USED, UnitState.IMPENDING, UnitState.LET, UnitState.NO_VACANCY})
"""Somebody regularly uses the unit. A unit reported empty by mistake is in use."""

VACANT = frozenset(
    {
        UnitState.VACANT,
        UnitState.PARTLY_VACANT,
        UnitState.IN_MEDIATION,
        UnitState.RESERVED,
        UnitState.IN_WORKS,
        UnitState.UNMARKETABLE,
    }
)
"""Counts as empty in the vacancy rate; interim use is counted on its own."""

STOCK = OCCUPIED | VACANT | {UnitState.INTERIM}
"""Units of known use that still exist as commercial units."""

MARKABLE = (
    UnitState.VACANT,
    UnitState.PARTLY_VACANT,
    UnitState.IMPENDING,
    UnitState.USED,
    UnitState.IN_WORKS,
    UnitState.NO_VACANCY,
)
"""States that can be set on the street with no more than a date."""


class UnitKind(StrEnum):
    """What sort of room it is."""

    SHOP = "shop"
    GASTRONOMY = "gastronomy"
    OFFICE = "office"
    KIOSK = "kiosk"
    WORKSHOP = "workshop"
    STORAGE = "storage"
    DEPARTMENT_STORE = "department_store"
    EXHIBITION = "exhibition"
    PUBLIC = "public"
    OTHER = "other"


class DatePrecision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"


class VacancyKind(StrEnum):
    """Why rooms of this sort stand empty."""

    CHURN = "churn"
    STRUCTURAL = "structural"
    WITHHELD = "withheld"
    RENOVATION = "renovation"


class VacancyReason(StrEnum):
    """What keeps this unit empty."""

    SIZE = "size"
    VISIBILITY = "visibility"
    STEP = "step"
    CONDITION = "condition"
    RENT = "rent"
    SUCCESSION = "succession"
    MOVED = "moved"
    INSOLVENCY = "insolvency"
    HEIRS = "heirs"
    TAX = "tax"
    MARKETING = "marketing"
    NO_TIME = "no_time"
    RENOVATION_PLANNED = "renovation_planned"
    LAW = "law"
    UNKNOWN = "unknown"


class Floor(StrEnum):
    """Where in the house."""

    BASEMENT = "basement"
    GROUND = "ground"
    UPPER = "upper"


class StepFree(StrEnum):
    """How one gets in without climbing."""

    LEVEL = "level"
    RAMP_POSSIBLE = "ramp_possible"
    STEPS = "steps"
    NO = "no"


class Heating(StrEnum):
    """How the rooms are heated."""

    DISTRICT = "district"
    GAS = "gas"
    OIL = "oil"
    ELECTRIC = "electric"
    HEAT_PUMP = "heat_pump"
    STOVE = "stove"
    NONE = "none"


class LocationClass(StrEnum):
    """Quality of the place, relative to the best of this town."""

    A = "a"
    B = "b"
    C = "c"


class OwnerClass(StrEnum):
    """What sort of owner."""

    PRIVATE = "private"
    HEIRS = "heirs"
    COMPANY = "company"
    HOUSING_COMPANY = "housing_company"
    TOWN = "town"
    STATE = "state"
    CHURCH = "church"


class Willingness(StrEnum):
    """Whether the owner takes part."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"


class PermitLight(StrEnum):
    """A hint on the permit, never advice."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Reliability(StrEnum):
    """How far what is known can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class CaseStatus(StrEnum):
    """How far the town has come with the owner, whatever the state of the unit."""

    NOT_STARTED = "not_started"
    OWNER_WRITTEN = "owner_written"
    FIRST_CONTACT = "first_contact"
    IN_ADVICE = "in_advice"
    BLOCKED = "blocked"
    CLOSED = "closed"


class BlockedBy(StrEnum):
    """What a blocked case waits for."""

    OWNER_UNWILLING = "owner_unwilling"
    OWNER_UNABLE = "owner_unable"
    BUILDING = "building"
    SURROUNDINGS = "surroundings"
    LAW = "law"
    THIRD_PARTIES = "third_parties"


class CaseOutcome(StrEnum):
    """How a case ended."""

    LET = "let"
    INTERIM_USE = "interim_use"
    OWN_USE = "own_use"
    CONVERTED = "converted"
    DEMOLISHED = "demolished"
    NO_VACANCY = "no_vacancy"
    GIVEN_UP = "given_up"
