"""A chat as plain text, for the visitor to keep.

Promises one entry a message, in order, with time in UTC; a message of several lines cannot look like another person's,
because its further lines are indented. Nothing that visitors may not see comes here: it is made of `ChatItem`s.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from agent_desktop.hub.protocol import ChatItem

_LINES = ("joined", "ended", "waiting")


def transcript(title: str, items: Iterable[ChatItem], words: Mapping[str, str]) -> str:
    """The text, lines ended by CR LF as every program on every system reads them."""
    lines = [title, words["utc"], ""]
    day = ""
    for item in items:
        moment = datetime.fromtimestamp(item.at / 1000, UTC)
        if moment.strftime("%Y-%m-%d") != day:
            day = moment.strftime("%Y-%m-%d")
            lines += [day, ""]
        time = moment.strftime("%H:%M")
        if item.line:
            if item.line in _LINES:
                said = words[f"line_{item.line}"].replace("{name}", _one_line(item.name))
                lines.append(f"{time}  -- {said}")
            continue
        who = words["you"] if item.mine else _one_line(item.name) or words["agent"]
        first, *others = item.text.splitlines() or [""]
        lines.append(f"{time}  {who}: {first}".rstrip())
        lines += [f"        {other}" for other in others]
        lines += [f"        [{_one_line(file.name)}, {file.size} B]" for file in item.attachments]
    return "\r\n".join(lines) + "\r\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
