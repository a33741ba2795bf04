"""Numbers that agents call, their extensions, and callbacks that are not due when the hub begins again."""

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import update

from agent_desktop.hub.centre.calls.house import POLICY
from agent_desktop.hub.storage.tables import accounts
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.dialplan import NumberPlan
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.model.backend_calls import (
    AddParty,
    CallOut,
    CallTarget,
    ConsultWith,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import AddressKind
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import InteractionState
from tests.hub.centre.call_words import CUSTOMER, come, conversation, held, state, take
from tests.hub.centre.floor import Floor
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_calls_kept import kept_callback


def live_in(floor: Floor, region: str, **more: object) -> None:
    """The house stands there."""
    policy = Policy(plan=NumberPlan(region=region, **more))  # type: ignore[arg-type]
    floor.centre.define_setting(POLICY, msgspec.json.encode(policy).decode())


def out(number: str, call: str = "out1") -> CallOut:
    return CallOut(interaction_id=call, number=number, token="t")


def dialled(lines: Telephones) -> str:
    """What the customer's leg was dialled with, after the agent picked up."""
    lines.carry()
    lines.answered("anna")
    return next(one.number for one in lines.dialled.values() if one.part == "customer")


@pytest.mark.parametrize(
    ("region", "typed", "called"),
    [
        ("DE", "030 / 111-2223", "+49301112223"),
        ("DE", "0043 1 5123456", "+4315123456"),
        ("US", "(212) 555-0100", "+12125550100"),
        ("", "+49 (0)30 1112223", "+49301112223"),
    ],
)
def test_a_number_is_read_in_the_houses_region(
    lines: Telephones, region: str, typed: str, called: str
) -> None:
    floor = lines.floor
    live_in(floor, region)
    come(lines, "anna")
    floor.ask("anna", out(typed))
    assert dialled(lines) == called
    (one,) = held(floor, "anna")
    customer = floor.centre.snapshot("anna")[1].customers
    assert [(a.kind, a.value) for a in customer[0].addresses] == [(AddressKind.PHONE, called)]
    assert one.customer_id == customer[0].id


@pytest.mark.parametrize(
    ("region", "typed", "words"),
    [
        ("DE", "+0123456", "no telephone number"),
        ("DE", "call me", "no telephone number"),
        ("DE", "", "no telephone number"),
        ("DE", "+49 1", "no telephone number"),
        ("US", "+1 212 555", "too short"),
        ("DE", "+1 212 555 0100 99", "too long"),
        ("DE", "+999 30 1112223", "no country"),
        ("DE", "4711", "extension"),
        ("", "030 1112223", "in which country"),
    ],
)
def test_a_wrong_number_is_refused_by_name_and_leaves_nothing_open(
    lines: Telephones, region: str, typed: str, words: str
) -> None:
    floor = lines.floor
    live_in(floor, region)
    come(lines, "anna")
    with pytest.raises(Refused) as refused:
        floor.ask("anna", out(typed))
    problem = refused.value.problem
    assert words in problem.message
    assert (problem.field, problem.value) == ("number", typed)
    assert problem.remedy
    lines.carry()
    assert held(floor, "anna") == []
    assert not lines.dialled


@pytest.mark.parametrize(("region", "number"), [("DE", "112"), ("DE", "110"), ("", "112")])
def test_a_call_for_help_is_made_as_it_was_typed(
    lines: Telephones, region: str, number: str
) -> None:
    live_in(lines.floor, region)
    come(lines, "anna")
    lines.floor.ask("anna", out(number))
    assert dialled(lines) == number


def test_short_numbers_may_be_those_of_a_telephone_system_behind_a_trunk(
    lines: Telephones,
) -> None:
    live_in(lines.floor, "DE", internal_by_trunk=True)
    come(lines, "anna")
    lines.floor.ask("anna", out("4711"))
    assert dialled(lines) == "4711"


# --- extensions


def extension(floor: Floor, agent: str) -> str:
    return floor.centre._loaded.live.agents[agent].profile.extension


def test_everybody_has_an_extension_of_their_own_also_after_a_restart(floor: Floor) -> None:
    before = {one: extension(floor, one) for one in ("anna", "ben", "cleo")}
    assert sorted(before.values()) == ["200", "201", "202"]
    shown = floor.centre.snapshot("anna")[1]
    assert {one.id: one.extension for one in (shown.agent, *shown.colleagues)} == before
    floor.crash()
    assert {one: extension(floor, one) for one in before} == before


def test_agents_of_an_older_hub_get_an_extension_when_it_begins(floor: Floor) -> None:
    with floor.centre.storage.transaction():
        floor.centre.storage.execute(update(accounts).values(extension=""))
    floor.crash()
    first = {one: extension(floor, one) for one in ("anna", "ben", "cleo")}
    assert sorted(first.values()) == ["200", "201", "202"]
    floor.crash()
    assert {one: extension(floor, one) for one in first} == first


def test_an_extension_is_one_agents_and_means_nothing_else(floor: Floor) -> None:
    live_in(floor, "DE")
    agents = floor.centre._loaded.live.agents
    anna, ben = agents["anna"].profile, agents["ben"].profile
    floor.centre.define_agent(replace(anna, extension="4711"))
    assert extension(floor, "anna") == "4711"
    with pytest.raises(Conflict, match="Anna") as taken:
        floor.centre.define_agent(replace(ben, extension="4711"))
    assert taken.value.problem.value == "4711"
    for wrong in ("112", "12345"):
        with pytest.raises(Refused) as refused:
            floor.centre.define_agent(replace(ben, extension=wrong))
        assert refused.value.problem.value == wrong
    # Who names none keeps the one that was given.
    floor.centre.define_agent(replace(ben, name="Benno", extension=""))
    assert extension(floor, "ben") == ben.extension


def test_a_house_without_internal_numbers_gives_none(floor: Floor) -> None:
    live_in(floor, "DE", internal_digits=0)
    anna = floor.centre._loaded.live.agents["anna"].profile
    floor.centre.define_agent(replace(anna, id="dora", name="Dora", email="", extension=""))
    assert extension(floor, "dora") == ""


def test_an_extension_reaches_the_colleague(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    with pytest.raises(Refused, match="your own"):
        floor.ask("anna", out(extension(floor, "anna")))
    with pytest.raises(Refused, match="Cleo is offline"):
        floor.ask("anna", out(extension(floor, "cleo")))
    floor.ask("anna", out(extension(floor, "ben")))
    lines.carry()
    lines.answered("anna")
    assert lines.dialled[lines.leg("ben")].number == "sip:ben@hub.invalid"


def test_an_extension_can_be_consulted_like_its_agent(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    come(lines, "ben")
    target = CallTarget(kind=TargetKind.NUMBER, value=extension(floor, "ben"))
    floor.ask("anna", ConsultWith(interaction_id=call, target=target))
    lines.carry()
    rung = [one for one in lines.picture(call).legs if one.agent == "ben"]
    assert [one.number for one in rung] == ["sip:ben@hub.invalid"]


# --- callbacks


def test_a_callback_that_reached_nobody_is_not_due_earlier_after_a_restart(
    lines: Telephones,
) -> None:
    floor = lines.floor
    call = kept_callback(lines)
    come(lines, "anna")
    assert take(lines, "anna") == call
    (customer,) = (one for one in lines.dialled.values() if one.part == "customer")
    lines.left(customer.leg, "no_answer")
    assert LineKind.CALLBACK_UNANSWERED in floor.lines(conversation(floor, call))
    assert state(floor, call) is InteractionState.QUEUED
    lines.wait(10_000)
    floor.crash()
    lines.die()
    lines.begin()
    floor.centre.connected("anna")
    come(lines, "anna")
    lines.wait(100_000)
    assert floor.centre.snapshot("anna")[1].offers == ()
    lines.wait(20_000)
    assert take(lines, "anna") == call
    lines.tell(i.LegAnswered(lines.leg("anna")))
    number = [one.number for one in lines.dialled.values() if one.part == "customer"]
    assert number == [CUSTOMER]


@pytest.mark.parametrize("kind", [TransferTo, ConsultWith, AddParty])
@pytest.mark.parametrize(
    ("target", "words"),
    [
        ((TargetKind.AGENT, "gone"), "does not belong to the team any more"),
        ((TargetKind.QUEUE, "gone"), "does not exist any more"),
        ((TargetKind.NUMBER, "Bilng"), "no queue has this name"),
        ((TargetKind.NUMBER, "4711"), "has this extension"),
        ((TargetKind.NUMBER, "+999 30 1112223"), "no country"),
    ],
)
def test_a_call_cannot_go_to_what_does_not_exist(
    lines: Telephones, kind: type, target: tuple[TargetKind, str], words: str
) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    where = CallTarget(kind=target[0], value=target[1])
    with pytest.raises(Refused, match=words) as refused:
        floor.ask("anna", kind(interaction_id=call, target=where))
    problem = refused.value.problem
    assert (problem.field, problem.value) == ("target", target[1])
    assert problem.remedy
    assert [one.part for one in lines.picture(call).legs] == ["customer", "agent"]
