"""What a page shows while the server of the registers is away, and when it is back."""

import pytest

from biwaq_geo import bootstrap
from biwaq_geo.domain.units import UnitState
from tests import sample_town

UNIT = sample_town.unit(0).unit_id


@pytest.fixture
def page(tmp_path, monkeypatch, postgres, database, open_page):
    monkeypatch.setenv("BIWAQ_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("BIWAQ_STORE_URL", postgres.url(database))
    bootstrap.forget()
    town = bootstrap.application().library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    yield open_page("map")
    town.store.close()
    bootstrap.forget()


def warned(page):
    return " ".join(warning.value for warning in page.warning)


def test_the_last_state_is_shown_with_its_time_until_the_server_is_back(page, postgres, open_page):
    report = open_page("mark", app_selected_unit=UNIT)
    assert not page.exception
    assert "nicht zu erreichen" not in warned(page)
    postgres.stop_hard()
    try:
        page.run()
        assert not page.exception
        assert not page.error
        assert "Der Datenbank-Server ist nicht zu erreichen. Sie sehen den Stand vom" in warned(
            page
        )
        report.radio(key=f"mark_{UNIT}_state").set_value(UnitState.IN_WORKS)
        next(one for one in report.button if str(one.key).endswith("_save")).click().run()
        assert "Ihre Eingaben stehen noch da" in report.error[0].value
        assert report.radio(key=f"mark_{UNIT}_state").value == UnitState.IN_WORKS
    finally:
        postgres.start()
    # the first answer of the server is noticed, whoever asked
    with bootstrap.application().library.open("musterstadt").store.transaction():
        pass
    page.run()
    assert "nicht zu erreichen" not in warned(page)
