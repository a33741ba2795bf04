"""Finding connectors: ours first, foreign ones by their entry points, broken ones left out."""

import importlib.metadata
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from agent_desktop.app import plugins
from agent_desktop.app.plugins import GROUP, find_connectors


class Entry:
    """An installed plug-in."""

    value = "somewhere:connector"

    def __init__(self, name: str, loaded: Any) -> None:
        self.name = name
        self._loaded = loaded

    def load(self) -> Any:
        if isinstance(self._loaded, Exception):
            raise self._loaded
        return self._loaded


def connector(name: str) -> Any:
    return SimpleNamespace(manifest=SimpleNamespace(name=name))


def install(monkeypatch: pytest.MonkeyPatch, *entries: Entry) -> None:
    def installed(*, group: str) -> list[Entry]:
        assert group == GROUP
        return list(entries)

    monkeypatch.setattr(importlib.metadata, "entry_points", installed)


def test_ours_is_always_there_and_first(monkeypatch: pytest.MonkeyPatch) -> None:
    other = connector("letters")
    install(monkeypatch, Entry("letters", other), Entry("impostor", connector("hub")))
    found = find_connectors()
    assert list(found) == ["hub", "letters"]
    assert found["letters"] is other
    assert found["hub"].manifest.title


@pytest.mark.expected_log("The connector 'broken' of 'somewhere:connector' cannot be loaded")
@pytest.mark.parametrize("broken", [ImportError("no such module"), object(), None])
def test_a_broken_plug_in_harms_nothing(monkeypatch: pytest.MonkeyPatch, broken: Any) -> None:
    install(monkeypatch, Entry("broken", broken), Entry("letters", connector("letters")))
    assert list(find_connectors()) == ["hub", "letters"]


def test_the_package_offers_its_own_connector() -> None:
    program = (
        "from importlib.metadata import entry_points;"
        f"print([e.load().manifest.name for e in entry_points(group={GROUP!r}) if e.name == 'hub'])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "['hub']"
    assert plugins.GROUP == "agent_desktop.connectors"
