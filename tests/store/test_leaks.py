"""Canaries: what customers and agents wrote is nowhere on the disk, not even after a kill."""

import itertools
import os
import secrets
from pathlib import Path

import pytest

from tests.store.killing import writing

KEY = bytes(range(1, 33))


def hits(folder: Path, canaries: list[bytes]) -> list[str]:
    """Files under `folder` that hold a canary, plain or as UTF-16."""
    found = []
    for directory, _, names in os.walk(folder):
        for name in names:
            data = (Path(directory) / name).read_bytes().lower()
            found += [f"{name}: {canary!r}" for canary in canaries if canary in data]
    return found


@pytest.mark.serial
def test_fifty_canaries_are_never_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    words = [f"canary{secrets.token_hex(6)}" for _ in range(50)]
    canaries = [w.encode() for w in words] + [w.encode("utf-16-le") for w in words]
    canaries += [KEY, KEY.hex().encode(), b"sqlite format 3"]
    path = tmp_path / "store" / "desk.db"
    with writing(path, 1, " ".join(words), KEY) as acknowledged:
        list(itertools.islice(acknowledged, 40))
        assert hits(tmp_path, canaries) == []
        assert path.with_name("desk.db-wal").exists()
    assert hits(tmp_path, canaries) == []
    with writing(path, 1000, " ".join(words), KEY) as acknowledged:
        list(itertools.islice(acknowledged, 5))
    assert hits(tmp_path, canaries) == []
    planted = tmp_path / "planted"
    planted.write_bytes(b"..." + canaries[7].upper())
    assert len(hits(tmp_path, canaries)) == 1  # the search itself works
