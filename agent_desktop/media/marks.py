"""Places in a recording where it was paused. Promises plain values, for those who read of recordings without sound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """At this place of the file a pause began (`paused`) or ended."""

    at_ms: int
    paused: bool
