"""The page on which units are taken along, and an installation for the public."""

from dataclasses import replace

import pytest

from biwaq_geo.bootstrap import forget
from biwaq_geo.domain.errors import NotAllowedError
from biwaq_geo.domain.exports import Export, ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.services.export_units import unit_table
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.export_choice import taken
from biwaq_geo.ui.who import asked_later
from tests import sample_town
from tests.ui.shown import as_read

GERMAN = load("de")


@pytest.fixture
def public(monkeypatch):
    monkeypatch.setenv("BIWAQ_AUDIENCE", "public")
    forget()


def said(page):
    return "\n".join(one.value for one in (*page.markdown, *page.caption, *page.text))


def test_the_page_says_how_many_units_with_how_many_fields(town, open_page):
    page = open_page("export_data")
    assert not page.exception
    assert "**8** Einheiten" in said(page)
    page = page.selectbox(key="export_which").select("vacant").run()
    assert "**2** Einheiten" in said(page)


def test_a_file_is_for_the_public_unless_somebody_says_otherwise(town, open_page):
    page = open_page("export_data")
    assert page.radio(key="export_audience").value is Audience.PUBLIC
    frame = page.dataframe[0].value
    assert GERMAN("field.occupant") not in frame.columns
    page = page.radio(key="export_audience").set_value(Audience.INTERNAL).run()
    assert GERMAN("field.occupant") in page.dataframe[0].value.columns


def test_what_a_shapefile_cuts_is_shown_before_it_is_taken(town, open_page):
    page = open_page("export_data")
    assert "since_prec" not in said(page)
    page = page.radio(key="export_format").set_value(ExportFormat.SHAPEFILE.value).run()
    assert "„since_prec“" in said(page)


def test_taking_a_file_is_remembered(town, open_page):
    open_page("export_data")
    table = unit_table(
        town.store.units(),
        town=town.profile,
        audience=Audience.PUBLIC,
        most=Audience.CONFIDENTIAL,
        made_on=sample_town.PROFILE.as_of,
    )
    file = taken(asked_later(), town, table, ExportFormat.CSV, texts=GERMAN, actor="ab")
    assert file.startswith(b"\xef\xbb")
    (noted,) = town.store.records(Export)
    assert (noted.file_format, noted.seen_by, noted.row_count) == ("csv", "public", 8)


@pytest.mark.parametrize("page", ["map", "catalogues", "export_data"])
def test_the_public_opens_its_pages(page, town, public, open_page):
    opened = open_page(page)
    assert not opened.exception
    assert not opened.error
    assert not opened.sidebar.text_input


def test_the_public_takes_no_more_than_its_edition(town, public, open_page):
    page = open_page("export_data")
    assert page.radio(key="export_audience").options == [GERMAN("export.audience_public")]


def test_beneath_the_pages_the_public_changes_nothing(town, public):
    seen = state.app().library.open(town.profile.key)
    with pytest.raises(NotAllowedError), seen.store.transaction():
        pass
    other = replace(sample_town.PROFILE, key="andere")
    with pytest.raises(NotAllowedError):
        state.app().library.create(other, layers=sample_town.layers(), units=[])


def test_an_audience_that_nobody_knows_is_named_on_the_page(town, monkeypatch, open_page):
    monkeypatch.setenv("BIWAQ_AUDIENCE", "alle")
    forget()
    page = open_page("map")
    assert "BIWAQ_AUDIENCE" in as_read(page.error[0].value)
    assert "alle" in page.error[0].value
