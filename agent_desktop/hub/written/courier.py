"""The courier of one entry point: takes letters out of the hub to their network, and brings back what became of them.

Promises that a letter is marked as being sent before its network hears of it; that what may have been sent is looked
for and never sent again blindly, also after a crash; that conversations do not wait for each other, up to `AT_ONCE`.
Refuses to know the network.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final

from agent_desktop.hub.written.attempts import patience_s
from agent_desktop.hub.written.door import WrittenCalls
from agent_desktop.hub.written.port import Amending, NetworkSession
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Sent, Unclear
from agent_desktop.model.base import Millis, wall_clock
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

AT_ONCE: Final = 4
SEND_S: Final = 150.0
MARGIN_S: Final = 40.0
"""A session ends its attempts by itself, and so much earlier."""
LOOK_AGAIN_S: Sequence[float] = (2.0, 10.0, 30.0)
"""When a look that could not tell is repeated: the link may be down just now."""
LATER_S: Sequence[float] = (60.0, 300.0, 900.0, 3_600.0, 14_400.0, 43_200.0, 86_400.0, 259_200.0)
"""When it is looked for after that: receipts, which prove that it was sent, may come days late."""
STORE_S: Final = 1.0
_UNCLEAR: Final = Unclear(
    problem=later("The connection broke before the network answered. It may have been sent.")
)
_log = logging.getLogger("agent_desktop.hub")


class Courier:
    """Carries the letters of `entry_point_id` by `session`."""

    def __init__(
        self,
        entry_point_id: str,
        session: NetworkSession,
        calls: WrittenCalls,
        clock: Callable[[], Millis] = wall_clock,
    ) -> None:
        self._id = entry_point_id
        self._session = session
        self._calls = calls
        self._clock = clock
        self._more = asyncio.Event()
        self._free = asyncio.Semaphore(AT_ONCE)
        self._tasks: asyncio.TaskGroup | None = None

    def nudge(self) -> None:
        """A letter was written, or may go on."""
        self._more.set()

    async def run(self) -> None:
        """Carry for ever. Cancelled in the middle, it leaves letters that the next courier looks for."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            for letter in await self._calls.call(lambda door: door.unfinished_letters(self._id)):
                tasks.create_task(self._look_for(letter))
            for letter in await self._calls.call(lambda door: door.unclear_letters(self._id)):
                tasks.create_task(self._look_later(letter))
            while True:
                await self._free.acquire()
                letter = await self._next()
                tasks.create_task(self._carry(letter))

    async def _next(self) -> Letter:
        """The next letter, as soon as there is one."""
        while True:
            self._more.clear()
            try:
                claimed = await self._calls.call(lambda door: door.claim_letter(self._id))
            except StoreFailed:
                await asyncio.sleep(STORE_S)
                continue
            if claimed.letter is not None:
                return claimed.letter
            await self._wait(claimed.due_at)

    async def _wait(self, due_at: Millis | None) -> None:
        seconds = None if due_at is None else max(0.0, (due_at - self._clock()) / 1000)
        try:
            async with asyncio.timeout(seconds):
                await self._more.wait()
        except TimeoutError:
            return

    async def _carry(self, letter: Letter) -> None:
        try:
            outcome = await self._outcome(letter)
            await self._settle(letter, outcome)
        finally:
            self._free.release()

    async def _outcome(self, letter: Letter) -> Outcome:
        if letter.wish is not None:
            return await self._amended(letter)
        outcome = await self._sent(letter)
        return await self._looked(letter, outcome) if isinstance(outcome, Unclear) else outcome

    async def _amended(self, letter: Letter) -> Outcome:
        """What became of a wish. One whose outcome is unclear is asked for again: the same changes nothing."""
        session: object = self._session  # what else it can is asked of itself
        if not isinstance(session, Amending):
            return Rejected(problem=later("The network cannot do that with this message."))
        try:
            async with asyncio.timeout(SEND_S):
                return await session.amend(letter)
        except Exception as error:
            _log.error("amending by %s failed: %s", self._id, type(error).__name__)
            return NotNow(problem=_UNCLEAR.problem)

    async def _sent(self, letter: Letter) -> Outcome:
        try:
            async with asyncio.timeout(patience_s(letter) + MARGIN_S):
                return await self._session.send(letter)
        except Exception as error:
            _log.error("sending by %s failed: %s", self._id, type(error).__name__)
            return _UNCLEAR

    async def _look_for(self, letter: Letter) -> None:
        """A letter whose sending was cut off: what became of it?"""
        if letter.wish is not None:
            await self._settle(letter, await self._amended(letter))
            return
        await self._settle(letter, await self._looked(letter, _UNCLEAR))

    async def _looked(self, letter: Letter, outcome: Outcome) -> Outcome:
        """What the network says of a letter that may have been sent."""
        for seconds in LOOK_AGAIN_S:
            try:
                async with asyncio.timeout(SEND_S):
                    outcome = await self._session.look(letter)
            except Exception as error:
                _log.error("looking by %s failed: %s", self._id, type(error).__name__)
            if not isinstance(outcome, Unclear):
                return outcome
            await asyncio.sleep(seconds)
        return outcome

    async def _settle(self, letter: Letter, outcome: Outcome) -> None:
        """Write it down, however long the disk has no room: until then the letter counts as being sent."""
        while True:
            try:
                await self._calls.call(lambda door: door.settle_letter(letter.id, outcome))
            except StoreFailed:
                await asyncio.sleep(STORE_S)
                continue
            if isinstance(outcome, NotNow | Unclear):
                self.nudge()
            unclear = isinstance(outcome, Unclear) and letter.wish is None
            if unclear and self._tasks is not None:
                self._tasks.create_task(self._look_later(letter))
            return

    async def _look_later(self, letter: Letter) -> None:
        """A letter that is shown as unclear may be proved to be there. If it is not, nobody sends it so late."""
        for seconds in LATER_S:
            await asyncio.sleep(seconds)
            try:
                async with asyncio.timeout(SEND_S):
                    outcome = await self._session.look(letter)
            except Exception as error:
                _log.error("looking by %s failed: %s", self._id, type(error).__name__)
                continue
            if isinstance(outcome, Sent):
                await self._settle(letter, outcome)
                return
