"""The hub's side of a network's session, in memory: what it took, what it remembers, files in a folder, how it stands.

Promises what `written.port.Post` promises: each news is kept once, together with the memory of its step, and what
`take` returned for is there. `refusing` makes it fail as a full disk does, and then nothing is kept.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import filetype

from agent_desktop.hub.doors.faults import Malformed, NotFound, TooLarge
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import (
    Arrived,
    Consent,
    Edited,
    News,
    Proved,
    Reacted,
    Receipt,
    Spread,
    Standing,
    TakenBack,
)
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, wall_clock
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.people import Address

N = TypeVar("N", bound=News)

MAX_FILE = 25 * 1024 * 1024
PATIENCE_S = 20.0


class MemoryPost:
    """One entry point's post. It outlives its sessions, as the hub's database does."""

    def __init__(self, folder: Path, entry_point_id: str = "entry-point") -> None:
        self._folder = folder
        self._id = entry_point_id
        self._known: set[tuple[object, ...]] = set()
        self._changed = asyncio.Condition()
        self._files: dict[str, Attachment] = {}
        self.news: list[News] = []
        self.remembered: dict[str, str] = {}
        self.secrets: dict[str, str] = {}
        self.standings: list[Standing] = []
        self.limits: list[Limits] = []
        self.languages: dict[str, str] = {}
        self.refusing = False
        self.typing: list[tuple[str, str, bool]] = []

    @property
    def entry_point_id(self) -> str:
        return self._id

    def now(self) -> Millis:
        return wall_clock()

    async def take(self, news: Sequence[News], memory: Mapping[str, str] | None = None) -> None:
        """Keep it. What is remembered is joined by name; an empty value forgets the name."""
        if self.refusing:
            await self._tell()
            raise StoreFailed("The disk is full.")
        for one in news:
            if isinstance(one, Arrived):
                assert all(each in self._files for each in one.attachments), "files come first"
            if (key := _key(one)) not in self._known:
                self._known.add(key)
                self.news.append(one)
        self.remembered |= memory or {}
        self.remembered = {name: value for name, value in self.remembered.items() if value}
        await self._tell()

    async def language(self, address: Address) -> str:
        return self.languages.get(address.value, "")

    async def customer_types(self, thread: str, address: Address, typing: bool) -> None:
        self.typing.append((thread, address.value, typing))
        await self._tell()

    async def memory(self) -> dict[str, str]:
        return dict(self.remembered)

    async def keep_file(self, name: str, content: bytes | Path) -> Attachment:
        if self.refusing:
            raise StoreFailed("The disk is full.")
        if isinstance(content, bytes):
            if len(content) > MAX_FILE:
                size = f"{len(content)} bytes"
                raise TooLarge("The file is too large.", field="body", value=size)
            (self._folder / "coming").write_bytes(content)
            content = self._folder / "coming"
        if not (size_of := content.stat().st_size):
            raise Malformed("The file is empty.", field="body", value="0 bytes")
        kind = filetype.guess(str(content))
        media_type = kind.mime if kind is not None else "application/octet-stream"
        key = f"file-{len(self._files) + 1}"
        kept = Attachment(id=key, name=name, media_type=media_type, size=size_of)
        content.rename(self._folder / key)
        self._files[key] = kept
        return kept

    def landing(self, key: str) -> Path:
        return self._folder / f"landing-{hashlib.sha256(key.encode()).hexdigest()}"

    async def allows(self, limits: Limits) -> None:
        if self.refusing:
            raise StoreFailed("The disk is full.")
        self.limits.append(limits)

    async def keep_secret(self, name: str, value: str) -> None:
        if self.refusing:
            raise StoreFailed("The disk is full.")
        self.secrets[name] = value

    async def file(self, attachment_id: str) -> Path:
        if attachment_id not in self._files:
            raise NotFound("There is no such file.", field="id", value=attachment_id)
        return self._folder / attachment_id

    def stands(self, standing: Standing) -> None:
        self.standings.append(standing)
        self._told = asyncio.ensure_future(self._tell())

    def bytes_of(self, attachment_id: str) -> bytes:
        """What was kept under that id."""
        return (self._folder / attachment_id).read_bytes()

    def attachment(self, attachment_id: str) -> Attachment:
        """Name, type and size of what was kept under that id."""
        return self._files[attachment_id]

    def of(self, kind: type[N]) -> list[N]:
        """The news of one kind, in order."""
        return [one for one in self.news if isinstance(one, kind)]

    async def until(self, fits: Callable[[], bool]) -> None:
        """Wait until it is so; it is looked at whenever something was taken or stood otherwise."""
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(fits)

    async def first(self, kind: type[N], count: int = 1) -> list[N]:
        """The news of one kind, as soon as there are `count`."""
        await self.until(lambda: len(self.of(kind)) >= count)
        return self.of(kind)

    async def typed(self, count: int) -> None:
        """Customers began or stopped to type so often."""
        await self.until(lambda: len(self.typing) >= count)

    async def stood(self, code: str, after: int = 0) -> Standing:
        """The first standing with that code that came after the first `after` ones."""

        def fits() -> bool:
            return any(one.code == code for one in self.standings[after:])

        await self.until(fits)
        return next(one for one in self.standings[after:] if one.code == code)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _key(one: News) -> tuple[object, ...]:
    """What makes it the same news as an earlier one."""
    match one:
        case Arrived() | TakenBack() | Consent():
            return type(one), one.remote_id
        case Edited():
            return Edited, one.remote_id, one.at, one.text
        case Reacted():
            return Reacted, one.remote_id, one.address.value, one.sign, one.at
        case Proved():
            return Proved, one.letter_id, one.remote_ids
        case Spread():
            return Spread, one.remote_id, one.reach
        case Receipt():
            return Receipt, one.remote_id, one.delivery
