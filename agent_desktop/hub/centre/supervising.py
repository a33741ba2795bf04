"""What leads do to their teams' work: take it over, send it elsewhere, change who is there.

Promises that an interaction stays one, with its arrival and its conversation, in whatever hands it comes; that the
agent from whom it is taken, or whose presence is changed, is told who did it and why; one entry of the audit trail for
each act. Refuses what belongs to teams that one does not lead.
"""

from collections.abc import Callable
from typing import Any

from agent_desktop.hub.centre import (
    alerting,
    announcing,
    attendance,
    consulting,
    following,
    hands,
    pulling,
    transferring,
    work,
)
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import commands
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.hub.centre.reach import (
    check_agent,
    check_interaction,
    reach_of,
)
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.routing.records import HandedOver
from agent_desktop.model.alerts import SeeAlert
from agent_desktop.model.backend_calls import CallTarget, TargetKind, TransferTo
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.errors import Conflict, DeskError, Refused, StoreFailed
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import (
    MAX_MOVED,
    MAX_REASON,
    Announce,
    FollowConversation,
    GiveHint,
    LowerHand,
    PresenceSetByLead,
    RaiseHand,
    Reassign,
    Reassigned,
    SeeAnnouncement,
    SetPresence,
    TakeOver,
    TransferWork,
    WithdrawAnnouncement,
    WorkTaken,
)
from agent_desktop.model.work import Channel, InteractionState


def _check_reason(reason: str) -> None:
    if len(reason) > MAX_REASON:
        raise Refused(
            f"The reason is longer than {MAX_REASON} characters.",
            remedy="Shorten it.",
            field="reason",
            value=f"{len(reason)} characters",
        )


# --- taking over


def take_over(book: Book, lead: LiveAgent, asked: TakeOver) -> None:
    """Take work from the queue, or out of an agent's hands. Raises Refused, Conflict.

    From the queue an agent may who has the right to exceed; beyond capacity is an act of its own in the audit trail.
    """
    one, lead_id = book.interaction(asked.interaction_id), lead.profile.id
    was = one.shown
    if was.agent_id is not None or not pulling.may_exceed(book, lead, one):
        check_interaction(reach_of(book, lead_id), was)
    _check_reason(asked.reason)
    if was.agent_id == lead_id and was.state is InteractionState.ACTIVE:
        return
    _check_takable(one)
    pulling.check_there(lead)
    act = "take_over"
    if was.agent_id is not None:
        work.ask(book, HandedOver(was.id, was.agent_id, lead_id, wrap_up=False))
        _tell_taken(book, one, was.agent_id, lead, asked.reason)
    elif pulling.take(book, lead, one, asked.token, beyond=True):
        act = "take_beyond"
    subject, whom = f"interaction/{was.id}", was.agent_id or ""
    book.trail.add(book.now, lead_id, act, subject, whom, reason=asked.reason)


def _check_takable(one: LiveInteraction) -> None:
    shown = one.shown
    if shown.state is InteractionState.WRAP_UP:
        raise Conflict(
            "This is over already.",
            remedy="Look at the conversation again.",
            field="interaction_id",
            value=shown.id,
        )
    if shown.channel is Channel.VOICE and shown.agent_id is not None:
        raise Refused(
            "A call that is spoken cannot be taken over.",
            remedy="Barge into it instead.",
            field="interaction_id",
            value=shown.id,
        )


def _tell_taken(
    book: Book, one: LiveInteraction, agent_id: str, lead: LiveAgent, reason: str
) -> None:
    waits = one.shown.agent_id is None
    event = WorkTaken(
        interaction_id=one.shown.id,
        conversation_id=one.shown.conversation_id,
        by_id=lead.profile.id,
        by_name=lead.profile.name,
        agent_id=one.shown.agent_id or "",
        queue_id=one.shown.queue_id if waits else "",
        reason=reason,
    )
    book.tell(for_agent(agent_id), event)


# --- reassigning


def reassign(book: Book, lead: LiveAgent, asked: Reassign) -> None:
    """Move work to a queue or an agent; what cannot move stays. Raises Refused."""
    reach = reach_of(book, lead.profile.id)
    ids = tuple(dict.fromkeys(asked.interaction_ids))
    if not 0 < len(ids) <= MAX_MOVED:
        raise Refused(
            f"1 to {MAX_MOVED} interactions are moved at once.",
            field="interaction_ids",
            value=str(len(ids)),
        )
    if bool(asked.queue_id) == bool(asked.agent_id):
        raise Refused("Choose a queue or an agent.", field="queue_id", value=asked.queue_id)
    _check_reason(asked.reason)
    heir = None
    if asked.agent_id:
        heir = check_agent(book, reach, asked.agent_id)
        _check_takes_work(heir)
    elif asked.queue_id not in book.live.queues:
        raise unknown("queue_id", asked.queue_id)
    found = [book.live.interactions[one] for one in ids if one in book.live.interactions]
    for one in found:
        check_interaction(reach, one.shown)
    moved: list[str] = []
    for one in found:
        had = one.shown.agent_id or ""
        if _moves(book, lead, one, asked, heir):
            moved.append(one.shown.id)
            where = {"queue": asked.queue_id} if asked.queue_id else {"agent": asked.agent_id}
            subject = f"interaction/{one.shown.id}"
            why = {"reason": asked.reason} if asked.reason else {}
            book.trail.add(book.now, lead.profile.id, "reassign", subject, had, **where, **why)
    left = tuple(one for one in ids if one not in moved)
    if not moved:
        raise Conflict(
            "None of this could be moved.",
            remedy="It is over, or there already, or the queue is full. Look again.",
            field="interaction_ids",
            value=", ".join(left[:3]),
        )
    told = Reassigned(moved=len(moved), left=left)
    book.journal.pass_on(book.now, for_agent(lead.profile.id), told)


