"""Guesses that stand in for layout until a row is seen.

Promises cheapness: only the thumb of the scroll bar depends on them. Refuses fonts.
"""

from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.sounds import is_sound
from agent_desktop.model.timeline import Message, SystemLine
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.plain import written

_CARD = 100
_MAIL = 140
_SHUT = 44


def estimated_height(item: ShownItem, mails_from: int = 0) -> int:
    """A guess at a row's height in px; mails before the sequence `mails_from` are shut."""
    if isinstance(item, Message) and item.channel is Channel.EMAIL:
        return _SHUT if 0 < item.seq < mails_from else _MAIL + 21 * (len(item.text) // 90)
    cards = _CARD * sum(is_sound(one) for one in getattr(item, "attachments", ()))
    if isinstance(item, CallRecord):
        cards = _CARD * len(item.recordings)
    if isinstance(item, SystemLine):
        return 28 + cards
    return 35 + 20 * (len(written(item)) // 62) + cards
