"""Leads take work over, send it elsewhere and change who is there; agents are told who did it and why."""

import pytest
from sqlalchemy import select

from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.protocol import ChatItems, ChatStateChanged
from agent_desktop.hub.storage.tables import interactions
from agent_desktop.model.commands import ChoosePresence, SendMessage
from agent_desktop.model.errors import Conflict, DeskError, Refused
from agent_desktop.model.events import OfferEnded
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import (
    PresenceSetByLead,
    Reassign,
    Reassigned,
    SetPresence,
    TakeOver,
    WorkTaken,
)
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Channel, InteractionState, OfferOutcome
from tests.hub.centre.call_words import conversation, held, state
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.leading import acts, entries, scopes, team, told
from tests.hub.centre.telephones import Telephones


@pytest.fixture
def led(floor: Floor) -> Floor:
    """Anna serves, Cleo leads everybody, and Vera's chat is in Anna's hands."""
    floor.furnish()
    scopes(floor, "cleo", "supervisor")
    floor.ready("anna")
    floor.arrive("vera")
    floor.accept("anna")
    floor.centre.connected("cleo")
    floor.ask("cleo", ChoosePresence(state=PresenceState.BUSY))
    floor.listen()
    return floor


def test_a_chat_is_taken_over_in_the_middle_of_it(led: Floor) -> None:
    held = led.held("anna")
    led.send("anna", held.conversation_id, "How can I help?")
    led.listen()
    led.wait(60_000)
    led.ask("cleo", TakeOver(interaction_id=held.id, reason="She asked for a lead"))

    news = led.listen()
    taken = [one.event for one in news if isinstance(one.event, WorkTaken)]
    assert [one.audience for one in news if isinstance(one.event, WorkTaken)] == ["agent:anna"]
    assert taken[0].by_name == "Cleo"
    assert taken[0].reason == "She asked for a lead"
    assert taken[0].agent_id == "cleo"

    now = led.held("cleo")
    assert (now.id, now.conversation_id) == (held.id, held.conversation_id)
    assert now.arrived_at == held.arrived_at
    assert now.state is InteractionState.ACTIVE
    assert not led.centre.snapshot("anna")[1].interactions
    with pytest.raises(Refused):
        led.send("anna", held.conversation_id, "Still me")
    led.send("cleo", held.conversation_id, "Cleo here")

    # the customer is in one conversation, and nobody told them that it ended
    visitor = [one.event for one in news if one.audience == "visitor:vera"]
    lines = [each.line for one in visitor if isinstance(one, ChatItems) for each in one.items]
    assert lines == ["joined"]
    states = [one.state for one in visitor if isinstance(one, ChatStateChanged)]
    assert {one.phase for one in states} == {"with_agent"}
    assert states[-1].agent is not None
    assert states[-1].agent.name == "Cleo"
    assert led.texts(held.conversation_id) == ["Hello?", "How can I help?", "Cleo here"]
    assert ("cleo", "take_over", "anna") in acts(led)


def test_who_was_taken_over_from_counts_once(led: Floor) -> None:
    held = led.held("anna")
    led.ask("cleo", TakeOver(interaction_id=held.id))
    led.finish("cleo", held.id)
    with led.centre.request() as book:
        rows = book.storage.rows(select(interactions.c.id, interactions.c.agent_id))
    assert [tuple(one) for one in rows] == [(held.id, "cleo")]
    assert led.lines(held.conversation_id).count(LineKind.COMPLETED) == 1


def test_taking_over_again_changes_nothing_and_what_is_over_stays_over(led: Floor) -> None:
    held = led.held("anna")
    led.ask("cleo", TakeOver(interaction_id=held.id))
    before = led.centre.position
    led.ask("cleo", TakeOver(interaction_id=held.id))
    assert led.centre.position == before
    assert acts(led).count(("cleo", "take_over", "anna")) == 1
    led.finish("cleo", held.id)
    with pytest.raises(Conflict):
        led.ask("cleo", TakeOver(interaction_id=held.id))


def test_a_waiting_customer_is_taken_beyond_capacity_while_offered_to_another(led: Floor) -> None:
    for visitor in ("vito", "vala", "vigo"):
        led.arrive(visitor)
    offered = led.centre.snapshot("anna")[1].offers
    assert len(offered) == 1
    led.listen()
    led.ask("cleo", TakeOver(interaction_id=offered[0].interaction_id))
    (ended,) = told(led, "anna", OfferEnded)
    assert ended.outcome is OfferOutcome.RESCINDED
    waiting = led.centre.snapshot("cleo")[1].interactions
    for one in waiting:
        if one.agent_id is None:
            led.ask("cleo", TakeOver(interaction_id=one.id))
    mine = [one for one in led.centre.snapshot("cleo")[1].interactions if one.agent_id == "cleo"]
    assert len(mine) == 3  # her capacity is two


