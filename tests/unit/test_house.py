"""Rules of the house that no linter knows: sizes, paths, locks, and docs that keep up."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.version import Version

from biwaq_geo.settings import ROOT

MODULE_LINES, PAGE_LINES = 250, 80
FILE_BYTES = 200_000
READABLE = {".py", ".toml", ".md", ".txt", ".json", ".yml", ".js", ".css", ".html", ".typ", ""}
OWN_PATH = re.compile(r"(?<![\w.:/<*])/(?:work|root|home|Users|tmp)/\w")
"""A folder of whoever wrote the file."""
REGISTRY = re.compile(r"(pypi|pythonhosted|npmjs|yarnpkg|debian)\.(?:org|com)", re.IGNORECASE)
LOCKS = {"requirements.txt": None, "requirements-dev.txt": "dev", "requirements-node.txt": "node"}
FENCE = re.compile(r"```(?:\w+)?\n(.*?)```", re.DOTALL)
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


@cache
def committed() -> tuple[Path, ...]:
    """Files of the project as git knows them, those about to be added included."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-c", "-o", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def headings(name: str) -> set[str]:
    return {heading.strip("` ") for heading in HEADING.findall(document(name))}


def test_no_module_is_longer_than_one_idea():
    modules = [path for path in committed() if path.suffix == ".py"]
    assert {short(path): lines(path) for path in modules if lines(path) > MODULE_LINES} == {}


def test_what_needs_a_browser_is_where_make_test_looks_for_it():
    tests = [path for path in committed() if path.name.startswith("test_")]
    marked = {
        path for path in tests if f"pytestmark = pytest.mark.{'browser'}" in path.read_text("utf-8")
    }
    assert marked == {path for path in tests if path.parent.name == "browser"}


def test_no_page_is_longer_than_a_screen():
    pages = (ROOT / "biwaq_geo" / "ui" / "screens").glob("*.py")
    assert {short(path): lines(path) for path in pages if lines(path) > PAGE_LINES} == {}


def test_every_use_case_that_saves_is_made_again_after_a_collision():
    saving = [
        (short(path), function)
        for path in committed()
        if short(path).startswith("biwaq_geo/services/") and path.name != "visible_store.py"
        for function in ast.parse(path.read_text("utf-8")).body
        if isinstance(function, ast.FunctionDef) and ".transaction()" in ast.unparse(function)
    ]
    bare = [
        (name, function.name)
        for name, function in saving
        if "again_after_collision" not in map(ast.unparse, function.decorator_list)
    ]
    assert len(saving) > 20
    assert bare == []


def test_no_large_file_outside_data():
    # the lock files grow with the number of wheels that there are
    outside = [
        path
        for path in committed()
        if ROOT / "data" not in path.parents and short(path) not in LOCKS
    ]
    large = {short(path): path.stat().st_size for path in outside}
    assert {name: size for name, size in large.items() if size > FILE_BYTES} == {}


def test_no_file_names_a_folder_of_its_writer_or_a_registry():
    own = Path(__file__).resolve()
    readable = [path for path in committed() if path.suffix in READABLE and path != own]
    found = {
        short(path): said
        for path in readable
        if (said := _first_trace(path.read_bytes().decode("utf-8", errors="replace")))
    }
    assert found == {}


def _first_trace(text: str) -> str:
    found = OWN_PATH.search(text) or REGISTRY.search(text)
    return "" if found is None else text[max(found.start() - 20, 0) : found.end() + 20]


def _wanted(group: str | None) -> list[Requirement]:
    project = tomllib.loads(document("pyproject.toml"))
    listed = project["project"]["dependencies"] if group is None else []
    return [Requirement(line) for line in listed or project["dependency-groups"][group]]


def _pins(name: str) -> list[Requirement]:
    joined = document(name).replace("\\\n", " ")
    pinned = [line.split("--hash")[0] for line in joined.splitlines() if "==" in line]
    return [Requirement(line) for line in pinned]


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_within_its_range(name):
    environment = {**default_environment(), "extra": ""}
    pins = {
        pin.name.lower(): next(iter(pin.specifier)).version
        for pin in _pins(name)
        if pin.marker is None or pin.marker.evaluate(environment)
    }
    wanted = _wanted(LOCKS[name])
    outside = {
        str(each)
        for each in wanted
        if each.name.lower() not in pins or Version(pins[each.name.lower()]) not in each.specifier
    }
    assert outside == set(), "run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_no_address(name):
    entries = re.split(r"\n(?=[a-z0-9])", document(name))[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "--only-binary :all:" in document(name)
    assert "://" not in document(name)
    assert " @ " not in document(name)


def test_every_setting_has_its_heading():
    code = [*(ROOT / "biwaq_geo").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    named = set(re.findall(r"BIWAQ_[A-Z_]+", "".join(path.read_text("utf-8") for path in code)))
    told = {name for name in headings("docs/operation.md") if name.startswith("BIWAQ_")}
    assert named - told == set()
    assert told - named == set()


def test_every_layer_file_has_its_heading():
    layers = {path.stem for path in (ROOT / "layers").glob("*.toml")}
    assert layers - headings("docs/layers.md") == set()


def _commands_in_readme() -> list[str]:
    blocks = FENCE.findall(document("README.md"))
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def _setup_commands() -> set[str]:
    told = subprocess.run(
        [sys.executable, ROOT / "tools" / "setup.py", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    braces = re.search(r"\{(.+?)\}", told.stdout)
    assert braces is not None
    return set(braces[1].split(","))


def test_make_knows_just_the_commands_of_the_set_up():
    phony = re.search(r"^\.PHONY: (.+)$", document("Makefile"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == _setup_commands()


def test_every_command_in_the_readme_exists():
    known = _setup_commands()
    asked = {
        match[1]
        for line in _commands_in_readme()
        if (match := re.search(r"(?:^make|setup\.py) +([a-z-]+)", line))
    }
    assert asked >= {"run", "test"}
    assert asked - known == set()


def test_every_command_of_the_application_in_the_readme_has_help():
    asked = {
        tuple(match[1].split())
        for line in _commands_in_readme()
        if (match := re.search(r"-m biwaq_geo((?: [a-z]+)+)", line))
    }
    for words in asked:
        command = [sys.executable, "-m", "biwaq_geo", *words, "--help"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, words


def test_every_test_that_the_docs_name_exists():
    named = re.findall(r"`(test_\w+)`", document("docs/reliability.md"))
    known = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert named
    assert set(named) <= known
