"""What may be shown of a text that someone else wrote: plain characters, a known length, found links.

Promises that neither controls nor direction overrides reach the screen, that a giant text is shortened with a word
about it, and that only http and https count as links, each shown exactly as it would be opened. Refuses markup.
"""

import re
import unicodedata
from dataclasses import dataclass

from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.timeline import Message, SystemLine
from agent_desktop.ui.conversation.timeline import facts
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.words import tr

SHOWN = 12_000
"""Characters of one item that are laid out; a longer one is copied whole from its menu."""

TEL = "tel:"
"""How the link of a telephone number begins."""

LINE_BREAK = "\u2028"
"""What a text layout takes for the end of a line."""

_DROPPED: dict[int, str | None] = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), 0x202D, 0x202E, 0xFEFF)
    if code != 0x09
}
_DROPPED |= {0x0A: LINE_BREAK, 0x2029: LINE_BREAK, 0x09: "    "}

_LINK = re.compile(
    r"\bhttps?://[^\s\u2028<>\"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+", re.IGNORECASE
)
_TRAILING = ".,;:!?…)]}»”’*_"
_OPENERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Link:
    """A web address inside a text, or a telephone number (`tel:`), in characters."""

    start: int
    length: int
    url: str


def written(item: ShownItem) -> str:
    """What somebody wrote in an item, as it is read here; empty for what only happened."""
    if isinstance(item, SystemLine):
        return ""
    if isinstance(item, Message) and item.mail is not None:
        return facts.localised(item.text)
    return item.note if isinstance(item, CallRecord) else item.text


def displayed(text: str) -> str:
    """`text` as it is laid out: safe, line ends as `LINE_BREAK`, at most `SHOWN` characters of it."""
    whole = text.strip("\r\n")
    shown = whole[:SHOWN].replace("\r\n", "\n").translate(_DROPPED)
    if len(whole) > SHOWN:
        rest = len(whole) - SHOWN
        shown += LINE_BREAK + tr(
            "… {n} more characters. Copy the message to read all of it.", n=rest
        )
    return shown


def links(shown: str, calling: bool = False) -> tuple[Link, ...]:
    """The web addresses in a displayed text; with `calling` also its telephone numbers, none inside an address."""
    made = _addresses(shown)
    if not calling:
        return tuple(made)
    for one in telephone_numbers.found(shown, telephone_numbers.region()):
        end = one.start + one.length
        if not any(web.start < end and one.start < web.start + web.length for web in made):
            made.append(Link(one.start, one.length, TEL + one.number))
    return tuple(sorted(made, key=lambda link: link.start))


def _addresses(shown: str) -> list[Link]:
    found: list[Link] = []
    if "://" not in shown:
        return found
    for match in _LINK.finditer(shown):
        url = _without_trailing(match.group())
        if len(url) > len("https://"):
            found.append(Link(match.start(), len(url), url))
    return found


def _without_trailing(url: str) -> str:
    while url and url[-1] in _TRAILING:
        opener = _OPENERS.get(url[-1])
        if opener and url.count(opener) >= url.count(url[-1]):
            break
        url = url[:-1]
    return url


def right_to_left(text: str) -> bool:
    """True when the first strong letter of `text` is of a right-to-left script."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def mentions(text: str) -> list[tuple[int, int]]:
    """Where the `@Name`s in a note stand: (start, length)."""
    found, at = [], text.find("@")
    while at >= 0:
        end = at + 1
        while end < len(text) and (text[end].isalnum() or text[end] in "_-"):
            end += 1
        if end > at + 1 and (at == 0 or not text[at - 1].isalnum()):
            found.append((at, end - at))
        at = text.find("@", end)
    return found
