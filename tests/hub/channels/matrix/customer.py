"""A customer on Matrix: a second matrix-nio client, beside the one of the hub."""

import asyncio
from pathlib import Path
from typing import Any

import nio

from tests.hub.channels.post import PATIENCE_S

_PAGE = 100
"""Homeservers tell no more events at once."""


class Customer:
    """A signed-in person who speaks with `hub` in a direct room of their own."""

    def __init__(self, url: str, user: str, hub: str) -> None:
        self._nio = nio.AsyncClient(url, user)
        self._hub = hub
        self._seen: list[dict[str, Any]] = []
        self.user = user
        self.room = ""

    async def sign_in(self, password: str) -> None:
        """Before everything else."""
        self._good(await self._nio.login(password))

    async def open_room(self, *, encrypted: bool = False) -> None:
        """A new direct room, to which the hub's account is invited."""
        state = (
            [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}]
            if encrypted
            else []
        )
        preset = nio.RoomPreset.trusted_private_chat
        made = await self._nio.room_create(
            invite=[self._hub], is_direct=True, preset=preset, initial_state=state
        )
        self.room = self._good(made).room_id

    async def says(self, text: str) -> str:
        """A text; its event's id. The first one opens the room."""
        if not self.room:
            await self.open_room()
        return await self.puts("m.room.message", {"msgtype": "m.text", "body": text})

    async def puts(self, kind: str, content: dict[str, Any]) -> str:
        """Any event; its id."""
        return str(self._good(await self._nio.room_send(self.room, kind, content)).event_id)

    async def takes_back(self, event: str) -> None:
        """Redact it."""
        self._good(await self._nio.room_redact(self.room, event))

    async def types(self, typing: bool) -> None:
        """Begin or stop to type."""
        self._good(await self._nio.room_typing(self.room, typing, 30_000))

    async def sees(self) -> list[dict[str, Any]]:
        """The newest events of the room, the oldest first."""
        answer = self._good(await self._nio.room_messages(self.room, limit=100))
        return [one.source for one in reversed(answer.chunk)]

    async def reads(self, event: str) -> None:
        """Say that it was read."""
        self._good(await self._nio.room_read_markers(self.room, event, event))

    async def attaches(self, path: Path, media_type: str, kind: str = "m.file") -> str:
        """A file; its event's id."""
        size = len(await asyncio.to_thread(path.read_bytes))
        answer, _ = await self._nio.upload(
            lambda *_: str(path), media_type, path.name, filesize=size
        )
        info = {"mimetype": media_type, "size": size}
        url = self._good(answer).content_uri
        content = {"msgtype": kind, "body": path.name, "url": url, "info": info}
        return await self.puts("m.room.message", content)

    async def fetches(self, url: str) -> bytes:
        """A file's bytes."""
        return bytes(self._good(await self._nio.download(url)).body)

    async def gets(self, count: int) -> list[dict[str, Any]]:
        """The hub's messages, as soon as there are `count`, in the order of the room."""
        while len(self._seen) < count:
            async with asyncio.timeout(PATIENCE_S):
                await self._look()
        return list(self._seen)

    async def _look(self) -> None:
        """What is new; all of it, also where the homeserver tells its end alone."""
        known = self._nio.next_batch
        limit = {"room": {"timeline": {"limit": _PAGE}}}
        answer = self._good(await self._nio.sync(timeout=5_000, sync_filter=limit))
        for room in answer.rooms.invite:
            self._good(await self._nio.join(room))
            self.room = room
        for room, about in answer.rooms.join.items():
            line = about.timeline
            events = await self._before(room, line.prev_batch, known) if line.limited else []
            events += [one.source for one in line.events]
            self._seen += [one for one in events if _from(one, self._hub)]

    async def _before(self, room: str, start: str, end: str) -> list[dict[str, Any]]:
        """The events between two places, the oldest first, by pages that go back."""
        found: list[dict[str, Any]] = []
        place: str | None = start
        while place is not None:
            answer = self._good(
                await self._nio.room_messages(room, place, end or None, limit=_PAGE)
            )
            found += [one.source for one in answer.chunk]
            place = answer.end if answer.chunk else None
        return found[::-1]

    async def close(self) -> None:
        """Go."""
        await self._nio.close()

    @staticmethod
    def _good(answer: Any) -> Any:
        assert not isinstance(answer, nio.ErrorResponse), answer
        return answer


def _from(event: dict[str, Any], user: str) -> bool:
    return bool(event["sender"] == user and event["type"] == "m.room.message")
