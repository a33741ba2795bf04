"""Colleagues call each other by their extensions: nobody's work, and everybody's telephone."""

from typing import cast

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from agent_desktop.hub.storage import accounts
from agent_desktop.hub.storage.tables import conversations, customers, interactions
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Cause
from agent_desktop.model.backend_calls import (
    AddParty,
    BackendCall,
    CallClosed,
    CallOut,
    CallTarget,
    CompleteConsult,
    ConsultWith,
    HoldParties,
    LeaveCall,
    Listening,
    PartyUnreached,
    RecordCall,
    RecordWish,
    Supervise,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.calls import EndCode
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import ColleagueChanged
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel
from tests.hub.centre.call_words import come, held, take
from tests.hub.centre.floor import Floor
from tests.hub.centre.telephones import Telephones

ANNA, BEN, CLEO = "200", "201", "202"


def rung(lines: Telephones, *others: str) -> str:
    """Anna calls Ben, whose telephone rings; the call."""
    come(lines, "anna", "ben", *others)
    lines.floor.ask("anna", CallOut(interaction_id="talk", number=BEN, token="t"))
    lines.carry()
    lines.answered("anna")
    return "talk"


def talk(lines: Telephones, *others: str) -> str:
    """Anna talks to Ben."""
    call = rung(lines, *others)
    lines.answered("ben")
    return call


def shown(floor: Floor, agent: str) -> BackendCall:
    (call,) = floor.centre.snapshot(agent)[1].calls
    return call


def on_call(floor: Floor, agent: str) -> bool:
    return floor.centre.snapshot(agent)[1].presence.in_call


def counts(floor: Floor) -> list[int]:
    storage = floor.centre.storage
    with storage.transaction():
        tables = (customers, conversations, interactions)
        rows = [storage.row(select(func.count()).select_from(one)) for one in tables]
        return [cast("tuple[int]", row)[0] for row in rows]


def colleague(agent: str) -> CallTarget:
    return CallTarget(kind=TargetKind.AGENT, value=agent)


def test_it_makes_no_work_and_both_see_each_other(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    dialled = {one.part: one for one in lines.dialled.values()}
    assert set(dialled) == {"agent"}
    rang = lines.dialled[lines.leg("ben")]
    assert (rang.number, rang.caller_id, rang.name) == ("sip:ben@hub.invalid", ANNA, "Anna")
    for agent in ("anna", "ben"):
        told = shown(floor, agent)
        assert (told.internal, told.may_record) == (True, False)
        assert [(one.name, one.number) for one in told.parties] == [("Anna", ANNA), ("Ben", BEN)]
        assert on_call(floor, agent)
        assert held(floor, agent) == []
    lines.left(lines.leg("anna"))
    assert counts(floor) == [0, 0, 0]
    for agent in ("anna", "ben"):
        assert floor.centre.snapshot(agent)[1].calls == ()
        assert not on_call(floor, agent)
    with floor.centre.request() as book:
        assert call not in book.live.calls


def test_nobody_is_offered_a_call_meanwhile_but_chats_go_on(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    lines.lagging = True  # not even the telephones know of it yet
    floor.ask("anna", CallOut(interaction_id="talk", number=BEN, token="t"))
    for agent in ("anna", "ben"):
        known = floor.centre._loaded.engine.agent(agent)
        assert known is not None
        assert known.routable == ("chat", "email")
    lines.lagging = False
    lines.carry()
    lines.call_in()
    floor.arrive("vera")
    lines.answered("anna")
    assert [one.channel for one in floor.centre.snapshot("anna")[1].offers] == [Channel.CHAT]
    assert floor.centre.snapshot("ben")[1].offers == ()
    lines.answered("ben")
    lines.wait(1_000)
    floor.accept("anna")
    lines.left(lines.leg("ben"))
    lines.carry()
    offers = floor.centre.snapshot("ben")[1].offers + floor.centre.snapshot("anna")[1].offers
    assert [one.channel for one in offers] == [Channel.VOICE]


@pytest.mark.parametrize(
    ("cause", "why"),
    [("busy", EndCode.REJECTED), ("no_answer", EndCode.NO_ANSWER), ("lost", EndCode.NO_ROUTE)],
)
def test_who_called_is_told_that_the_colleague_did_not_come(
    lines: Telephones, cause: Cause, why: EndCode
) -> None:
    floor = lines.floor
    call = rung(lines)
    lines.left(lines.leg("ben"), cause)
    floor.listen()
    told = [one.event for one in floor.heard if isinstance(one.event, PartyUnreached)]
    assert told == [PartyUnreached(interaction_id=call, why=why, name="Ben", customer=True)]
    lines.heard(lines.leg("anna"))
    assert floor.centre.snapshot("anna")[1].calls == ()


def test_nobody_is_left_busy_when_the_own_telephone_does_not_answer(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    floor.ask("anna", CallOut(interaction_id="talk", number=BEN, token="t"))
    lines.carry()
    lines.left(lines.leg("anna"), "no_answer")
    lines.call_in("+4930999200")
    assert [one.channel for one in floor.centre.snapshot("ben")[1].offers] == [Channel.VOICE]


@pytest.mark.parametrize("number", [ANNA, BEN, CLEO])
def test_who_cannot_be_called_is_said_in_words(lines: Telephones, number: str) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    words = {ANNA: "your own extension", BEN: "Ben is in another call", CLEO: "Cleo is offline"}
    lines.call_in("+4930999200")
    take(lines, "ben")
    with pytest.raises(Refused, match=words[number]) as refused:
        floor.ask("anna", CallOut(interaction_id="talk", number=number, token="t"))
    problem = refused.value.problem
    assert problem.field == "number"
    assert problem.remedy
    lines.carry()
    assert floor.centre.snapshot("anna")[1].calls == ()


def test_a_customer_who_is_offered_goes_before_a_colleague(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    lines.call_in("+4930999200")
    with pytest.raises(Refused, match="Ben is in another call"):
        floor.ask("anna", CallOut(interaction_id="talk", number=BEN, token="t"))
    assert take(lines, "ben")


def test_a_colleague_without_a_telephone_and_one_on_a_colleagues_call(lines: Telephones) -> None:
    floor = lines.floor
    talk(lines)
    ask = CallOut(interaction_id="other", number=CLEO, token="t")
    come(lines, "cleo")
    with pytest.raises(Refused, match="Anna is in another call"):
        floor.ask("cleo", CallOut(interaction_id="other", number=ANNA, token="t"))
    floor.centre.phone_here("cleo", False)
    lines.left(lines.leg("ben"))
    with pytest.raises(Refused, match="Cleo cannot be reached by phone"):
        floor.ask("anna", ask)


def test_each_holds_the_other(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    floor.ask("ben", HoldParties(interaction_id=call, on=True))
    lines.carry()
    assert [one.held for one in shown(floor, "anna").parties] == [True, False]
    floor.ask("ben", HoldParties(interaction_id=call, on=False))
    lines.carry()
    assert not any(one.held for one in shown(floor, "anna").parties)


def test_it_is_handed_on_and_the_third_sees_who_is_left(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines, "cleo")
    floor.ask("anna", TransferTo(interaction_id=call, target=colleague("cleo")))
    lines.carry()
    rang = lines.dialled[lines.leg("cleo")]
    assert (rang.caller_id, rang.name) == (BEN, "Ben")
    lines.answered("cleo")
    assert [one.name for one in shown(floor, "ben").parties] == ["Ben", "Cleo"]
    assert not on_call(floor, "anna")
    floor.ask("ben", LeaveCall(interaction_id=call))
    lines.carry()
    assert counts(floor) == [0, 0, 0]


def test_a_third_is_asked_aside_by_extension(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines, "cleo")
    target = CallTarget(kind=TargetKind.NUMBER, value=CLEO)
    floor.ask("ben", ConsultWith(interaction_id=call, target=target))
    lines.carry()
    rang = lines.dialled[lines.leg("cleo")]
    assert (rang.caller_id, rang.name) == (BEN, "Ben")
    lines.answered("cleo")
    floor.ask("ben", CompleteConsult(interaction_id=call))
    lines.carry()
    assert [one.name for one in shown(floor, "anna").parties] == ["Anna", "Cleo"]


def test_it_waits_in_no_queue_unrecorded_and_unheard(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines, "cleo")
    where = CallTarget(kind=TargetKind.QUEUE, value="support")
    for kind in (TransferTo, ConsultWith, AddParty):
        with pytest.raises(Refused, match="cannot wait in a queue"):
            floor.ask("anna", kind(interaction_id=call, target=where))
    with pytest.raises(Refused, match="does not record"):
        floor.ask("anna", RecordCall(interaction_id=call, wish=RecordWish.START))
    with floor.centre.request() as book:
        accounts.set_access(book.storage, "cleo", ("agent", "supervisor"), disabled=False)
    with pytest.raises(Refused, match="Colleagues call each other"):
        floor.ask("cleo", Supervise(interaction_id=call, mode=Listening.MONITOR, token="s"))


def test_a_customers_call_becomes_a_consultation_of_the_extension(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    come(lines, "ben")
    target = CallTarget(kind=TargetKind.NUMBER, value=BEN)
    floor.ask("anna", ConsultWith(interaction_id=call, target=target))
    lines.carry()
    assert lines.dialled[lines.leg("ben")].caller_id == "+49301112223"
    assert not shown(floor, "ben").internal
    lines.answered("ben")
    floor.ask("anna", CompleteConsult(interaction_id=call))
    lines.carry()
    assert [one.id for one in held(floor, "ben")] == [call]


@pytest.mark.parametrize("crash", [True, False])
def test_a_dead_worker_or_hub_leaves_nobody_on_a_call(lines: Telephones, crash: bool) -> None:
    floor = lines.floor
    call = talk(lines)
    floor.listen()
    before = len(floor.heard)
    if crash:
        floor.crash()
    lines.die()
    lines.begin()
    floor.listen()
    closed = [one.event for one in floor.heard[before:] if isinstance(one.event, CallClosed)]
    assert closed == [CallClosed(interaction_id=call)] * 2
    for agent in ("anna", "ben"):
        assert not on_call(floor, agent)
    floor.crash()
    with floor.centre.request() as book:
        assert call not in book.live.calls


def test_the_same_id_is_not_used_twice(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    lines.left(lines.leg("ben"))
    with pytest.raises(Conflict, match="used for something else"):
        floor.ask("anna", CallOut(interaction_id=call, number=BEN, token="t"))


def test_who_goes_on_a_break_meanwhile_keeps_the_call(lines: Telephones) -> None:
    floor = lines.floor
    talk(lines)
    floor.ask("ben", ChoosePresence(state=PresenceState.BREAK))
    lines.carry()
    assert on_call(floor, "ben")
    lines.tell(i.LegEnded(lines.leg("ben")))
    lines.call_in("+4930999200")
    assert floor.centre.snapshot("ben")[1].offers == ()


def test_a_changed_extension_reaches_colleagues_at_once(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    floor.listen()
    before = len(floor.heard)
    profile = floor.centre._loaded.live.agents["ben"].profile
    floor.centre.define_agent(replace(profile, extension="333"))
    floor.centre.define_agent(replace(profile, extension="333", units=90))
    floor.listen()
    told = [one.event for one in floor.heard[before:] if isinstance(one.event, ColleagueChanged)]
    assert [(one.agent.id, one.agent.extension) for one in told] == [("ben", "333")]
    assert all(
        one.audience in floor.centre.audiences("anna")
        for one in floor.heard[before:]
        if isinstance(one.event, ColleagueChanged)
    )
    floor.ask("anna", CallOut(interaction_id="talk", number="333", token="t"))
    lines.carry()
    lines.answered("anna")
    assert lines.leg("ben")
