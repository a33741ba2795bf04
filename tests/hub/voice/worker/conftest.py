"""The loops that workers run on."""

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", params=["asyncio", "uvloop"])
def every_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Runs a module's tests on asyncio's own loop, and on the one of real workers where it exists."""
    before = asyncio.get_event_loop_policy()
    if request.param == "uvloop":
        uvloop = pytest.importorskip("uvloop")
        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    yield
    asyncio.set_event_loop_policy(before)
