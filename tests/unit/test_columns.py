"""Columns of drawn tables are as wide as their words, and no wider than a phone."""

from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.columns import LEAST_PX, MOST_PX, width_of
from biwaq_geo.ui.parts.unit_words import label


@given(st.text(), st.lists(st.text()), st.text())
def test_more_words_never_make_a_column_narrower(title, words, another):
    before, after = width_of(title, words), width_of(title, [*words, another])
    assert LEAST_PX <= before <= after <= MOST_PX


def test_every_address_of_the_built_in_town_has_room(tmp_path):
    library = FolderLibrary(tmp_path)
    load_builtin(library, ROOT / "data" / "shapefiles")
    town = library.open(library.profiles()[0].key)
    for language in ("de", "en"):
        labels = [label(unit, load(language)) for unit in town.store.units()]
        assert width_of("", labels) < MOST_PX
        assert width_of("", labels) == max(width_of("", [one]) for one in labels)
