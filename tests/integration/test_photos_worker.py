"""The process that opens a foreign picture: stopped, told, and without rights."""

import subprocess
import sys
import tempfile
import threading

import pytest

from biwaq_geo.adapters.photos import clean, worker
from biwaq_geo.adapters.photos.clean import clean_photo
from biwaq_geo.domain.errors import PhotoStoppedError
from tests import photo_samples as samples


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "exit -15"),
        ("import threading; threading.Event().wait()", "TimeoutExpired"),
    ],
)
def test_a_worker_that_is_killed_or_hangs_is_told_and_leaves_nothing(
    script, reason, monkeypatch, tmp_path
):
    other = tmp_path / "other.py"
    other.write_text(script)
    empty = tmp_path / "temporary"
    empty.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(empty))
    monkeypatch.setattr(clean, "_WORKER", other)
    monkeypatch.setattr(clean, "WALL_S", 2)
    with pytest.raises(PhotoStoppedError) as told:
        clean_photo(samples.jpeg())
    assert told.value.values["reason"] == reason
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(1)",
        'print("{")',
        "print('[]')",
        'print(\'{"width": 5, "height": "x"}\')',
        "print('{\"width\": 5, \"height\": 5}'); print('no JPEG')",
    ],
)
def test_an_answer_that_makes_no_sense_is_no_photo(script, monkeypatch, tmp_path):
    other = tmp_path / "other.py"
    other.write_text(script)
    monkeypatch.setattr(clean, "_WORKER", other)
    with pytest.raises(PhotoStoppedError):
        clean_photo(samples.jpeg())


def confined(code):
    """Run code in a Python that has taken the worker's limits."""
    loaded = f"import runpy; worker = runpy.run_path({str(worker.__file__)!r})\n"
    return subprocess.run(
        [sys.executable, "-I", "-c", loaded + code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("worker['limit'](); bytearray(2 << 30)", "MemoryError"),
        ("worker['seal'](); open('/dev/null')", "Too many open files"),
        ("import socket; worker['seal'](); socket.socket()", "Too many open files"),
    ],
)
def test_the_worker_can_take_no_more_memory_files_or_connections(code, expected):
    assert expected in confined(code).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_the_worker_has_thirty_seconds_of_a_core_and_waits_behind_others():
    code = (
        "import os, resource; before = os.nice(0); worker['limit']();"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[1], os.nice(0) - before)"
    )
    assert confined(code).stdout.split() == ["30", "10"]


def test_many_at_once_wait_their_turn():
    given = samples.jpeg()
    answers = []
    asking = [
        threading.Thread(target=lambda: answers.append(clean_photo(given).sha256))
        for _ in range(12)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join(300)
    assert len(set(answers)) == 1
    assert len(answers) == 12
