"""What file a recording is, for those who choose it and write none.

Promises to be light. Refuses to open anything: `recorder` does.
"""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What file a recording is."""

    WAV = "wav"
    OPUS = "opus"
