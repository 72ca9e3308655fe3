"""The main differences beside the list of edits say what they rest on."""

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.services import scenarios
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests.sample_scenarios import improve, use
from tests.ui.test_scenario_page import ONE, make, opened


@pytest.mark.parametrize(
    ("language", "said"), [("de", "(aus 1 von 2 Maßnahmen)"), ("en", "(1 of 2 measures)")]
)
def test_main_differences_that_rest_on_some_measures_only_say_on_how_many(
    town, open_page, language, said
):
    make(town)
    real = read_catalogues(ROOT / "catalogues")
    # no source tells what unsealing costs
    edits = use(5, "pop_up_store"), improve(0, "unsealing", 40.0, section_id="sec1")
    for version, edit in enumerate(edits, start=1):
        scenarios.add_edit(town, real, scenario_id=ONE, edit=edit, seen_version=version, actor="mk")
    page = opened(open_page, language=language)
    title = load(language)("scenario.results")
    (short,) = (one.value for one in page.caption if title in one.value)
    assert said in short.replace("\\", "")
