"""No mail costs more than a second and 200 MB: the corpora of other parsers and all bombs, each in its own process."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hub.channels.email import bounded
from tests.hub.channels.email.test_reading import BOMBS, CORPUS

ROOT = Path(__file__).resolve().parents[4]


def excessive(folder: Path) -> list[str]:
    """The files in a folder that need more."""
    done = subprocess.run(
        [sys.executable, "-m", bounded.__name__, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpora of other parsers are not here")
def test_every_mail_of_the_corpora_is_read_in_time() -> None:
    assert sum(path.suffix in (".eml", ".txt") for path in CORPUS.rglob("*")) > 150
    assert excessive(CORPUS) == []


def test_so_is_every_bomb_and_what_needs_more_is_noticed(tmp_path: Path) -> None:
    for name, raw in BOMBS.items():
        (tmp_path / name.replace(" ", "-")).write_bytes(raw)
    too_much = tmp_path / "too-much"
    with too_much.open("wb") as file:
        file.truncate(bounded.BYTES)
    assert excessive(tmp_path) == [too_much.name]
