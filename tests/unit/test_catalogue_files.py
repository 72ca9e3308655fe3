"""The planners' catalogues load, keep their promises, and break with a clear word."""

import shutil
import tomllib
from pathlib import Path

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.catalogue import Band, Catalogues, Cost, Per
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.settings import ROOT

FOLDER = ROOT / "catalogues"
FILES = tuple(Catalogues.__annotations__)


@pytest.fixture(scope="module")
def catalogues() -> Catalogues:
    return read_catalogues(FOLDER)


def costs(catalogues: Catalogues) -> dict[str, Cost]:
    found: dict[str, Cost | None] = {}
    for use in catalogues.interim_uses.values():
        found |= {f"{use.key}.setup": use.setup, f"{use.key}.yearly": use.yearly}
    for measure in catalogues.measures.values():
        found |= {f"{measure.key}.cost": measure.cost, f"{measure.key}.yearly": measure.yearly}
    for phase in catalogues.site_phases.values():
        found |= {f"{phase.key}.cost": phase.cost, f"{phase.key}.yearly": phase.yearly}
    return {name: cost for name, cost in found.items() if cost is not None}


def test_there_are_at_least_twenty_interim_uses_and_twenty_measures(catalogues):
    assert len(catalogues.interim_uses) >= 20
    assert len(catalogues.measures) >= 20


@pytest.mark.parametrize("name", sorted({*FILES} - {"use_effects"}))
def test_every_entry_speaks_both_languages_and_bears_its_own_key(catalogues, name):
    for key, entry in getattr(catalogues, name).items():
        assert entry.key == key
        assert entry.title["de"]
        assert entry.title["en"]


def test_no_title_is_used_twice(catalogues):
    for name in {*FILES} - {"use_effects"}:
        titles = [entry.title["de"] for entry in getattr(catalogues, name).values()]
        assert len(set(titles)) == len(titles)


def test_no_cost_is_without_year_and_source_or_mark(catalogues):
    for name, cost in costs(catalogues).items():
        assert 1990 <= cost.evidence.year <= 2026, name
        assert cost.evidence.source or cost.evidence.assumption, name


def test_a_source_is_an_address_or_the_figure_is_an_assumption(catalogues):
    for name, cost in costs(catalogues).items():
        assert cost.evidence.source.startswith("http") or cost.evidence.assumption, name


def test_no_source_measures_the_effect_on_the_street_so_all_points_are_assumptions(catalogues):
    evidence = [m.score_evidence for m in catalogues.measures.values() if m.score_points]
    assert evidence
    assert all(e.assumption for e in evidence)


def test_every_permit_reason_sends_to_building_control(catalogues):
    for entry in (*catalogues.interim_uses.values(), *catalogues.measures.values()):
        assert entry.permit_reason["de"].endswith("Bauaufsicht fragen"), entry.key
        assert entry.permit_reason["en"].endswith("ask building control"), entry.key


def test_some_costs_are_missing_and_stay_missing(catalogues):
    assert catalogues.interim_uses["pop_up_cafe"].setup is None
    assert catalogues.measures["public_toilet"].cost is None


def test_a_bench_costs_what_three_towns_paid(catalogues):
    bench = catalogues.measures["bench"]
    # Schwalbach 600, Landau 43,000 / 26 = 1,654, Tuttlingen 4,000
    assert bench.cost.eur == Band(600, 1654, 4000)
    assert bench.cost.per is Per.PIECE


def test_rent_of_a_year_is_twelve_times_the_rent_of_a_month(catalogues):
    rent = catalogues.interim_uses["pop_up_store"].yearly.eur
    assert rent.expected == pytest.approx(12 * 4.15)
    assert rent.high == pytest.approx(12 * 5.85)


def test_every_key_of_every_catalogue_has_a_heading_in_the_docs():
    headings = set((ROOT / "docs" / "catalogues.md").read_text(encoding="utf-8").splitlines())
    for name in FILES:
        assert f"## {name}.toml" in headings
        entries = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        keys = {key for entry in entries.values() for key in entry}
        missing = {key for key in keys if f"### {name}: {key}" not in headings}
        assert not missing


