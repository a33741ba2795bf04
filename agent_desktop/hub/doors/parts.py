"""Files that are on their way: each with a plan beside the bytes that have come so far.

After a cut link, and after a start of the hub or of the desk, it goes on from there.

Promises that bytes are only ever added at the end, by one writer at a time, of whom the newest wins (the older one may
hang on a link that is dead); that the place to go on from is the disk's word and nobody's memory; that no name from
outside becomes a path. Refuses to call anything whole: that is for who compares it with its digest.
"""

import asyncio
import contextlib
import hashlib
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import msgspec

from agent_desktop.hub.doors.frames import shown
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Conflict, StoreFailed

KEPT_MS: Final[Millis] = 24 * 3_600_000
"""How long a file that is not whole waits for its next part."""
SPARE_BYTES: Final = 64 * 1024 * 1024
"""So much room a file must leave on the disk, for the database beside it."""
_PLAN, _BYTES = ".plan", ".part"


class Plan(Record, frozen=True):
    """What is to come. `digest` is the whole file's SHA-256 in hexadecimal, empty where the sender cannot tell it."""

    owner: str
    upload_id: str
    name: str
    size: int
    digest: str
    begun_at: Millis

    @property
    def key(self) -> str:
        """Its name on the disk."""
        return hashlib.sha256(f"{self.owner}\0{self.upload_id}".encode()).hexdigest()

    def same(self, other: "Plan") -> bool:
        """Whether both mean the same file."""
        return (self.name, self.size, self.digest) == (other.name, other.size, other.digest)


class Parts:
    """The folder of files on their way. On the event loop."""

    def __init__(self, folder: Path, *, spare: int = SPARE_BYTES) -> None:
        self._folder = folder
        self._spare = spare
        self._writers: dict[str, object] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def path(self, plan: Plan) -> Path:
        """Where the bytes lie."""
        return self._folder / f"{plan.key}{_BYTES}"

    async def begin(self, plan: Plan) -> int:
        """How many bytes have come; none, and room was made, when it is new. Raises Conflict, StoreFailed."""
        async with self._lock(plan.key):
            known = await asyncio.to_thread(self._known, plan.key)
            if known is not None and not known.same(plan):
                raise Conflict(
                    "This upload id was used for another file.",
                    field="id",
                    value=shown(plan.upload_id),
                )
            try:
                return await asyncio.to_thread(self._begun, plan, known is None)
            except OSError as error:
                raise _disk(error) from None

    async def plan(self, owner: str, upload_id: str) -> Plan | None:
        """What is on its way under this id."""
        empty = Plan(owner=owner, upload_id=upload_id, name="", size=0, digest="", begun_at=0)
        return await asyncio.to_thread(self._known, empty.key)

    async def add(self, plan: Plan, offset: int, body: AsyncIterator[bytes]) -> int:
        """Add bytes from `offset` on; how many there are then.

        Raises Conflict when the file stands elsewhere (`value` says where), or when somebody else adds to it meanwhile;
        what the body raises, after keeping what came before; StoreFailed.
        """
        key, turn = plan.key, object()
        self._writers[key] = turn
        try:
            async with self._lock(key):
                handle = await asyncio.to_thread(self._opened, plan, offset)
            try:
                at = offset
                async for piece in body:
                    async with self._lock(key):
                        if self._writers.get(key) is not turn:
                            raise Conflict("This file comes by another connection now.", field="id")
                        await asyncio.to_thread(_write, handle, piece)
                    at += len(piece)
                return at
            finally:
                await asyncio.to_thread(os.close, handle)
        except OSError as error:
            raise _disk(error) from None
        finally:
            if self._writers.get(key) is turn:
                del self._writers[key]

    async def forget(self, plan: Plan) -> None:
        """Nothing of it comes any more. Who still adds to it is told so."""
        self._writers.pop(plan.key, None)
        async with self._lock(plan.key):
            await asyncio.to_thread(self._remove, plan.key)
        self._locks.pop(plan.key, None)

    async def empty(self, plan: Plan) -> None:
        """It has to come anew from its beginning."""
        async with self._lock(plan.key):
            with contextlib.suppress(FileNotFoundError):
                await asyncio.to_thread(os.truncate, self.path(plan), 0)

    async def of(self, owner: str) -> list[Plan]:
        """What this owner has on its way."""
        return [one for one in await asyncio.to_thread(self._all) if one.owner == owner]

    async def forget_old(self, now: Millis) -> int:
        """Remove what has waited too long for its next part; how many files."""
        old = await asyncio.to_thread(self._old, now)
        for plan in old:
            await self.forget(plan)
        return len(old)

    # -- on the disk, in a thread

    def _lock(self, key: str) -> asyncio.Lock:
        return self._locks.setdefault(key, asyncio.Lock())

    def _known(self, key: str) -> Plan | None:
        try:
            return msgspec.json.decode((self._folder / f"{key}{_PLAN}").read_bytes(), type=Plan)
        except FileNotFoundError:
            return None
        except (msgspec.DecodeError, OSError):
            self._remove(key)  # it was never acknowledged: plans are put in place whole
            return None

    def _begun(self, plan: Plan, new: bool) -> int:
        path = self.path(plan)
        size = path.stat().st_size if path.exists() and not new else 0
        if size > plan.size:
            size = 0
        if new or size == 0:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < plan.size + self._spare:
                raise OSError(28, "No space left on device")
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            fresh = self._folder / f"{plan.key}.new"
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                _write(handle, msgspec.json.encode(plan))
                os.fsync(handle)
            finally:
                os.close(handle)
            os.replace(fresh, self._folder / f"{plan.key}{_PLAN}")
        return size

    def _opened(self, plan: Plan, offset: int) -> int:
        path = self.path(plan)
        size = path.stat().st_size
        if size != offset:
            raise Conflict("The file stands at another place.", field="offset", value=str(size))
        return os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))

    def _remove(self, key: str) -> None:
        # the plan last: without it nobody would look for the bytes
        for ending in (".new", _BYTES, _PLAN):
            (self._folder / f"{key}{ending}").unlink(missing_ok=True)

    def _all(self) -> Iterator[Plan]:
        for path in sorted(self._folder.glob(f"*{_PLAN}")):
            plan = self._known(path.stem)
            if plan is not None:
                yield plan

    def _old(self, now: Millis) -> list[Plan]:
        old = []
        for plan in self._all():
            try:
                touched = self.path(plan).stat().st_mtime * 1000
            except FileNotFoundError:
                touched = plan.begun_at
            if touched < now - KEPT_MS:
                old.append(plan)
        return old


def _write(handle: int, piece: bytes) -> None:
    view = memoryview(piece)
    while view:
        view = view[os.write(handle, view) :]


def _disk(error: OSError) -> StoreFailed:
    if isinstance(error, FileNotFoundError):
        return StoreFailed("This upload was given up.", remedy="Begin it anew.")
    return StoreFailed(
        f"The file could not be kept: {error.strerror or error}.",
        remedy="Free some space on the hub's disk, then try again.",
    )
