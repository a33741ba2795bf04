"""An entry point's link to its network, kept up: tried again after trouble, given up after a refusal, and said so.

Promises one standing for each change, in words; that trouble waits longer each time; that a fault of ours in one
network's code ends nobody's link and is logged without what customers wrote.
"""

import asyncio
import contextlib
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Final

from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Standing
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

_log = logging.getLogger("agent_desktop.hub")
NOT_KEPT: Final = later("The hub could not keep what came in.")
FREE_SPACE: Final = later("Look at the disk of the hub; nothing is lost, it is fetched again.")
OWN_FAULT: Final = later("The hub could not work with what the network told.")
LOOK_AT_LOG: Final = later("Look at the hub's log.")


class Trouble(Exception):
    """The network cannot be used now; after a while, or `wait_ms`, it is tried again."""

    def __init__(self, words: str, remedy: str = "", *, wait_ms: Millis | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.remedy = remedy
        self.wait_ms = wait_ms


class AccountRefused(Exception):
    """The network does not take this account as it is: only an administrator can mend it."""

    def __init__(self, words: str, remedy: str) -> None:
        super().__init__(words)
        self.words = words
        self.remedy = remedy


class Link:
    """How one entry point's session is connected."""

    def __init__(self, post: Post, retries: Retries | None = None) -> None:
        self._post = post
        self._retries = retries or Retries()
        self._code = ""
        self._note = ("", "")
        self._doubted = asyncio.Event()
        self._doubts: list[Exception] = []

    @property
    def refused(self) -> bool:
        """Whether the account was refused, so that nobody asks with it again."""
        return self._code == "refused"

    def live(self) -> None:
        """It works."""
        self._retries.worked()
        if self._code != "live" and not self.refused:
            self._stand_live()

    def note(self, words: str, remedy: str = "") -> None:
        """Something beside the work goes wrong, which is said as long as the link is live; no words: it is well."""
        if (words, remedy) != self._note:
            self._note = (words, remedy)
            if self._code == "live":
                self._stand_live()

    def _stand_live(self) -> None:
        words, remedy = self._note
        self._stand(Standing(code="live", since=self._post.now(), words=words, remedy=remedy))

    def refuse(self, refusal: AccountRefused) -> None:
        """The account is not taken."""
        if not self.refused:
            self._stand(
                Standing(
                    code="refused",
                    since=self._post.now(),
                    words=refusal.words,
                    remedy=refusal.remedy,
                )
            )

    def wait(self, words: str, remedy: str = "", wait_ms: Millis | None = None) -> Millis:
        """It does not work now: how long to wait, said as the standing."""
        pause = max(wait_ms or 0, self._retries.next_ms())
        now = self._post.now()
        self._stand(
            Standing(code="waiting", since=now, words=words, remedy=remedy, next_at=now + pause)
        )
        return pause

    def doubt(self, trouble: Exception) -> None:
        """Something went wrong beside the work, which is to end with it where it rests, or when it rests next."""
        self._doubts.append(trouble)
        self._doubted.set()

    async def rest(self, seconds: float) -> None:
        """Wait so long, for work that has nothing to do. Raises what `doubt` was told, at once."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._doubted.wait()
        self._doubted.clear()
        doubts, self._doubts = self._doubts, []
        if doubts:
            raise doubts[-1]

    async def keep(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` again and again until cancelled; it says `live`, and ends by raising. A refusal ends the tries."""
        self._stand(Standing(code="connecting", since=self._post.now()))
        while True:
            pause: Millis = 0
            try:
                await work()
            except AccountRefused as refusal:
                self.refuse(refusal)
            except Trouble as trouble:
                pause = self.wait(trouble.words, trouble.remedy, trouble.wait_ms)
            except StoreFailed:
                pause = self.wait(NOT_KEPT, FREE_SPACE)
            except Exception as error:
                _log.error("%s: %s at %s", self._post.entry_point_id, *fault(error))
                pause = self.wait(OWN_FAULT, LOOK_AT_LOG)
            if self.refused:
                await asyncio.Event().wait()
            await asyncio.sleep(pause / 1000)

    def _stand(self, standing: Standing) -> None:
        self._code = standing.code
        self._post.stands(standing)


def fault(error: BaseException) -> tuple[str, str]:
    """What an unexpected error is, and where: its own text may hold what a customer wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames[-3:]]
    return type(error).__name__, " < ".join(reversed(places))
