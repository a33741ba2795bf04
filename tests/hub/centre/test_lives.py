"""Chats from beginning to end, as agents and visitors live them."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.journal.published import AudiencesChanged, for_agent, for_visitor
from agent_desktop.hub.protocol import ChatItems, ChatStateChanged
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.hub.storage.work import interaction
from agent_desktop.model.commands import (
    AddNote,
    AnswerOffer,
    ChoosePresence,
    CompleteWrapUp,
    EditCustomer,
    EndInteraction,
    ExtendWrapUp,
    MarkRead,
    MergeCustomers,
    PullInteraction,
    SendMessage,
    ShowTyping,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import (
    CustomerChanged,
    CustomersMerged,
    DeliveryAdvanced,
    InteractionChanged,
    OfferEnded,
    QueueChanged,
    TypingShown,
)
from agent_desktop.model.people import Address, AddressKind, PresenceState
from agent_desktop.model.timeline import Delivery, LineKind, Message, SystemLine
from agent_desktop.model.work import (
    Channel,
    Interaction,
    InteractionState,
    OfferOutcome,
    WhyYou,
)
from tests.hub.centre.floor import START, Floor


def lines(floor: Floor, conversation_id: str) -> list[LineKind]:
    page = floor.centre.timeline(conversation_id)
    return [one.kind for one in page.items if isinstance(one, SystemLine)]


def texts(floor: Floor, conversation_id: str) -> list[str]:
    page = floor.centre.timeline(conversation_id)
    return [one.text for one in page.items if isinstance(one, Message)]


def held(floor: Floor, agent: str) -> Interaction:
    (one,) = floor.centre.snapshot(agent)[1].interactions
    return one


def test_a_whole_chat(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera", "Where is my parcel?")
    offer = floor.accept("anna")
    assert offer.customer_name == "Vera"
    assert offer.subject == "Where is my parcel?"
    assert offer.expires_at == START + 30_000
    state = floor.centre.chat_state("vera")
    assert (state.phase, state.agent and state.agent.name) == ("with_agent", "Anna")
    floor.send("anna", offer.conversation_id, "Let me look.")
    floor.centre.say("vera", "s1", "Thanks")
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    wrap = held(floor, "anna")
    assert wrap.state is InteractionState.WRAP_UP
    assert wrap.wrap_up_until == START + 120_000
    assert wrap.wrap_up_required
    assert floor.centre.chat_state("vera").phase == "ended"
    floor.centre.rate("vera", 5, "kind")
    assert floor.centre.chat_state("vera").rated
    done = CompleteWrapUp(
        interaction_id=offer.interaction_id, disposition="solved", summary="Found it."
    )
    floor.ask("anna", done)
    assert texts(floor, offer.conversation_id) == [
        "Where is my parcel?",
        "Let me look.",
        "Thanks",
    ]
    assert lines(floor, offer.conversation_id) == [
        LineKind.STARTED,
        LineKind.QUEUED,
        LineKind.ASSIGNED,
        LineKind.WRAP_UP_STARTED,
        LineKind.RATED,
        LineKind.COMPLETED,
    ]
    page = floor.centre.timeline(offer.conversation_id)
    assert not page.conversation.open
    assert page.conversation.agent_id is None
    with floor.centre.storage.transaction():
        kept = interaction(floor.centre.storage, offer.interaction_id)
    assert kept is not None
    assert (kept.summary, kept.rating_comment, kept.shown.rating) == ("Found it.", "kind", 5)
    assert kept.first_reply_at == START


def test_what_the_visitor_may_see(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    note = AddNote(client_id="n", conversation_id=offer.conversation_id, text="grumpy")
    floor.ask("anna", note)
    floor.send("anna", offer.conversation_id, "Hello Vera")
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    seen = floor.centre.chat_items("vera")
    assert [one.line or one.text for one in seen] == [
        "Hello?",
        "waiting",
        "joined",
        "Hello Vera",
        "ended",
    ]
    assert [one.mine for one in seen] == [True, False, False, False, False]
    assert floor.centre.chat_items("vera", since=seen[2].seq) == seen[3:]
    live = [
        item
        for one in floor.listen()
        if one.audience == for_visitor("vera") and isinstance(one.event, ChatItems)
        for item in one.event.items
    ]
    assert live == list(seen)


def test_marks_both_ways(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    assert floor.centre.chat_items("vera")[0].delivery is Delivery.SENT
    sent = floor.send("anna", offer.conversation_id, "Hello Vera")
    floor.listen()
    floor.centre.seen("vera", delivered=sent.seq, read=0)
    floor.centre.seen("vera", delivered=sent.seq, read=sent.seq)
    floor.centre.seen("vera", delivered=1, read=1)
    told = [one.event for one in floor.listen() if isinstance(one.event, DeliveryAdvanced)]
    assert [(one.up_to_seq, one.delivery) for one in told] == [
        (sent.seq, Delivery.DELIVERED),
        (sent.seq, Delivery.READ),
    ]
    newest = floor.centre.timeline(offer.conversation_id).items[-1]
    assert isinstance(newest, Message)
    assert newest.delivery is Delivery.READ
    conversation = floor.centre.timeline(offer.conversation_id).conversation
    assert (conversation.unread, conversation.read_seq) == (1, 0)
    floor.ask("anna", MarkRead(conversation_id=offer.conversation_id, seq=99))
    assert floor.centre.chat_items("vera")[0].delivery is Delivery.READ
    assert floor.centre.chat_state("vera").agent_read == sent.seq
    assert floor.centre.timeline(offer.conversation_id).conversation.unread == 0


def test_the_reply_is_due(floor: Floor) -> None:
    def due() -> int | None:
        return floor.centre.timeline(offer.conversation_id).conversation.reply_due_at

    floor.ready("anna")
    floor.arrive("vera")
    floor.wait(10_000)
    offer = floor.accept("anna")
    assert due() == START + 120_000
    floor.centre.say("vera", "s1", "Hello??")
    assert due() == START + 120_000
    floor.send("anna", offer.conversation_id, "Hi")
    assert due() is None
    floor.centre.say("vera", "s2", "One more")
    assert due() == START + 10_000 + 240_000
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    assert due() is None


def test_typing_passes_and_is_not_kept(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.listen()
    position = floor.centre.position
    floor.centre.visitor_typing("vera", True)
    floor.ask("anna", ShowTyping(conversation_id=offer.conversation_id, typing=True))
    told = floor.listen()
    assert [type(one.event).__name__ for one in told] == ["TypingShown", "AgentTyping"]
    assert isinstance(told[0].event, TypingShown)
    assert floor.centre.position == position


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
    assert held(floor, "cleo").state is InteractionState.ACTIVE
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
    assert held(floor, "anna").state is InteractionState.WRAP_UP
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
    assert held(floor, "anna").state is InteractionState.WRAP_UP


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


# --- visitors


def test_leaving_while_waiting_abandons(floor: Floor) -> None:
    floor.arrive("vera")
    floor.centre.leave("vera")
    floor.centre.leave("vera")
    assert floor.centre.snapshot("anna")[1].interactions == ()
    assert floor.centre.chat_state("vera").phase == "ended"
    changed = [one.event for one in floor.listen() if isinstance(one.event, InteractionChanged)]
    assert changed[-1].interaction.state is InteractionState.ABANDONED
    with pytest.raises(Refused):
        floor.centre.rate("vera", 3)


def test_leaving_while_offered_rescinds(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.centre.leave("vera")
    assert floor.centre.snapshot("anna")[1].offers == ()
    (ended,) = [one.event for one in floor.listen() if isinstance(one.event, OfferEnded)]
    assert ended.outcome is OfferOutcome.RESCINDED


def test_leaving_and_coming_back_while_an_agent_has_it(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.centre.leave("vera")
    assert floor.centre.chat_state("vera").phase == "ended"
    assert held(floor, "anna").state is InteractionState.ACTIVE
    floor.centre.rate("vera", 4)
    floor.centre.say("vera", "s1", "Still there?")
    assert floor.centre.chat_state("vera").phase == "with_agent"
    assert lines(floor, offer.conversation_id)[-3:] == [
        LineKind.CUSTOMER_LEFT,
        LineKind.RATED,
        LineKind.CUSTOMER_RETURNED,
    ]


def test_a_form_after_the_end_begins_a_new_conversation(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    first = floor.accept("anna")
    floor.centre.introduce("vera", "again", "Vera", "", "And another question")
    assert floor.centre.chat("vera").conversation_id == first.conversation_id
    floor.finish("anna", first.interaction_id)
    floor.centre.introduce("vera", "new", "Vera", "", "Something else")
    second = floor.offer("anna")
    assert second.conversation_id != first.conversation_id
    assert second.customer_id == first.customer_id
    history = floor.centre.conversations(first.customer_id).conversations
    assert [one.id for one in history] == [second.conversation_id, first.conversation_id]
    assert [one.number for one in history] == [2, 1]
    assert [one.text for one in floor.centre.chat_items("vera") if one.mine] == ["Something else"]


def test_a_day_later_a_new_conversation_opens(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    first = floor.accept("anna")
    floor.finish("anna", first.interaction_id)
    floor.wait(24 * 3_600_000 + 1)
    assert floor.centre.chat("vera").conversation_id is None
    assert floor.centre.chat("vera").known
    assert floor.centre.chat_state("vera").phase == "new"
    floor.centre.say("vera", "s1", "Me again")
    assert floor.centre.chat("vera").conversation_id != first.conversation_id


def test_writing_during_wrap_up_queues_a_new_interaction(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    first = floor.accept("anna")
    floor.ask("anna", EndInteraction(interaction_id=first.interaction_id))
    floor.centre.say("vera", "s1", "Wait!")
    second = floor.accept("anna")
    assert second.conversation_id == first.conversation_id
    assert second.interaction_id != first.interaction_id
    solved = CompleteWrapUp(interaction_id=first.interaction_id, disposition="solved")
    floor.ask("anna", solved)
    page = floor.centre.timeline(first.conversation_id)
    assert page.conversation.open
    assert page.conversation.agent_id == "anna"
    assert page.conversation.reply_due_at is not None


def test_customers_are_found_by_address_and_history_stays_the_visitors_own(floor: Floor) -> None:
    floor.ready("anna")
    floor.visitor("phone")
    floor.centre.introduce("phone", "1", "Vera", "Vera@Example.org", "From my phone")
    first = floor.accept("anna")
    floor.visitor("laptop")
    floor.centre.introduce("laptop", "1", "V.", "vera@example.org", "From my laptop")
    second = floor.offer("anna")
    assert second.customer_id == first.customer_id
    assert second.customer_name == "Vera"
    assert second.conversation_id != first.conversation_id
    own = [one.text for one in floor.centre.chat_items("laptop") if one.mine]
    assert own == ["From my laptop"]
    assert "Vera" not in [one.name for one in floor.centre.chat_items("laptop")]


def test_a_signed_identity_is_one_visitor_in_all_browsers(floor: Floor) -> None:
    card = VisitorCard(
        id="account-7",
        entry_point_id="support-web",
        account="7",
        name="Vera",
        email="vera@example.org",
    )
    assert floor.centre.start_chat(card).known
    floor.centre.say("account-7", "1", "Hello")
    assert floor.centre.start_chat(card).conversation_id is not None
    floor.ready("anna")
    customer = floor.centre.conversations(floor.offer("anna").customer_id).customer
    assert {(one.kind, one.verified) for one in customer.addresses} == {
        (AddressKind.ACCOUNT, True),
        (AddressKind.VISITOR, False),
        (AddressKind.EMAIL, True),
    }
    floor.centre.introduce("account-7", "2", "Vera", "someone@else.example", "More")
    customer = floor.centre.conversations(customer.id).customer
    assert [one.value for one in customer.addresses if one.kind is AddressKind.EMAIL] == [
        "vera@example.org"
    ]


def test_merging_moves_everything(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    one = floor.accept("anna")
    floor.arrive("vera2")
    two = floor.accept("anna")
    floor.listen()
    floor.ask("anna", MergeCustomers(kept_id=one.customer_id, merged_id=two.customer_id))
    merged = [one.event for one in floor.listen() if isinstance(one.event, CustomersMerged)]
    assert [each.merged_id for each in merged] == [two.customer_id]
    page = floor.centre.conversations(two.customer_id)
    assert page.customer.id == one.customer_id
    assert {each.id for each in page.conversations} == {one.conversation_id, two.conversation_id}
    mine = floor.centre.snapshot("anna")[1]
    assert {each.customer_id for each in mine.interactions} == {one.customer_id}
    assert lines(floor, two.conversation_id)[-1] is LineKind.MERGED
    floor.centre.say("vera2", "s1", "It is still me")
    assert texts(floor, two.conversation_id)[-1] == "It is still me"
    floor.crash()
    assert floor.centre.conversations(two.customer_id).customer.id == one.customer_id
    floor.ask("anna", MergeCustomers(kept_id=one.customer_id, merged_id=two.customer_id))
    with pytest.raises(Refused):
        floor.ask("anna", MergeCustomers(kept_id=one.customer_id, merged_id=one.customer_id))


def test_an_edit_is_told_to_all_who_see_the_customer(floor: Floor) -> None:
    floor.arrive("vera")
    (waiting,) = floor.centre.snapshot("anna")[1].interactions
    floor.listen()
    edit = EditCustomer(
        customer_id=waiting.customer_id,
        name="Vera Valdez",
        vip=True,
        addresses=(Address(kind=AddressKind.PHONE, value="+49 30 123"),),
    )
    floor.ask("cleo", edit)
    news = floor.listen()
    changed = [one.event for one in news if isinstance(one.event, InteractionChanged)]
    assert [(one.interaction.customer_name, one.interaction.vip) for one in changed] == [
        ("Vera Valdez", True)
    ]
    told = [one.audience for one in news if isinstance(one.event, CustomerChanged)]
    assert told == [for_agent("cleo")]
    customer = floor.centre.conversations(waiting.customer_id).customer
    assert [one.kind for one in customer.addresses] == [AddressKind.VISITOR, AddressKind.PHONE]


# --- who hears what


def test_other_queues_are_none_of_your_business(floor: Floor) -> None:
    floor.arrive("vera", "secret of support")
    assert floor.centre.audiences("ben").isdisjoint(
        one.audience for one in floor.listen() if one.seq
    )
    assert floor.centre.snapshot("ben")[1].interactions == ()


def test_new_queues_ask_for_a_snapshot(floor: Floor) -> None:
    floor.centre.define_agent(
        AgentProfile(id="ben", name="Ben", email="ben@team.example", queues=("support",))
    )
    (changed,) = [one for one in floor.listen() if isinstance(one.event, AudiencesChanged)]
    assert changed.audience == for_agent("ben")
    assert set(changed.event.audiences) == floor.centre.audiences("ben")  # type: ignore[union-attr]


def test_the_length_of_a_queue_is_told_once_a_commit(floor: Floor) -> None:
    with floor.centre.batch():
        for number in range(5):
            floor.arrive(f"v{number}")
    lengths = [one.event for one in floor.listen() if isinstance(one.event, QueueChanged)]
    assert [one.queue.waiting for one in lengths] == [5]


def test_a_full_queue_refuses_and_nothing_is_left_behind(floor: Floor) -> None:
    settings = floor.centre.queues()[0]
    floor.centre.define_queue(
        type(settings)(id=settings.id, name=settings.name, max_waiting=1, sticky_ms=0)
    )
    floor.arrive("vera")
    floor.visitor("vito")
    position = floor.centre.position
    with pytest.raises(Refused, match="Too many"):
        floor.centre.introduce("vito", "1", "Vito", "", "Me too")
    assert floor.centre.position == position
    assert floor.centre.chat("vito") == floor.centre.start_chat(
        VisitorCard(id="vito", entry_point_id="support-web")
    )
    floor.centre.say("vera", "more", "I am in already")
