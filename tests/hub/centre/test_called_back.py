"""Who waits in a chat and would rather be called: the place goes over to a call, and stays theirs whatever happens."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import rule_book
from agent_desktop.hub.protocol import ChatState, ChatStateChanged
from agent_desktop.hub.server.voice_settings import keep_policy
from agent_desktop.hub.storage.settings import EntryPointSettings, QueueSettings
from agent_desktop.hub.voice import inputs as i
from agent_desktop.model.commands import AnswerOffer
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.rules import AfterHours, Hour, Overflow, Rule, Step
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Move, Moved, Placed, Stepped
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.call_words import come, take
from tests.hub.centre.floor import START
from tests.hub.centre.telephones import POLICY, Telephones
from tests.hub.centre.test_ruling import MONDAY, NEVER, run
from tests.hub.centre.test_why import asked

NUMBER = "+49 30 111 22 33"
DIALLED = "+49301112233"


@pytest.fixture
def house(lines: Telephones) -> Telephones:
    """A house whose chats and calls wait in one queue; its chat's page calls, and the queue calls back."""
    keep_policy(lines.floor.centre, POLICY)
    page = EntryPointSettings(
        id="support-web", channel=Channel.CHAT, name="Web", queue_id="support", calls="main"
    )
    lines.floor.centre.define_entry_point(page)
    return lines


def waits(lines: Telephones, visitor: str) -> str:
    """A visitor writes, and waits; the chat's interaction."""
    lines.floor.arrive(visitor)
    thread = lines.floor.centre.chat(visitor).conversation_id
    with lines.floor.centre.request() as book:
        (one,) = book.thread(thread or "").work
        return one


def chat(lines: Telephones, visitor: str) -> ChatState:
    return lines.floor.centre.chat_state(visitor)


def call_of(lines: Telephones) -> str:
    """The only call that is kept."""
    with lines.floor.centre.request() as book:
        (call,) = [one.id for one in book.live.calls.values() if one.kept]
        return call


def call_me(lines: Telephones, visitor: str, number: str = NUMBER) -> None:
    lines.floor.centre.call_me_back(visitor, number)
    lines.carry()


@pytest.mark.parametrize("crashes", [False, True])
def test_nobody_is_called_before_the_house_opens(house: Telephones, crashes: bool) -> None:
    floor = house.floor
    with floor.centre.request() as book:
        rule_book.define_calendar(book, NEVER)
    held = Rule(id="late", calendar="office", hour=Hour.CLOSED, after_hours=AfterHours.HOLD)
    run(floor, held)
    waits(house, "vera")
    call_me(house, "vera")
    if crashes:
        floor.crash()
        house.die()
        house.begin()
    come(house, "anna")
    assert not floor.centre.snapshot("anna")[1].offers
    house.wait(MONDAY - floor.now - 1)
    assert not floor.centre.snapshot("anna")[1].offers
    house.wait(1)
    assert take(house, "anna") == next(iter(house.switch.calls())).id


def test_who_asks_where_too_many_wait_by_now_stays_in_the_chat(house: Telephones) -> None:
    floor = house.floor
    first = waits(house, "vera")
    waits(house, "vic")
    with floor.centre.request() as book:
        fewer = replace(book.live.queues["support"], max_waiting=1)
    floor.centre.define_queue(fewer)
    with pytest.raises(Refused):
        call_me(house, "vera")
    assert (chat(house, "vera").phase, chat(house, "vera").position) == ("waiting", 1)
    assert asked(floor, first).state is InteractionState.QUEUED
    floor.centre.leave("vic")
    call_me(house, "vera")
    assert chat(house, "vera").call_back == DIALLED


