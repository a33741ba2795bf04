"""Files that people send: received as a stream, judged by their bytes, kept under random names, given as downloads.

Promises that a file is on the disk whole before its row exists; that the same upload id of the same owner is one file;
that its type is what its bytes say, never what the sender said; that no name from outside ever becomes a path; and
that a browser which fetches it saves it and runs nothing. Refuses files above the limit while they
stream in, and gives nobody what the virus scanner keeps back.
"""

import asyncio
import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from agent_desktop.hub.doors.bodies import pieces
from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.keys import Rows
from agent_desktop.hub.doors.quotas import AGENTS, UNBOUNDED, Quota
from agent_desktop.hub.doors.scanning import UNASKED, Guard, Verdict
from agent_desktop.hub.doors.sniffing import Looked, Looking, looked_at
from agent_desktop.hub.storage.files import (
    StoredFile,
    all_stored_as,
    file_of_upload,
    keep_file,
    stored_file,
    take_kept_long_enough,
    take_unsent,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model import files
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.errors import Conflict, Offline, Refused, StoreFailed
from agent_desktop.model.files import KEPT_BACK, Check

UNSENT_KEPT: Final[Millis] = 24 * 3_600_000
_UPLOAD_ID: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_STORED: Final = re.compile(r"[0-9a-f]{48}")


class Uploads:
    """The folder of uploaded files and their rows. `folder` is outside everything that is served by path."""

    def __init__(
        self,
        folder: Path,
        rows: Rows,
        clock: Callable[[], Millis],
        guard: Guard | None = None,
    ) -> None:
        self.folder = folder
        self.rows = rows
        self.clock = clock
        self._guard = guard

    async def receive(
        self, request: Request, owner: str, upload_id: str, quota: Quota = AGENTS
    ) -> Attachment:
        """Keep the request's body as the file `upload_id` of `owner`; its name is in the query as `name`.

        The same again gives the same attachment. Raises Malformed (id, name, empty body), XX (the
        quota), Conflict (same id, other bytes or name), StoreFailed.
        """
        check_id(upload_id)
        name = clean_name(request.query_params.get("name", ""))
        # before the bytes, so that who may send nothing costs nothing; and again in the transaction that keeps them
        await self.rows(lambda storage: self._check(storage, owner, upload_id, quota))
        stored_as = secrets.token_hex(24)
        path = self._path(stored_as)
        kept = False
        try:
            looked = await self._stream_to(path, pieces(request, quota.file))
            verdict = await self.judged(path, owner)
            file = self.new_file(owner, upload_id, name, looked, stored_as, verdict=verdict)
            known = await self.rows(lambda storage: _kept(storage, file, quota))
            kept = known is file
        finally:
            if not kept:
                await asyncio.to_thread(path.unlink, missing_ok=True)
        if known.digest != looked.digest or known.name != name:
            raise Conflict("This upload id was used for another file.", field="id", value=upload_id)
        return known.attachment

    async def bring_in(
        self, path: Path, owner: str, upload_id: str, name: str, *, keep_ms: Millis | None = None
    ) -> Attachment | None:
        """Move a file of this computer in, as the upload `upload_id`, for `keep_ms` from now (None: for ever).

        The same again gives the same attachment; None, and it is gone, when it is empty. Raises StoreFailed, OSError;
        the file is where it was then.
        """
        looked = await asyncio.to_thread(looked_at, path)
        if looked.size == 0:
            await asyncio.to_thread(path.unlink)
            return None
        keep_until = None if keep_ms is None else self.clock() + keep_ms
        verdict = await self.judged(path, owner)
        file = self.new_file(
            *(owner, upload_id, clean_name(name), looked, secrets.token_hex(24), keep_until),
            verdict=verdict,
        )
        return (await self.move_in(path, file, UNBOUNDED)).attachment

    async def bring_in_bytes(
        self, data: bytes, owner: str, upload_id: str, name: str, *, keep_ms: Millis | None = None
    ) -> Attachment | None:
        """The same for what is in memory. It is put together beside the others: a crash leaves nothing elsewhere.

        Raises StoreFailed.
        """
        path = self._path(secrets.token_hex(24))
        try:
            await asyncio.to_thread(_write, self.folder, path, data)
            return await self.bring_in(path, owner, upload_id, name, keep_ms=keep_ms)
        except OSError as error:
            raise _not_kept(error) from None
        finally:
            with contextlib.suppress(OSError):  # it is mostly at its place
                await asyncio.to_thread(path.unlink)

    def landing(self, owner: str, key: str) -> Path:
        """A place beside the files where one is put together before it is brought in, the same for the same key.

        `forget_unsent` removes what nobody wrote to for a day."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder / hashlib.sha256(f"{owner}\0{key}".encode()).hexdigest()[:48]

    async def move_in(self, path: Path, file: StoredFile, quota: Quota) -> StoredFile:
        """Move a whole file to its place and keep its row, unless its owner has it already; which one is kept."""
        place = self._path(file.stored_as)
        await asyncio.to_thread(_move, path, place)
        try:
            known = await self.rows(lambda storage: _kept(storage, file, quota))
        except BaseException:
            await asyncio.to_thread(_move, place, path)
            raise
        if known is not file:
            await asyncio.to_thread(place.unlink)
        return known

    def new_file(
        self,
        owner: str,
        upload_id: str,
        name: str,
        looked: Looked,
        stored_as: str,
        keep_until: Millis | None = None,
        verdict: Verdict = UNASKED,
    ) -> StoredFile:
        """The row of a file that is whole. Raises Malformed when it is empty."""
        if looked.size == 0:
            raise Malformed("The file is empty.", field="body", value="0 bytes")
        return StoredFile(
            id=new_id(),
            owner=owner,
            upload_id=upload_id,
            name=name,
            media_type=looked.media_type,
            size=looked.size,
            digest=looked.digest,
            stored_as=stored_as,
            created_at=self.clock(),
            keep_until=keep_until,
            check=verdict.check,
            finding=verdict.finding,
        )

    async def judged(self, path: Path, owner: str) -> Verdict:
        """What the virus scanner says of a file. An agent's own, which nobody waits for yet, waits on the desk.

        Raises Offline for it, OSError, StoreFailed.
        """
        if self._guard is None:
            return UNASKED
        verdict = await self._guard.verdict(path, owner)
        if verdict.check is Check.WAITING and owner.startswith("agent:"):
            raise Offline(
                "The virus scanner does not answer, so files wait.",
                remedy="They are sent by themselves as soon as it does.",
            )
        return verdict

    async def uploaded(self, owner: str, upload_id: str) -> StoredFile | None:
        """What this owner uploaded under this id, whole."""
        return await self.rows(lambda storage: file_of_upload(storage, owner, upload_id))

    async def find(self, attachment_id: str) -> StoredFile:
        """The file with this id. Raises NotFound; whether the caller may see it is the caller's door to judge."""
        file = await self.rows(lambda storage: stored_file(storage, attachment_id))
        if file is None:
            raise nothing_here(attachment_id)
        return file

    def bytes_of(self, file: StoredFile) -> Path:
        """Where the file's bytes lie, if they do: for who judges them."""
        return self._path(file.stored_as)

    async def discard(self, file: StoredFile) -> None:
        """Delete a file's bytes; its row stays."""
        await asyncio.to_thread(self._path(file.stored_as).unlink, missing_ok=True)

    def place(self, file: StoredFile) -> Path:
        """Where the file's bytes lie. Raises NotFound when they are not there, Refused while it is kept back."""
        if file.check in KEPT_BACK:
            raise Refused(
                f"The file is held back by the virus scanner: {file.finding or file.check.value}.",
                remedy="Ask an administrator.",
                field="id",
                value=file.id,
            )
        path = self._path(file.stored_as)
        if not path.is_file():
            raise NotFound(
                "The hub knows this file, but its bytes are not in the hub's folder.",
                remedy="Tell an administrator: the folder was not restored with the database, or the hub's nodes do not"
                " share one.",
                field="id",
                value=file.id,
            )
        return path

    def download(self, file: StoredFile) -> Response:
        """The file's bytes, to be saved and never run. Raises as `place`."""
        return FileResponse(
            self.place(file),
            media_type=file.media_type,
            headers={
                "content-disposition": disposition(file.name),
                "content-security-policy": "sandbox; default-src 'none'",
                "x-content-type-options": "nosniff",
                "cross-origin-resource-policy": "same-origin",
                "cache-control": "private, no-store",
            },
        )

    async def forget_unsent(self) -> int:
        """Remove files that nobody sent within a day, and what a crash left behind; how many."""
        before = self.clock() - UNSENT_KEPT
        gone = await self._delete(await self.rows(lambda storage: take_unsent(storage, before)))
        kept = await self.rows(all_stored_as)
        lost = await asyncio.to_thread(_lost, self.folder, kept, before)
        return gone + await self._delete(lost)

    async def forget_kept(self) -> int:
        """Remove files whose time is over; how many."""
        now = self.clock()
        return await self._delete(
            await self.rows(lambda storage: take_kept_long_enough(storage, now))
        )

    async def _delete(self, names: Sequence[str]) -> int:
        for name in names:
            await asyncio.to_thread(self._path(name).unlink, missing_ok=True)
        return len(names)

    def _check(self, storage: Storage, owner: str, upload_id: str, quota: Quota) -> None:
        if file_of_upload(storage, owner, upload_id) is None:  # a repetition takes no more room
            quota.check(storage, owner, 0, self.clock())

    def _path(self, stored_as: str) -> Path:
        if _STORED.fullmatch(stored_as) is None:
            raise StoreFailed("A file's row is damaged.", field="stored_as")
        return self.folder / stored_as

    async def _stream_to(self, path: Path, body: AsyncIterator[bytes]) -> Looked:
        """Write the pieces, flushed to the disk; what they are."""
        looking = Looking()
        file = await asyncio.to_thread(_new_file, self.folder, path)
        with contextlib.closing(file):
            try:
                async for piece in body:
                    looking.see(piece)
                    await asyncio.to_thread(file.write, piece)
                await asyncio.to_thread(_settle, file)
            except OSError as error:
                raise _not_kept(error) from None
        return looking.end()


def nothing_here(attachment_id: str) -> NotFound:
    """There is no such file, or it is not the caller's to see: the same words for both."""
    return NotFound("There is no such file.", field="id", value=shown(attachment_id))


def _kept(storage: Storage, file: StoredFile, quota: Quota) -> StoredFile:
    known = file_of_upload(storage, file.owner, file.upload_id)
    if known is not None:
        return known
    quota.check(storage, file.owner, file.size, file.created_at)
    keep_file(storage, file)
    return file


class _File:
    """A new file that only this user can read, written without buffering."""

    def __init__(self, path: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self.handle = os.open(path, flags, 0o600)

    def write(self, piece: bytes) -> None:
        view = memoryview(piece)
        while view:
            view = view[os.write(self.handle, view) :]

    def close(self) -> None:
        os.close(self.handle)


def _new_file(folder: Path, path: Path) -> _File:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _File(path)
    except OSError as error:
        raise _not_kept(error) from None


def _write(folder: Path, path: Path, data: bytes) -> None:
    with contextlib.closing(_new_file(folder, path)) as file:
        file.write(data)


def _not_kept(error: OSError) -> StoreFailed:
    return StoreFailed(
        f"The file could not be kept: {error.strerror or error}.",
        remedy="Free some space on the hub's disk, then try again.",
    )


def check_id(upload_id: str) -> None:
    """Raises Malformed for what is no id of an upload."""
    if _UPLOAD_ID.fullmatch(upload_id) is None:
        raise Malformed(
            "An upload id has 8 to 64 letters, digits, - and _.",
            field="id",
            value=shown(upload_id),
        )


def _lost(folder: Path, kept: Collection[str], before: Millis) -> list[str]:
    """Names of files that no row knows: a hub that was killed moved them in and came no further."""
    if not folder.is_dir():
        return []
    return [
        path.name
        for path in folder.iterdir()
        if _STORED.fullmatch(path.name)
        and path.name not in kept
        and path.stat().st_mtime * 1000 < before
    ]


def _move(old: Path, new: Path) -> None:
    new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(old, new)


def _settle(file: _File) -> None:
    os.fsync(file.handle)


def clean_name(name: str) -> str:
    """A file's name, fit to be shown and saved. Raises Malformed when nothing of it is left."""
    plain = files.clean_name(name)
    if not plain:
        raise Malformed("A file needs a name.", field="name", value=shown(name))
    return plain


def disposition(name: str) -> str:
    """`Content-Disposition` for a download, RFC 6266: a plain ASCII name for the old, the true one for the rest."""
    ascii_name = "".join(
        character if 32 <= ord(character) < 127 and character not in '"\\%' else "_"
        for character in name
    )
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