# (file, text replaced, replacement, entry and key that the message names)
BROKEN = {
    "unknown key": ("measures", "[bench]", '[bench]\ncolour = "red"', "bench", "colour"),
    "missing key": ("measures", "reversible = false", "", "facade", "reversible"),
    "wrong type": ("interim_uses", "min_months = 1\n", 'min_months = "1"\n', "", "min_months"),
    "true is no number": ("interim_uses", "min_months = 1\n", "min_months = true\n", "", ""),
    "a language missing": (
        "site_phases",
        'title = { de = "Leer", en = "Empty" }',
        'title = { de = "Leer" }',
        "empty",
        "title.en",
    ),
    "a third language": (
        "site_phases",
        'title = { de = "Leer", en = "Empty" }',
        'title = { de = "Leer", en = "Empty", hsb = "Prózdny" }',
        "empty",
        "title.hsb",
    ),
    "a blank text": ("site_phases", 'de = "Leer"', 'de = " "', "empty", "title.de"),
    "words as text": (
        "site_phases",
        'title = { de = "Leer", en = "Empty" }',
        'title = "Leer"',
        "empty",
        "title",
    ),
    "low above expected": ("measures", "low = 600", "low = 6000", "bench", "cost.expected"),
    "expected above high": ("measures", "high = 4000", "high = 1000", "bench", "cost.expected"),
    "below zero": ("measures", "low = 600", "low = -600", "bench", "cost.low"),
    "not finite": ("measures", "high = 4000", "high = inf", "bench", "cost.high"),
    "no source and no mark": (
        "assumptions",
        "high = 1.0, year = 2026, assumption = true",
        "high = 1.0, year = 2026",
        "realised_share",
        "value.source",
    ),
    "mark set to false": (
        "assumptions",
        "high = 1.0, year = 2026, assumption = true",
        "high = 1.0, year = 2026, assumption = false",
        "realised_share",
        "value.source",
    ),
    "no year": ("measures", "high = 4000, year = 2020", "high = 4000", "bench", "cost.year"),
    "year before the euro": ("measures", "year = 2020", "year = 202", "bench", "cost.year"),
    "rate above one": (
        "funding",
        "rate = { low = 0.975, expected = 0.975, high = 0.975",
        "rate = { low = 0.975, expected = 0.975, high = 97.5",
        "strukturwandel_glasfachschule",
        "rate.high",
    ),
    "unknown light": ("measures", 'permit = "green"', 'permit = "blue"', "", "permit"),
    "unknown unit": ("measures", 'per = "case"', 'per = "hour"', "", "per"),
    "cost of a use per piece": (
        "interim_uses",
        'high = 10000, per = "case"',
        'high = 10000, per = "piece"',
        "start_up_shop",
        "setup.per",
    ),
    "nothing eligible": (
        "funding",
        'eligible = ["measure"]',
        "eligible = []",
        "efre_stadtmitte",
        "eligible",
    ),
    "area upside down": ("interim_uses", "[20, 150]", "[150, 20]", "pop_up_store", "area_m2"),
    "value outside its range": (
        "assumptions",
        "low = 10, expected = 10, high = 10",
        "low = 10, expected = 10, high = 100",
        "reach_minutes",
        "value",
    ),
    "unknown assumption": ("assumptions", "[realised_share]", "[other_share]", "other_share", ""),
    "faster on steps": (
        "walking",
        "steps = { value = 2,",
        "steps = { value = 0.5,",
        "adult",
        "steps",
    ),
    "a surface at no cost": ("walking", "sett = 1.3", "sett = 0", "wheels", "surfaces.sett"),
    "a walker like a train": ("walking", "value = 4.8", "value = 48", "adult", "speed_kmh.value"),
    "a factor without mark": ("walking", "2026\nassumption = true", "2026", "wheels", "surfaces"),
    "one key twice": ("measures", "[wifi]", "[bench]", "bench", ""),
    "a bare value": ("measures", "[facade]", "facade2 = 1\n[facade]", "facade2", ""),
    "key with a space": ("measures", "[wifi]", '["free wifi"]', "free wifi", ""),
    "not TOML": ("funding", "[biwaq]", "[biwaq", "", ""),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_names_file_entry_and_key(tmp_path, case):
    name, old, new, entry, key = case
    file = _copy(tmp_path) / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueFileError) as caught:
        read_catalogues(tmp_path)
    values = caught.value.values
    assert values["file"] == f"{name}.toml"
    assert values.keys() == {"file", "entry", "key", "expected", "found"}
    assert entry in values["entry"]
    assert key in values["key"]


@pytest.mark.parametrize(
    "content",
    [b"", b"# only a comment\n", "title = „ß“".encode("latin-1", "replace") + b"\xff", None],
    ids=["empty", "comment only", "not UTF-8", "missing"],
)
def test_a_file_that_holds_nothing_usable_is_named(tmp_path, content):
    file = _copy(tmp_path) / "measures.toml"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CatalogueFileError) as caught:
        read_catalogues(tmp_path)
    assert caught.value.values["file"] == "measures.toml"


def test_an_assumption_that_the_model_needs_must_be_there(tmp_path):
    file = _copy(tmp_path) / "assumptions.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[realised_share]")], encoding="utf-8")
    with pytest.raises(CatalogueFileError) as caught:
        read_catalogues(tmp_path)
    assert caught.value.values["entry"] == "realised_share"


def test_a_byte_order_mark_of_a_windows_editor_does_no_harm(tmp_path, catalogues):
    file = _copy(tmp_path) / "measures.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_catalogues(tmp_path).measures == catalogues.measures


def _copy(folder: Path) -> Path:
    for file in FOLDER.glob("*.toml"):
        shutil.copy(file, folder)
    return folder
