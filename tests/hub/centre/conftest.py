"""The floor on which the centre's tests play."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub import databases
from tests.hub.centre.consults import office
from tests.hub.centre.floor import Floor, opened
from tests.hub.centre.post import Post
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.two_teams import House


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    """A furnished centre: see `Floor.furnish`."""
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        yield floor


@pytest.fixture
def desk(floor: Floor) -> Floor:
    """Anna has Vera's chat, and can ask colleagues: see `consults.office`."""
    return office(floor)


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Telephones]:
    """A floor with telephones; nobody is there yet."""
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(wrap_up_ms=None)
        found = Telephones(floor)
        found.furnish()
        yield found


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """A floor that messages of other networks reach; Anna is ready for all of them."""
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        yield Post(floor)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Two teams."""
    made = House(databases.fresh(tmp_path / "hub.db"))
    made.begin()
    yield made
    made.centre.storage.close()