def _check_takes_work(heir: LiveAgent) -> None:
    if not heir.channels:
        raise Refused(
            "This agent takes nothing now.",
            remedy="Choose an agent who is ready, or a queue.",
            field="agent_id",
            value=heir.profile.name,
        )


def _moves(
    book: Book, lead: LiveAgent, one: LiveInteraction, asked: Reassign, heir: LiveAgent | None
) -> bool:
    """Move one, if it can be moved; whether it was."""
    was = one.shown
    queue_id = asked.queue_id or was.queue_id
    if was.state is InteractionState.WRAP_UP or book.live.is_consult(was.id):
        return False
    if heir is None and was.agent_id is None and queue_id == was.queue_id:
        return False
    if heir is not None and (
        heir.profile.id == was.agent_id or was.queue_id not in heir.profile.queues
    ):
        return False
    if queue_id != was.queue_id and not work.has_room(book, queue_id):
        return False
    if was.agent_id is not None and was.channel is Channel.VOICE:
        return _sends_call(book, one, asked)
    taken_from = was.agent_id
    transferring.move(book, lead.author, one, queue_id=queue_id, heir=heir)
    if taken_from is not None:
        _tell_taken(book, one, taken_from, lead, asked.reason)
    return True


def _sends_call(book: Book, one: LiveInteraction, asked: Reassign) -> bool:
    """A call that is spoken is transferred in its agent's name; the switch tells what comes of it."""
    kind = TargetKind.QUEUE if asked.queue_id else TargetKind.AGENT
    target = CallTarget(kind=kind, value=asked.queue_id or asked.agent_id)
    holder = book.live.agents[one.shown.agent_id or ""]
    try:
        commands.transfer(book, holder, TransferTo(interaction_id=one.shown.id, target=target))
    except StoreFailed:
        raise
    except DeskError:
        return False
    return True


# --- presence


def set_presence(book: Book, lead: LiveAgent, asked: SetPresence) -> None:
    """Change an agent's presence, for a reason that they read. Raises Refused."""
    agent = check_agent(book, reach_of(book, lead.profile.id), asked.agent_id)
    reason = asked.reason.strip()
    if not reason:
        raise Refused(
            "The agent wants to know why.", remedy="Write a reason.", field="reason", value=""
        )
    _check_reason(reason)
    name, offline = agent.profile.name, asked.state is PresenceState.OFFLINE
    if not offline and agent.profile.id not in book.links.sockets:
        raise Refused(
            f"{name} is not at a desk.",
            remedy="Wait until they are.",
            field="agent_id",
            value=name,
        )
    if offline and agent.held and not asked.when_free:
        raise Refused(
            f"{name} still has work in hand.",
            remedy="Reassign it first, or choose this for when they are free.",
            field="agent_id",
            value=name,
        )
    chosen = ChoosePresence(state=asked.state, reason=reason, when_free=asked.when_free)
    attendance.choose(book, agent, chosen)
    event = PresenceSetByLead(
        by_id=lead.profile.id,
        by_name=lead.profile.name,
        state=asked.state,
        reason=reason,
        when_free=asked.when_free and bool(agent.held),
    )
    book.tell(for_agent(agent.profile.id), event)
    book.trail.add(
        book.now,
        lead.profile.id,
        "set_presence",
        f"agent/{agent.profile.id}",
        agent.profile.id,
        state=asked.state.value,
        reason=reason,
        when_free=asked.when_free,
    )


HANDLERS: dict[type, Callable[[Book, LiveAgent, Any], None]] = {
    TakeOver: take_over,
    Reassign: reassign,
    SetPresence: set_presence,
    GiveHint: following.hint,
    FollowConversation: following.follow,
    Announce: announcing.announce,
    WithdrawAnnouncement: announcing.withdraw,
    SeeAnnouncement: announcing.see,
    RaiseHand: hands.raise_hand,
    LowerHand: hands.lower_hand,
    TransferWork: transferring.transfer,
    SeeAlert: alerting.see,
    **consulting.HANDLERS,
}
