"""What agents ask for while they are in calls: checked, then ordered of the telephones.

Promises that nothing changes here before the switch says so. Functions raise Refused.
"""

from collections.abc import Callable
from typing import Any

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import invitations, legs
from agent_desktop.hub.centre.calls.asking import (
    check_free,
    consulting,
    in_call,
    no,
    others,
    room,
    talking,
    target,
    with_colleague,
    with_somebody,
)
from agent_desktop.hub.centre.calls.placing import call_out
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.hub.centre.reach import not_led, reach_of
from agent_desktop.hub.journal.published import for_visitor
from agent_desktop.hub.protocol import CallInvited
from agent_desktop.hub.voice import inputs as order
from agent_desktop.hub.voice.phones import phone_of
from agent_desktop.hub.voice.records import Leg, Target, VoiceCall
from agent_desktop.model.backend_calls import (
    AddParty,
    CallOut,
    CancelConsult,
    CompleteConsult,
    ConsultWith,
    DropParty,
    EndSupervision,
    HoldParties,
    InviteToCall,
    JoinConsult,
    LeaveCall,
    RecordCall,
    RecordWish,
    Supervise,
    SwapConsult,
    TransferTo,
)
from agent_desktop.model.work import Channel

MAX_REASON = 200


def _hold(book: Book, agent: LiveAgent, asked: HoldParties) -> None:
    call, leg = talking(book, agent, asked.interaction_id)
    if not any(asked.party_id in ("", one.id) for one in room(call, leg)):
        raise no("There is nobody on the line to hold.", "Look at the call again.", call.id)
    kind = order.Held if asked.on else order.Resumed
    book.orders.append(kind(call.id, agent.profile.id, asked.party_id))


def transfer(book: Book, agent: LiveAgent, asked: TransferTo) -> None:
    call, leg = talking(book, agent, asked.interaction_id)
    rest = others(call, leg)
    mine = call.owner == agent.profile.id and all(one.part == "customer" for one in rest)
    if len(rest) != 1 or not (mine or call.internal):
        raise no(
            "Others are in this call, too.",
            "Let them go first, or leave the call to them.",
            call.id,
        )
    with_somebody(call, leg)
    where = target(book, agent, call, asked.target, offered=True)
    book.orders.append(order.Transferred(call.id, agent.profile.id, where))


def _consult(book: Book, agent: LiveAgent, asked: ConsultWith) -> None:
    call, leg = talking(book, agent, asked.interaction_id)
    if any(one.aside for one in call.legs):
        raise no("Somebody is consulted in this call already.", "End that first.", call.id)
    with_somebody(call, leg)
    where = target(book, agent, call, asked.target, offered=False)
    book.orders.append(order.ConsultStarted(call.id, agent.profile.id, where))


def _both(book: Book, agent: LiveAgent, interaction_id: str) -> tuple[VoiceCall, Leg, list[Leg]]:
    """The call, the consulted leg and the others, all of whom are on the line."""
    call, leg, consulted = consulting(book, agent, interaction_id)
    outside = [one for one in others(call, leg) if not one.aside and one.state == "up"]
    if consulted.state != "up" or not outside:
        raise no("Not everybody is on the line yet.", "Wait until they answer.", call.id)
    return call, consulted, outside


def _swap(book: Book, agent: LiveAgent, asked: SwapConsult) -> None:
    call, _, _ = _both(book, agent, asked.interaction_id)
    book.orders.append(order.ConsultSwapped(call.id, agent.profile.id))


def _complete(book: Book, agent: LiveAgent, asked: CompleteConsult) -> None:
    call, consulted, outside = _both(book, agent, asked.interaction_id)
    if call.internal:
        with_colleague((consulted, *outside))
    book.orders.append(order.ConsultCompleted(call.id, agent.profile.id))


def _cancel(book: Book, agent: LiveAgent, asked: CancelConsult) -> None:
    call, _, _ = consulting(book, agent, asked.interaction_id)
    book.orders.append(order.ConsultCancelled(call.id, agent.profile.id))


def _join(book: Book, agent: LiveAgent, asked: JoinConsult) -> None:
    call, _, consulted = consulting(book, agent, asked.interaction_id)
    if consulted.state != "up":
        raise no("Not everybody is on the line yet.", "Wait until they answer.", call.id)
    book.orders.append(order.ConsultJoined(call.id, agent.profile.id))


def _add(book: Book, agent: LiveAgent, asked: AddParty) -> None:
    call, leg = talking(book, agent, asked.interaction_id)
    if leg.aside or call.asker == leg.id:
        raise no("You are consulting somebody.", "End that, or join them first.", call.id)
    with_somebody(call, leg)
    where = target(book, agent, call, asked.target, offered=False)
    book.orders.append(order.PartyAdded(call.id, agent.profile.id, where))


def _drop(book: Book, agent: LiveAgent, asked: DropParty) -> None:
    call, leg = talking(book, agent, asked.interaction_id)
    if not any(one.id == asked.party_id for one in others(call, leg)):
        raise no("They are not in this call.", "Look at it again.", asked.party_id, "party_id")
    book.orders.append(order.PartyDropped(call.id, agent.profile.id, asked.party_id))


def _leave(book: Book, agent: LiveAgent, asked: LeaveCall) -> None:
    call, _ = in_call(book, agent, asked.interaction_id)
    if asked.everyone and call.owner != agent.profile.id:
        raise no("Only who has the call ends it for all.", "Leave it for yourself.", call.id)
    book.orders.append(order.HungUp(call.id, agent.profile.id, asked.everyone, asked.lost))


