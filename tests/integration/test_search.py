"""People find what they mean, however they type it."""

from uuid import uuid4

import pytest
from shapely import Point, box

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.search.find import _INDEXES, find
from biwaq_geo.services.search.index import HitKind
from biwaq_geo.services.search.spelling import plain
from biwaq_geo.services.visible_towns import seen_by
from biwaq_geo.settings import ROOT
from tests import sample_town

WORDS = {"pharmacy": "Apotheke pharmacy", "station": "Bahnhof station", "doctor": "Arzt doctor"}
UNIT, BUILDING, STREET, SERVICE = HitKind.UNIT, HitKind.BUILDING, HitKind.STREET, HitKind.SERVICE
PLACE, SITE, AREA = HitKind.PLACE, HitKind.SITE, HitKind.AREA

KREMS = ROOT.parent / "shared" / "real" / "krems.osm.gz"

TYPED = [
    ("muskauer str 12", UNIT, "Muskauer Straße D12 (Demo), EG links"),
    ("Muskauer Str. 12", UNIT, "Muskauer Straße D12"),
    ("MUSKAUER STRASSE 12", UNIT, "Muskauer Straße D12"),
    ("muskauerstr12", UNIT, "Muskauer Straße D12"),
    ("muskauerstraße 12", UNIT, "Muskauer Straße D12"),
    ("12 muskauer", UNIT, "Muskauer Straße D12"),
    ("muskaur 12", UNIT, "Muskauer Straße D12"),
    ("mukauer strase 12", UNIT, "Muskauer Straße D12"),
    ("02943 Weißwasser, Muskauer Straße 12", UNIT, "Muskauer Straße D12"),
    ("muskauer 12 rechts", UNIT, "Muskauer Straße D12 (Demo), EG rechts"),
    ("rechts muskauer str 12", UNIT, "Muskauer Straße D12 (Demo), EG rechts"),
    ("berlinerstrasse", STREET, "Berliner Straße"),
    ("berliner", STREET, "Berliner Straße"),
    ("Berliner Stra", STREET, "Berliner Straße"),
    ("Berliner Straße 18", UNIT, "Berliner Straße D18 (Demo), Laden 4"),
    ("Görlitzer Straße 10", UNIT, "Görlitzer Straße D10"),
    ("goerlitzer str. 10", UNIT, "Görlitzer Straße D10"),
    ("gorlitzer 10", UNIT, "Görlitzer Straße D10"),
    ("heinrich heine str 3", UNIT, "Heinrich-Heine-Straße D3"),
    ("Heinrich-Heine 3", UNIT, "Heinrich-Heine-Straße D3"),
    ("boulevard 7", BUILDING, "Boulevard D7"),
    ("bahnof", SERVICE, "Bahnhof"),
    ("bahnhof", SERVICE, "Bahnhof Weißwasser"),
    ("hbf", SERVICE, "Bahnhof Weißwasser"),
    ("bahnhofstr", STREET, "Bahnhofstraße"),
    ("glasfachschul", SITE, "Glasfachschule"),
    ("glas fachschule", SITE, "Glasfachschule"),
    ("villa", SITE, "Glasfachschule, Villa"),
    ("ofenhaus", SITE, "Glasfachschule, Ofenhaus"),
    ("wagenfeld ring", STREET, "Prof.-Wagenfeld-Ring"),
    ("wagenfeldring", STREET, "Prof.-Wagenfeld-Ring"),
    ("juri gagarin", STREET, "Juri-Gagarin-Straße"),
    ("gagarin", STREET, "Juri-Gagarin-Straße"),
    ("str der jugend", STREET, "Straße der Jugend"),
    ("jugend straße", STREET, "Straße der Jugend"),
    ("Str. d. Jugend", STREET, "Straße der Jugend"),
    ("weg halbendorfer", STREET, "Halbendorfer Weg"),
    ("aug bebel", STREET, "August-Bebel-Straße"),
    ("apoteke", SERVICE, "Apotheke"),
    ("pharmacy", SERVICE, "Apotheke"),
    ("kita nord", SERVICE, "Kita Nord"),
    ("rathaus", SERVICE, "Rathaus"),
    ("krankenhaus", SERVICE, "Krankenhaus"),
    ("tierpak", PLACE, "Tierpark"),
    ("jahnteich", PLACE, "Jahnteich"),
    ("telux", PLACE, "Telux"),
    ("altstadt", AREA, "Altstadt am Markt"),
    ("küchenladen", UNIT, "Muskauer Straße D12 (Demo), EG rechts, Küchenladen"),
    ("kuechenladn loeffel", UNIT, "Muskauer Straße D12 (Demo), EG rechts, Küchenladen"),
]


