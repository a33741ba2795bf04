"""The guidance machine: acts of leads and of who is led, hints, announcements, and conversations that are read along.

Promises that every act is answered under its id, done or refused with words, and never repeated by itself; that what
is read along is what stands in the thread pane, and nothing else, also after the link was lost. Refuses acts without a
link: their moment passes.
"""

from collections.abc import Iterable
from typing import get_args

from msgspec.structs import replace

from agent_desktop.desk import carried_asked, consulting, conversation
from agent_desktop.desk.asking import NO_LINK
from agent_desktop.desk.errands import Perform, ReadReaders, ReadWhy
from agent_desktop.desk.guidance_state import Asked, Guidance, ReadersState, WhyState
from agent_desktop.desk.items import ReadersRead, WhyRead
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model import supervising as sv
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.consulting import ConsultChanged, Consulting, HandOverConsult
from agent_desktop.model.errors import Problem, Unclear
from agent_desktop.model.events import Snapshot
from agent_desktop.model.guidance import AskReaders, AskWhy, Guide, ReadAlong
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.manifest import Capability
from agent_desktop.model.shifts import ShiftsPlanned
from agent_desktop.model.timeline import Delivery

ASKS_KEPT = 20
HINTS_KEPT = 20
"""So many of one conversation."""
UNSUPPORTED = Problem(
    code="unsupported", message="This account cannot do that.", remedy="Ask your administrator."
)
LOST = Problem(
    code=Unclear.code,
    message="The link broke before an answer came: perhaps it was done, perhaps not.",
    remedy="Look at the board when the link is back.",
)
UNSENT = Problem(
    code="refused",
    message="Something that you wrote here has not been sent yet.",
    remedy="Wait until it is sent, or discard it, then transfer.",
)
_BY_AGENTS = (sv.RaiseHand, sv.SeeAnnouncement)
_TRANSFERS = (sv.TransferWork, *get_args(Consulting))


def _change(turn: Turn, **values: object) -> None:
    turn.state.guidance = replace(turn.state.guidance, **values)


# --- acts


def guide(turn: Turn, intent: Guide) -> None:
    """Send an act on its way, or say why not."""
    command, problem = intent.command, None
    if not _may(turn, command):
        problem = UNSUPPORTED
    elif not turn.live:
        problem = NO_LINK
    elif _unsent(turn, command):
        problem = UNSENT
    elif isinstance(command, sv.TakeOver):
        found = carried_asked.taking_over(turn, command)
        command, problem = (found, None) if isinstance(found, sv.TakeOver) else (command, found)
    asked = Asked(command=intent.command, problem=problem)
    kept = put(turn.state.guidance.asks, intent.ask_id, asked)
    _change(turn, asks=dict(list(kept.items())[-ASKS_KEPT:]))
    if problem is None:
        turn.send(Perform(command_id=intent.ask_id, command=command))


def _may(turn: Turn, command: sv.Supervision) -> bool:
    own = isinstance(command, sv.LowerHand) and command.agent_id in ("", turn.me)
    if own or isinstance(command, _BY_AGENTS):
        return turn.can(Capability.RAISE_HAND)
    if isinstance(command, _TRANSFERS):
        return turn.can(Capability.TRANSFER)
    if isinstance(command, sv.TakeOver) and turn.can(Capability.PULL):
        return True  # beyond the own capacity, where the backend lets them
    return turn.can(Capability.SUPERVISOR)


def _unsent(turn: Turn, command: sv.Supervision) -> bool:
    """Whether something that was written in what is given away is still here: nobody else could send it."""
    if isinstance(command, HandOverConsult):
        consult = turn.state.guidance.consults.get(command.consult_id)
        given = consult.interaction_id if consult is not None else ""
    else:
        given = command.interaction_id if isinstance(command, sv.TransferWork) else ""
    one = turn.interaction(given) if given else None
    return one is not None and any(
        row.lane == one.conversation_id and row.delivery is not Delivery.SENT
        for row in turn.state.outbox.values()
    )


def done(turn: Turn, command_id: str) -> None:
    """The backend did it; what follows from it comes as events."""
    _answered(turn, command_id, None)


