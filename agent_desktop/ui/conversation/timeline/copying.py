"""The selected part of a conversation as text for the clipboard.

Promises the characters that were written, and who wrote them when several items are copied. Refuses markup.
"""

from collections.abc import Sequence

from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import Message, Note
from agent_desktop.ui.conversation.timeline.look import Scene, key_of
from agent_desktop.ui.conversation.timeline.looks import look_at
from agent_desktop.ui.conversation.timeline.plain import LINE_BREAK, written
from agent_desktop.ui.conversation.timeline.selection import span_in
from agent_desktop.ui.kit.format import time_of_day

Bounds = tuple[tuple[int, int], tuple[int, int]]


def copied(items: Sequence[ShownItem], bounds: Bounds, scene: Scene) -> str:
    """The text between two places: bare within one item, with time and name before each of several."""
    (first, start), (last, end) = bounds
    if first == last:
        return _lines(look_at(items, first, scene).text[start:end])
    parts = []
    for row in range(first, last + 1):
        item = items[row]
        whole = first < row < last and key_of(item) not in scene.unfolded
        if whole and isinstance(item, Message | Note):
            text = written(item)
        else:
            shown = look_at(items, row, scene).text
            span = span_in(bounds, row, len(shown))
            if span is None:
                continue
            text = _lines(shown[span[0] : span[0] + span[1]])
        time = time_of_day(item.sent_at, zone=scene.zone)
        who = f" {item.author.name}:" if isinstance(item, Message | Note) else ""
        parts.append(f"[{time}]{who} {text}")
    return "\n".join(parts)


def _lines(shown: str) -> str:
    return shown.replace(LINE_BREAK, "\n")
