"""Recordings for the tests: files as the recorder writes them, without its pace."""

import tempfile
from pathlib import Path

import numpy as np

from agent_desktop.media.frames import Samples
from agent_desktop.media.recording_files import OggFile, WavFile, create
from agent_desktop.media.recording_kind import Kind

RATE = 16_000


def recorded(agent: Samples, customer: Samples, kind: Kind) -> bytes:
    """The bytes of a stereo recording at 16 kHz of two sounds of one length."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tape"
        raw = create(path)
        file = WavFile(raw, RATE) if kind is Kind.WAV else OggFile(raw, RATE)
        for at in range(0, len(agent), RATE // 2):
            both = [agent[at : at + RATE // 2], customer[at : at + RATE // 2]]
            file.write(np.stack(both, axis=1))
        file.close()
        return path.read_bytes()