def failed(turn: Turn, command_id: str, problem: Problem) -> None:
    """The backend did not do it, or nobody knows."""
    _answered(turn, command_id, LOST if problem.code == Unclear.code else problem)


def _answered(turn: Turn, command_id: str, problem: Problem | None) -> None:
    now = turn.state.guidance
    asked = now.asks.get(command_id)
    if asked is None:
        return
    answered = replace(asked, done=problem is None, problem=problem)
    _change(turn, asks=put(now.asks, command_id, answered))
    command = asked.command
    if isinstance(command, sv.TakeOver) and problem is not None and problem != LOST:
        carried_asked.not_taken(turn, command.interaction_id)
    if isinstance(command, sv.FollowConversation) and problem is not None:
        if command.on and command.conversation_id == now.along:
            _change(turn, along="", not_along=problem)
        elif not command.on:  # whatever it is, it is not followed from here
            _change(turn, followed=now.followed - {command.conversation_id})


# --- reading along


def read_along(turn: Turn, intent: ReadAlong) -> None:
    """Show a conversation and follow it, or follow nothing any more."""
    if not intent.conversation_id:
        _change(turn, along="", not_along=None)
        return
    if not turn.can(Capability.SUPERVISOR):
        _change(turn, not_along=UNSUPPORTED)
        return
    _change(turn, along=intent.conversation_id, not_along=None)
    conversation.opened(turn, OpenConversation(conversation_id=intent.conversation_id))


def follow(turn: Turn) -> None:
    """Keep what is followed in step with what is shown."""
    now, shown = turn.state.guidance, turn.state.open_conversation
    if now.not_along is not None and shown != turn.before.open_conversation and not now.along:
        _change(turn, not_along=None)
    if now.along and (now.along != shown or _is_ours(turn, now.along)):
        _change(turn, along="")
    if not turn.live or not turn.can(Capability.SUPERVISOR):
        return
    now = turn.state.guidance
    for other in sorted(now.followed - {now.along}):
        _ask_once(turn, sv.FollowConversation(conversation_id=other, on=False))
    if now.along and now.along not in now.followed:
        _ask_once(turn, sv.FollowConversation(conversation_id=now.along))


def _is_ours(turn: Turn, conversation_id: str) -> bool:
    return any(one.agent_id == turn.me for one in turn.work_of(conversation_id))


def _ask_once(turn: Turn, command: sv.FollowConversation) -> None:
    asks = turn.state.guidance.asks.values()
    if not any(one.pending and one.command == command for one in asks):
        guide(turn, Guide(ask_id=turn.fresh_id(), command=command))


# --- what is asked about


def ask_why(turn: Turn, intent: AskWhy) -> None:
    """Bring the facts of an interaction."""
    state = WhyState(interaction_id=intent.interaction_id)
    if not turn.live:
        _change(turn, why=replace(state, problem=NO_LINK))
        return
    _change(turn, why=state)
    turn.send(ReadWhy(interaction_id=intent.interaction_id))


def why_read(turn: Turn, answer: WhyRead) -> None:
    """The facts are there, or not; an answer about another interaction than the last is old."""
    now = turn.state.guidance.why
    if now is not None and now.interaction_id == answer.interaction_id:
        _change(turn, why=replace(now, why=answer.why, problem=answer.problem))


def ask_readers(turn: Turn, intent: AskReaders) -> None:
    """Bring who has read announcements, unless it is on its way."""
    now = turn.state.guidance.readers
    if not turn.can(Capability.SUPERVISOR) or now.reading:
        return
    if not turn.live:
        _change(turn, readers=replace(now, problem=NO_LINK))
        return
    _change(turn, readers=replace(now, reading=True))
    turn.send(ReadReaders())


def readers_read(turn: Turn, answer: ReadersRead) -> None:
    """Who has read them is known, or not: then what was known before stays in view."""
    known = turn.state.guidance.readers.announced
    announced = answer.announced if answer.announced is not None else known
    _change(turn, readers=ReadersState(announced=announced, problem=answer.problem))


# --- what is told


