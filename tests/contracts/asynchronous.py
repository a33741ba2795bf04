"""Coroutines as plain tests: each runs in a loop of its own, and a stuck one fails after a while."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import ParamSpec

P = ParamSpec("P")

PATIENCE_S = 60


def asynchronous(test: Callable[P, Awaitable[None]]) -> Callable[P, None]:
    """The coroutine function `test` as a test function with the same fixtures."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        async def bounded() -> None:
            await asyncio.wait_for(test(*args, **kwargs), PATIENCE_S)

        asyncio.run(bounded())

    return run