@pytest.fixture(scope="module")
def builtin(tmp_path_factory):
    library = FolderLibrary(tmp_path_factory.mktemp("builtin"))
    return load_builtin(library, ROOT / "data" / "shapefiles")


@pytest.mark.parametrize(("typed", "kind", "label"), TYPED, ids=[typed for typed, _, _ in TYPED])
def test_what_people_type_is_found_first(builtin, typed, kind, label):
    best = find(builtin, typed, kind_words=WORDS)[0]
    assert (best.entry.kind, best.entry.label[: len(label)], best.asked) == (kind, label, "")


@pytest.mark.parametrize(
    ("typed", "label", "asked"),
    [
        # houses D1, D2, … stand in these streets, none with a letter
        ("Görlitzer Straße 3a", "Görlitzer Straße D3", "3a"),
        ("muskauer str 500", "Muskauer Straße D87", "500"),
    ],
)
def test_a_house_number_that_does_not_exist_brings_the_nearest_and_says_so(
    builtin, typed, label, asked
):
    best = find(builtin, typed, kind_words=WORDS)[0]
    assert (best.entry.label[: len(label)], best.asked) == (label, asked)


def test_at_one_number_the_empty_units_come_first_and_the_building_after_all_units(builtin):
    hits = [hit.entry for hit in find(builtin, "berliner str 18", kind_words=WORDS)]
    order = [(entry.kind, entry.vacant) for entry in hits if entry.spelt.number]
    assert order[0] == (UNIT, True)
    assert order == sorted(order, key=lambda one: (one[0] is BUILDING, not one[1]))
    assert order[-1][0] is BUILDING


def test_a_street_without_a_number_offers_its_empty_units_and_no_houses(builtin):
    hits = [hit.entry for hit in find(builtin, "boulevard", kind_words=WORDS)]
    assert hits[0].kind is STREET
    assert (hits[1].kind, hits[1].vacant) == (UNIT, True)
    assert BUILDING not in {entry.kind for entry in hits}


@pytest.mark.parametrize(
    "typed", ["", " ", "x", "12", "02943", "zzzzzz", "...", "{{7*7}}", "_" * 80]
)
def test_what_means_nothing_finds_nothing(builtin, typed):
    assert find(builtin, typed, kind_words=WORDS) == []


def test_every_hit_lies_where_its_feature_lies(builtin):
    boundary = builtin.layer("boundary").union_all()
    streets = builtin.layer("streets")
    for typed in ("berliner", "tierpark", "glasfachschule", "muskauer str 12"):
        for hit in find(builtin, typed, kind_words=WORDS):
            assert boundary.buffer(1).contains(Point(hit.entry.point))
            assert box(*hit.entry.extent).buffer(0.01).covers(Point(hit.entry.point))
    street = find(builtin, "berliner", kind_words=WORDS)[0].entry
    drawn = streets[streets["name"] == "Berliner Straße"].total_bounds
    assert street.extent == pytest.approx(tuple(drawn))


