"""The floor on which the centre's tests play."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.centre.floor import Floor, opened


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    """A furnished centre: see `Floor.furnish`."""
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        yield floor
