"""Files that people have asked for stay until they can have arrived."""

import pytest
from streamlit.runtime import media_file_manager, runtime
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from biwaq_geo.ui.lasting_files import (
    KEPT_S,
    LastingFiles,
    keep_files_for_those_who_press_early,
)

WHERE = "0.1"


class Server:
    """A store of files, its clock, and the session whose run goes on."""

    def __init__(self):
        self.now = 0.0
        self.session = "anna"
        self.files = LastingFiles(MemoryMediaFileStorage("/media"), now=lambda: self.now)

    def begin_run(self):
        self.files.clear_session_refs(self.session)

    def offer(self, data=b"table"):
        return self.files.add_deferred(lambda: data, "text/csv", WHERE, "units.csv")

    def end_run(self):
        self.files.remove_orphaned_files()

    def run(self):
        self.begin_run()
        offered = self.offer()
        self.end_run()
        return offered

    def has(self, url):
        return self.files.read_file(url.rsplit("/", 1)[1].removesuffix(".csv")) is not None


@pytest.fixture
def server(monkeypatch):
    made = Server()
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: made.session)
    return made


def test_who_presses_while_the_page_runs_gets_the_file_of_the_run_before(server):
    pressed = server.run()
    server.begin_run()
    assert server.has(server.files.execute_deferred(pressed))
    server.offer()
    server.end_run()
    assert server.has(server.files.execute_deferred(pressed))


def test_runs_that_end_while_a_file_is_on_its_way_do_not_take_it_away(server):
    url = server.files.execute_deferred(server.run())
    for server.session in ("bert", "anna", "bert"):
        server.run()
    assert server.has(url)


@pytest.mark.parametrize("ends", [1, 2, 3])
def test_a_clearing_in_the_middle_of_a_run_leaves_its_offer_until_it_is_made_anew(server, ends):
    pressed = server.run()
    server.begin_run()
    server.now = KEPT_S
    for server.session in ["bert"] * ends:
        server.run()
    assert server.has(server.files.execute_deferred(pressed))


def test_nothing_stays_for_good(server):
    pressed = server.run()
    url = server.files.execute_deferred(pressed)
    for _ in range(3):
        server.now += KEPT_S
        shown = server.run()
    assert not server.has(url)
    with pytest.raises(MediaFileStorageError):
        server.files.execute_deferred(pressed)
    assert server.has(server.files.execute_deferred(shown))
    # that one and the one of the run before
    assert len(server.files._deferred_callables) == 2


def test_an_offer_that_is_shown_stays_however_long_it_is_looked_at(server):
    shown = server.run()
    server.session = "bert"
    for _ in range(5):
        server.now += KEPT_S
        server.run()
    assert server.has(server.files.execute_deferred(shown))


def test_a_button_that_is_switched_off_takes_its_offers_back_at_once(server):
    shown = server.run()
    server.files.remove_deferred(WHERE)
    with pytest.raises(MediaFileStorageError):
        server.files.execute_deferred(shown)


def test_the_server_of_the_application_keeps_its_files_so(monkeypatch):
    monkeypatch.setattr(runtime, "MediaFileManager", runtime.MediaFileManager)
    keep_files_for_those_who_press_early()
    assert runtime.MediaFileManager is LastingFiles
