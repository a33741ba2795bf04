"""Automatic answers to STOP, START and HELP on their way, remembered with the message that asked.

Promises that an answer outlives a restart, and that a message which comes twice is answered once, also after a restart
(but for one in the moment between sending and remembering that, when nobody can know). Uses asyncio: it waits and tries
again by itself.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Letter, NotNow, Outcome
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed

_PREFIX: Final = "reply "
#: A message that comes again comes sooner.
AGAIN_MS: Final[Millis] = 3 * 24 * 60 * 60 * 1000
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
        self._answered: dict[str, Millis] = {}
        self._woken = asyncio.Event()

    def remember(self, memory: Mapping[str, str]) -> None:
        """Those that an earlier session did not send any more."""
        for name, value in memory.items():
            if name.startswith(_PREFIX):
                remote_id = name.removeprefix(_PREFIX)
                if value.isdecimal():
                    self._answered[remote_id] = int(value)
                else:
                    self._waiting[remote_id] = _decode(value)
        self._woken.set()

    def noted(self, replies: Sequence[Reply], now: Millis) -> dict[str, str]:
        """What is to be remembered with the messages that asked for these."""
        changes: dict[str, str] = {}
        for reply in replies:
            if reply.remote_id in self._answered or reply.remote_id in self._waiting:
                continue
            letter = Letter(
                id=f"reply-{reply.remote_id}",
                entry_point_id=self._post.entry_point_id,
                conversation_id="",
                to=reply.to,
                text=reply.text,
                written_at=now,
                answers=(reply.remote_id,),
                heard_at=now,
            )
            self._waiting[reply.remote_id] = letter
            changes[_PREFIX + reply.remote_id] = _encode(letter).decode()
        return changes

    def answered(self, remote_id: str, now: Millis) -> dict[str, str]:
        """The network has answered that message itself, which it may not say when it tells it again."""
        self._answered[remote_id] = now
        return {_PREFIX + remote_id: str(now)}

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
                await self._done(remote_id)

    async def _done(self, remote_id: str) -> None:
        now = self._post.now()
        self._waiting.pop(remote_id, None)
        self._answered[remote_id] = now
        changes = {_PREFIX + remote_id: str(now)}
        for earlier, at in list(self._answered.items()):
            if now - at > AGAIN_MS:
                del self._answered[earlier]
                changes[_PREFIX + earlier] = ""
        with contextlib.suppress(StoreFailed):  # else it may be sent once more after a restart
            await self._post.take((), changes)