def _record(book: Book, agent: LiveAgent, asked: RecordCall) -> None:
    call, _ = talking(book, agent, asked.interaction_id)
    allowed = call.may_record if asked.wish is RecordWish.START else call.may_pause
    if not allowed:
        raise no(
            "The hub does not record this call, or not by hand.",
            "Ask your team lead what is recorded.",
            asked.wish.value,
            "wish",
        )
    if len(asked.reason) > MAX_REASON:
        raise no("The reason is too long.", "Shorten it.", asked.reason, "reason")
    asking = order.RecordingAsked(call.id, agent.profile.id, asked.wish.value, asked.reason)
    book.orders.append(asking)


def _supervise(book: Book, agent: LiveAgent, asked: Supervise) -> None:
    agent_id = agent.profile.id
    reach = reach_of(book, agent_id)
    if not reach.supervises:
        raise no("Only supervisors listen to calls.", "Ask your administrator.", agent_id, "agent")
    call = book.links.pictures.get(asked.interaction_id)
    speaks = call is not None and any(
        one.part == "agent" and one.state == "up" for one in call.legs
    )
    if call is None or call.stage != "talking" or not speaks:
        raise no("Nobody speaks in this call.", "It may be over.", asked.interaction_id)
    if call.internal:
        raise no("Colleagues call each other here.", "Nobody listens to that.", call.id)
    if not any(reach.acts.agent(one.agent) for one in call.legs if one.part == "agent"):
        raise not_led("interaction_id", asked.interaction_id)
    present = next((one for one in call.legs if one.part == "supervisor"), None)
    if present is not None and present.agent != agent_id:
        raise no("Another supervisor listens already.", "One at a time.", call.id)
    if present is None:
        check_free(book, agent)
    book.orders.append(
        order.Supervised(
            call=call.id,
            supervisor=agent_id,
            mode=asked.mode.value,
            number=phone_of(agent_id),
            token=asked.token,
        )
    )
    subject = f"call/{asked.interaction_id}"
    book.trail.add(book.now, agent_id, "supervise_call", subject, call.owner, mode=asked.mode.value)


def _end_supervision(book: Book, agent: LiveAgent, asked: EndSupervision) -> None:
    call = book.links.pictures.get(asked.interaction_id)
    leg = legs.leg_of(call, agent.profile.id) if call is not None else None
    if call is None or leg is None or leg.part != "supervisor":
        raise no("You do not supervise this call.", "It may be over.", asked.interaction_id)
    book.orders.append(order.SupervisionEnded(call.id, agent.profile.id))
    subject = f"call/{asked.interaction_id}"
    book.trail.add(book.now, agent.profile.id, "end_supervision", subject, call.owner)


def _invite(book: Book, agent: LiveAgent, asked: InviteToCall) -> None:
    thread = book.thread(asked.conversation_id)
    if agent.profile.id not in book.live.holders(thread):
        raise no("You do not have this conversation.", "Take it first.", asked.conversation_id)
    visitor_id = thread.kept.visitor_id
    if visitor_id is None or visitor_id not in book.links.online:
        raise no("The customer is not on the page now.", "Call by number.", asked.conversation_id)
    invitations.invite(book, thread, visitor_id, agent.author)
    book.journal.pass_on(book.now, for_visitor(visitor_id), CallInvited(agent=agent.author))


def hang_up(book: Book, agent: LiveAgent, one: LiveInteraction) -> bool:
    """The agent ends active work: a call is hung up for all, and the switch tells of its end. False: it is no call."""
    call = book.live.calls.get(one.shown.id)
    if call is None or one.shown.channel is not Channel.VOICE:
        return False
    everyone = call.role == "call"
    book.orders.append(order.HungUp(call.call, agent.profile.id, everyone))
    return True


def take_away(book: Book, agent: LiveAgent, one: LiveInteraction) -> bool:
    """A call is taken out of the hands of an agent whose telephone is in it, or is about to ring; False: it is no call.

    The customer waits again in the same queue; with others in the call the agent only leaves it. The switch tells.
    """
    call = book.live.calls.get(one.shown.id)
    picture = book.links.pictures.get(call.call) if call is not None else None
    if call is None or (picture is None and not call.outbound):
        return False
    leg = legs.leg_of(picture, agent.profile.id) if picture is not None else None
    if picture is None or leg is None:
        # The order to place the call, or to ring the agent, is on its way, and this follows it; or news of the end are.
        book.orders.append(order.HungUp(call.call, agent.profile.id))
        return True
    rest = others(picture, leg)
    alone = len(rest) == 1 and rest[0].part == "customer" and rest[0].state == "up"
    if call.role == "call" and alone and leg.state == "up" and picture.stage == "talking":
        where = Target(kind="queue", id=one.shown.queue_id)
        book.orders.append(order.Transferred(call.call, agent.profile.id, where))
    else:
        book.orders.append(order.HungUp(call.call, agent.profile.id))
    return True


HANDLERS: dict[type, Callable[[Book, LiveAgent, Any], None]] = {
    CallOut: call_out,
    InviteToCall: _invite,
    HoldParties: _hold,
    TransferTo: transfer,
    ConsultWith: _consult,
    SwapConsult: _swap,
    CompleteConsult: _complete,
    CancelConsult: _cancel,
    JoinConsult: _join,
    AddParty: _add,
    DropParty: _drop,
    LeaveCall: _leave,
    RecordCall: _record,
    Supervise: _supervise,
    EndSupervision: _end_supervision,
}
