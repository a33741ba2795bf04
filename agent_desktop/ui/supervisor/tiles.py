"""What an agent's tile says: word, tone, since when, with whom, and how much it needs a lead's eye.

Promises pure formatting: the same line at the same moment gives the same tile, and a tile says itself when time alone
will change it. Refuses widgets, and names that would break out of their line.
"""

from collections import Counter
from dataclasses import dataclass

from agent_desktop.desk.api import ColleagueCall
from agent_desktop.model.backend_calls import Listening
from agent_desktop.model.base import Millis
from agent_desktop.model.board import AgentLine, AgentWork, QueueLine
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.supervising import Hand
from agent_desktop.model.targets import Targets
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.format import time_of_day, timer
from agent_desktop.ui.kit.marks import PRESENCE_TONES, Tone
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.presence import presence_word, standing
from agent_desktop.ui.supervisor.live import listening_words
from agent_desktop.ui.words import plural, tr

_SPOKEN = (Channel.VOICE, Channel.VIDEO)
_NAMED_QUEUES = 3
HAND, OVER, LOST, USUAL, AWAY, GONE = range(6)
_PATIENCE: Millis = 60_000
"""So long somebody may do otherwise than planned before it is said: nobody goes on a break to the second."""
"""How much a tile needs attention, the most first."""


@dataclass(frozen=True)
class Around:
    """What is known of an agent besides the line: how we are in the call, a raised hand, the names of queues."""

    call: ColleagueCall | None = None
    connecting: bool = False
    ended: bool = False
    hand: Hand | None = None


@dataclass(frozen=True)
class Tile:
    """A tile. `tone` is that of its word, `mark` that of the avatar's mark: whether the agent may be given work.

    `since` starts its clock; `late`: "warn" or "danger" when that is too long already.

    `changes_at` is when it will look or stand otherwise by time alone; `place` where it stands: who needs attention
    first, then by name.
    """

    id: str
    name: str
    word: str
    tone: Tone
    mark: Tone
    since: Millis | None
    detail: str
    channels: tuple[Channel, ...] = ()
    late: str = ""
    hand: str = ""
    rank: int = USUAL
    changes_at: Millis | None = None
    call_id: str = ""
    listening: Listening | None = None
    connecting: bool = False
    place: tuple[int, str, str] = (USUAL, "", "")

    def clock(self, now: Millis) -> str:
        """The running time; nothing where there is none."""
        return timer(now - self.since) if self.since is not None else ""

    def words(self, now: Millis) -> str:
        """All of it, for a screen reader."""
        raised = tr("hand raised") if self.hand else ""
        return ", ".join(
            one for one in (self.name, self.word, self.clock(now), raised, self.detail) if one
        )


def tile(
    line: AgentLine,
    around: Around,
    queues: dict[str, QueueLine],
    targets: Targets,
    now: Millis,
) -> Tile:
    """The tile of an agent at a moment."""
    call = next((one for one in line.works if one.channel in _SPOKEN and not one.wrap_up), None)
    word, tone = _state(line, around)
    since = line.active_since if line.activity is not Activity.IDLE else line.since
    if line.activity is Activity.IDLE and line.presence is PresenceState.READY:
        since = max(line.since, line.active_since)
    late, changes_at = _late(line, targets, now)
    out, seen_at = _out(line, now)
    detail = _detail(line, queues, targets, late)
    if out:
        detail = f"{out} · {detail}" if detail else out
        late = late or ("warn" if line.due else "")
    if seen_at is not None:
        changes_at = seen_at if changes_at is None else min(changes_at, seen_at)
    name, rank = (
        single_line(line.name, 60) or tr("Colleague"),
        _rank(line, around, late, missing=bool(out) and line.due),
    )
    return Tile(
        id=line.id,
        name=name,
        word=word,
        tone=tone,
        mark=PRESENCE_TONES[line.presence] if _closed(line) else tone,
        since=since or None,
        detail=detail,
        channels=_channels(line),
        late=late,
        hand=(single_line(around.hand.text, 120) or tr("Raised a hand")) if around.hand else "",
        rank=rank,
        place=(rank, name.casefold(), line.id),
        changes_at=changes_at,
        call_id=call.interaction_id if call is not None else "",
        listening=around.call.listening if around.call is not None else None,
        connecting=around.connecting,
    )


def _closed(line: AgentLine) -> bool:
    """True for who is at work and is given no more."""
    return line.activity is not Activity.IDLE and line.presence is not PresenceState.READY


def _state(line: AgentLine, around: Around) -> tuple[str, Tone]:
    if around.ended:
        return tr("Call ended"), "offline"
    if around.connecting:
        return tr("Connecting…"), "idle"
    if around.call is not None and around.call.leaving:
        return tr("You are leaving…"), "idle"
    if around.call is not None and around.call.listening is not None:
        return listening_words(around.call.listening), "ready"
    if line.activity is Activity.IDLE and line.presence is PresenceState.READY:
        return (tr("Idle"), "ready") if line.linked else (tr("Link lost"), "idle")
    return standing(line.presence, line.activity)


