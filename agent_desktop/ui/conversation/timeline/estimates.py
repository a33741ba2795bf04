"""Guesses that stand in for layout until a row is seen.

Promises cheapness: only the thumb of the scroll bar depends on them. Refuses fonts.
"""

from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.sounds import is_sound
from agent_desktop.model.timeline import SystemLine
from agent_desktop.ui.conversation.timeline.plain import written

_CARD = 100


def estimated_height(item: ShownItem) -> int:
    """A guess at a row's height in px."""
    cards = _CARD * sum(is_sound(one) for one in getattr(item, "attachments", ()))
    if isinstance(item, CallRecord):
        cards = _CARD * len(item.recordings)
    if isinstance(item, SystemLine):
        return 28 + cards
    return 35 + 20 * (len(written(item)) // 62) + cards