def told(turn: Turn, event: sv.SupervisionEvent | sv.Reassigned) -> None:
    """The backend told something of leading; raised hands are the board's."""
    now = turn.state.guidance
    match event:
        case sv.HintGiven(hint=hint):
            _hinted(turn, hint)
        case ConsultChanged(consult=consult):
            consulting.told(turn, consult)
        case sv.FollowChanged(conversation_id=key, on=on):
            _change(turn, followed=now.followed | {key} if on else now.followed - {key})
            if not on and key == now.along:  # it is not our team's any more
                _change(turn, along="", not_along=NOT_LED)
        case sv.AnnouncementMade(announcement=made):
            others = tuple(one for one in now.announcements if one.id != made.id)
            _change(turn, announcements=(*others, made))
        case sv.AnnouncementEnded(announcement_id=key):
            _ended(turn, key)
        case sv.AnnouncementSeen():
            _seen(turn, event)
        case sv.WorkTaken(by_name=name, reason=reason, conversation_id=key, agent_id=to):
            kind = NoticeKind.TAKEN_OVER if to == event.by_id else NoticeKind.SENT_ELSEWHERE
            _notice(turn, kind, name, reason=reason, conversation_id=key)
        case sv.PresenceSetByLead(by_name=name, reason=reason, when_free=later):
            kind = NoticeKind.PRESENCE_NEXT if later else NoticeKind.PRESENCE_SET
            _notice(turn, kind, name, reason=reason)
        case sv.HandLowered(agent_id=key, by_name=name) if key == turn.me and name:
            _notice(turn, NoticeKind.HAND_SEEN, name)
        case sv.Reassigned(moved=moved, left=left):
            _notice(turn, NoticeKind.MOVED, "", counts=(moved, len(left)))


NOT_LED = Problem(
    code="refused",
    message="This belongs to a team that you do not lead.",
    remedy="Ask its team lead.",
)


def _notice(turn: Turn, kind: NoticeKind, name: str, **about: object) -> None:
    turn.notices.append(replace(Notice(kind=kind, detail=name), **about))


def _hinted(turn: Turn, hint: sv.Hint) -> None:
    known = turn.state.guidance.hints
    here = known.get(hint.conversation_id, ())
    if any(one.id == hint.id for one in here):
        return
    fresh = (*here, hint)[-HINTS_KEPT:]
    _change(turn, hints=put(known, hint.conversation_id, fresh))
    shown = turn.state.open_conversation == hint.conversation_id
    if hint.agent_id == turn.me and not shown:
        key = hint.conversation_id
        _notice(turn, NoticeKind.HINT, hint.by_name, reason=hint.text, conversation_id=key)


def _ended(turn: Turn, announcement_id: str) -> None:
    now = turn.state.guidance
    left = tuple(one for one in now.announcements if one.id != announcement_id)
    known = now.readers.announced
    if known is not None:
        known = tuple(one for one in known if one.announcement.id != announcement_id)
    _change(turn, announcements=left, readers=replace(now.readers, announced=known))


def _seen(turn: Turn, event: sv.AnnouncementSeen) -> None:
    readers = turn.state.guidance.readers
    if readers.announced is not None:
        known = tuple(
            replace(one, seen_by=put(one.seen_by, event.agent_id, event.at))
            if one.announcement.id == event.announcement_id
            else one
            for one in readers.announced
        )
        _change(turn, readers=replace(readers, announced=known))


def planned(turn: Turn, event: ShiftsPlanned) -> None:
    """Our shifts are so now."""
    _change(turn, shifts=event.shifts)


def taken(turn: Turn, snapshot: Snapshot) -> None:
    """Everything anew."""
    _change(
        turn,
        hints=_by_conversation(snapshot.hints),
        announcements=snapshot.announcements,
        followed=frozenset(snapshot.followed),
        skills=snapshot.skills,
        shifts=snapshot.shifts,
    )
    consulting.taken(turn, snapshot)


def _by_conversation(hints: Iterable[sv.Hint]) -> dict[str, tuple[sv.Hint, ...]]:
    found: dict[str, tuple[sv.Hint, ...]] = {}
    for one in sorted(hints, key=lambda hint: hint.at):
        found[one.conversation_id] = (*found.get(one.conversation_id, ()), one)[-HINTS_KEPT:]
    return found


def attached(turn: Turn) -> None:
    """Somebody is signed in: what was known of another one is not theirs."""
    if turn.before.team.agent.id != turn.me:
        turn.state.guidance = Guidance()
