"""Files that people send: received as a stream, judged by their bytes, kept under random names, given as downloads.

Promises that a file is on the disk whole before its row exists; that the same upload id of the same owner is one file;
that its type is what its bytes say, never what the sender said; that no name from outside ever becomes a path; and
that a browser which fetches it saves it and runs nothing. Refuses files above the limit while they stream in.
"""

import asyncio
import codecs
import contextlib
import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import filetype
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from agent_desktop.hub.doors.bodies import pieces
from agent_desktop.hub.doors.faults import Malformed, NotFound, TooMany
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.keys import Rows
from agent_desktop.hub.storage.files import (
    StoredFile,
    file_of_upload,
    keep_file,
    stored_file,
    take_kept_long_enough,
    take_unsent,
    unsent_bytes,
    uploaded_since,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.errors import Conflict, StoreFailed
from agent_desktop.model.timeline import Attachment

MAX_FILE: Final = 25 * 1024 * 1024
MAX_NAME: Final = 200
UNSENT_KEPT: Final[Millis] = 24 * 3_600_000
UNSENT_BYTES: Final = 20 * MAX_FILE
HOUR: Final[Millis] = 3_600_000
_HEAD: Final = 8192
_PIECE: Final = 1 << 20
_UPLOAD_ID: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_STORED: Final = re.compile(r"[0-9a-f]{48}")


@dataclass(frozen=True)
class Quota:
    """How much one owner may upload: bytes a file, bytes not yet sent, and files and bytes within an hour."""

    file: int = MAX_FILE
    unsent: int = UNSENT_BYTES
    hourly_files: int | None = None
    hourly_bytes: int | None = None

    def check(self, storage: Storage, owner: str, size: int, now: Millis) -> None:
        """Raises TooMany when another file of `size` bytes is more than this owner may upload now."""
        if unsent_bytes(storage, owner) + size > self.unsent:
            raise TooMany("Too many files were uploaded and not sent.", 60_000, field="owner")
        files, done, first = uploaded_since(storage, owner, now - HOUR)
        too_many = self.hourly_files is not None and files + 1 > self.hourly_files
        too_much = self.hourly_bytes is not None and done + size > self.hourly_bytes
        if too_many or too_much:
            raise TooMany("Too many files were uploaded within an hour.", first + HOUR - now)


AGENTS: Final = Quota()
_ANY: Final = Quota(file=2**53, unsent=2**53)
"""What the hub itself keeps is bounded by those who made it."""


class Uploads:
    """The folder of uploaded files and their rows. `folder` is outside everything that is served by path."""

    def __init__(
        self,
        folder: Path,
        rows: Rows,
        clock: Callable[[], Millis],
    ) -> None:
        self._folder = folder
        self._rows = rows
        self._clock = clock

    async def receive(
        self, request: Request, owner: str, upload_id: str, quota: Quota = AGENTS
    ) -> Attachment:
        """Keep the request's body as the file `upload_id` of `owner`; its name is in the query as `name`.

        The same again gives the same attachment. Raises Malformed (id, name, empty body), TooLarge, TooMany (the
        quota), Conflict (same id, other bytes or name), StoreFailed.
        """
        if _UPLOAD_ID.fullmatch(upload_id) is None:
            raise Malformed(
                "An upload id has 8 to 64 letters, digits, - and _.",
                field="id",
                value=shown(upload_id),
            )
        name = clean_name(request.query_params.get("name", ""))
        # before the bytes, so that who may send nothing costs nothing; and again in the transaction that keeps them
        await self._rows(lambda storage: self._check(storage, owner, upload_id, quota))
        stored_as = secrets.token_hex(24)
        path = self._path(stored_as)
        kept = False
        try:
            size, digest, head, tail_ok = await self._stream_to(path, pieces(request, quota.file))
            if size == 0:
                raise Malformed("The file is empty.", field="body", value="0 bytes")
            file = StoredFile(
                id=new_id(),
                owner=owner,
                upload_id=upload_id,
                name=name,
                media_type=sniffed(head, text=tail_ok),
                size=size,
                digest=digest,
                stored_as=stored_as,
                created_at=self._clock(),
            )
            known = await self._rows(lambda storage: _kept(storage, file, quota))
            kept = known is file
        finally:
            if not kept:
                await asyncio.to_thread(path.unlink, missing_ok=True)
        if known.digest != digest or known.name != name:
            raise Conflict("This upload id was used for another file.", field="id", value=upload_id)
        return known.attachment

    async def bring_in(
        self, path: Path, owner: str, upload_id: str, name: str, *, keep_ms: Millis | None = None
    ) -> Attachment | None:
        """Move a file of this computer in, as the upload `upload_id`, for `keep_ms` from now (None: for ever).

        The same again gives the same attachment; None, and it is gone, when it is empty. Raises StoreFailed, OSError;
        the file is where it was then.
        """
        size, digest, head, text = await asyncio.to_thread(_looked_at, path)
        if size == 0:
            await asyncio.to_thread(path.unlink)
            return None
        file = StoredFile(
            id=new_id(),
            owner=owner,
            upload_id=upload_id,
            name=clean_name(name),
            media_type=sniffed(head, text=text),
            size=size,
            digest=digest,
            stored_as=secrets.token_hex(24),
            created_at=self._clock(),
            keep_until=None if keep_ms is None else self._clock() + keep_ms,
        )
        place = self._path(file.stored_as)
        await asyncio.to_thread(_move, path, place)
        try:
            known = await self._rows(lambda storage: _kept(storage, file, _ANY))
        except BaseException:
            await asyncio.to_thread(_move, place, path)
            raise
        if known is not file:
            await asyncio.to_thread(place.unlink)
        return known.attachment

    async def find(self, attachment_id: str) -> StoredFile:
        """The file with this id. Raises NotFound; whether the caller may see it is the caller's door to judge."""
        file = await self._rows(lambda storage: stored_file(storage, attachment_id))
        if file is None:
            raise nothing_here(attachment_id)
        return file

    def place(self, file: StoredFile) -> Path:
        """Where the file's bytes lie. Raises NotFound when they are gone from the disk."""
        path = self._path(file.stored_as)
        if not path.is_file():
            raise nothing_here(file.id)
        return path

    def download(self, file: StoredFile) -> Response:
        """The file's bytes, to be saved and never run. Raises NotFound when they are gone from the disk."""
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
        """Remove files that nobody sent within a day; how many."""
        before = self._clock() - UNSENT_KEPT
        return await self._delete(await self._rows(lambda storage: take_unsent(storage, before)))

    async def forget_kept(self) -> int:
        """Remove files whose time is over; how many."""
        now = self._clock()
        return await self._delete(
            await self._rows(lambda storage: take_kept_long_enough(storage, now))
        )

    async def _delete(self, names: Sequence[str]) -> int:
        for name in names:
            await asyncio.to_thread(self._path(name).unlink, missing_ok=True)
        return len(names)

    def _check(self, storage: Storage, owner: str, upload_id: str, quota: Quota) -> None:
        if file_of_upload(storage, owner, upload_id) is None:  # a repetition takes no more room
            quota.check(storage, owner, 0, self._clock())

    def _path(self, stored_as: str) -> Path:
        if _STORED.fullmatch(stored_as) is None:
            raise StoreFailed("A file's row is damaged.", field="stored_as")
        return self._folder / stored_as

    async def _stream_to(
        self, path: Path, body: AsyncIterator[bytes]
    ) -> tuple[int, bytes, bytes, bool]:
        """Write the pieces, flushed to the disk. Returns size, digest, the head, and whether all of it is text."""
        digest, head, size, text = hashlib.sha256(), b"", 0, TextCheck()
        file = await asyncio.to_thread(_new_file, self._folder, path)
        with contextlib.closing(file):
            try:
                async for piece in body:
                    size += len(piece)
                    digest.update(piece)
                    text.see(piece)
                    if len(head) < _HEAD:
                        head += piece[: _HEAD - len(head)]
                    await asyncio.to_thread(file.write, piece)
                await asyncio.to_thread(_settle, file)
            except OSError as error:
                raise StoreFailed(
                    f"The file could not be kept: {error.strerror or error}.",
                    remedy="Free some space on the hub's disk, then try again.",
                ) from None
        return size, digest.digest(), head, text.end()


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
        raise StoreFailed(f"The file could not be kept: {error.strerror or error}.") from None


def _looked_at(path: Path) -> tuple[int, bytes, bytes, bool]:
    """Size, digest, the head, and whether all of it is text; it is flushed to the disk then. Raises OSError."""
    digest, head, size, text = hashlib.sha256(), b"", 0, TextCheck()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            digest.update(piece)
            text.see(piece)
            head = head or piece[:_HEAD]
        os.fsync(file.fileno())
    return size, digest.digest(), head, text.end()


def _move(old: Path, new: Path) -> None:
    new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(old, new)


def _settle(file: _File) -> None:
    os.fsync(file.handle)


class TextCheck:
    """Whether bytes that come in pieces are UTF-8 text without control characters."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._text = True

    def see(self, piece: bytes) -> None:
        """Look at the next piece."""
        if self._text:
            self._judge(piece, final=False)

    def end(self) -> bool:
        """The judgement about all pieces."""
        if self._text:
            self._judge(b"", final=True)
        return self._text

    def _judge(self, piece: bytes, *, final: bool) -> None:
        try:
            self._text = _CONTROL.search(self._decoder.decode(piece, final)) is None
        except UnicodeDecodeError:
            self._text = False


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def sniffed(head: bytes, *, text: bool) -> str:
    """The media type by the first bytes; text of every kind is text/plain, so that no markup is ever rendered."""
    if text:
        return "text/plain; charset=utf-8"
    kind = filetype.guess(head)
    return str(kind.mime) if kind is not None else "application/octet-stream"


def clean_name(name: str) -> str:
    """A file name fit to be shown and saved: the last part of a path, no control or direction-changing characters.

    Raises Malformed when nothing is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(
        character
        for character in last
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        and character not in '<>:"|?*'
    ).strip(" .")
    if not plain:
        raise Malformed("A file needs a name.", field="name", value=shown(name))
    if len(plain) > MAX_NAME:
        stem, dot, ending = plain.rpartition(".")
        keep = f"{dot}{ending}" if stem and len(ending) <= 16 else ""
        plain = plain[: MAX_NAME - len(keep)] + keep
    return plain


def disposition(name: str) -> str:
    """`Content-Disposition` for a download, RFC 6266: a plain ASCII name for the old, the true one for the rest."""
    ascii_name = "".join(
        character if 32 <= ord(character) < 127 and character not in '"\\%' else "_"
        for character in name
    )
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
