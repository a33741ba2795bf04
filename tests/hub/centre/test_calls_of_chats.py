"""A visitor who writes also calls: the same conversation, the same agent, and what else they have in hand."""

import pytest

from agent_desktop.hub.protocol import CallInvited, ChatItems
from agent_desktop.hub.server.records import DefineAgent
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.hub.voice import inputs as i
from agent_desktop.model.administration import Member
from agent_desktop.model.backend_calls import InviteToCall
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.rules import Rule
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Blending, Channel, Offer
from tests.hub.centre.call_words import come, conversation, take
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_ruling import run


def call_from_page(lines: Telephones, visitor: str) -> str:
    """The visitor calls, and waits."""
    call = lines.floor.centre.web_call(visitor, "main").call
    lines.tell(i.CallArrived(call, f"{visitor}-page", "", "", "main"))
    lines.tell(i.LegAnswered(f"{visitor}-page"))
    lines.heard(f"{visitor}-page")
    return call


def offers(lines: Telephones, agent: str) -> list[Offer]:
    return list(lines.floor.centre.snapshot(agent)[1].offers)


def chatting(lines: Telephones, visitor: str) -> tuple[str, str, str]:
    """The visitor asks, and one of two accepts: who has the chat, who is idle, the chat."""
    floor = lines.floor
    come(lines, "anna", "cleo")
    floor.arrive(visitor)
    agent = next(one for one in ("anna", "cleo") if offers(lines, one))
    chat = floor.accept(agent).interaction_id
    return agent, "cleo" if agent == "anna" else "anna", chat


@pytest.mark.parametrize("chat", ["goes on", "is over"])
def test_who_calls_after_writing_comes_to_the_agent_of_the_chat(
    lines: Telephones, chat: str
) -> None:
    floor = lines.floor
    agent, idle, work = chatting(lines, "vera")
    if chat == "is over":
        floor.ask(agent, EndInteraction(interaction_id=work))
        floor.ask(agent, CompleteWrapUp(interaction_id=work, disposition="solved"))
        # By load and by time in idleness the other one would be next.
        lines.wait(60_000)
    call = call_from_page(lines, "vera")
    (offer,) = offers(lines, agent)
    assert (offer.interaction_id, offer.channel) == (call, Channel.VOICE)
    assert offers(lines, idle) == []
    assert conversation(floor, call) == floor.centre.chat("vera").conversation_id


def test_who_calls_while_their_chat_still_rings_comes_to_who_accepts_it(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "cleo")
    floor.arrive("vera")
    agent = next(one for one in ("anna", "cleo") if offers(lines, one))
    idle = "cleo" if agent == "anna" else "anna"
    call = call_from_page(lines, "vera")
    assert offers(lines, idle) == [], "it waits for the answer"
    floor.accept(agent)
    (offer,) = offers(lines, agent)
    assert (offer.interaction_id, offer.channel) == (call, Channel.VOICE)


def test_it_does_so_after_a_restart(lines: Telephones) -> None:
    floor = lines.floor
    floor.arrive("vera")
    call = call_from_page(lines, "vera")
    floor.crash()
    lines.die()
    lines.begin()
    with floor.centre.request() as book:
        state = book.engine.interaction(call)
        assert state is not None
        assert state.follows