def test_nobody_takes_over_without_being_a_lead(led: Floor) -> None:
    held = led.held("anna")
    led.centre.connected("ben")
    led.ask("ben", ChoosePresence(state=PresenceState.BUSY))
    for command in (
        TakeOver(interaction_id=held.id),
        Reassign(interaction_ids=(held.id,), queue_id="billing"),
        SetPresence(agent_id="anna", state=PresenceState.BREAK, reason="Now"),
    ):
        with pytest.raises(OutOfReach):
            led.ask("ben", command)
    assert led.held("anna") == held
    assert not acts(led)


def test_a_lead_offline_takes_nothing(led: Floor) -> None:
    led.ask("cleo", ChoosePresence(state=PresenceState.OFFLINE))
    with pytest.raises(Refused, match="offline"):
        led.ask("cleo", TakeOver(interaction_id=led.held("anna").id))


# --- reassigning


def test_a_hundred_at_once_keep_their_arrival(floor: Floor) -> None:
    floor.furnish()
    scopes(floor, "cleo", "supervisor")
    ids = []
    for number in range(100):
        floor.wait(1_000)
        floor.arrive(f"v{number}")
    with floor.centre.request() as book:
        ids = [one.shown.id for one in book.live.interactions.values()]
        arrived = {key: one.shown.arrived_at for key, one in book.live.interactions.items()}
    assert len(ids) == 100
    floor.listen()
    over = "nothing-of-this-name"
    floor.ask(
        "cleo", Reassign(interaction_ids=(*ids, over), queue_id="billing", reason="Support is full")
    )
    (done,) = told(floor, "cleo", Reassigned)
    assert (done.moved, done.left) == (100, (over,))
    with floor.centre.request() as book:
        moved = {key: one.shown.arrived_at for key, one in book.live.interactions.items()}
        assert moved == arrived
        assert {one.shown.queue_id for one in book.live.interactions.values()} == {"billing"}
        assert book.engine.waiting("support") == 0
        assert list(book.engine.waiting_ids("billing", 200)) == ids  # in the order of arrival
    assert [one.act for one in entries(floor)] == ["reassign"] * 100
    floor.crash()
    with floor.centre.request() as book:
        assert list(book.engine.waiting_ids("billing", 200)) == ids
    assert len(entries(floor)) == 100


def test_active_work_goes_to_another_queue_and_its_agent_hears_why(led: Floor) -> None:
    held = led.held("anna")
    led.ask("cleo", Reassign(interaction_ids=(held.id,), queue_id="billing", reason="An invoice"))
    (taken,) = told(led, "anna", WorkTaken)
    assert (taken.queue_id, taken.reason) == ("billing", "An invoice")
    assert not led.centre.snapshot("anna")[1].interactions
    led.ready("ben")
    offer = led.accept("ben")
    assert offer.arrived_at == held.arrived_at == START
    assert LineKind.TRANSFERRED in led.lines(held.conversation_id)


def test_work_goes_to_one_agent_who_is_offered_it(led: Floor) -> None:
    held = led.held("anna")
    with pytest.raises(Refused, match="takes nothing now"):
        led.ask("cleo", Reassign(interaction_ids=(held.id,), agent_id="cleo"))
    led.ready("cleo")
    led.ask("cleo", Reassign(interaction_ids=(held.id,), agent_id="cleo"))
    assert led.offer("cleo").interaction_id == held.id
    assert ("cleo", "reassign", "anna") in acts(led)


def test_what_does_not_fit_stays_where_it_is(floor: Floor) -> None:
    floor.furnish(max_waiting=2)
    scopes(floor, "cleo", "supervisor")
    for number in range(2):
        floor.arrive(f"v{number}")
        floor.arrive(f"w{number}", queue_id="billing")
    with floor.centre.request() as book:
        ids = tuple(book.engine.waiting_ids("support", 9))
    with pytest.raises(Conflict, match="None of this"):
        floor.ask("cleo", Reassign(interaction_ids=ids, queue_id="billing"))
    with floor.centre.request() as book:
        assert tuple(book.engine.waiting_ids("support", 9)) == ids
    assert not acts(floor)


