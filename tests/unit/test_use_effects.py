"""What interim uses bring and need: every use has its entry, and says so of itself."""

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.use_effects import disturbs, fits
from biwaq_geo.settings import ROOT


def test_what_uses_bring_is_said_of_every_use_and_of_no_other():
    catalogues = read_catalogues(ROOT / "catalogues")
    uses, effects = catalogues.interim_uses.keys(), catalogues.use_effects
    assert effects.keys() == uses
    for key, entry in effects.items():
        assert entry.key == key
        assert entry.beside | entry.apart <= uses
        assert not entry.beside & entry.apart
        assert entry.evidence.assumption


def test_neighbours_fit_or_disturb_whichever_of_them_says_so():
    effects = read_catalogues(ROOT / "catalogues").use_effects
    assert fits(effects, "pop_up_store", "pop_up_cafe")
    assert fits(effects, "pop_up_cafe", "pop_up_store")
    assert not fits(effects, "window_design", "pop_up_cafe")
    assert disturbs(effects, "health_care", "youth_room")
    assert disturbs(effects, "cinema_events", "health_care")
    assert not disturbs(effects, "nobody_knows", "health_care")