def test_who_does_not_answer_the_chat_does_not_keep_its_caller(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    floor.arrive("vera")
    assert offers(lines, "anna")
    come(lines, "cleo")
    call = call_from_page(lines, "vera")
    lines.wait(14_999)
    assert offers(lines, "cleo") == []
    lines.wait(1)
    assert [one.interaction_id for one in offers(lines, "cleo")] == [call], "it ranks first"


def test_rules_that_want_another_agent_do_not_let_a_call_wait(lines: Telephones) -> None:
    floor = lines.floor
    run(floor, Rule(id="other", channels=(Channel.VOICE,), same_agent=False))
    come(lines, "anna", "cleo")
    floor.arrive("vera")
    idle = next(one for one in ("anna", "cleo") if not offers(lines, one))
    call = call_from_page(lines, "vera")
    assert [one.interaction_id for one in offers(lines, idle)] == [call]


def test_a_call_is_exclusive_unless_a_person_is_set_otherwise(lines: Telephones) -> None:
    """Nobody was set: who has a chat gets only its own visitor's call, and who has a call gets nothing."""
    floor = lines.floor
    lines.furnish(AgentProfile(id="anyone", name="Anyone").blending)
    agent, idle, work = chatting(lines, "vera")
    floor.visitor("eve")
    stranger = call_from_page(lines, "eve")
    (offer,) = offers(lines, idle)
    assert offer.interaction_id == stranger
    take(lines, idle)
    floor.visitor("ute")
    call_from_page(lines, "ute")
    assert offers(lines, agent) == [], "she waits until a hand is free"
    call = call_from_page(lines, "vera")
    (offer,) = offers(lines, agent)
    assert offer.interaction_id == call
    take(lines, agent)
    floor.ask(agent, EndInteraction(interaction_id=work))
    floor.ask(agent, CompleteWrapUp(interaction_id=work, disposition="solved"))
    floor.arrive("vito")
    assert offers(lines, agent) == []
    defaults = (DefineAgent(name="Anyone").blending, Member(id="anyone").blending)
    assert set(defaults) == {Blending.EXCLUSIVE}


def told(lines: Telephones, agent: str) -> list[LineKind]:
    """What stands in the visitor's conversation."""
    thread = lines.floor.centre.chat("vera").conversation_id
    assert thread is not None
    return lines.floor.lines(thread)


def test_a_visitor_who_would_rather_write_says_so_once(lines: Telephones) -> None:
    floor = lines.floor
    agent, _, _ = chatting(lines, "vera")
    floor.centre.decline_call("vera", "")
    assert LineKind.CALL_DECLINED not in told(lines, agent), "nobody had asked"
    wish = InviteToCall(conversation_id=floor.centre.chat("vera").conversation_id or "")
    floor.listen()
    for times in (1, 2):
        floor.ask(agent, wish)
        assert floor.centre.decline_call("vera", "") == ""
        floor.centre.decline_call("vera", "")
        assert told(lines, agent)[-2:] == [LineKind.CALL_INVITED, LineKind.CALL_DECLINED]
        assert told(lines, agent).count(LineKind.CALL_DECLINED) == times
    events = [one.event for one in floor.listen()]
    assert not any(isinstance(one, ChatItems) for one in events), "the visitor's page shows none"
    floor.ask(agent, wish)
    call_from_page(lines, "vera")
    floor.centre.decline_call("vera", "")
    assert told(lines, agent).count(LineKind.CALL_DECLINED) == 2, "who calls has not declined"


def test_a_stranger_comes_to_whoever_is_idle(lines: Telephones) -> None:
    """So that the test above says something."""
    agent, idle, _ = chatting(lines, "vera")
    lines.floor.visitor("eve")
    call = call_from_page(lines, "eve")
    assert [one.interaction_id for one in offers(lines, idle)] == [call]
    assert offers(lines, agent) == []


def test_an_agent_asks_only_visitors_of_their_own_who_are_there(lines: Telephones) -> None:
    floor = lines.floor
    agent, other, _ = chatting(lines, "vera")
    wish = InviteToCall(conversation_id=floor.centre.chat("vera").conversation_id or "")
    with pytest.raises(Refused, match="do not have this conversation"):
        floor.ask(other, wish)
    floor.ask(agent, wish)
    floor.listen()
    (asked,) = (one.event for one in floor.heard if isinstance(one.event, CallInvited))
    assert asked.agent.id == agent
    assert not lines.dialled, "nobody is called before the visitor says so"
    floor.ask(agent, wish)
    assert told(lines, agent)[-1] is LineKind.CALL_INVITED
    assert told(lines, agent).count(LineKind.CALL_INVITED) == 1, "who asks again asks once"
    floor.centre.visitor_online("vera", False)
    with pytest.raises(Refused, match="not on the page"):
        floor.ask(agent, wish)
