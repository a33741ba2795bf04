"""A call of the customer who is chatting with an agent comes to that agent, though calls are exclusive."""

from __future__ import annotations

import pytest

from agent_desktop.hub.routing import ConversationChanged, PresenceSet, PulledByHand, Refused
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
