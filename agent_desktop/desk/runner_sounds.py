"""The bytes of sounds on their way: out of the store or from the backend, to the reader and to the telephone.

Promises that they stay in memory, a few at a time, and go to the telephone in parts that it takes one after the other.
Refuses to keep what others hold.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final

from agent_desktop.desk.items import RecordingTaken
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.errors import Refused, Unsupported
from agent_desktop.model.phone import Phone
from agent_desktop.model.ports import Session, SoundReader, Store
from agent_desktop.model.sounds import LARGEST, PART, TakeSound, Waveform, is_sound

_KEPT: Final = 4
_KEPT_BYTES: Final = 32 * 1024 * 1024


class Sounds:
    """The bytes that are needed now or were lately. `session` gives the session, or raises Offline."""

    def __init__(
        self, store: Store, reader: SoundReader | None, session: Callable[[], Session]
    ) -> None:
        self._store = store
        self._reader = reader
        self._session = session
        self._lately: OrderedDict[str, bytes] = OrderedDict()
        self._taken: set[str] = set()

    async def waveform(self, attachment: Attachment) -> Waveform:
        """How a sound looks. Raises as store, session and reader do."""
        if self._reader is None:
            raise Unsupported("Sounds cannot be looked at here.")
        return await self._reader.waveform(await self._bytes(attachment))

    async def give(self, phone: Phone, command_id: str, attachment: Attachment) -> None:
        """Hand a sound to the telephone. Raises as store, session and telephone do."""
        data = await self._bytes(attachment)
        for at in range(0, len(data), PART):
            part = TakeSound(
                sound_id=attachment.id, offset=at, size=len(data), data=data[at : at + PART]
            )
            await phone.perform(f"{command_id}-{at}", part)

    async def recordings(self, phone: Phone) -> AsyncIterator[RecordingTaken]:
        """Bring each waiting recording into the store, once in this run. Raises as store and telephone do."""
        for facts in await phone.recordings():
            if facts.id not in self._taken:
                data = await phone.recording(facts.id)
                await self._store.keep_sound(facts.id, data, facts.keep_until)
                self._taken.add(facts.id)
                yield RecordingTaken(recorded=facts, size=len(data))

    async def save(self, attachment: Attachment, path: Path) -> bool:
        """Write a sound of the store to a file, because the agent asked for it; False for what is not there."""
        data = await self._store.sound(attachment.id) if is_sound(attachment) else None
        if data is None:
            return False
        await asyncio.to_thread(path.write_bytes, data)
        return True

    async def _bytes(self, attachment: Attachment) -> bytes:
        data = self._lately.get(attachment.id)
        if data is None:
            if attachment.size > LARGEST:
                raise Refused(
                    "This sound file is too large to be played here.",
                    remedy="Save the file, and open it with another program.",
                )
            data = await self._store.sound(attachment.id)
        if data is None:
            data = await self._session().read(attachment)
        if len(data) <= _KEPT_BYTES // _KEPT:
            self._lately[attachment.id] = data
            self._lately.move_to_end(attachment.id)
            while len(self._lately) > _KEPT:
                self._lately.popitem(last=False)
        return data
