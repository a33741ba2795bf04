"""What listens at a node: hands everything to whoever answers here now, and lets it wait while nobody leads.

Promises that what another node passes on is taken for its client's own, by the secret that the leader wrote beside the
lock, and that nothing is passed on twice. Refuses, after a while, what nobody answers.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from agent_desktop.hub.doors.answers import deny, refusal
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.model.errors import Problem

PATIENCE_S: Final = 8.0
"""So long a request waits for somebody to lead."""
TOKEN: Final = b"x-hub-node"
CLIENT: Final = b"x-hub-client"
RELAYED: Final = "hub.relayed"
"""In the scope of what another node passed on."""


def nobody_leads(why: Problem | None = None) -> Stopping:
    """What clients are told while no node leads; `why`, where that is known."""
    if why is not None:
        return Stopping(why.message, remedy=why.remedy, field=why.field)
    return Stopping("No node of the hub leads just now.", remedy="Connect again in a moment.")


class Front:
    """The application of a node. `token` is what the other nodes show when this one leads."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self._app: ASGIApp | None = None
        self._leads = False
        self._goodbye: Callable[[], Awaitable[None]] | None = None
        self._why: Problem | None = None
        self.settled = asyncio.Event()
        """Set while somebody answers here."""

    def answered_by(
        self, app: ASGIApp, goodbye: Callable[[], Awaitable[None]], *, leads: bool
    ) -> None:
        """From now on `app` answers; `goodbye` parts from whoever is connected when the node stops."""
        self._app, self._goodbye, self._leads = app, goodbye, leads
        self.settled.set()

    def told_while_waiting(self, why: Problem | None) -> None:
        """Why nobody leads, for those who wait in vain; None where it is only for a moment."""
        self._why = why

    def unanswered(self) -> None:
        """Nobody answers for now: who asks waits."""
        self._app = None
        self.settled.clear()

    async def goodbye(self) -> None:
        """Part from whoever is connected."""
        if self._goodbye is not None:
            await self._goodbye()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand it on, once there is somebody."""
        if scope["type"] not in ("http", "websocket"):
            return
        headers = dict(scope["headers"])
        shown = headers.get(TOKEN)
        try:
            async with asyncio.timeout(PATIENCE_S):
                while self._app is None:
                    await self.settled.wait()
        except TimeoutError:
            await _refuse(scope, receive, send, self._why)
            return
        if shown is not None:
            if not self._leads or not secrets.compare_digest(shown, self.token.encode()):
                await _refuse(scope, receive, send)
                return
            client = headers.get(CLIENT, b"?").decode("ascii", "replace")
            kept = [one for one in scope["headers"] if one[0] not in (TOKEN, CLIENT)]
            scope = {**scope, "headers": kept, "client": (client, 0), RELAYED: True}
        assert self._app is not None
        await self._app(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send, why: Problem | None = None) -> None:
    error = nobody_leads(why)
    if scope["type"] == "websocket":
        await deny(WebSocket(scope, receive, send), error)
    else:
        await refusal(error)(scope, receive, send)
