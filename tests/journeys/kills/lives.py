"""A life as its test sees it: what it says, line by line, and ways to end it at a chosen step."""

import asyncio
import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Final

import msgspec

from agent_desktop.hub.server.handshake import Ready, Said, Setup
from agent_desktop.model.base import Record
from tests.journeys.kills.born import DESK, HUB
from tests.journeys.kills.desk_life import DeskWords, Shown
from tests.journeys.kills.hub_life import HubWords
from tests.journeys.kills.points import Point, traced
from tests.nursery import Nursery

PATIENCE_S: Final = 120.0
"""A guard against a life that hangs, not a check: a loaded machine takes its time."""


class Life:
    """A forked process. `lines` keeps all that it said on stdout, `errors` all of stderr."""

    def __init__(self, nursery: Nursery, kind: bytes, on_line: Callable[[str], None]) -> None:
        born = nursery.fork(kind)
        os.close(born.end)  # a life is over when its stdout is
        self.pid, self._stdin = born.pid, born.stdin
        self._on_line = on_line
        self.errors = b""
        self.last: deque[str] = deque(maxlen=12)
        self.point: Point | None = None
        self._news = asyncio.Event()
        self._over = False
        self._tracer: asyncio.subprocess.Process | None = None
        self._readers = [
            asyncio.create_task(self._read(born.stdout, self._line)),
            asyncio.create_task(self._read(born.stderr, self._error)),
        ]

    @property
    def over(self) -> bool:
        """True once it is dead and everything that it said was read."""
        return self._over

    def _line(self, line: bytes) -> None:
        words = line.decode().rstrip("\n")
        self.last.append(words)
        self._on_line(words)
        self._news.set()

    def _error(self, line: bytes) -> None:
        self.errors += line

    async def _read(self, handle: int, each: Callable[[bytes], None]) -> None:
        reader = asyncio.StreamReader(limit=2**22)
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(handle, "rb", 0)
        )
        while line := await reader.readline():
            each(line)
        if each == self._line:
            self._over = True
            self._news.set()

    def tell(self, words: Record | str) -> None:
        """Write a line to its stdin; a dead one hears nothing."""
        line = words.encode() if isinstance(words, str) else msgspec.json.encode(words)
        with contextlib.suppress(BrokenPipeError):
            os.write(self._stdin, line + b"\n")

    async def until(self, met: Callable[[], bool], what: str, within: float = PATIENCE_S) -> None:
        """Wait until `met`, looked at after each line. Raises AssertionError when it dies or takes too long."""
        try:
            async with asyncio.timeout(within):
                while not met():
                    assert not self._over, f"died before {what}: {self.errors.decode()}"
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"not within {within} s: {what}") from None

    async def spoke(self) -> None:
        """Wait until it has said something, or is dead."""
        async with asyncio.timeout(PATIENCE_S):
            while not self.last and not self._over:
                self._news.clear()
                await self._news.wait()

    async def dead(self, within: float = PATIENCE_S) -> None:
        """Wait until it is dead. Raises AssertionError when it lives on."""
        try:
            async with asyncio.timeout(within):
                while not self._over:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(
                f"alive after {within} s at {self.point}, last words {self.last}: {self.errors.decode()}"
            ) from None

    def kill(self) -> None:
        """SIGKILL."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    async def arm(self, point: Point) -> None:
        """Let it be killed at `point` from now on. The start words may be told when this returns."""
        self.point = point
        if point.call:
            self._tracer = await asyncio.create_subprocess_exec(
                *("strace", "-f", "-qqq", "-p", str(self.pid), "-o", os.devnull),
                *("-e", f"trace={point.call}"),
                *("-e", f"inject={point.call}:signal=KILL:when={point.at}"),
                stderr=asyncio.subprocess.PIPE,
            )
            while not traced(self.pid):
                assert self._tracer.returncode is None, "strace cannot watch our own processes"
                await asyncio.sleep(0.002)

    async def end(self, *, kill: bool) -> None:
        """Kill it or close its stdin, and wait until it is gone."""
        if kill:
            self.kill()
        with contextlib.suppress(OSError):
            os.close(self._stdin)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await asyncio.gather(*self._readers)
        except TimeoutError:
            self.kill()
            await asyncio.gather(*self._readers)
            raise AssertionError("it did not end when its stdin did") from None
        if self._tracer is not None:
            await self._tracer.wait()


class Arms:
    """Nursery and every life of a test; whatever is still alive at the end is killed."""

    def __init__(self) -> None:
        self.nursery = Nursery("tests.journeys.kills.born")
        self._lives: list[Life] = []

    async def __aenter__(self) -> "Arms":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for life in self._lives:
            if not life.over:
                life.kill()
        await asyncio.to_thread(self.nursery.close)

    def forked(self, kind: bytes, on_line: Callable[[str], None]) -> Life:
        """A new life that has not been told anything."""
        life = Life(self.nursery, kind, on_line)
        self._lives = [one for one in self._lives if not one.over] + [life]
        return life


class HubLife:
    """One life of the hub."""

    def __init__(self, arms: Arms, words: HubWords, ticket: str = "") -> None:
        self._words = words
        self._ticket = ticket
        self.said: Said | None = None
        self.life = arms.forked(HUB, self._heard)

    def _heard(self, line: str) -> None:
        self.said = msgspec.json.decode(line, type=Said)

    def begin(self) -> None:
        """Tell it to start."""
        self.life.tell(self._words)
        self.life.tell(Setup(team="Night shift", owner="Olga Owner", ticket=self._ticket))

    async def ready(self) -> Ready:
        """Where it answers, once it does."""
        await self.life.until(lambda: self.said is not None, "the hub is ready")
        assert self.said is not None
        assert self.said.ready is not None, self.said.failed
        return self.said.ready


class DeskLife:
    """One life of the desk; what it says goes into `told` (see desk_life)."""

    def __init__(
        self, arms: Arms, words: DeskWords, on_word: Callable[[str, list[str]], None]
    ) -> None:
        self._words = words
        self._on_word = on_word
        self.link = ""
        self.down_since = 0
        self.empty = False
        self.opened = False
        self.viewed = False
        self.faults: list[str] = []
        self.notices: list[str] = []
        self.views: dict[str, list[Shown]] = {}
        self.sent = 0
        self.shown = 0
        self.life = arms.forked(DESK, self._heard)

    def begin(self) -> None:
        """Tell it to start."""
        self.life.tell(self._words)

    def _heard(self, line: str) -> None:
        word, *more = line.split(" ", 2)
        match word:
            case "opened":
                self.opened = True
            case "link":
                self.link = more[0]
            case "empty":
                self.empty = True
            case "viewed":
                self.viewed = True
            case "view":
                self.views[more[0]] = msgspec.json.decode(more[1], type=list[Shown])
            case "fault":
                self.faults.append(more[0])
            case "told":
                self.notices.append(" ".join(more))
            case "sent":
                self.sent += 1
            case "shown":
                self.shown += 1
        self._on_word(word, more)

    async def until(self, met: Callable[[], bool], what: str, within: float = PATIENCE_S) -> None:
        """As `Life.until`; in vain, the desk says what it waits for."""
        try:
            await self.life.until(met, what, within)
        except AssertionError as error:
            self.life.tell("why")
            await asyncio.sleep(1)
            raise AssertionError(f"{error}; {list(self.life.last)}") from None

    async def drained(self, within: float = PATIENCE_S) -> None:
        """Stop typing, and wait until nothing waits any more."""
        self.empty = False
        self.life.tell("stop")
        await self.until(lambda: self.empty, "the outbox is empty", within)

    async def look(self) -> dict[str, list[Shown]]:
        """What the thread panes would show now."""
        self.viewed = False
        self.life.tell("view")
        await self.life.until(lambda: self.viewed, "the view")
        return self.views