@pytest.mark.parametrize("dies", ["nothing", "the hub", "the telephones"])
def test_the_call_stands_where_the_chat_stood(house: Telephones, dies: str) -> None:
    floor = house.floor
    first = waits(house, "vera")
    floor.wait(60_000)
    second = house.call_in(caller="+49301110009")
    assert chat(house, "vera").may_call_back
    call_me(house, "vera")
    call_me(house, "vera")  # the link broke before the answer
    if dies == "the hub":
        floor.crash()
        house.die()
        house.begin()
    elif dies == "the telephones":
        house.die()
        house.begin()
    call = call_of(house) if dies == "nothing" else next(iter(house.switch.calls())).id
    state = chat(house, "vera")
    assert (state.phase, state.position, state.call_back) == ("waiting", 1, DIALLED)
    assert not state.may_call_back
    found = asked(floor, call)
    assert (found.arrived_at, found.state) == (START, InteractionState.QUEUED)
    asked_for, placed = found.facts[:2]
    assert isinstance(asked_for, Moved)
    assert asked_for.move is Move.CALLBACK
    assert isinstance(placed, Placed)
    assert asked(floor, first).state is InteractionState.CALLBACK
    thread = floor.centre.chat("vera").conversation_id or ""
    assert LineKind.CALLBACK_ASKED in floor.lines(thread)
    assert LineKind.ABANDONED not in floor.lines(thread), "nobody was lost"
    come(house, "anna")
    assert floor.offer("anna").interaction_id == call != second
    assert not [one for one in house.dialled.values() if one.part == "customer"], "not before"
    assert take(house, "anna") == call
    (customer,) = (one for one in house.dialled.values() if one.part == "customer")
    assert customer.number == DIALLED
    house.tell(i.LegAnswered(customer.leg))
    assert chat(house, "vera").phase == "with_agent"
    floor.centre.say("vera", "later", "I can hear you", ())
    assert "I can hear you" in floor.texts(thread), "what is written meanwhile is in the same place"


def test_an_agent_who_declines_is_no_attempt_and_nobody_who_answers_not_is_called_for_ever(
    house: Telephones,
) -> None:
    floor = house.floor
    waits(house, "vera")
    call_me(house, "vera")
    call = call_of(house)
    come(house, "anna")
    offer = floor.offer("anna")
    floor.ask("anna", AnswerOffer(interaction_id=call, epoch=offer.epoch, accept=False))
    house.carry()
    for attempt in (1, 2):
        take(house, "anna")
        customer = [one for one in house.dialled.values() if one.part == "customer"][-1]
        house.left(customer.leg, "no_answer")
        house.heard(house.leg("anna"))
        if attempt == 1:
            assert chat(house, "vera").call_back == DIALLED
            house.wait(121_000)
            floor.ready("anna")
    assert asked(floor, call).state is not InteractionState.QUEUED
    thread = floor.centre.chat("vera").conversation_id or ""
    assert LineKind.NOT_REACHED in floor.lines(thread)
    assert chat(house, "vera").phase == "ended"


def test_who_gives_up_is_not_called(house: Telephones) -> None:
    waits(house, "vera")
    call_me(house, "vera")
    call = call_of(house)
    house.floor.centre.leave("vera")
    house.carry()
    assert asked(house.floor, call).state is InteractionState.ABANDONED
    assert chat(house, "vera").phase == "ended"
    assert not list(house.switch.calls())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("112", "not called back"),
        ("204", "not called back"),
        ("+49 900 1 123456", "not called back"),
        ("hello", "no telephone number"),
        ("", "no telephone number"),
        ("+49 30 1", "too short"),
        ("sip:eve@example.org", ""),
    ],
)
def test_numbers_of_nobody_in_person_are_refused(
    house: Telephones, number: str, words: str
) -> None:
    key = waits(house, "vera")
    with pytest.raises(Refused, match=words or ".") as refused:
        call_me(house, "vera", number)
    assert refused.value.problem.field == "number"
    assert asked(house.floor, key).state is InteractionState.QUEUED


def test_only_who_waits_is_called_and_at_one_number(house: Telephones) -> None:
    floor = house.floor
    floor.visitor("eve")
    with pytest.raises(Refused, match="called back here"):
        call_me(house, "eve")
    waits(house, "vera")
    call_me(house, "vera")
    come(house, "cleo")
    assert floor.offer("cleo").interaction_id == call_of(house)
    with pytest.raises(Conflict, match="about to call"):
        call_me(house, "vera", "+49301110000")
    floor.arrive("vic")
    house.wait(1_000)
    offers = floor.centre.snapshot("cleo")[1].offers
    for offer in offers:
        floor.ask(
            "cleo",
            AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True),
        )
    keep_policy(floor.centre, replace(POLICY, queues=()))
    waits(house, "viv")
    assert not chat(house, "viv").may_call_back
    with pytest.raises(Refused, match="called back here"):
        call_me(house, "viv", "+49301110001")


