"""Calls with more than one agent in them: transfers, consultations, supervision, and who may ask for them."""

import pytest

from agent_desktop.hub.storage import accounts, calls
from agent_desktop.hub.storage.settings import AgentProfile, QueueSettings
from agent_desktop.hub.voice.records import Cause
from agent_desktop.model.backend_calls import (
    Asked,
    CallOut,
    CallRefused,
    CallTarget,
    CallUpdated,
    CancelConsult,
    CompleteConsult,
    ConsultWith,
    HoldParties,
    LeaveCall,
    Listening,
    PartyUnreached,
    Supervise,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.calls import EndCode
from agent_desktop.model.commands import AddNote, CompleteWrapUp
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    InteractionChanged,
    NoteAdded,
)
from agent_desktop.model.timeline import LineKind, SystemLine
from agent_desktop.model.work import InteractionState
from tests.hub.centre.call_words import CUSTOMER, come, conversation, held, state, take, used
from tests.hub.centre.floor import QUEUES, Floor
from tests.hub.centre.telephones import BILLING, CAPACITY, Telephones

BILLING_QUEUE = CallTarget(kind=TargetKind.QUEUE, value="billing")


def test_who_transfers_wraps_up_while_the_customer_waits_elsewhere(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    call = lines.call_in()
    take(lines, "anna")
    floor.ask("anna", TransferTo(interaction_id=call, target=BILLING_QUEUE))
    lines.carry()
    assert floor.offer("ben").interaction_id == call
    (part,) = held(floor, "anna")
    assert part.id != call
    assert (part.state, part.queue_id) == (InteractionState.WRAP_UP, "support")
    floor.crash()
    (part,) = held(floor, "anna")
    assert used(floor, "anna") == 100
    floor.ask("anna", CompleteWrapUp(interaction_id=part.id, disposition="solved"))
    assert (used(floor, "anna"), held(floor, "anna")) == (0, [])
    assert LineKind.TRANSFERRED in floor.lines(part.conversation_id)
    assert state(floor, call) is InteractionState.QUEUED


def test_a_transfer_to_a_full_queue_is_refused_beforehand(lines: Telephones) -> None:
    floor = lines.floor
    floor.centre.define_queue(QueueSettings(id="billing", name="Billing", max_waiting=1))
    lines.call_in(BILLING)
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    with pytest.raises(Refused, match="Billing is full"):
        floor.ask("anna", TransferTo(interaction_id=call, target=BILLING_QUEUE))
    ben = CallTarget(kind=TargetKind.AGENT, value="ben")
    with pytest.raises(Refused, match="takes no calls of this queue"):
        floor.ask("anna", TransferTo(interaction_id=call, target=ben))
    assert not floor.centre.drain_orders()


def test_the_consulted_agent_of_a_queue_takes_over(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    call = lines.call_in()
    take(lines, "anna")
    floor.ask("anna", ConsultWith(interaction_id=call, target=BILLING_QUEUE))
    lines.carry()
    consult = take(lines, "ben")
    assert consult != call
    assert used(floor, "ben") == 100
    assert {one.interaction_id for one in floor.centre.snapshot("ben")[1].calls} == {call}
    floor.ask("anna", CompleteConsult(interaction_id=call))
    lines.carry()
    (mine,) = held(floor, "ben")
    assert (mine.id, mine.state) == (call, InteractionState.ACTIVE)
    (part,) = held(floor, "anna")
    assert part.state is InteractionState.WRAP_UP
    assert (used(floor, "anna"), used(floor, "ben")) == (100, 100)
    lines.left(f"{call}/in")
    floor.ask("ben", CompleteWrapUp(interaction_id=call, disposition="solved"))
    floor.ask("anna", CompleteWrapUp(interaction_id=part.id, disposition="solved"))
    assert (used(floor, "anna"), used(floor, "ben")) == (0, 0)
    assert not floor.centre.timeline(conversation(floor, call)).conversation.open


def test_who_is_consulted_directly_is_offered_nothing_meanwhile(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "cleo")
    cleo = CallTarget(kind=TargetKind.AGENT, value="cleo")
    call = lines.call_in()
    if not floor.centre.snapshot("anna")[1].offers:
        lines.wait(20_000)  # cleo does not answer and is not responding
        floor.ready("cleo")
    take(lines, "anna")
    floor.ask("anna", ConsultWith(interaction_id=call, target=cleo))
    lines.carry()
    lines.answered("cleo")
    lines.call_in(BILLING, "+49301110009")
    assert floor.centre.snapshot("cleo")[1].offers == ()
    floor.ask("cleo", LeaveCall(interaction_id=call))
    lines.carry()
    assert floor.centre.snapshot("cleo")[1].offers != ()


def test_who_is_consulted_directly_knows_the_customer_from_the_ringing_to_the_end(
    lines: Telephones,
) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    ben = CallTarget(kind=TargetKind.AGENT, value="ben")
    call = lines.call_in()
    take(lines, "anna")
    heard = len(floor.heard)
    floor.ask("anna", ConsultWith(interaction_id=call, target=ben))
    lines.carry()
    floor.listen()
    told = [one.event for one in floor.heard[heard:] if one.audience == "agent:ben"]
    kinds = [type(one) for one in told]
    assert kinds.index(CustomerChanged) < kinds.index(CallUpdated)
    assert kinds.index(ConversationChanged) < kinds.index(CallUpdated)
    (theirs,) = [one.interaction for one in told if isinstance(one, InteractionChanged)]
    assert (theirs.id, theirs.agent_id) == (call, "anna")
    thread = conversation(floor, call)
    shown = floor.centre.snapshot("ben")[1]
    assert [one.id for one in shown.conversations] == [thread]
    assert [one.id for one in shown.customers] == [theirs.customer_id]
    assert held(floor, "ben") == []
    lines.answered("ben")
    heard = len(floor.heard)
    floor.ask("anna", AddNote(client_id="c", conversation_id=thread, text="An old customer."))
    floor.listen()
    told = [one.event for one in floor.heard[heard:] if one.audience == "agent:ben"]
    assert NoteAdded in {type(one) for one in told}
    floor.ask("anna", CancelConsult(interaction_id=call))
    lines.carry()
    shown = floor.centre.snapshot("ben")[1]
    assert (shown.conversations, shown.customers, shown.interactions) == ((), (), ())
    floor.listen()
    heard = len(floor.heard)
    floor.ask("anna", AddNote(client_id="d", conversation_id=thread, text="That helped."))
    floor.listen()
    assert not [one for one in floor.heard[heard:] if one.audience == "agent:ben"]


def test_who_is_in_no_call_commands_none(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    for command in (
        HoldParties(interaction_id=call, on=True),
        LeaveCall(interaction_id=call),
        CompleteConsult(interaction_id="none"),
    ):
        with pytest.raises(Refused, match="not in this call"):
            floor.ask("anna", command)
    take(lines, "anna")
    with pytest.raises(Refused, match="consulting nobody"):
        floor.ask("anna", CompleteConsult(interaction_id=call))


def test_only_supervisors_listen_and_the_audit_says_who(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    come(lines, "cleo")
    wish = Supervise(interaction_id=call, mode=Listening.WHISPER, token="s")
    with pytest.raises(Refused, match="Only supervisors"):
        floor.ask("cleo", wish)
    with floor.centre.request() as book:
        accounts.set_access(book.storage, "cleo", ("agent", "supervisor"), disabled=False)
    floor.ask("cleo", wish)
    lines.carry()
    lines.answered("cleo")
    (shown,) = floor.centre.snapshot("cleo")[1].calls
    assert shown.parties[-1].mode is Listening.WHISPER
    with floor.centre.storage.transaction():
        rows = calls.audited(floor.centre.storage, call)
    assert [row[1:] for row in rows] == [("cleo", "supervision_began", "whisper")]
    assert LineKind.CALL_ENDED not in floor.lines(conversation(floor, call))


def told_of(floor: Floor, agent: str, since: int) -> list[CallRefused]:
    """What the agent's desks were told was refused."""
    floor.listen()
    heard = [one.event for one in floor.heard[since:] if one.audience == f"agent:{agent}"]
    return [one for one in heard if isinstance(one, CallRefused)]


def test_who_asks_in_the_moment_in_which_the_call_changes_is_told_what_was_not_done(
    lines: Telephones,
) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    call = lines.call_in()
    take(lines, "anna")
    since = len(floor.heard)
    lines.lagging = True
    lines.left(f"{call}/in")  # the customer hangs up, and nobody knows yet
    floor.ask("anna", TransferTo(interaction_id=call, target=BILLING_QUEUE))
    floor.ask("anna", HoldParties(interaction_id=call, on=True))
    floor.ask("anna", LeaveCall(interaction_id=call))
    lines.lagging = False
    lines.carry()
    assert told_of(floor, "anna", since) == [
        CallRefused(interaction_id=call, asked=Asked.TRANSFER, why="unknown_call", name="Billing"),
        CallRefused(interaction_id=call, asked=Asked.HOLD, why="unknown_call"),
    ]
    assert told_of(floor, "ben", since) == []


def test_a_consultation_that_two_begin_at_once_is_refused_to_the_second(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben", "cleo")
    call = lines.call_in()
    taker = "anna" if floor.centre.snapshot("anna")[1].offers else "cleo"
    other = "cleo" if taker == "anna" else "anna"
    take(lines, taker)
    since = len(floor.heard)
    lines.lagging = True
    for agent in ("ben", other):
        target = CallTarget(kind=TargetKind.AGENT, value=agent)
        floor.ask(taker, ConsultWith(interaction_id=call, target=target))
    lines.lagging = False
    lines.carry()
    assert told_of(floor, taker, since) == [
        CallRefused(interaction_id=call, asked=Asked.CONSULT, why="consulting", name=other.title())
    ]


def test_the_first_who_listens_is_alone_and_the_second_is_told(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    come(lines, "ben", "cleo")
    with floor.centre.request() as book:
        for agent in ("ben", "cleo"):
            accounts.set_access(book.storage, agent, ("agent", "supervisor"), disabled=False)
    since = len(floor.heard)
    lines.lagging = True
    for agent in ("ben", "cleo"):
        floor.ask(agent, Supervise(interaction_id=call, mode=Listening.MONITOR, token=agent))
    lines.lagging = False
    lines.carry()
    assert told_of(floor, "ben", since) == []
    assert told_of(floor, "cleo", since) == [
        CallRefused(interaction_id=call, asked=Asked.SUPERVISE, why="monitored")
    ]


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        ("busy", EndCode.BUSY),
        ("no_answer", EndCode.NO_ANSWER),
        ("rejected", EndCode.REJECTED),
        ("not_found", EndCode.NOT_FOUND),
        ("barred", EndCode.FORBIDDEN),
        ("no_route", EndCode.NO_ROUTE),
        ("timed_out", EndCode.TIMED_OUT),
        ("failed", EndCode.FAILED),
    ],
)
def test_why_nobody_came_is_told_to_who_called_and_to_the_timeline(
    lines: Telephones, cause: Cause, why: EndCode
) -> None:
    floor = lines.floor
    come(lines, "anna")
    floor.ask("anna", CallOut(interaction_id="out", number=CUSTOMER, token="t"))
    lines.carry()
    lines.answered("anna")
    (customer,) = (one for one in lines.dialled.values() if one.part == "customer")
    floor.listen()
    since = len(floor.heard)
    lines.left(customer.leg, cause)
    floor.listen()
    heard = [one.event for one in floor.heard[since:] if one.audience == "agent:anna"]
    (told,) = [one for one in heard if isinstance(one, PartyUnreached)]
    assert told == PartyUnreached(interaction_id="out", why=why, name=CUSTOMER, customer=True)
    items = floor.centre.timeline(conversation(floor, "out")).items
    (line,) = [
        one for one in items if isinstance(one, SystemLine) and one.kind is LineKind.NOT_REACHED
    ]
    assert line.detail == why.value


def test_who_consults_somebody_that_does_not_come_is_told_who_and_why(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    call = lines.call_in()
    take(lines, "anna")
    target = CallTarget(kind=TargetKind.AGENT, value="ben")
    floor.ask("anna", ConsultWith(interaction_id=call, target=target))
    lines.carry()
    floor.listen()
    since = len(floor.heard)
    lines.left(lines.leg("ben"), "rejected")
    floor.listen()
    heard = [one for one in floor.heard[since:] if isinstance(one.event, PartyUnreached)]
    assert [one.audience for one in heard] == ["agent:anna"]
    told = PartyUnreached(interaction_id=call, why=EndCode.REJECTED, name="Ben")
    assert heard[0].event == told


def test_a_call_goes_to_whoever_has_the_skill_and_keeps_its_arrival(lines: Telephones) -> None:
    floor = lines.floor
    for name, skills in (("ben", {}), ("cleo", {"German": 6})):
        profile = AgentProfile(
            id=name, name=name.title(), queues=QUEUES, capacity=CAPACITY, units=200, skills=skills
        )
        floor.centre.define_agent(profile)
    come(lines, "anna")
    call = lines.call_in()
    since = floor.now
    take(lines, "anna")
    lines.wait(30_000)
    come(lines, "ben")
    german = CallTarget(kind=TargetKind.SKILL, value="German")
    nobody = CallTarget(kind=TargetKind.SKILL, value="Klingon")
    with pytest.raises(Refused, match="has this skill"):
        floor.ask("anna", TransferTo(interaction_id=call, target=nobody))
    floor.ask("anna", TransferTo(interaction_id=call, target=german))
    lines.carry()
    assert floor.centre.snapshot("ben")[1].offers == (), "Ben has no German"
    come(lines, "cleo")
    (offer,) = floor.centre.snapshot("cleo")[1].offers
    assert (offer.interaction_id, offer.arrived_at) == (call, since)


def test_somebody_with_a_skill_is_consulted(lines: Telephones) -> None:
    floor = lines.floor
    profile = AgentProfile(
        id="cleo", name="Cleo", queues=QUEUES, capacity=CAPACITY, units=200, skills={"German": 6}
    )
    floor.centre.define_agent(profile)
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    come(lines, "ben", "cleo")
    german = CallTarget(kind=TargetKind.SKILL, value="German")
    floor.ask("anna", ConsultWith(interaction_id=call, target=german))
    lines.carry()
    assert floor.centre.snapshot("ben")[1].offers == ()
    take(lines, "cleo")
    floor.ask("anna", CompleteConsult(interaction_id=call))
    lines.carry()
    assert [one.id for one in held(floor, "cleo")] == [call]
