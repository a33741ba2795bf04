"""Automatic answers to STOP, START and HELP on their way: remembered with the message that asked, forgotten when sent.

Promises that an answer outlives a restart, and that a message which comes twice is answered once (but for a restart in
the moment between sending and forgetting, when nobody can know). Uses asyncio: it waits and tries again by itself.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Letter, NotNow, Outcome
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed

_PREFIX: Final = "reply "
_ANSWERED: Final = 1_000
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Letter).decode


class Reply(NamedTuple):
    """An answer that is to be sent to whoever wrote the message `remote_id`."""

    remote_id: str
    to: str
    text: str


class Replies:
    """The answers of one entry point."""

    def __init__(self, post: Post, send: Callable[[Letter], Awaitable[Outcome]]) -> None:
        self._post = post
        self._send = send
        self._waiting: dict[str, Letter] = {}
        self._answered: deque[str] = deque(maxlen=_ANSWERED)
        self._woken = asyncio.Event()

    def remember(self, memory: Mapping[str, str]) -> None:
        """Those that an earlier session did not send any more."""
        for name, value in memory.items():
            if name.startswith(_PREFIX):
                self._waiting[name.removeprefix(_PREFIX)] = _decode(value)
        self._woken.set()

    def noted(self, replies: Sequence[Reply], now: Millis) -> dict[str, str]:
        """What is to be remembered with the messages that asked for these."""
        changes: dict[str, str] = {}
        for reply in replies:
            if reply.remote_id in self._answered:
                continue
            self._answered.append(reply.remote_id)
            letter = Letter(
                id=f"reply-{reply.remote_id}",
                entry_point_id=self._post.entry_point_id,
                conversation_id="",
                to=reply.to,
                text=reply.text,
                written_at=now,
                answers=(reply.remote_id,),
            )
            self._waiting[reply.remote_id] = letter
            changes[_PREFIX + reply.remote_id] = _encode(letter).decode()
        return changes

    def go(self) -> None:
        """What was noted is kept: send it."""
        if self._waiting:
            self._woken.set()

    async def run(self) -> None:
        """Send for ever, until cancelled."""
        retries = Retries()
        while True:
            await self._woken.wait()
            self._woken.clear()
            for remote_id, letter in list(self._waiting.items()):
                outcome = await self._send(letter)
                if isinstance(outcome, NotNow):
                    wait = outcome.wait_ms or retries.next_ms()
                    await asyncio.sleep(wait / 1000)
                    self._woken.set()
                    continue
                retries.worked()
                await self._forget(remote_id)

    async def _forget(self, remote_id: str) -> None:
        self._waiting.pop(remote_id, None)
        try:
            await self._post.take((), {_PREFIX + remote_id: ""})
        except StoreFailed:
            return  # it may be sent once more after a restart
