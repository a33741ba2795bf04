"""libopus is found in the wheels of each system, without importing av; when it is not, the agent is told in words."""

import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop.media.codecs import libopus, registry
from agent_desktop.media.codecs.base import CodecMissing


@pytest.mark.parametrize(
    ("platform", "file"),
    [
        ("linux", "av.libs/libopus-114e2b1a.so.0.11.1"),
        ("win32", "av.libs/libopus-0-0a1b2c.dll"),
        ("win32", "av.libs/opus-0a1b2c.dll"),
        ("darwin", "av/.dylibs/libopus.0.dylib"),
    ],
)
def test_where_the_wheels_keep_it(platform: str, file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.touch()
    assert list(libopus.candidates(tmp_path / "av", platform)) == [path]


def test_without_it_the_other_codecs_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libopus, "_package", lambda: None)
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    libopus.load.cache_clear()
    try:
        with pytest.raises(CodecMissing, match="Opus is not available"):
            libopus.load()
        assert [found.name for found in registry.available()] == ["G722", "PCMA", "PCMU"]
    finally:
        libopus.load.cache_clear()


def test_a_damaged_library_is_a_missing_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("av.libs", "av/.dylibs"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("av.libs/libopus.so.0", "av.libs/libopus-0.dll", "av/.dylibs/libopus.0.dylib"):
        (tmp_path / name).write_bytes(b"no library")
    monkeypatch.setattr(libopus, "_package", lambda: tmp_path / "av")
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    libopus.load.cache_clear()
    try:
        with pytest.raises(CodecMissing):
            libopus.load()
    finally:
        libopus.load.cache_clear()


def test_opus_runs_without_importing_av() -> None:
    program = (
        "import sys; from agent_desktop.media.codecs.opus import OpusDecoder; "
        "OpusDecoder().conceal(960); print('av' in sys.modules)"
    )
    run = [sys.executable, "-c", program]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "False\n"
