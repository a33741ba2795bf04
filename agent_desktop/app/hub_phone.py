"""The backend's own line for this agent's telephone: asked for when the link is live, and again before it ends.

Promises that its password and the session's token are in memory alone, and that no socket in the clear is opened with
that token while nobody says that it is the backend who listens there; that the line is asked for when the window has
come to rest, not while it opens, since telephones cost memory and time here and at the backend. Refuses to try while
there is no link: the next one brings the line along.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from typing import Final

from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Change, LinkShown
from agent_desktop.model.errors import DeskError
from agent_desktop.model.events import LinkState
from agent_desktop.model.manifest import Capability
from agent_desktop.model.ports import Session
from agent_desktop.model.telephone import HUB_LINE, PhoneLine
from agent_desktop.phone.setup import IceServer, PhoneAccount

log = logging.getLogger(__name__)

#: How long the window is left alone when it opens.
SETTLE_S: Final = 2.0
FIRST_PAUSE_S: Final = 2.0
LONGEST_PAUSE_S: Final = 60.0
#: A backend that carries no calls may begin to.
LOOK_AGAIN_S: Final = 60.0
_SOONEST_S: Final = 5.0


class HubPhone:
    """The line of the session that `session` gives. `changed` is called when `account` is another one."""

    def __init__(
        self, desk: Desk, session: Callable[[], Session | None], changed: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._session = session
        self._changed = changed
        self._account: PhoneAccount | None = None
        self._known = False
        self._live = False
        self._wake = asyncio.Event()
        self._hurry = asyncio.Event()
        self._end: Callable[[], None] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def account(self) -> PhoneAccount | None:
        """With what the telephone registers; None while it must not."""
        return self._account

    @property
    def known(self) -> bool:
        """Whether the backend carries calls, as far as it told; the telephone stays for that."""
        return self._known

    def begin(self) -> None:
        """Follow the desk's link."""
        self._end = self._desk.subscribe(self._listen)
        self._look()
        self._task = asyncio.create_task(self._work())

    def hurry(self) -> None:
        """Do not wait for the window: a telephone runs already, and may be in a call."""
        self._hurry.set()

    async def stop(self) -> None:
        """Follow it no longer."""
        if self._end is not None:
            self._end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _listen(self, changes: Sequence[Change]) -> None:
        if any(isinstance(one, LinkShown) for one in changes):
            self._look()

    def _look(self) -> None:
        """The link came up, or went down."""
        state = self._desk.link.state
        live = state is LinkState.LIVE
        if live and not self._live:
            self._wake.set()
        self._live = live
        if state is LinkState.SIGNED_OUT:
            self._set(None, known=False)
        elif state is LinkState.OFFLINE and self._in_the_clear:
            self._set(None, known=True)

    @property
    def _in_the_clear(self) -> bool:
        return self._account is not None and self._account.server.startswith("ws://")

    def _set(self, account: PhoneAccount | None, *, known: bool) -> None:
        if (account, known) != (self._account, self._known):
            self._account, self._known = account, known
            self._changed()

    async def _work(self) -> None:
        pause = FIRST_PAUSE_S
        await self._wake.wait()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._hurry.wait(), SETTLE_S)
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                wait = await self._ask()
                pause = FIRST_PAUSE_S
            except DeskError as error:
                log.info("no telephone line for now: %s", error.problem.code)
                wait, pause = pause, min(2 * pause, LONGEST_PAUSE_S)
            except Exception:
                # A connector that fails in a way that it must not shall not keep the telephone from going on.
                log.exception("The telephone's line could not be asked for")
                wait = LONGEST_PAUSE_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            if self._live:
                self._wake.set()

    async def _ask(self) -> float:
        """Ask for the line; in how many seconds to ask again. Raises DeskError."""
        session = self._session()
        if session is None or not self._live:
            return LOOK_AGAIN_S
        line = None
        if session.manifest.can(Capability.VOICE):
            line = await session.phone_line()
        if session is not self._session() or not self._live:
            return FIRST_PAUSE_S
        if line is None:
            self._set(None, known=False)
            return LOOK_AGAIN_S
        self._set(account_of(line, session), known=True)
        return max(_SOONEST_S, self._left(line.until) / 2)

    def _left(self, until: Millis) -> float:
        return (until - self._desk.now()) / 1_000


def account_of(line: PhoneLine, session: Session) -> PhoneAccount:
    """The line as the telephone's engine wants it."""
    return PhoneAccount(
        id=HUB_LINE,
        address=line.address,
        user=line.user,
        password=line.password,
        shown=session.agent.name,
        server=line.server,
        transport="wss" if line.server.startswith("wss://") else "ws",
        bearer=session.token,
        ice=tuple(
            IceServer(uris=one.uris, user=one.user, password=one.password) for one in line.servers
        ),
    )
