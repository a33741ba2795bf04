"""What all tests of the hub share."""

from collections.abc import Iterator

import pytest

from tests.hub import databases


@pytest.fixture(autouse=True)
def given_back() -> Iterator[None]:
    """Databases that a test asks for are lent to it; those of its module's fixtures were there before it."""
    with databases.lent():
        yield