def _out(line: AgentLine, now: Millis) -> tuple[str, Millis | None]:
    """That the agent does otherwise than the shift says, and when it will be said."""
    if line.out_since is None:
        return "", None
    seen_at = line.out_since + _PATIENCE
    if now < seen_at:
        return "", seen_at
    return tr("Out of adherence since {time}", time=time_of_day(line.out_since)), None


def _late(line: AgentLine, targets: Targets, now: Millis) -> tuple[str, Millis | None]:
    """Whether what the agent does takes too long, and when it will."""
    limits = {
        Activity.HOLD: (targets.hold_ms, "danger"),
        Activity.WRAP_UP: (targets.wrap_up_ms, "warn"),
    }
    limit, since = limits.get(line.activity), line.active_since
    if line.activity is Activity.IDLE:
        since = line.since
        if line.presence is PresenceState.NOT_RESPONDING:
            return "warn", None
        if line.presence in _BREAKS:
            limit = (targets.away_ms, "warn")
    if limit is None:
        return "", None
    over_at = since + limit[0]
    return (limit[1], None) if now >= over_at else ("", over_at)


_BREAKS = (PresenceState.BREAK, PresenceState.MEAL, PresenceState.BUSY)


def _rank(line: AgentLine, around: Around, late: str, *, missing: bool) -> int:
    if around.hand is not None or around.connecting or around.ended:
        return HAND
    if around.call is not None and around.call.listening is not None:
        return HAND
    if line.lost_at is not None and line.works:
        return LOST
    if missing or line.presence is PresenceState.NOT_RESPONDING:
        return OVER
    if line.presence is PresenceState.OFFLINE and line.activity is Activity.IDLE:
        return GONE
    breaks = line.activity is Activity.IDLE and line.presence in _BREAKS
    if late and not breaks:
        return OVER
    if line.activity is Activity.IDLE and line.presence is not PresenceState.READY:
        return AWAY
    return USUAL


def _channels(line: AgentLine) -> tuple[Channel, ...]:
    return tuple(dict.fromkeys(one.channel for one in line.works))[:4]


def _detail(line: AgentLine, queues: dict[str, QueueLine], targets: Targets, late: str) -> str:
    if line.lost_at is not None:
        lost = tr("Link lost {time}", time=time_of_day(line.lost_at))
        return f"{lost}, {tr('with work in hand')}" if line.works else lost
    if line.presence is PresenceState.NOT_RESPONDING and not line.works:
        parts = (tr("Missed offer"), single_line(line.missed, 40))
        return " · ".join(one for one in parts if one)
    if line.works:
        works = _works(line, targets, late)
        return f"{_why_no_more(line)} · {works}" if _closed(line) else works
    if line.presence is PresenceState.READY:
        if line.activity is Activity.TALKING:
            return tr("In a call of their own")
        return _ready_for(line, queues)
    words = [single_line(line.reason, 60)] if line.reason and line.reason.isprintable() else []
    if line.reason in _HUB_REASONS:
        words = []
    if line.next is not None:
        words.append(tr("next {presence}", presence=presence_word(line.next)))
    return " · ".join(words)


def _why_no_more(line: AgentLine) -> str:
    if line.presence is PresenceState.NOT_RESPONDING:
        return tr("Missed offer")
    return presence_word(line.presence)


_HUB_REASONS = frozenset({"missed_offer", "link_lost"})


def _ready_for(line: AgentLine, queues: dict[str, QueueLine]) -> str:
    names = [single_line(queues[one].name, 30) for one in line.queues if one in queues]
    if not names:
        return tr("Serves no queue")
    shown = ", ".join(names[:_NAMED_QUEUES])
    more = len(names) - _NAMED_QUEUES
    return tr("Ready for {queues}", queues=f"{shown} +{more}" if more > 0 else shown)


def _works(line: AgentLine, targets: Targets, late: str) -> str:
    spoken = [one for one in line.works if one.channel in _SPOKEN]
    if spoken:
        return _about(spoken[0], targets, late)
    wraps = [one for one in line.works if one.wrap_up]
    if line.activity is Activity.WRAP_UP and wraps:
        return _about(wraps[0], targets, late)
    if len(line.works) == 1:
        return _about(line.works[0], targets, late)
    counted = Counter(one.channel for one in line.works)
    return ", ".join(_counted(channel, count) for channel, count in counted.items())


def _about(work: AgentWork, targets: Targets, late: str) -> str:
    queue, customer = single_line(work.queue_name, 40), single_line(work.customer_name, 60)
    if work.wrap_up and late:
        customer = tr("over {limit} limit", limit=timer(targets.wrap_up_ms))
    return " · ".join(one for one in (queue, customer or tr("Unknown customer")) if one)


def _counted(channel: Channel, count: int) -> str:
    return {
        Channel.CHAT: plural(count, "{n} chat", "{n} chats"),
        Channel.EMAIL: plural(count, "{n} e-mail", "{n} e-mails"),
        Channel.SMS: tr("{n} SMS", n=count),
        Channel.SOCIAL: tr("{n} social", n=count),
        Channel.VOICE: plural(count, "{n} call", "{n} calls"),
        Channel.VIDEO: plural(count, "{n} call", "{n} calls"),
    }[channel]
