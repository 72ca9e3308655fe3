"""The data dictionary and the schema say what the model says."""

import json

import jsonschema
import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.adapters.exports.geojson_file import geojson_bytes
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.unit_values import BlockedBy, VacancyReason
from biwaq_geo.services.export_units import exported_fields, unit_table
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.texts.use_titles import titles_of
from tests.sample_town import PROFILE, unit, units
from tools.data_dictionary import SCHEMA, outputs


@pytest.mark.parametrize("path", outputs(), ids=lambda path: path.name)
def test_the_committed_file_is_up_to_date(path):
    told = "run `python -m tools.data_dictionary`"
    assert path.read_text("utf-8") == outputs()[path], told


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("audience", Audience)
def test_every_exported_unit_fits_the_schema(audience, language):
    full = unit(
        0,
        vacancy_reasons=(VacancyReason.RENT,),
        blocked_by=BlockedBy.LAW,
        reuse_ideas=("Atelier",),
        rent_asked_eur_m2=6.5,
        windows=2,
        interim_use="pop_up_store",
        corner=True,
    )
    table = unit_table(
        [full, *units()[1:]],
        town=PROFILE,
        audience=audience,
        most=Audience.CONFIDENTIAL,
        made_on=PROFILE.as_of,
        uses=titles_of(read_catalogues(ROOT / "catalogues").interim_uses),
    )
    schema = json.loads(SCHEMA.read_text("utf-8"))
    checker = jsonschema.Draft202012Validator(schema)
    for feature in json.loads(geojson_bytes(table, load(language)))["features"]:
        assert list(checker.iter_errors(feature["properties"])) == []


def test_the_schema_names_every_column_of_a_file_and_no_other():
    named = json.loads(SCHEMA.read_text("utf-8"))["properties"]
    assert tuple(named) == exported_fields(Audience.CONFIDENTIAL)