class TestRegister:
    @pytest.fixture
    def town(self, tmp_path):
        layers = sample_town.layers()
        far = layers["services"].iloc[:1].assign(name="Markt im Nachbarort")
        far.geometry = far.geometry.translate(5_000, 0)
        layers["services"] = far
        return FolderLibrary(tmp_path).create(
            sample_town.PROFILE, layers=layers, units=sample_town.units()
        )

    def test_what_lies_outside_the_town_is_not_found(self, town):
        assert find(town, "Nachbarort", kind_words=WORDS) == []

    def test_the_public_finds_no_name_that_only_the_town_hall_knows(self, town):
        public = seen_by(town, Audience.PUBLIC)
        inside = [hit.entry.label for hit in find(town, "Bäckerei 3", kind_words=WORDS)]
        assert "Hauptstraße 4, Bäckerei 3 (Demo)" in inside
        assert find(public, "Bäckerei", kind_words=WORDS) == []
        assert find(public, "Hauptstraße 4", kind_words=WORDS)[0].entry.label == "Hauptstraße 4"

    def test_the_public_finds_a_business_by_its_public_name(self, town):
        unit = town.store.units()[0]
        with town.store.transaction() as begun:
            begun.add(Business(uuid4(), "Glasbläserei Lampe", unit_id=unit.unit_id), actor="a")
        found = find(seen_by(town, Audience.PUBLIC), "glasblaeserei", kind_words=WORDS)
        assert found[0].entry.key == str(unit.unit_id)

    def test_a_save_is_found_at_once_and_a_past_day_shows_what_was(self, town):
        before = town.store.revision()
        assert find(town, "Neuer Weg 9", kind_words=WORDS) == []
        added = sample_town.unit(0, UnitState.VACANT, unit_id=uuid4(), address="Neuer Weg 9")
        with town.store.transaction() as begun:
            begun.add_unit(added, actor="a")
        assert find(town, "neuer weg 9", kind_words=WORDS)[0].entry.key == str(added.unit_id)
        assert find(town, "neuer weg 9", kind_words=WORDS, at_revision=before) == []

    def test_memory_holds_no_more_than_the_last_states_of_a_register(self, town):
        for number in range(4):
            added = sample_town.unit(0, unit_id=uuid4(), address=f"Neuer Weg {number + 1}")
            with town.store.transaction() as begun:
                begun.add_unit(added, actor="a")
            assert find(town, "neuer weg", kind_words=WORDS)
        assert list(_INDEXES._units[town]) == [town.store.revision() - 1, town.store.revision()]

    def test_a_range_of_numbers_holds_what_lies_between(self, town):
        added = sample_town.unit(0, unit_id=uuid4(), address="Uferpromenade 12-16")
        with town.store.transaction() as begun:
            begun.add_unit(added, actor="a")
        best = find(town, "uferpromenade 14", kind_words=WORDS)[0]
        assert (best.entry.key, best.asked) == (str(added.unit_id), "")


@pytest.mark.skipif(not KREMS.exists(), reason="the extract is not part of the project")
def test_a_real_town_finds_its_streets_however_they_are_typed(tmp_path):
    town = import_town(FolderLibrary(tmp_path), KREMS, name="Krems")
    names = sorted(set(town.layer("streets")["name"].dropna()) - {""})
    for name in names[:: max(len(names) // 60, 1)]:
        for typed in (name, name.upper(), name.replace("straße", "str."), plain(name), name[:-1]):
            labels = [hit.entry.label for hit in find(town, typed, kind_words=WORDS)]
            assert name in labels[:4], (typed, labels)


def test_words_are_found_in_a_town_without_units_and_services(tmp_path):
    layers = {name: sample_town.layers()[name] for name in ("boundary", "streets")}
    town = FolderLibrary(tmp_path).create(sample_town.PROFILE, layers=layers, units=[])
    assert [hit.entry.label for hit in find(town, "nordweg", kind_words=WORDS)] == ["Nordweg"]
