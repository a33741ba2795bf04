"""A call of the customer who is chatting with an agent comes to that agent, though calls are exclusive."""

from __future__ import annotations

import pytest

from agent_desktop.hub.routing import (
    AgentSignedOut,
    ConversationChanged,
    Decision,
    Engine,
    Input,
    InteractionWithdrawn,
    PresenceSet,
    PulledByHand,
    QueueDefined,
    Refused,
)
from tests.hub.routing.ledger import Ledger
from tests.hub.routing.script import Script, offers


def chatting(*, units: int = 200) -> Script:
    """Ann chats with Dora and with Emil; Ben is idle."""
    s = Script()
    s.queue()
    s.agent("ann", units=units)
    for name in ("dora", "emil"):
        s.arrive(f"chat of {name}", conversation=name)
        s.accept(f"chat of {name}")
    s.agent("ben", units=units)
    return s


@pytest.mark.parametrize(
    ("conversation", "preferred", "units", "to"),
    [
        ("dora", "ann", 200, "ann"),
        ("dora", None, 200, "ben"),  # nobody asked for her
        ("fritz", "ann", 200, None),  # held for her: another customer's call is still exclusive
        ("", "ann", 200, None),
        ("dora", "ann", 160, None),  # the units still count
    ],
)
def test_a_call_comes_beside_the_chat_of_its_conversation(
    conversation: str, preferred: str | None, units: int, to: str | None
) -> None:
    s = chatting(units=units)
    told = s.arrive("call", "voice", preferred=preferred, conversation=conversation)
    assert offers(told) == ([] if to is None else [("call", to)])


def test_a_call_that_is_held_comes_once_the_offer_of_its_chat_is_taken_by_hand() -> None:
    s = Script()
    s.queue()
    s.agent("ann", units=200)
    s.arrive("chat", conversation="dora")
    assert offers(s.arrive("call", "voice", preferred="ann", conversation="dora")) == []
    assert offers(s.tell(PulledByHand("chat", "ann"))) == [("call", "ann")]


def test_nothing_more_comes_until_the_call_is_over() -> None:
    s = chatting()
    s.arrive("call", "voice", preferred="ann", conversation="dora")
    s.accept("call")
    assert offers(s.arrive("next", preferred="ann", conversation="dora")) == []
    assert offers(s.end("call")) == [("next", "ann")]


def test_a_change_of_presence_does_not_take_its_offer_back() -> None:
    s = chatting()
    s.arrive("call", "voice", preferred="ann", conversation="dora")
    s.tell(PresenceSet("ann", ("voice",)))
    assert s.where("call") == ("offered", "ann")


def test_a_call_that_is_held_comes_once_its_chat_is_accepted() -> None:
    s = Script()
    s.queue()
    s.agent("ann", units=200)
    s.arrive("chat of emil", conversation="emil")
    s.accept("chat of emil")
    s.arrive("chat of dora", conversation="dora")
    assert offers(s.arrive("call", "voice", preferred="ann", conversation="dora")) == []
    assert offers(s.accept("chat of dora")) == [("call", "ann")]


@pytest.mark.parametrize("moved", ["call", "chat of dora"])
def test_a_call_that_is_held_comes_once_its_conversation_is_the_chats(moved: str) -> None:
    s = chatting()
    s.tell(ConversationChanged("chat of dora", "one"))
    held = "one" if moved == "chat of dora" else "two"
    s.tell(ConversationChanged("chat of dora", "one" if moved == "call" else "three"))
    assert offers(s.arrive("call", "voice", preferred="ann", conversation=held)) == []
    assert offers(s.tell(ConversationChanged(moved, "one"))) == [("call", "ann")]
    told = s.tell(ConversationChanged("nobody", "one"))
    assert told == (Refused("unknown_interaction", "interaction", "nobody"),)


