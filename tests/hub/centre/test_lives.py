"""Chats from beginning to end, as agents and visitors live them."""

from agent_desktop.hub.journal.published import for_visitor
from agent_desktop.hub.protocol import ChatItems
from agent_desktop.hub.storage.work import interaction
from agent_desktop.model.commands import (
    AddNote,
    CompleteWrapUp,
    EndInteraction,
    MarkRead,
    ShowTyping,
)
from agent_desktop.model.events import (
    DeliveryAdvanced,
    TypingShown,
)
from agent_desktop.model.timeline import Delivery, LineKind, Message
from agent_desktop.model.work import (
    InteractionState,
)
from tests.hub.centre.floor import START, Floor


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
    wrap = floor.held("anna")
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
    assert floor.texts(offer.conversation_id) == [
        "Where is my parcel?",
        "Let me look.",
        "Thanks",
    ]
    assert floor.lines(offer.conversation_id) == [
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