@pytest.mark.parametrize(
    "wrong",
    [
        Reassign(interaction_ids=(), queue_id="billing"),
        Reassign(interaction_ids=("x",) * 3),
        Reassign(interaction_ids=("x",), queue_id="billing", agent_id="anna"),
        Reassign(interaction_ids=("x",), queue_id="nowhere"),
        Reassign(interaction_ids=("x",), agent_id="nobody"),
        Reassign(interaction_ids=("x",), queue_id="billing", reason="r" * 201),
        Reassign(interaction_ids=tuple(map(str, range(501))), queue_id="billing"),
        TakeOver(interaction_id="x"),
        SetPresence(agent_id="anna", state=PresenceState.BREAK, reason=" "),
        SetPresence(agent_id="anna", state=PresenceState.NOT_RESPONDING, reason="r"),
        SetPresence(agent_id="anna", state=PresenceState.OFFLINE, reason="r"),
        SetPresence(agent_id="ben", state=PresenceState.READY, reason="r"),
        SetPresence(agent_id="nobody", state=PresenceState.READY, reason="r"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    led: Floor, wrong: Reassign | TakeOver | SetPresence
) -> None:
    before = led.centre.position
    with pytest.raises(DeskError):
        led.ask("cleo", wrong)
    assert led.centre.position == before
    assert not acts(led)


# --- presence


def test_presence_changed_while_an_offer_rings(led: Floor) -> None:
    led.arrive("vito")
    offer = led.offer("anna")
    led.listen()
    led.ask("cleo", SetPresence(agent_id="anna", state=PresenceState.MEETING, reason="Come over"))
    news = led.listen()
    ended = [one.event for one in news if isinstance(one.event, OfferEnded)]
    assert [(one.interaction_id, one.outcome) for one in ended] == [
        (offer.interaction_id, OfferOutcome.RESCINDED)
    ]
    forced = [one for one in news if isinstance(one.event, PresenceSetByLead)]
    assert [one.audience for one in forced] == ["agent:anna"]
    said = forced[0].event
    assert isinstance(said, PresenceSetByLead)
    assert (said.by_name, said.state, said.reason) == ("Cleo", PresenceState.MEETING, "Come over")
    presence = led.centre.snapshot("anna")[1].presence
    assert (presence.state, presence.reason) == (PresenceState.MEETING, "Come over")
    assert ("cleo", "set_presence", "anna") in acts(led)
    led.ask("anna", ChoosePresence(state=PresenceState.READY))  # she may come back by herself
    assert led.offer("anna").interaction_id == offer.interaction_id


def test_presence_for_when_the_hands_are_empty(led: Floor) -> None:
    wish = SetPresence(
        agent_id="anna", state=PresenceState.TRAINING, reason="At three", when_free=True
    )
    led.ask("cleo", wish)
    presence = led.centre.snapshot("anna")[1].presence
    assert (presence.state, presence.next) == (PresenceState.READY, PresenceState.TRAINING)
    led.finish("anna", led.held("anna").id)
    assert led.centre.snapshot("anna")[1].presence.state is PresenceState.TRAINING


# --- what a team keeps to itself


def test_a_lead_acts_on_own_teams_only(led: Floor) -> None:
    held = led.held("anna")
    team(led, "east", ("anna",), ("ben",))
    team(led, "west", ("ben",), ("cleo",))
    scopes(led, "ben", "supervisor")
    for command in (
        TakeOver(interaction_id=held.id),
        Reassign(interaction_ids=(held.id,), queue_id="billing"),
        SetPresence(agent_id="anna", state=PresenceState.BREAK, reason="Now"),
    ):
        with pytest.raises(OutOfReach):
            led.ask("cleo", command)
    led.centre.connected("ben")
    led.ask("ben", ChoosePresence(state=PresenceState.BUSY))
    led.ask("ben", TakeOver(interaction_id=held.id))
    assert led.held("ben").id == held.id
    sent = SendMessage(
        client_id="c1", conversation_id=held.conversation_id, channel=Channel.CHAT, text="Ben here"
    )
    led.ask("ben", sent, "c1")


def test_a_call_that_waits_is_taken_over_by_a_lead_whose_telephone_rings(lines: Telephones) -> None:
    floor = lines.floor
    scopes(floor, "cleo", "supervisor")
    floor.centre.connected("cleo")
    floor.ask("cleo", ChoosePresence(state=PresenceState.BUSY))
    first, second = lines.call_in(), lines.call_in(caller="+49301110009")
    lines.wait(60_000)
    with pytest.raises(Refused) as refused:
        floor.ask("cleo", TakeOver(interaction_id=second, token="secret"))
    assert refused.value.problem.field == "phone"
    assert state(floor, second) is InteractionState.QUEUED

    floor.centre.phone_here("cleo", True)
    floor.ask("cleo", TakeOver(interaction_id=second, reason="A friend", token="secret"))
    lines.carry()
    (rung,) = lines.dialled.values()
    assert (rung.call, rung.part, rung.token) == (second, "agent", "secret")
    lines.answered("cleo")
    (mine,) = held(floor, "cleo")
    assert (mine.id, mine.state, mine.arrived_at) == (second, InteractionState.ACTIVE, START)
    assert LineKind.CALL_ANSWERED in floor.lines(conversation(floor, second))
    assert ("cleo", "take_over", "") in acts(floor)
    assert state(floor, first) is InteractionState.QUEUED
    with pytest.raises(Refused) as refused:
        floor.ask("cleo", TakeOver(interaction_id=first, token="other"))
    assert refused.value.problem.field == "phone", "one call at a time"


def test_a_call_that_nobody_picks_up_after_a_take_over_waits_where_it_stood(
    lines: Telephones,
) -> None:
    floor = lines.floor
    scopes(floor, "cleo", "supervisor")
    floor.centre.connected("cleo")
    floor.ask("cleo", ChoosePresence(state=PresenceState.BUSY))
    floor.centre.phone_here("cleo", True)
    first, second = lines.call_in(), lines.call_in(caller="+49301110009")
    floor.ask("cleo", TakeOver(interaction_id=first, token="secret"))
    lines.carry()
    lines.left(lines.leg("cleo"), "no_answer")
    assert state(floor, first) is InteractionState.QUEUED
    with floor.centre.request() as book:
        assert [book.engine.position(one) for one in (first, second)] == [1, 2]
        assert book.live.interactions[first].shown.arrived_at == START
