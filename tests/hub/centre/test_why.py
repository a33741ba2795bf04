"""Why an interaction is where it is, and why now: the facts, while it waits, when it is offered and when it is over."""

from __future__ import annotations

import pytest

from agent_desktop.hub.centre.why import why
from agent_desktop.model.commands import AnswerOffer
from agent_desktop.model.errors import Refused
from agent_desktop.model.rules import Overflow, Rule, Step
from agent_desktop.model.supervising import TransferWork
from agent_desktop.model.why import Move, Moved, Offered, Placed, Stepped, Why, WhyBack, WhyNot
from agent_desktop.model.work import InteractionState, WhyYou
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.test_ruling import one, run


def asked(floor: Floor, interaction_id: str) -> Why:
    with floor.centre.request() as book:
        return why(book, interaction_id)


def test_while_it_waits(floor: Floor) -> None:
    step = Overflow(step=Step.ADD_QUEUE, target="billing", after_ms=5_000)
    run(floor, Rule(id="all", name="Everybody", overflow=(step,), points=2))
    floor.arrive("vera")
    floor.wait(5_000)
    key = one(floor)
    for crashed in (False, True):
        if crashed:
            floor.crash()
        found = asked(floor, key)
        placed, stepped = found.facts
        assert isinstance(placed, Placed)
        assert (placed.queue_name, placed.priority, placed.weight) == ("Support", 2, 0)
        assert isinstance(stepped, Stepped)
        assert found.plan is not None
        assert found.plan.because[0].name == "Everybody"
        assert (found.position, found.also, found.arrived_at) == (1, ("billing",), START)
        assert found.ordered_by == START - 2 * 60_000
        names = {one.agent_name: one.why_not for one in found.candidates}
        assert names == dict.fromkeys(("Anna", "Ben", "Cleo"), WhyNot.AWAY)
        assert found.expected_ms is None  # nobody is there


def test_offers_and_answers_and_the_end(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.offer("anna")
    key = offer.interaction_id
    floor.ready("cleo")
    decline = AnswerOffer(interaction_id=key, epoch=offer.epoch, accept=False, reason="My brother.")
    floor.ask("anna", decline)
    floor.accept("cleo")
    floor.finish("cleo", key)
    found = asked(floor, key)
    assert found.state is InteractionState.DONE
    placed, first, second = found.facts
    assert isinstance(placed, Placed)
    assert isinstance(first, Offered)
    assert isinstance(second, Offered)
    assert (first.agent_name, first.outcome, first.note) == ("Anna", "declined", "My brother.")
    assert (second.agent_name, second.outcome) == ("Cleo", "accepted")
    assert WhyYou.LEAST_LOADED in [reason.why for reason in first.reasons]
    assert found.position is None
    assert found.candidates == ()


def test_who_sent_it_where_and_who_had_it_before(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    key = floor.accept("anna").interaction_id
    floor.ask("anna", TransferWork(interaction_id=key, queue_id="billing"))
    floor.crash()
    placed, sent, again, _ = asked(floor, key).facts
    assert isinstance(placed, Placed)
    assert isinstance(sent, Moved)
    assert (sent.move, sent.by_name, sent.target) == (Move.TRANSFERRED, "Anna", "Billing")
    assert isinstance(again, Placed)
    assert (again.queue_name, asked(floor, key).arrived_at) == ("Billing", START)


def test_it_came_back_from_a_desk_that_was_away(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    key = floor.accept("anna").interaction_id
    floor.centre.disconnected("anna")
    floor.wait(11 * 60_000)
    (back,) = (one for one in asked(floor, key).facts if isinstance(one, Moved))
    assert (back.move, back.by_name, back.target) == (Move.RETURNED, "Anna", WhyBack.AWAY)


def test_nobody_knows_why_of_what_is_not(floor: Floor) -> None:
    with pytest.raises(Refused):
        asked(floor, "nothing")
