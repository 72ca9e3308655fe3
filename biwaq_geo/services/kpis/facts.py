"""Use case: gather what the key figures of a place rest on, as of the end of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd
import pandas as pd

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.places import Place, PlaceKind, inside, length_m, places_of
from biwaq_geo.analysis.street_score import last_audits, scored_sections
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.catalogue_values import Evidence
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.supply import BoughtFigure
from biwaq_geo.domain.unit_story import UnitStory
from biwaq_geo.services.history import first_day
from biwaq_geo.services.kpis.stories import Stories
from biwaq_geo.services.ports import Town
from biwaq_geo.services.town_figures import town_figures

NEEDED = (
    "state",
    "since",
    "kind",
    "floor_area_m2",
    "sales_area_m2",
    "frontage_m",
    "branch",
    "address",
    "observed_on",
    "owner_class",
    "case_status",
    "holding_cost_eur_month",
)
"""Fields of a unit that figures rest on; `address` is to name what they found."""

_OF_A_FIRM = ("unit_id", "hosts_placements", "training_places", "vacancies")


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The facts of the whole town, and whose stories they are, in the order of the units."""

    facts: Facts
    stories: Sequence[UnitStory]
    services: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame


def places(town: Town) -> Sequence[Place]:
    """Return the places that have figures of their own: the town, its axes, its areas."""
    return places_of(town.layer("sections"), town.layer("areas"))


def gather(
    town: Town, stories: Stories, catalogues: Catalogues, *, day: date, revision: int
) -> Gathered:
    """Return the facts of the town after event number `revision`.

    Parameters
    ----------
    day
        Day that ends with that event.
    """
    store, profile = town.store, town.profile
    units = store.units(at_revision=revision)
    told = stories.of(store, [unit.unit_id for unit in units], revision=revision)
    services, sections = town.layer("services"), town.layer("sections")
    audits = store.records(StreetAudit, at_revision=revision)
    whole = Facts(
        day=day,
        units=units_frame(units, epsg=profile.epsg, only=NEEDED),
        vacancies=(),
        interims=(),
        waited={},
        begun=first_day(store),
        businesses=_firms(store.records(Business, at_revision=revision)),
        sections=scored_sections(sections, audits, day=day),
        audited=frozenset(last_audits(audits, day=day)),
        services=frozenset(services["kind"]),
        basics=catalogues.basic_supply,
        bought=[*_typed(town, revision=revision), *_in_files(catalogues, town)],
        inhabitants=profile.inhabitants,
    )
    return Gathered(_with_stories(whole, told), told, services, town.layer("areas"))


def _in_files(catalogues: Catalogues, town: Town) -> list[BoughtFigure]:
    return [one for one in catalogues.bought_figures.values() if one.town == town.profile.key]


def _typed(town: Town, *, revision: int) -> list[BoughtFigure]:
    """Return what was typed in, which goes before a file of the same day."""
    return [
        BoughtFigure(
            str(one.figure_id),
            {},
            town.profile.key,
            one.figure,
            one.value,
            one.holds_from,
            Evidence(one.source, one.holds_from.year, assumption=False),
        )
        for one in town_figures(town.store, at_revision=revision)
        if one.value is not None and one.holds_from is not None
    ]


def facts_of(gathered: Gathered, place: Place) -> Facts:
    """Return the part of the facts that belongs to a place.

    A firm belongs to the place of its unit; one without a unit to the town only.
    """
    whole = gathered.facts
    if place.kind is PlaceKind.TOWN:
        return whole
    layers: Mapping[str, gpd.GeoDataFrame] = {"sections": whole.sections, "areas": gathered.areas}
    there = inside(whole.units.geometry, place, **layers)
    units = whole.units[there]
    nearby = inside(gathered.services.geometry, place, **layers)
    here = replace(
        whole,
        units=units,
        businesses=whole.businesses[whole.businesses["unit_id"].isin(units.index)],
        sections=_sections(whole.sections, place, gathered.areas),
        services=frozenset(gathered.services.loc[nearby, "kind"]),
        bought=(),
        inhabitants=_inhabitants(gathered.areas, place),
        length_m=length_m(place, whole.sections),
    )
    return _with_stories(
        here, [one for one, kept in zip(gathered.stories, there, strict=True) if kept]
    )


def _with_stories(facts: Facts, told: Sequence[UnitStory]) -> Facts:
    waited = {
        str(key): days
        for key, story in zip(facts.units.index, told, strict=True)
        if (days := story.days_to_contact()) is not None
    }
    return replace(
        facts,
        vacancies=[one for story in told for one in story.vacancies],
        interims=[one for story in told for one in story.interims],
        waited=waited,
    )


def _firms(records: Sequence[Business]) -> pd.DataFrame:
    kept = [one for one in records if one.removed_on is None]
    rows = [[getattr(one, name) for name in _OF_A_FIRM] for one in kept]
    frame = pd.DataFrame(rows, columns=list(_OF_A_FIRM), dtype=object)
    numbers = dict.fromkeys(_OF_A_FIRM[2:], "float64")
    return frame.assign(unit_id=[str(one.unit_id) for one in kept]).astype(numbers)


def _sections(
    sections: gpd.GeoDataFrame, place: Place, areas: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    if place.kind is PlaceKind.AXIS:
        return sections[sections["axis"] == place.key]
    if place.key not in areas.index:
        return sections.iloc[:0]
    # a section that runs along a border belongs where its middle lies
    middle = sections.geometry.interpolate(0.5, normalized=True)
    return sections[middle.within(areas.geometry[place.key])]


def _inhabitants(areas: gpd.GeoDataFrame, place: Place) -> float | None:
    if place.kind is not PlaceKind.AREA or place.key not in areas.index:
        return None
    counted = areas["inhabitants"].astype(float)
    return float(counted[place.key])
