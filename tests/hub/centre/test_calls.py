"""Calls in the centre, as scripts: the real switch behind it, legs that do what the test says."""

import pytest

from agent_desktop.hub.protocol import CallState
from agent_desktop.hub.storage.settings import QueueSettings
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.model.backend_calls import (
    CallClosed,
    CallOut,
    CallUpdated,
    HoldParties,
)
from agent_desktop.model.commands import (
    AnswerOffer,
    ChoosePresence,
    CompleteWrapUp,
    EndInteraction,
    PullInteraction,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import TakeOver
from agent_desktop.model.timeline import Author, AuthorKind, LineKind, SystemLine
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Blending, Channel, InteractionState
from tests.hub.centre.call_words import CUSTOMER, come, conversation, held, state, take, used
from tests.hub.centre.leading import acts, scopes
from tests.hub.centre.telephones import BILLING, Telephones


def test_a_call_follows_the_accepted_offer_and_ends_in_wrap_up(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    offer = floor.offer("anna")
    assert (offer.interaction_id, offer.channel, offer.address) == (call, Channel.VOICE, CUSTOMER)
    floor.accept("anna")
    lines.carry()
    (dialled,) = (one for one in lines.dialled.values() if one.part == "agent")
    assert (dialled.number, dialled.token) == ("sip:anna@hub.invalid", offer.call_token)
    assert len(offer.call_token) >= 24
    (shown,) = floor.centre.snapshot("anna")[1].calls
    assert [(one.kind.value, one.state.value) for one in shown.parties] == [
        ("customer", "up"),
        ("agent", "dialling"),
    ]
    lines.answered("anna")
    lines.wait(5_000)
    floor.ask("anna", HoldParties(interaction_id=call, on=True))
    lines.carry()
    (shown,) = floor.centre.snapshot("anna")[1].calls
    assert shown.parties[0].held
    floor.ask("anna", EndInteraction(interaction_id=call))
    lines.carry()
    assert state(floor, call) is InteractionState.WRAP_UP
    assert floor.centre.snapshot("anna")[1].calls == ()
    assert used(floor, "anna") == 100
    floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    assert used(floor, "anna") == 0
    thread = conversation(floor, call)
    assert floor.lines(thread) == [
        LineKind.STARTED,
        LineKind.QUEUED,
        LineKind.ASSIGNED,
        LineKind.CALL_ANSWERED,
        LineKind.WRAP_UP_STARTED,
        LineKind.CALL_ENDED,
        LineKind.COMPLETED,
    ]
    page = floor.centre.timeline(thread)
    ended = next(
        one for one in page.items if isinstance(one, SystemLine) and one.kind is LineKind.CALL_ENDED
    )
    assert (ended.detail, ended.author.name) == ("in 5000", "Anna")
    assert not page.conversation.open


def test_desks_hear_of_a_call_from_the_first_ring_to_the_end(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    lines.left(f"{call}/in")
    floor.listen()
    told = [one.event for one in floor.heard if isinstance(one.event, CallUpdated | CallClosed)]
    assert isinstance(told[0], CallUpdated)
    assert told[-1] == CallClosed(interaction_id=call)
    assert sum(isinstance(one, CallClosed) for one in told) == 1


def test_nobody_without_a_telephone_is_offered_a_call(lines: Telephones) -> None:
    floor = lines.floor
    floor.ready("anna")
    call = lines.call_in()
    assert floor.centre.snapshot("anna")[1].offers == ()
    with pytest.raises(Refused, match="telephone is not connected"):
        floor.ask("anna", PullInteraction(interaction_id=call))
    floor.centre.phone_here("anna", True)
    assert floor.offer("anna").interaction_id == call
    floor.centre.phone_here("anna", False)
    assert floor.centre.snapshot("anna")[1].offers == ()
    assert state(floor, call) is InteractionState.QUEUED
    floor.centre.phone_here("nobody", True)


def test_a_pulled_call_rings_the_one_who_pulled_it(lines: Telephones) -> None:
    floor = lines.floor
    call = lines.call_in()
    floor.centre.phone_here("anna", True)
    floor.centre.connected("anna")
    floor.ask("anna", ChoosePresence(state=PresenceState.BREAK))
    with pytest.raises(Refused, match="token"):
        floor.ask("anna", PullInteraction(interaction_id=call, token="s" * 201))
    with pytest.raises(Refused, match="token"):
        floor.ask("anna", PullInteraction(interaction_id=call, token="a\r\nb: c"))
    floor.ask("anna", PullInteraction(interaction_id=call, token="secret"))
    lines.carry()
    (ring,) = lines.dialled.values()
    assert (ring.number, ring.token) == ("sip:anna@hub.invalid", "secret")


def test_a_lead_takes_a_waiting_call_over_and_their_own_telephone_rings(lines: Telephones) -> None:
    floor = lines.floor
    scopes(floor, "cleo", "supervisor")
    come(lines, "anna")
    call = lines.call_in()
    assert [one.interaction_id for one in floor.centre.snapshot("anna")[1].offers] == [call]
    floor.centre.phone_here("cleo", True)
    floor.centre.connected("cleo")
    floor.ask("cleo", ChoosePresence(state=PresenceState.BREAK))
    arrived = floor.centre.snapshot("cleo")[1].interactions[0].arrived_at
    floor.ask("cleo", TakeOver(interaction_id=call, token="secret"))
    assert floor.centre.snapshot("anna")[1].offers == (), "it is offered to nobody else"
    lines.carry()
    (ring,) = lines.dialled.values()
    assert (ring.number, ring.token) == ("sip:cleo@hub.invalid", "secret")
    lines.answered("cleo")
    (mine,) = held(floor, "cleo")
    assert (mine.id, mine.state, mine.arrived_at) == (call, InteractionState.ACTIVE, arrived)
    with pytest.raises(Refused):
        floor.ask("anna", TakeOver(interaction_id=call))
    assert ("cleo", "take_over", "") in acts(floor)


def test_who_calls_again_is_known_and_comes_to_the_same_agent(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "cleo")
    first = lines.call_in()
    agent = next(one for one in ("anna", "cleo") if floor.centre.snapshot(one)[1].offers)
    take(lines, agent)
    lines.left(f"{first}/in")
    floor.ask(agent, CompleteWrapUp(interaction_id=first, disposition="solved"))
    again = lines.call_in()
    assert conversation(floor, again) == conversation(floor, first)
    offer = floor.offer(agent)
    assert (offer.interaction_id, offer.last_time) == (again, "Solved")
    other = lines.call_in(caller="anonymous")
    assert conversation(floor, other) != conversation(floor, first)
    more = lines.call_in(caller="anonymous")
    assert conversation(floor, more) != conversation(floor, other)


def test_nobody_writes_a_chat_to_a_caller(lines: Telephones) -> None:
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    with pytest.raises(Refused, match="by that channel"):
        lines.floor.send("anna", conversation(lines.floor, call), "Hello?")


def test_a_full_queue_is_told_to_the_caller(lines: Telephones) -> None:
    floor = lines.floor
    floor.centre.define_queue(QueueSettings(id="billing", name="Billing", max_waiting=1))
    lines.call_in(BILLING)
    refused = lines.call_in(BILLING, "+49301110009")
    assert state(floor, refused) is InteractionState.OVERFLOWED
    assert lines.picture(refused).stage == "closing"
    assert floor.lines(conversation(floor, refused))[-1] is LineKind.QUEUE_FULL


def test_a_telephone_that_does_not_answer_costs_the_customer_no_place(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    before = floor.accept("anna")
    lines.carry()
    lines.left(lines.leg("anna"), "failed")
    assert state(floor, call) in (InteractionState.QUEUED, InteractionState.OFFERED)
    (one,) = floor.centre.snapshot("anna")[1].interactions
    assert one.arrived_at == before.arrived_at
    assert LineKind.PHONE_UNREACHABLE in floor.lines(one.conversation_id)


def test_an_agent_calls_out_once(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    order = CallOut(interaction_id="out1", number="+49 30 1112223", token="secret")
    floor.ask("anna", order, "once")
    floor.ask("anna", order, "once")
    lines.carry()
    (ring,) = lines.dialled.values()
    assert (ring.number, ring.token) == ("sip:anna@hub.invalid", "secret")
    assert used(floor, "anna") == 100
    with pytest.raises(Conflict):
        floor.ask("anna", order)
    with pytest.raises(Refused, match="cannot be held now"):
        floor.ask("anna", CallOut(interaction_id="out2", number="+49301", token="t"))
    lines.answered("anna")
    (customer,) = (one for one in lines.dialled.values() if one.part == "customer")
    assert customer.number == CUSTOMER
    lines.left(customer.leg, "no_answer")
    lines.heard(lines.leg("anna"))
    assert state(floor, "out1") is InteractionState.CANCELLED
    assert used(floor, "anna") == 0
    assert floor.lines(conversation(floor, "out1"))[-2:] == [
        LineKind.CALL_PLACED,
        LineKind.NOT_REACHED,
    ]


def test_a_call_from_a_page_belongs_to_the_visitors_conversation(lines: Telephones) -> None:
    floor = lines.floor
    floor.arrive("vera")
    ticket = floor.centre.web_call("vera", "main")
    thread = floor.centre.chat("vera").conversation_id
    assert ticket.conversation_id == thread
    leg = "page"
    lines.tell(i.CallArrived(ticket.call, leg, "", "", "main"))
    lines.tell(i.LegAnswered(leg))
    lines.heard(leg)
    assert conversation(floor, ticket.call) == thread
    with pytest.raises(Conflict):
        floor.centre.web_call("vera", "main")


def test_who_calls_from_a_page_can_be_written_to_there(lines: Telephones) -> None:
    floor = lines.floor
    lines.furnish(Blending.CALLS)
    floor.arrive("vera")
    come(lines, "anna")
    ticket = floor.centre.web_call("vera", "main")
    lines.tell(i.CallArrived(ticket.call, "page", "", "", "main"))
    lines.tell(i.LegAnswered("page"))
    lines.heard("page")
    offers = {one.interaction_id: one for one in floor.centre.snapshot("anna")[1].offers}
    answer = AnswerOffer(interaction_id=ticket.call, epoch=offers[ticket.call].epoch, accept=True)
    floor.ask("anna", answer)
    thread = conversation(floor, ticket.call)
    assert floor.centre.timeline(thread).conversation.reply_ways == (
        ReplyWay(channel=Channel.CHAT),
    )
    floor.send("anna", thread, "Here is the link.")
    assert floor.texts(thread)[-1] == "Here is the link."


def test_who_calls_from_a_telephone_cannot_be_written_to(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    thread = conversation(floor, call)
    assert floor.centre.timeline(thread).conversation.reply_ways == ()
    with pytest.raises(Refused, match="cannot go on by that channel"):
        floor.send("anna", thread, "Here is the link.")


def keep_on_page(lines: Telephones) -> str:
    """Vera calls from a page, asks to be called back, and hangs up; the call."""
    floor = lines.floor
    floor.visitor("vera")
    call = floor.centre.web_call("vera", "main").call
    lines.tell(i.CallArrived(call, "page", "", "", "main"))
    lines.tell(i.LegAnswered("page"))
    lines.heard("page")
    lines.wait(31_000)
    lines.tell(i.DigitPressed("page", "1"))
    lines.left("page")
    assert on_page(lines) == CallState(phase="kept", call_id=call, position=1)
    return call


def on_page(lines: Telephones) -> CallState | None:
    """What Vera's page was told last; a page that comes now hears the same."""
    floor = lines.floor
    floor.listen()
    last = [one.event for one in floor.heard if isinstance(one.event, CallState)][-1]
    assert floor.centre.web_call_state("vera") == (None if last.phase == "over" else last)
    return last


def test_a_visitor_who_asked_for_it_is_called_on_the_page(lines: Telephones) -> None:
    floor = lines.floor
    call = keep_on_page(lines)
    with pytest.raises(Conflict):
        floor.centre.web_call("vera", "main")  # a second one
    come(lines, "anna")
    floor.accept("anna")
    lines.carry()
    assert on_page(lines) == CallState(phase="kept", call_id=call)
    lines.answered("anna")
    anna = Author(kind=AuthorKind.AGENT, id="anna", name="Anna")
    assert on_page(lines) == CallState(phase="rung", call_id=call, agent=anna)
    ticket = floor.centre.web_call("vera", "main")
    assert (ticket.call, ticket.entry_point_id) == (call, "")
    assert lines.dialled[ticket.leg].page
    lines.tell(i.LegAnswered(ticket.leg))
    assert on_page(lines) == CallState(phase="talking", call_id=call, agent=anna)
    lines.left(ticket.leg)
    assert state(floor, call) is InteractionState.WRAP_UP


def test_a_visitor_gives_the_place_up(lines: Telephones) -> None:
    floor = lines.floor
    call = keep_on_page(lines)
    floor.visitor("eve")
    assert floor.centre.decline_call("eve", call) == ""
    assert state(floor, call) is InteractionState.QUEUED
    assert floor.centre.decline_call("vera", call) == ""
    lines.carry()
    assert lines.switch.call(call) is None
    assert on_page(lines) == CallState(phase="over", call_id=call, reason="missed")
    assert floor.centre.decline_call("vera", call) == ""
    assert floor.centre.web_call("vera", "main").leg == ""


def test_a_visitor_who_does_not_answer_keeps_the_place_until_nobody_tries_again(
    lines: Telephones,
) -> None:
    floor = lines.floor
    call = keep_on_page(lines)
    come(lines, "anna")
    for last in (False, True):
        take(lines, "anna")
        leg = floor.centre.decline_call("vera", call)
        assert leg
        lines.left(leg, "cancelled")
        after = InteractionState.ABANDONED if last else InteractionState.QUEUED
        assert state(floor, call) is after
        lines.heard(lines.leg("anna"))
        lines.wait(121_000)
    assert on_page(lines) == CallState(phase="over", call_id=call, reason="missed")


def test_a_place_that_is_kept_on_the_page_outlives_crashes(lines: Telephones) -> None:
    floor = lines.floor
    call = keep_on_page(lines)
    lines.die()
    floor.crash()
    lines.begin()
    floor.centre.visitor_online("vera", True)
    assert lines.picture(call).stage == "kept"
    come(lines, "anna")
    take(lines, "anna")
    lines.die()  # while the page rings
    lines.begin()
    assert on_page(lines) == CallState(phase="kept", call_id=call, position=1)


def test_waiting_callers_are_told_where_they_stand_at_most_once_a_second(
    lines: Telephones,
) -> None:
    floor = lines.floor
    lines.lagging = True
    first = "a"
    for number, call in enumerate("abc"):
        floor.now += 10
        floor.centre.voice_happened(
            d.Arrived(
                call=call,
                entry_point="main",
                queue="support",
                number=f"+4930111000{number}",
                arrived_at=floor.now,
            )
        )

    def standings() -> list[tuple[str, int]]:
        orders = floor.centre.drain_orders()
        return [(one.call, one.position) for one in orders if isinstance(one, i.StandingTold)]

    assert standings() == [("a", 1), ("b", 2), ("c", 3)]
    floor.centre.voice_happened(d.Left(first, "abandoned"))
    assert standings() == []
    floor.wait(1_000)
    assert standings() == [("b", 1), ("c", 2)]
