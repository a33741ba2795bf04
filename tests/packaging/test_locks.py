"""The lock files pin everything by hash, agree with each other, and with the page that explains them."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN, BUILD, TEST = "requirements.lock", "requirements-build.lock", "requirements-test.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct(requirements: list[str]) -> set[str]:
    """The names in a list of requirements."""
    return {canonical(re.split(r"[<>=!~ ;\[]", requirement)[0]) for requirement in requirements}


def entries(lock: str) -> list[str]:
    """The entries of a lock file, each as one line."""
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def pins(lock: str) -> dict[str, str]:
    """Name → version of a lock file."""
    found = {}
    for entry in entries(lock):
        name, version = entry.split()[0].split("==")
        found[canonical(name)] = version
    return found


@pytest.mark.parametrize("lock", [RUN, BUILD, TEST, "requirements-synapse.lock"])
def test_every_entry_is_one_version_with_hashes(lock: str) -> None:
    shape = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^#@]+?)?( +--hash=sha256:[0-9a-f]{64})+")
    odd = [entry for entry in entries(lock) if not shape.fullmatch(entry.rstrip())]
    assert not odd


@pytest.mark.parametrize("lock", [RUN, BUILD, TEST])
def test_no_registry_and_no_path_is_named(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index|--find-links|--extra|/", text)


def test_what_runs_and_what_is_tested_is_the_same() -> None:
    tested = pins(TEST)
    for lock in (RUN, BUILD):
        assert pins(lock).items() <= tested.items()


def test_every_dependency_is_locked() -> None:
    project = PROJECT["project"]
    assert direct(project["dependencies"]) <= pins(RUN).keys()
    assert direct(PROJECT["build-system"]["requires"]) <= pins(BUILD).keys()
    for extra in project["optional-dependencies"].values():
        assert direct(extra) <= pins(TEST).keys()


def test_the_page_explains_every_direct_dependency_at_its_version() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = {
        canonical(name): version
        for name, version in re.findall(r"^\| `([\w-]+)` \| ([\w.]+) \|", page, re.M)
    }
    project = PROJECT["project"]
    wanted = direct(project["dependencies"]) | direct(PROJECT["build-system"]["requires"])
    for extra in project["optional-dependencies"].values():
        wanted |= direct(extra)
    locked = pins(TEST)
    assert explained == {name: locked[name] for name in wanted}
