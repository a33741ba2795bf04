"""Sound and signalling run on uvloop where it is, and without it all the same."""

from __future__ import annotations

import asyncio
import importlib.util

import pytest

from agent_desktop.hub.voice.process.loops import loop_factory


def test_uvloop_where_it_exists() -> None:
    uvloop = pytest.importorskip("uvloop")
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        assert isinstance(runner.get_loop(), uvloop.Loop)


def test_without_it_asyncios_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert loop_factory() is None
