"""A mailbox's connection in its own thread, signed in, for as long as a block lasts.

Promises that nobody waits for a thread that hangs: whoever leaves the block interrupts it.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from agent_desktop.hub.channels.email.mailbox import Connection
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.tokens import Tokens
from agent_desktop.hub.written.link import AccountRefused, Trouble
from agent_desktop.model.words import later

T = TypeVar("T")


class InThread:
    """Runs what blocks in the one thread of a connection, one after another."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="mailbox")

    async def __call__(self, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, job)

    def end(self, last: Callable[[], None]) -> None:
        """Do `last`, and nothing after it."""
        self._pool.submit(last)
        self._pool.shutdown(wait=False)


@contextlib.asynccontextmanager
async def signed_in(mailbox: Mailbox, tokens: Tokens) -> AsyncIterator[tuple[Connection, InThread]]:
    """A connection that may be used, and its thread. Raises Trouble, AccountRefused."""
    connection, thread = Connection(mailbox), InThread()
    try:
        token = await tokens.get() if mailbox.oauth2 else ""
        await thread(connection.connect)
        try:
            await thread(partial(connection.sign_in, token))
        except AccountRefused:
            if mailbox.oauth2 and not tokens.refused():
                raise Trouble(later("The access token ran out.")) from None
            raise
        yield connection, thread
        await thread(connection.close)
    finally:
        connection.interrupt()
        thread.end(connection.close)