def test_taken_by_hand_it_is_within_capacity() -> None:
    s = chatting()
    s.arrive("call of dora", "voice", preferred="ben", conversation="dora")
    s.arrive("call of fritz", "voice", preferred="ben", conversation="fritz")
    refused = s.tell(PulledByHand("call of fritz", "ann"))
    assert refused == (Refused("no_capacity", "agent", "ann"),)
    s.tell(PulledByHand("call of dora", "ann"))
    assert s.where("call of dora") == ("active", "ann")


def ringing(*, units: int = 200, sticky_ms: int = 60_000, script: Script | None = None) -> Script:
    """Dora's chat rings at Ann; Ben is idle; she calls."""
    s = script or Script()
    s.tell(QueueDefined(id="q", sticky_ms=sticky_ms))
    s.agent("ann", units=units)
    s.arrive("chat", conversation="dora")
    s.agent("ben", units=units)
    assert s.where("chat") == ("offered", "ann")
    s.now += 1_000
    s.arrive("call", "voice", conversation="dora", follows=True)
    return s


def test_a_call_waits_for_who_is_offered_the_chat_of_its_conversation() -> None:
    s = ringing()
    assert s.where("call") == ("held", "")
    assert s.engine.position("call") == 1
    assert offers(s.accept("chat")) == [("call", "ann")]
    s.accept("call")
    assert (s.where("chat"), s.where("call")) == (("active", "ann"), ("active", "ann"))


