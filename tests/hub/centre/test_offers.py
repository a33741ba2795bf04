"""Offers, capacity, returning customers and wrap-up, as agents live them."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.journal.published import for_visitor
from agent_desktop.hub.protocol import ChatStateChanged
from agent_desktop.model.commands import (
    AnswerOffer,
    ChoosePresence,
    CompleteWrapUp,
    EndInteraction,
    ExtendWrapUp,
    MarkRead,
    PullInteraction,
    SendMessage,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import (
    InteractionChanged,
    OfferEnded,
)
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import (
    Channel,
    InteractionState,
    OfferOutcome,
    WhyYou,
)
from tests.hub.centre.floor import START, Floor

# --- offers


def test_a_missed_offer(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    first = floor.offer("anna")
    floor.wait(30_000)
    snapshot = floor.centre.snapshot("anna")[1]
    assert snapshot.offers == ()
    assert snapshot.presence.state is PresenceState.NOT_RESPONDING
    assert snapshot.presence.reason == "missed_offer"
    (waiting,) = snapshot.interactions
    assert waiting.arrived_at == START
    late = AnswerOffer(interaction_id=first.interaction_id, epoch=first.epoch, accept=True)
    with pytest.raises(Conflict):
        floor.ask("anna", late)
    floor.ask("anna", ChoosePresence(state=PresenceState.READY))
    assert floor.offer("anna").epoch > first.epoch


@pytest.mark.parametrize(
    ("about", "address"),
    [
        ({}, ""),
        ({"account": "C-10442"}, "C-10442"),
        ({"account": "C-1", "email": "v@x.example"}, "v@x.example"),
    ],
)
def test_an_offer_names_a_visitor_by_what_people_know_them_by(
    floor: Floor, about: dict[str, str], address: str
) -> None:
    floor.ready("anna")
    floor.centre.start_chat(
        VisitorCard(id="vera", entry_point_id="support-web", name="Vera", **about)
    )
    floor.centre.say("vera", "1", "Hello?")
    assert floor.offer("anna").address == address


def test_a_declined_offer_goes_to_a_colleague(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.offer("anna")
    floor.ready("cleo")
    floor.ask(
        "anna",
        AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=False),
    )
    assert floor.centre.snapshot("anna")[1].presence.state is PresenceState.READY
    assert floor.offer("cleo").interaction_id == offer.interaction_id
    outcomes = [one.event for one in floor.listen() if isinstance(one.event, OfferEnded)]
    assert [one.outcome for one in outcomes] == [OfferOutcome.DECLINED]


def test_capacity_and_the_next_in_line(floor: Floor) -> None:
    floor.ready("anna")
    for number in range(4):
        floor.wait(1)
        floor.arrive(f"v{number}")
    for _ in range(2):
        offer = floor.centre.snapshot("anna")[1].offers[0]
        answer = AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True)
        floor.ask("anna", answer)
    assert floor.centre.snapshot("anna")[1].offers == ()
    assert floor.centre.chat_state("v2").position == 1
    assert floor.centre.chat_state("v3").position == 2
    waiting = floor.centre.snapshot("anna")[1].interactions[-1]
    with pytest.raises(Refused, match="hands are full"):
        floor.ask("anna", PullInteraction(interaction_id=waiting.id))
    mine = floor.centre.snapshot("anna")[1].interactions[0]
    floor.listen()
    floor.finish("anna", mine.id)
    assert floor.offer("anna").customer_name == "V2"
    places = {
        one.audience: one.event.state.position
        for one in floor.listen()
        if isinstance(one.event, ChatStateChanged) and one.event.state.phase == "waiting"
    }
    assert places[for_visitor("v3")] == 1


def test_pulling_by_hand(floor: Floor) -> None:
    floor.arrive("vera")
    (waiting,) = floor.centre.snapshot("cleo")[1].interactions
    pull = PullInteraction(interaction_id=waiting.id)
    floor.centre.connected("cleo")
    with pytest.raises(Refused, match="offline"):
        floor.ask("cleo", pull)
    floor.ask("cleo", ChoosePresence(state=PresenceState.BREAK))
    with pytest.raises(Refused, match="not serve"):
        floor.ask("ben", pull)
    floor.ask("cleo", pull)
    assert floor.held("cleo").state is InteractionState.ACTIVE
    floor.ready("anna")
    with pytest.raises(Conflict):
        floor.ask("anna", PullInteraction(interaction_id=waiting.id))


def test_who_comes_back_is_offered_to_the_same_agent(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.finish("anna", offer.interaction_id)
    floor.ready("cleo")
    floor.wait(60_000)
    floor.centre.say("vera", "s1", "One more thing")
    again = floor.offer("anna")
    assert again.conversation_id == offer.conversation_id
    assert WhyYou.SAME_AGENT in [one.why for one in again.reasons]
    assert again.last_time == "Solved"
    assert floor.centre.timeline(offer.conversation_id).conversation.open


def test_the_same_agent_is_waited_for_only_so_long(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.finish("anna", floor.accept("anna").interaction_id)
    for number in range(2):
        floor.arrive(f"busy{number}")
        floor.accept("anna")
    floor.ready("cleo")
    floor.centre.say("vera", "s1", "One more thing")
    assert floor.centre.snapshot("cleo")[1].offers == ()
    floor.wait(15_000)
    assert floor.offer("cleo").customer_name == "Vera"


# --- wrap-up


def test_time_runs_out_in_wrap_up(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    end = EndInteraction(interaction_id=offer.interaction_id)
    floor.ask("anna", end)
    floor.ask("anna", end)  # under another id: it is over already
    floor.wait(60_000)
    floor.ask("anna", ExtendWrapUp(interaction_id=offer.interaction_id, by_ms=60_000))
    floor.wait(119_999)
    assert floor.held("anna").state is InteractionState.WRAP_UP
    floor.wait(1)
    assert floor.centre.snapshot("anna")[1].interactions == ()
    changed = [one.event for one in floor.listen() if isinstance(one.event, InteractionChanged)]
    assert changed[-1].interaction.disposition == "none"
    floor.ask("anna", end)
    late = CompleteWrapUp(interaction_id=offer.interaction_id, disposition="solved", summary="!")
    floor.ask("anna", late)
    (news,) = [one.event for one in floor.listen() if isinstance(one.event, InteractionChanged)]
    assert news.interaction.disposition == "solved"


@pytest.mark.parametrize(
    ("disposition", "summary"),
    [("", ""), ("unheard-of", ""), ("money", ""), ("solved", "x" * 4001)],
)
def test_wrap_up_asks_for_an_outcome_of_its_queue(
    floor: Floor, disposition: str, summary: str
) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    complete = CompleteWrapUp(
        interaction_id=offer.interaction_id, disposition=disposition, summary=summary
    )
    with pytest.raises(Refused):
        floor.ask("anna", complete)
    assert floor.held("anna").state is InteractionState.WRAP_UP


def test_only_who_has_it_may_act(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    one, thread = offer.interaction_id, offer.conversation_id
    send = SendMessage(client_id="x", conversation_id=thread, channel=Channel.CHAT, text="Hi")
    for command in (
        send,
        EndInteraction(interaction_id=one),
        ExtendWrapUp(interaction_id=one),
        CompleteWrapUp(interaction_id=one, disposition="solved"),
    ):
        with pytest.raises(Refused):
            floor.ask("cleo", command)
    floor.ask("cleo", MarkRead(conversation_id=thread, seq=9))  # a look, which marks nothing
    assert floor.centre.timeline(thread).conversation.read_seq == 0
    with pytest.raises(Refused):
        floor.ask("anna", CompleteWrapUp(interaction_id=one, disposition="solved"))
    floor.finish("anna", one)
    floor.send("anna", thread, "By the way")  # an afterword of who had it last
    with pytest.raises(Refused):
        floor.ask("cleo", replace(send, client_id="y"))
