"""Clips on disk: Opus in Ogg, read and written through av.

Promises 16 kHz mono int16 on this side, and a bound on what one file may become in memory.

Raises `BadClip` for a file that is none, is too long, or is damaged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

import numpy as np

from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.media.frames import Samples, silence

#: A clip is at most so long.
LONGEST_S: Final = 600


class BadClip(ValueError):
    """This file is no clip that can be played. The message says why."""


def read(path: Path) -> Samples:
    """The sound of a file. Raises `BadClip`, or `OSError` when it cannot be read."""
    import av

    parts: list[Samples] = []
    left = LONGEST_S * RATE
    try:
        with path.open("rb") as file, av.open(file, "r", format="ogg") as container:
            resampler = av.AudioResampler("s16", "mono", RATE)
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    parts.append(part.to_ndarray().reshape(-1).astype(np.int16))
                    left -= len(parts[-1])
                if left < 0:
                    raise BadClip(f"it is longer than {LONGEST_S} seconds")
            parts += [
                part.to_ndarray().reshape(-1).astype(np.int16) for part in resampler.resample(None)
            ]
    except (av.FFmpegError, IndexError) as error:
        raise BadClip("it is no Ogg file with sound in it") from error
    return np.concatenate(parts) if parts else silence(0)


def write(
    path: Path, samples: Samples, *, bit_rate: int = 24000, kind: Literal["voip", "audio"] = "voip"
) -> None:
    """A new clip. `kind` is what libopus is told about the sound: speech, or anything."""
    import av
    from av.audio.stream import AudioStream

    with path.open("wb") as file, av.open(file, "w", format="ogg") as container:
        container.flags |= 0x400  # bitexact: the same sound gives the same file
        stream = container.add_stream("libopus", rate=RATE, options={"application": kind})
        assert isinstance(stream, AudioStream)
        stream.layout, stream.format, stream.bit_rate = "mono", "s16", bit_rate
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
