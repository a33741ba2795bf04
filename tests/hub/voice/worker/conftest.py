"""The loop that workers run on."""

import asyncio
from collections.abc import Iterator
from importlib.util import find_spec

import pytest


@pytest.fixture(scope="module", params=["uvloop" if find_spec("uvloop") else "asyncio"])
def every_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Runs a module's tests on the loop of real workers: uvloop where it exists, else asyncio's own."""
    before = asyncio.get_event_loop_policy()
    if request.param == "uvloop":
        uvloop = pytest.importorskip("uvloop")
        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    yield
    asyncio.set_event_loop_policy(before)
