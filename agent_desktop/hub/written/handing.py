"""Files of letters that a network fetches from us: a URL for each, and what is answered to who asks for it.

Promises that a URL cannot be guessed, and names nothing but the file: whoever has it gets the bytes, never as a page.
"""

import asyncio
import hmac
from typing import Final

import filetype

from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.written.port import Post

_PLACE: Final = "file/"


class Handing:
    """The files of one entry point. `address` is its webhook's public one, `key` one of its secrets."""

    def __init__(self, post: Post, address: str, key: bytes) -> None:
        self._post = post
        self._address = address
        self._key = key

    def url(self, attachment_id: str) -> str:
        """Where the network fetches a file."""
        return f"{self._address}/{_PLACE}{attachment_id}/{self._mark(attachment_id)}"

    @staticmethod
    def asked(method: str, rest: str) -> bool:
        """Whether a call to our webhook asks for a file."""
        return method in ("GET", "HEAD") and rest.startswith(_PLACE)

    async def answer(self, rest: str) -> tuple[int, dict[str, str], bytes]:
        """The file behind that place, to whoever knows its URL."""
        attachment_id, _, mark = rest.removeprefix(_PLACE).rpartition("/")
        if not hmac.compare_digest(mark.encode(), self._mark(attachment_id).encode()):
            return 403, {}, b""
        try:
            path = await self._post.file(attachment_id)
            data = await asyncio.to_thread(path.read_bytes)
        except (NotFound, OSError):
            return 404, {}, b""
        headers = {
            "content-type": _media_type(data),
            "x-content-type-options": "nosniff",
            "content-disposition": "attachment",
            "cache-control": "private, no-store",
        }
        return 200, headers, data

    def _mark(self, attachment_id: str) -> str:
        return hmac.new(self._key, b"file " + attachment_id.encode(), "sha256").hexdigest()


def _media_type(data: bytes) -> str:
    """By the bytes, as for every file: networks take it from here."""
    kind = filetype.guess(data)
    return kind.mime if kind is not None else "application/octet-stream"
