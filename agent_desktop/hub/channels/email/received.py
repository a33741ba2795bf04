"""A mail as a server handed it over: its bytes, when it came, and whether they are all."""

from dataclasses import dataclass
from typing import Final

from agent_desktop.model.base import Millis

#: A mail is taken whole up to this size, in bytes.
MAX_MAIL: Final = 25 * 1024 * 1024


@dataclass(frozen=True)
class Fetched:
    """A mail. `whole`: all of its `size` bytes are there. `uid` is its number in a mailbox, 0 outside of one."""

    uid: int
    received_at: Millis
    raw: bytes
    size: int
    whole: bool
