"""How a row of the work list reads: words and states, without a painter.

Promises that the same row at the same second gives the same look, so that painted rows can be kept. Refuses pixels:
widths and colours belong to `painter`.
"""

from typing import NamedTuple

from agent_desktop.desk.api import InboxRow, RowState
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import Call, CallState, Direction
from agent_desktop.model.timeline import AuthorKind
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.badges import Sla
from agent_desktop.ui.kit.format import age, countdown, remaining, timer
from agent_desktop.ui.kit.marks import channel_word
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import plural, tr

AT_RISK_MS = 120_000
URGENT_MS = 5_000


class RowLook(NamedTuple):
    """What a row shows. `clock_live` paints the clock in the colour of a running call or offer."""

    key: str
    name: str
    channel: Channel
    state: RowState
    vip: bool
    unread: int
    second: str
    clock: str
    clock_live: bool
    badge: str
    sla: Sla
    urgent: bool
    stale: bool
    spoken: str


def row_look(row: InboxRow, now: Millis, *, stale: bool = False) -> RowLook:
    """The look of `row` at `now`. `stale` says that the link is down and the row may be old."""
    badge, sla = _badge(row, now)
    clock, live = _clock(row, now)
    second = _second_line(row)
    name = single_line(row.customer_name) or tr("Visitor")
    return RowLook(
        key=row.customer_id or row.conversation_id,
        name=name,
        channel=row.channel,
        state=row.state,
        vip=row.vip,
        unread=row.unread,
        second=second,
        clock=clock,
        clock_live=live,
        badge=badge,
        sla=sla,
        urgent=row.state is RowState.OFFERED
        and row.until is not None
        and row.until - now <= URGENT_MS,
        stale=stale and row.state is RowState.WAITING,
        spoken=_spoken(row, name, second, clock, badge),
    )


def _clock(row: InboxRow, now: Millis) -> tuple[str, bool]:
    if row.state is RowState.OFFERED:
        return countdown((row.until or now) - now), True
    live = row.channel is Channel.VOICE and row.state is RowState.ACTIVE
    if live or row.state is RowState.WRAP_UP:
        return timer(now - row.since, pad=live), live
    return age(now - row.since), False


def _badge(row: InboxRow, now: Millis) -> tuple[str, Sla]:
    if row.state is RowState.OFFERED:
        return "", Sla.ON_TRACK
    if row.state is RowState.WRAP_UP:
        if row.until is None:
            return "", Sla.ON_TRACK
        left = row.until - now
        words = tr("{time} left", time=timer(left))
        return words, Sla.AT_RISK if left <= 30_000 else Sla.ON_TRACK
    if row.due_at is not None:
        left = row.due_at - now
        sla = Sla.BREACHED if left < 0 else Sla.AT_RISK if left <= AT_RISK_MS else Sla.ON_TRACK
        return remaining(left), sla
    return (tr("Replied"), Sla.MET) if row.replied else ("", Sla.MET)


def _second_line(row: InboxRow) -> str:
    if row.state is RowState.OFFERED:
        kind = tr("Incoming {channel}", channel=channel_word(row.channel))
        return f"{kind} · {single_line(row.queue_name)}" if row.queue_name else kind
    if row.call is not None:
        words = call_words(row.call)
        if row.also is not None:
            words = tr("{state} · also in {channel}", state=words, channel=channel_word(row.also))
        return words
    if row.needs_you:
        return plural(row.needs_you, "{n} reply needs you", "{n} replies need you")
    if row.unsent:
        return plural(row.unsent, "{n} reply waiting to send", "{n} replies waiting to send")
    if row.state is RowState.WRAP_UP:
        return tr("Wrap-up · disposition needed")
    if row.typing:
        return tr("Typing…")
    words = single_line(row.preview or row.subject)
    if row.aside:
        return tr("Set aside for now · {words}", words=words)
    return tr("You: {words}", words=words) if row.preview_from is AuthorKind.AGENT else words


def call_words(call: Call) -> str:
    """How a call of the agent's own is, in a word or two."""
    if call.state is CallState.ACTIVE:
        return tr("On hold") if call.hold.local else tr("On call")
    if call.direction is Direction.INCOMING:
        return tr("Answering…")
    return tr("Calling…") if call.state is CallState.DIALING else tr("Ringing")


def _spoken(row: InboxRow, name: str, second: str, clock: str, badge: str) -> str:
    parts = [name]
    if row.vip:
        parts.append(tr("VIP"))
    parts.append(channel_word(row.channel))
    if row.unread:
        parts.append(plural(row.unread, "{n} unread", "{n} unread"))
    parts += [part for part in (second, clock, badge) if part]
    return ", ".join(parts)
