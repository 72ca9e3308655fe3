"""What the start page says of the installation itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from biwaq_geo import bootstrap
from biwaq_geo.domain.errors import BackupFullError
from biwaq_geo.services.daily_backup import BackupFailure
from biwaq_geo.ui import daily_work, state


def warned(page):
    return " ".join(warning.value for warning in page.warning)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("de", "Die tägliche Sicherung ist am"), ("en", "The daily backup failed on")],
)
def test_a_failed_backup_is_shown_until_one_goes_well(town, open_page, language, sentence):
    backups = bootstrap.application().backups
    error = BackupFullError(place="backups")
    backups.remember("musterstadt", failure=BackupFailure(datetime.now(UTC), error))
    page = open_page("map", language=language)
    assert not page.exception
    assert sentence in warned(page)
    backups.make("musterstadt")
    assert sentence not in warned(page.run())


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"free_bytes": lambda: 999_000_000}, "nur noch 999"),
        ({"now": lambda: datetime.now(UTC) - timedelta(days=1)}, "geht nach"),
    ],
)
def test_little_room_and_a_slow_clock_are_told(town, open_page, monkeypatch, values, sentence):
    changed = replace(bootstrap.application(), **values)
    monkeypatch.setattr(state, "app", lambda: changed)
    assert sentence in warned(open_page("map"))


def test_nothing_is_told_where_all_is_well(town, open_page, monkeypatch):
    roomy = replace(bootstrap.application(), free_bytes=lambda: 10**12)
    monkeypatch.setattr(state, "app", lambda: roomy)
    page = open_page("map")
    assert "Sicherung" not in warned(page)
    assert "Datenträger" not in warned(page)


def test_a_look_backs_every_town_up_once_a_day(town, library):
    backups = bootstrap.application().backups
    daily_work.back_up_now()
    daily_work.back_up_now()
    assert len(backups.times("musterstadt")) == 1


def test_the_server_looks_again_and_again_until_it_is_stopped():
    looked, enough, stop = [], Event(), Event()

    def look():
        looked.append(1)
        if len(looked) == 3:
            enough.set()

    daily_work.again_and_again(look, stop, first_after_s=0.0, every_s=0.0)
    assert enough.wait(300)
    stop.set()
