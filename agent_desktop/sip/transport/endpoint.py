"""A user agent on real sockets: what comes in goes to it, what it says goes out, and it is woken when it wants to be.

Promises that everything happens on one event loop, one thing after the other, and that a way which cannot be opened, or
breaks, is told to the agent. The same for a phone and for a hub that listens. Refuses to decide anything about SIP.
"""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from collections.abc import Callable, Coroutine
from typing import Final, TypeVar

from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.events import CloseFlow, Event, OpenFlow, Ping
from agent_desktop.sip.agent.outcome import CanDo
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.agent.user_agent import UserAgent
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Message
from agent_desktop.sip.parse import BadMessage
from agent_desktop.sip.transactions import Transmit
from agent_desktop.sip.transport.carrier import Hindrance, Unreachable
from agent_desktop.sip.transport.dns import Directory
from agent_desktop.sip.transport.ways import Manner, Ways

T = TypeVar("T")
#: What a person can do about it.
_HELP: Final[dict[Hindrance, CanDo]] = {
    "network": "check_connection",
    "certificate": "check_certificate",
    "denied": "check_password",
}
_log = logging.getLogger(__name__)


class Endpoint:
    """One user agent and its sockets. `heard` gets every event, on the loop; it may act at once.

    Make it on the loop. `ways` listens; `act` lets the application do something with `agent`.
    """

    def __init__(
        self,
        config: Config,
        heard: Callable[[Event], None],
        *,
        rules: Rules | None = None,
        manner: Manner | None = None,
        directory: Directory | None = None,
    ) -> None:
        self.agent = UserAgent(config, lambda: secrets.token_hex(10), random.SystemRandom(), rules)
        self.ways = Ways(self, manner, directory)
        self._heard = heard
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._pumping = False
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: dict[Target, list[Transmit]] = {}

    @property
    def now(self) -> float:
        """The time that the agent's methods want."""
        return self._loop.time()

    def act(self, deed: Callable[[float], T]) -> T:
        """Do something with the agent or its calls; `deed` gets the time. What follows leaves at once."""
        try:
            return deed(self.now)
        finally:
            self._pump()

    def abandon(self) -> None:
        """No connection leads anywhere any more, such as when this computer's address is another one: close them."""
        for flow in self.ways.connections:
            self._start(self._close(flow, lost=True))

    async def close(self) -> None:
        """Close every socket. Unregister and hang up before, and wait for that."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.ways.close_all()

    # What the sockets say

    def message(self, message: Message, flow: Flow) -> None:
        """A message came."""
        self._safely(lambda: self.agent.receive(message, flow, self.now))

    def bad_message(self, bad: BadMessage, flow: Flow) -> None:
        """Something else came."""
        self._safely(lambda: self.agent.receive(bad, flow, self.now))

    def closed(self, flow: Flow, why: str) -> None:
        """A connection is gone."""
        self._safely(lambda: self.agent.flow_lost(flow, why, self.now))

    def ponged(self, flow: Flow) -> None:
        """A ping was answered."""
        self._safely(lambda: self.agent.ponged(flow, self.now))

    # Inside

    def _safely(self, deed: Callable[[], None]) -> None:
        """One message that we cannot stand must not take the others with it."""
        if self._closed:
            return
        try:
            deed()
            self._pump()
        except Exception:
            _log.exception("the SIP user agent failed")

    def _woken(self) -> None:
        self._timer = None
        self._safely(lambda: self.agent.tick(self.now))

    def _pump(self) -> None:
        """Do what the agent says until it says nothing more, then set the alarm."""
        if self._pumping or self._closed:
            return
        self._pumping = True
        try:
            while outputs := self.agent.take():
                for output in outputs:
                    self._do(output)
        finally:
            self._pumping = False
        due = self.agent.due()
        if due is None or (self._timer is not None and self._timer_at <= due):
            return  # waking too early does no harm, and most alarms are never needed
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._timer_at = self._loop.call_at(due, self._woken), due

    def _do(self, output: Transmit | OpenFlow | CloseFlow | Ping | Event) -> None:
        match output:
            case Transmit():
                self._send(output)
            case OpenFlow(target):
                self._open(target)
            case Ping(flow):
                self.ways.ping(flow)
            case CloseFlow(flow, failed):
                if failed:
                    self.ways.failed(flow)
                self._start(self._close(flow, lost=failed))
            case _:
                self._heard(output)

    def _send(self, output: Transmit) -> None:
        to = output.to
        if isinstance(to, Target):
            self._waiting.setdefault(to, []).append(output)
            self._open(to)
            return
        try:
            self.ways.send(output.message, to)
        except Unreachable as error:
            self.agent.not_sent(output, error.why, self.now)

    def _open(self, target: Target) -> None:
        self._start(self._opening(target))

    async def _opening(self, target: Target) -> None:
        try:
            flow = await self.ways.open(target)
        except Unreachable as error:
            why, help_ = error.why, _HELP[error.hindrance]
            self._waiting.pop(target, None)
            self._safely(lambda: self.agent.unreachable(target, why, self.now, help_))
            return

        def opened() -> None:
            self.agent.opened(target, flow, self.now)
            for output in self._waiting.pop(target, []):
                self._send(Transmit(output.message, flow, output.key))

        self._safely(opened)

    async def _close(self, flow: Flow, *, lost: bool) -> None:
        await self.ways.close(flow)
        if flow.reliable or lost:
            self.closed(flow, "the connection was closed")

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
