"""Branches of trade: a short list that staff can choose from on the street."""

from enum import StrEnum


class Branch(StrEnum):
    """Upper level of the branch list; OpenStreetMap tags and WZ codes map to it."""

    FOOD = "food"
    BAKERY_BUTCHER = "bakery_butcher"
    DRUGSTORE_HEALTH = "drugstore_health"
    FASHION = "fashion"
    HOUSEHOLD = "household"
    ELECTRONICS = "electronics"
    BOOKS_LEISURE = "books_leisure"
    FLOWERS_GARDEN = "flowers_garden"
    GASTRONOMY = "gastronomy"
    LODGING = "lodging"
    PERSONAL_SERVICE = "personal_service"
    FINANCE = "finance"
    OFFICE = "office"
    MEDICAL = "medical"
    CRAFT = "craft"
    VEHICLES = "vehicles"
    SOCIAL_CULTURE = "social_culture"
    PUBLIC = "public"
    OTHER = "other"
