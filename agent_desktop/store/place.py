"""The number under which an item stands in the search index: later is larger, and the channel is in it.

`place = seconds since 2010 << 10 | channel << 7 | n`: newest first is a walk down the numbers, a range of dates a range
of numbers, and they are dense enough for a small index. 128 items of one channel fit into a second; more go on into
the next.
"""

from agent_desktop.model.base import Millis
from agent_desktop.model.timeline import Message, Note, TimelineItem
from agent_desktop.model.work import Channel

BEGINNING_S = 1_262_304_000
PER_SECOND = 1 << 7
SECOND = 1 << 10
_LAST_S = 1 << 40
_CHANNELS = (
    Channel.VOICE,
    Channel.CHAT,
    Channel.EMAIL,
    Channel.SMS,
    Channel.SOCIAL,
    Channel.VIDEO,
)
_NOTE, _LINE = 6, 7


def first_place(item: TimelineItem) -> int:
    """The first of the 128 numbers of the item's second and channel."""
    match item:
        case Message(channel=channel):
            code = _CHANNELS.index(channel)
        case Note():
            code = _NOTE
        case _:
            code = _LINE
    return seconds(item.sent_at) * SECOND + code * PER_SECOND


def seconds(moment: Millis) -> int:
    """The second of `moment`, kept within what a place can hold."""
    return min(max(moment // 1000 - BEGINNING_S, 0), _LAST_S)