class Judged(Script):
    """A script whose every decision the ledger judges."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger(self.engine, self.rules)

    def tell(self, told: Input) -> tuple[Decision, ...]:
        """See `Script`."""
        before = len(self.ledger.decided)
        self.ledger.tell(told, self.now)
        return tuple(one for some in self.ledger.decided[before:] for one in some)


def urgent() -> Script:
    """The same where calls rank before chats, and Cid is idle too."""
    s = ringing(script=Judged())
    s.tell(InteractionWithdrawn("call", "abandoned"))
    s.agent("cid", units=200)
    s.arrive("urgent", "voice", conversation="dora", follows=True, priority=10)
    assert s.where("urgent") == ("held", "")
    return s


@pytest.mark.parametrize("declined", [True, False])
def test_a_call_that_ranks_before_chats_waits_for_the_next_offer_of_its_chat(
    declined: bool,
) -> None:
    s = urgent()
    told = s.decline("chat") if declined else s.at(30_000)
    assert offers(told) == [("chat", "ben")]
    assert s.where("urgent") == ("held", "")
    assert offers(s.accept("chat")) == [("urgent", "ben")]


def test_a_call_that_ranks_before_chats_goes_on_where_nobody_is_left_for_its_chat() -> None:
    s = urgent()
    s.tell(PresenceSet("ben", ()))
    s.tell(PresenceSet("cid", ("voice",)))
    assert offers(s.at(30_000)) == [("urgent", "cid")]
    assert s.where("chat")[0] == "line"


def test_a_call_that_ranks_before_chats_waits_for_them_no_longer_than_it_may() -> None:
    s = urgent()
    s.at(29_000)
    assert offers(s.tell(QueueDefined(id="q", sticky_ms=1_000))) == [("urgent", "ben")]
    assert offers(s.at(30_000)) == [("chat", "cid")]


def test_who_declines_the_chat_is_not_rung_by_its_call_either() -> None:
    s = ringing()
    assert offers(s.decline("chat")) == [("chat", "ben")]
    assert s.where("call") == ("held", ""), "it waits for the next one who is asked"
    assert offers(s.accept("chat")) == [("call", "ben")]


def test_it_goes_on_by_itself_where_the_offer_of_the_chat_comes_to_nothing() -> None:
    s = ringing()
    assert offers(s.tell(InteractionWithdrawn("chat", "abandoned"))) == [("call", "ann")]
    s = ringing()
    assert offers(s.tell(AgentSignedOut("ann"))) == [("chat", "ben")]
    assert offers(s.tell(PresenceSet("ben", ("voice",)))) == [("call", "ben")]


def test_it_waits_no_longer_than_the_offer_of_the_chat() -> None:
    s = ringing()
    assert offers(s.at(29_999)) == []
    assert offers(s.at(30_000)) == [("chat", "ben")]
    assert s.where("call") == ("held", "")
    s.at(60_000)
    assert s.where("call")[0] == "line", "nobody is there any more"


@pytest.mark.parametrize(("sticky_ms", "first"), [(0, True), (5_000, False)])
def test_it_waits_no_longer_than_for_a_preferred_agent(sticky_ms: int, first: bool) -> None:
    s = ringing(sticky_ms=sticky_ms)
    assert (s.where("call") == ("offered", "ben")) is first
    assert offers(s.at(6_000)) == ([] if first else [("call", "ben")])


def test_it_does_not_wait_for_who_could_not_take_both() -> None:
    s = ringing(units=100)
    assert s.where("call") == ("offered", "ben")
    s = Script()
    s.queue()
    s.queue("calls")
    s.agent("ann", units=200)
    s.arrive("chat", conversation="dora")
    s.agent("ben", "calls", units=200)
    s.arrive("call", "voice", "calls", conversation="dora", follows=True)
    assert s.where("call") == ("offered", "ben"), "Ann does not serve that queue"


def test_it_goes_on_as_soon_as_there_is_no_room_for_it_any_more() -> None:
    s = ringing(units=160)
    assert s.where("call") == ("held", "")
    s.tell(PresenceSet("ben", ("voice",)))
    assert offers(s.arrive("another")) == [("another", "ann"), ("call", "ben")]


def test_the_chat_that_another_takes_by_hand_takes_its_call_along() -> None:
    s = ringing()
    s.agent("cid", units=200)
    assert offers(s.tell(PulledByHand("chat", "cid"))) == [("call", "cid")]


def test_a_call_that_stood_in_line_before_the_chat_rang_waits_for_the_answer_too() -> None:
    s = Script()
    s.queue()
    s.arrive("chat", conversation="dora", late=1_000)
    s.arrive("call", "voice", conversation="dora", follows=True)
    s.agent("ann", units=200)
    assert (s.where("chat"), s.where("call")) == (("offered", "ann"), ("held", ""))
    s.agent("ben", units=200)
    assert s.where("call") == ("held", "")


def test_the_agent_of_last_time_does_not_get_it_meanwhile() -> None:
    s = ringing()
    s.tell(InteractionWithdrawn("call", "abandoned"))
    s.arrive("again", "voice", preferred="ben", conversation="dora", follows=True)
    assert s.where("again") == ("held", "")
    assert offers(s.accept("chat")) == [("again", "ann")]


def test_two_customers_who_prove_to_be_one_are_answered_by_one() -> None:
    s = ringing()
    s.arrive("other", "voice", conversation="emil", follows=True)
    assert s.where("other") == ("offered", "ben")
    s.tell(ConversationChanged("call", "emil"))
    assert s.where("call")[0] == "line", "its conversation rings nowhere"
    s.tell(ConversationChanged("chat", "emil"))
    assert s.where("call") == ("held", "")


def test_who_is_passed_over_is_waited_for_only_while_nobody_else_is_there() -> None:
    """Ann declined the call, and is asked again since there is nobody else; then somebody comes."""
    s = Script()
    s.queue()
    s.agent("ann", units=200)
    s.arrive("call", "voice", preferred="ann")
    s.arrive("earlier", "voice", late=9_000)
    assert offers(s.decline("call")) == [("earlier", "ann")]
    assert s.where("call") == ("held", "")
    assert offers(s.agent("ben")) == [("call", "ben")]


def test_a_restored_floor_goes_on_the_same() -> None:
    s = ringing()
    again = Engine.restore(s.engine.snapshot())
    assert again.snapshot() == s.engine.snapshot()
    s.engine = again
    assert offers(s.accept("chat")) == [("call", "ann")]
