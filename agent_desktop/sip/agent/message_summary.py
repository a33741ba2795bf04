"""What a mailbox holds: `application/simple-message-summary` (RFC 3842), read and written.

Promises bounded work and None for what is no summary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

KIND: Final = "application/simple-message-summary"
_SIZE: Final = 16 * 1024
_WAITING: Final = re.compile(r"(?im)^Messages-Waiting[ \t]*:[ \t]*(yes|no)[ \t\r]*$")
_VOICE: Final = re.compile(
    r"(?im)^Voice-Message[ \t]*:[ \t]*(\d{1,6})[ \t]*/[ \t]*(\d{1,6})"
    r"(?:[ \t]*\([ \t]*(\d{1,6})[ \t]*/[ \t]*(\d{1,6})[ \t]*\))?"
)
_ACCOUNT: Final = re.compile(r"(?im)^Message-Account[ \t]*:[ \t]*([^\r\n]{1,200})\r?$")


@dataclass(frozen=True, slots=True)
class MessageSummary:
    """Voice messages, new and old; of each how many are urgent. `account` is whose mailbox it is, as written."""

    waiting: bool
    new: int = 0
    old: int = 0
    urgent_new: int = 0
    urgent_old: int = 0
    account: str = ""


def read(body: bytes) -> MessageSummary | None:
    """The summary in a body; None when it is none."""
    if len(body) > _SIZE:
        return None
    text = body.decode("utf-8", "replace")
    waiting = _WAITING.search(text)
    if waiting is None:
        return None
    voice, account = _VOICE.search(text), _ACCOUNT.search(text)
    new, old, urgent_new, urgent_old = (
        (int(one or 0) for one in voice.groups()) if voice else (0, 0, 0, 0)
    )
    name = account[1].strip() if account else ""
    is_waiting = waiting[1].lower() == "yes"
    return MessageSummary(is_waiting, new, old, urgent_new, urgent_old, name)


def write(summary: MessageSummary) -> bytes:
    """The body of a summary."""
    lines = [f"Messages-Waiting: {'yes' if summary.waiting else 'no'}"]
    if summary.account:
        lines.append(f"Message-Account: {summary.account}")
    urgent = f" ({summary.urgent_new}/{summary.urgent_old})"
    lines.append(f"Voice-Message: {summary.new}/{summary.old}{urgent}")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8", "replace")
