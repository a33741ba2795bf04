"""What all tests of the hub share."""

from collections.abc import Iterator

import pytest

from tests.hub import databases, opened


@pytest.fixture(autouse=True)
def given_back() -> Iterator[None]:
    """Databases that a test asks for are lent to it; those of its module's fixtures were there before it."""
    with databases.lent():
        yield


@pytest.fixture(autouse=True)
def asked_for(request: pytest.FixtureRequest) -> Iterator[None]:
    """A database is asked for in a way by which its tests are found to run on a server, too."""
    yield
    if complaint := opened.complaint(request.path):
        pytest.fail(complaint, pytrace=False)
