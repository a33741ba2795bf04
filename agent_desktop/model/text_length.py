"""How long a text is, in the unit in which a network counts it.

Promises the same number at the desk and in the hub. A unit that is not known counts characters.
"""

import re
from enum import StrEnum
from typing import Final

from agent_desktop.model import sms_text

_LINK: Final = re.compile(r"https?://[^\s]+")
_MENTION: Final = re.compile(r"(?<![\w/])@(\w+)@[\w.-]+\w")
_LINK_LENGTH: Final = 23


class LengthUnit(StrEnum):
    """In what a network counts."""

    CHARACTERS = "characters"
    """Unicode code points."""
    UTF16 = "utf16"
    """UTF-16 units: an emoji is two or more."""
    BYTES = "bytes"
    """Bytes of UTF-8."""
    POST = "post"
    """As Mastodon: a link is 23 characters, a mention counts without its server, and the customer's stands first."""
    SMS = "sms"
    """Messages of SMS, as phones join them: an emoji makes them shorter, and so more."""


def length(text: str, unit: str, to: str = "") -> int:
    """The length of a message `to` an address."""
    match unit:
        case LengthUnit.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case LengthUnit.BYTES:
            return len(text.encode("utf-8", "surrogatepass"))
        case LengthUnit.SMS:
            return len(sms_text.parts(text))
        case LengthUnit.POST:
            name = to.removeprefix("@").partition("@")[0]
            before = 0 if not name or f"@{name}" in text.lower() else len(name) + 2
            shown = _MENTION.sub(r"@\1", _LINK.sub("x" * _LINK_LENGTH, text))
            return before + len(shown)
        case _:
            return len(text)
