"""An interim use goes out by its title and comes back as the key of the catalogue."""

from dataclasses import replace
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.services.import_units.plan import Outcome
from biwaq_geo.services.import_units.run import run_import
from biwaq_geo.texts import load
from tests import ready_town
from tests.sample_come_back import USES, come_back, exported

FIRST = UUID(int=1)


@pytest.fixture
def town(tmp_path):
    library = FolderLibrary(tmp_path)
    opened = ready_town.sample(library, tmp_path)
    yield opened
    opened.store.close()


def used(town, use):
    """Give the first unit of the town an interim use."""
    with town.store.transaction() as tx:
        unit = tx.unit(FIRST)
        what = {"interim_use": use, "interim_user": "Verein (Demo)", "version": unit.version + 1}
        tx.save_unit(replace(unit, **what), action=Action.EDITED, actor="ab")


def cell(table, *names):
    """Return the cell of the first unit in the column that has one of these names."""
    row = next(row for row in table.rows if str(FIRST) in row)
    return next(row[table.columns.index(name)] for name in names if name in table.columns)


@pytest.mark.parametrize("file_format", ExportFormat)
@pytest.mark.parametrize(("language", "title"), [("de", "Pop-up-Laden"), ("en", "Pop-up shop")])
def test_an_interim_use_is_exported_by_its_title_with_its_key_beside_it(
    town, file_format, language, title
):
    used(town, "pop_up_store")
    table = exported(town, file_format, language)
    words = load(language)
    assert cell(table, words("field.interim_use"), "interim_use", "int_use") == title
    names = (words("field.interim_use_key"), "interim_use_key", "int_usekey")
    assert cell(table, *names) == "pop_up_store"
    assert {row.outcome for row in come_back(town, table).rows} == {Outcome.SAME}


@pytest.mark.parametrize("file_format", ExportFormat)
def test_an_interim_use_in_own_words_goes_out_and_comes_back_as_it_is(town, file_format):
    used(town, "Lesestube im Advent")
    table = exported(town, file_format, "de")
    names = (load("de")("field.interim_use"), "interim_use", "int_use")
    assert cell(table, *names) == "Lesestube im Advent"
    assert {row.outcome for row in come_back(town, table).rows} == {Outcome.SAME}


@pytest.mark.parametrize("said", ["Pop-up-Laden", "POP-UP SHOP", "pop_up_store"])
@pytest.mark.parametrize("file_format", ExportFormat)
def test_a_file_says_an_interim_use_by_title_or_key_and_the_register_keeps_the_key(
    town, file_format, said
):
    used(town, "pop_up_store")
    table = exported(town, file_format, "de")
    used(town, "repair_cafe")
    names = {load("de")("field.interim_use"), "interim_use", "int_use"}
    keys = {load("de")("field.interim_use_key"), "interim_use_key", "int_usekey"}
    at = next(n for n, name in enumerate(table.columns) if name in names)
    key_at = next(n for n, name in enumerate(table.columns) if name in keys)
    rows = tuple(
        tuple(
            said if n == at and one else None if n == key_at else one for n, one in enumerate(row)
        )
        for row in table.rows
    )
    plan = come_back(town, replace(table, rows=rows))
    run_import(town.store, plan, actor="ab")
    assert town.store.unit(FIRST).interim_use == "pop_up_store"


def test_the_key_of_a_file_counts_more_than_its_title(town):
    used(town, "pop_up_store")
    table = exported(town, ExportFormat.CSV, "de")
    at = table.columns.index(load("de")("field.interim_use"))
    rows = tuple((*row[:at], row[at] and "Kaffeehaus", *row[at + 1 :]) for row in table.rows)
    plan = come_back(town, replace(table, rows=rows))
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_title_fits_the_field_that_takes_it(language):
    assert max(len(title[language]) for title in USES.values()) <= 60
