"""Which branch of trade and which sort of room a tag of OpenStreetMap stands for."""

from collections.abc import Mapping

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.units import UnitKind

_BRANCHES = {
    Branch.FOOD: "supermarket convenience greengrocer beverages alcohol deli farm seafood cheese "
    "dairy frozen_food health_food tea coffee wine spices water general wholesale",
    Branch.BAKERY_BUTCHER: "bakery butcher pastry confectionery chocolate",
    Branch.DRUGSTORE_HEALTH: "chemist pharmacy optician hearing_aids medical_supply cosmetics "
    "perfumery herbalist nutrition_supplements",
    Branch.FASHION: "clothes shoes boutique fashion fashion_accessories bag leather jewelry "
    "watches fabric tailor sewing baby_goods second_hand charity wool haberdashery",
    Branch.HOUSEHOLD: "furniture kitchen houseware interior_decoration bed curtain carpet "
    "doityourself hardware paint department_store mall variety_store antiques lighting "
    "household_linen tiles bathroom_furnishing flooring doors fireplace glaziery trade "
    "building_materials window_blind",
    Branch.ELECTRONICS: "electronics hifi computer mobile_phone electrical appliance "
    "telecommunication video_games radiotechnics vacuum_cleaner",
    Branch.BOOKS_LEISURE: "books newsagent stationery toys sports games music musical_instrument "
    "photo gift art frame craft model hunting outdoor fishing tobacco kiosk ticket lottery "
    "e-cigarette video travel_agency erotic camera collector party weapons",
    Branch.FLOWERS_GARDEN: "florist garden_centre agrarian pet plant_nursery garden_furniture",
    Branch.PERSONAL_SERVICE: "hairdresser beauty massage laundry dry_cleaning tattoo copyshop "
    "funeral_directors locksmith shoe_repair nails key_cutter pet_grooming hairdresser_supply "
    "rental storage_rental driving_school",
    Branch.FINANCE: "money_lender pawnbroker gold_buyer",
    Branch.VEHICLES: "car car_repair car_parts tyres motorcycle bicycle caravan truck trailer "
    "boat fuel motorcycle_repair scooter",
    Branch.CRAFT: "plumber carpenter electrician workshop",
}
SHOP_BRANCH: Mapping[str, Branch] = {
    value: branch for branch, values in _BRANCHES.items() for value in values.split()
}
"""Value of `shop` to branch; any other shop is `Branch.OTHER`."""

AMENITY_UNIT: Mapping[str, tuple[Branch, UnitKind]] = {
    **dict.fromkeys(
        ("restaurant", "cafe", "bar", "pub", "fast_food", "ice_cream", "biergarten", "food_court"),
        (Branch.GASTRONOMY, UnitKind.GASTRONOMY),
    ),
    "nightclub": (Branch.GASTRONOMY, UnitKind.GASTRONOMY),
    "bank": (Branch.FINANCE, UnitKind.OFFICE),
    "bureau_de_change": (Branch.FINANCE, UnitKind.OFFICE),
    "pharmacy": (Branch.DRUGSTORE_HEALTH, UnitKind.SHOP),
    **dict.fromkeys(
        ("doctors", "dentist", "veterinary"),
        (Branch.MEDICAL, UnitKind.OFFICE),
    ),
    "post_office": (Branch.PERSONAL_SERVICE, UnitKind.SHOP),
    "driving_school": (Branch.PERSONAL_SERVICE, UnitKind.OFFICE),
    "car_rental": (Branch.VEHICLES, UnitKind.OFFICE),
    "car_wash": (Branch.VEHICLES, UnitKind.OTHER),
    "fuel": (Branch.VEHICLES, UnitKind.OTHER),
    "internet_cafe": (Branch.BOOKS_LEISURE, UnitKind.SHOP),
    "casino": (Branch.BOOKS_LEISURE, UnitKind.OTHER),
    "gambling": (Branch.BOOKS_LEISURE, UnitKind.OTHER),
    "studio": (Branch.SOCIAL_CULTURE, UnitKind.OTHER),
    "cinema": (Branch.SOCIAL_CULTURE, UnitKind.OTHER),
    "social_centre": (Branch.SOCIAL_CULTURE, UnitKind.PUBLIC),
    "social_facility": (Branch.SOCIAL_CULTURE, UnitKind.PUBLIC),
    "coworking_space": (Branch.OFFICE, UnitKind.OFFICE),
}
"""Value of `amenity` to branch and kind of room, where the amenity fills such a room."""

OFFICE_BRANCH: Mapping[str, Branch] = {
    "government": Branch.PUBLIC,
    "administrative": Branch.PUBLIC,
    "employment_agency": Branch.PUBLIC,
    "insurance": Branch.FINANCE,
    "financial": Branch.FINANCE,
    "financial_advisor": Branch.FINANCE,
    "physician": Branch.MEDICAL,
    "therapist": Branch.MEDICAL,
    "association": Branch.SOCIAL_CULTURE,
    "charity": Branch.SOCIAL_CULTURE,
    "ngo": Branch.SOCIAL_CULTURE,
    "foundation": Branch.SOCIAL_CULTURE,
    "political_party": Branch.SOCIAL_CULTURE,
    "religion": Branch.SOCIAL_CULTURE,
}
"""Value of `office` to branch; any other office is `Branch.OFFICE`."""

CRAFT_BRANCH: Mapping[str, Branch] = {
    "bakery": Branch.BAKERY_BUTCHER,
    "confectionery": Branch.BAKERY_BUTCHER,
    "butcher": Branch.BAKERY_BUTCHER,
    "caterer": Branch.GASTRONOMY,
    "brewery": Branch.GASTRONOMY,
    "optician": Branch.DRUGSTORE_HEALTH,
    "tailor": Branch.FASHION,
    "shoemaker": Branch.PERSONAL_SERVICE,
    "photographer": Branch.PERSONAL_SERVICE,
}
"""Value of `craft` to branch; any other craft is `Branch.CRAFT`."""

PRACTICES = frozenset(
    {
        "doctor",
        "dentist",
        "physiotherapist",
        "alternative",
        "psychotherapist",
        "podiatrist",
        "optometrist",
        "audiologist",
        "speech_therapist",
        "occupational_therapist",
        "midwife",
        "laboratory",
        "centre",
        "yes",
    }
)
"""Values of `healthcare` that are a practice in rented rooms."""
LODGING = frozenset({"hotel", "guest_house", "hostel", "motel"})
SHOP_KIND: Mapping[str, UnitKind] = {
    "kiosk": UnitKind.KIOSK,
    "newsagent": UnitKind.KIOSK,
    "department_store": UnitKind.DEPARTMENT_STORE,
    "mall": UnitKind.DEPARTMENT_STORE,
    "car_repair": UnitKind.WORKSHOP,
    "storage_rental": UnitKind.STORAGE,
}
