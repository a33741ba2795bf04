"""What looks at sound files for the desk: the media room's decoder, one file at a time, in a thread.

Promises that nothing of it is imported before the first sound is looked at.
"""

import asyncio

from agent_desktop.model.errors import Unsupported
from agent_desktop.model.sounds import Waveform


class SoundFiles:
    """The `SoundReader` of this program."""

    def __init__(self) -> None:
        self._one = asyncio.Lock()

    async def waveform(self, data: bytes) -> Waveform:
        """See `SoundReader`."""
        async with self._one:
            return await asyncio.to_thread(_waveform, data)


def _waveform(data: bytes) -> Waveform:
    from agent_desktop.media.sound_file import BadSound, peaks
    from agent_desktop.phone.audio.unplayable import unplayable

    try:
        seen = peaks(data)
    except BadSound as error:
        raise Unsupported.of(unplayable(error.why)) from error
    return Waveform(length_ms=seen.length_ms, lanes=seen.lanes)