@pytest.mark.parametrize("dies", ["nothing", "the telephones"])
def test_a_wrong_number_is_mended_in_the_same_place(house: Telephones, dies: str) -> None:
    waits(house, "vera")
    house.floor.wait(60_000)
    house.call_in(caller="+49301110009")
    call_me(house, "vera", "+49301110000")
    if dies == "the telephones":
        house.die()
    call_me(house, "vera")
    if dies == "the telephones":
        house.begin()
    state = chat(house, "vera")
    assert (state.call_back, state.position) == (DIALLED, 1)
    come(house, "anna")
    take(house, "anna")
    (customer,) = (one for one in house.dialled.values() if one.part == "customer")
    assert customer.number == DIALLED
    thread = house.floor.centre.chat("vera").conversation_id or ""
    assert house.floor.lines(thread).count(LineKind.CALLBACK_ASKED) == 2


def test_who_comes_back_to_the_chat_is_called_and_not_answered_twice(house: Telephones) -> None:
    floor = house.floor
    waits(house, "vera")
    call_me(house, "vera")
    floor.centre.visitor_online("vera", False)
    floor.centre.visitor_online("vera", True)
    floor.centre.say("vera", "again", "Hello, it is me again", ())
    come(house, "anna", "cleo")
    (offer,) = (
        offer for agent in ("anna", "cleo") for offer in floor.centre.snapshot(agent)[1].offers
    )
    assert offer.interaction_id == call_of(house)
    assert floor.texts(offer.conversation_id)[-1] == "Hello, it is me again"


def test_who_calls_from_the_page_is_not_called_as_well(house: Telephones) -> None:
    waits(house, "vera")
    house.web_call_in("vera")
    assert not chat(house, "vera").may_call_back
    with pytest.raises(Refused, match="called back here"):
        call_me(house, "vera")


def test_a_full_queue_is_no_hindrance_to_who_stands_in_it(house: Telephones) -> None:
    house.floor.centre.define_queue(QueueSettings(id="support", name="Support", max_waiting=1))
    waits(house, "vera")
    call_me(house, "vera")
    assert chat(house, "vera").position == 1


def test_who_waits_long_is_offered_it_once_in_the_chat_and_keeps_the_place(
    house: Telephones,
) -> None:
    floor = house.floor
    run(floor, Rule(id="late", overflow=(Overflow(step=Step.CALLBACK, after_ms=60_000),)))
    key = waits(house, "vera")
    assert (chat(house, "vera").may_call_back, chat(house, "vera").call_back_offered) == (
        True,
        False,
    )
    floor.listen()
    floor.wait(60_000)
    states = [one.event for one in floor.listen() if isinstance(one.event, ChatStateChanged)]
    assert states[-1].state.call_back_offered
    floor.crash()
    house.begin()
    floor.wait(600_000)
    assert chat(house, "vera").call_back_offered, "it stands as long as they wait"
    thread = floor.centre.chat("vera").conversation_id or ""
    assert floor.lines(thread).count(LineKind.CALLBACK_OFFERED) == 1
    assert [one.line for one in floor.centre.chat_items("vera")].count("callback_offered") == 1
    (stepped,) = (one for one in asked(floor, key).facts if isinstance(one, Stepped))
    assert stepped.possible
    call_me(house, "vera")
    call = asked(floor, call_of(house))
    assert call.arrived_at == START
    assert not chat(house, "vera").call_back_offered


def test_where_nobody_can_be_called_back_the_facts_say_so(house: Telephones) -> None:
    floor = house.floor
    page = EntryPointSettings(
        id="support-web", channel=Channel.CHAT, name="Web", queue_id="support"
    )
    floor.centre.define_entry_point(page)
    run(floor, Rule(id="late", overflow=(Overflow(step=Step.CALLBACK, after_ms=60_000),)))
    key = waits(house, "vera")
    floor.wait(60_000)
    assert not chat(house, "vera").call_back_offered
    thread = floor.centre.chat("vera").conversation_id or ""
    assert LineKind.CALLBACK_OFFERED not in floor.lines(thread)
    (stepped,) = (one for one in asked(floor, key).facts if isinstance(one, Stepped))
    assert not stepped.possible
