"""Units and costs: what an agent may hold at once follows the budget and what each channel takes of it."""

import msgspec
import pytest

from agent_desktop.hub.routing import (
    CostsDefined,
    Engine,
    OfferEnded,
    PulledByHand,
    Refused,
    Rules,
)
from tests.hub.routing.script import Script, offers

USUAL = Rules().units


def costs(**units: int) -> CostsDefined:
    return CostsDefined(USUAL | units)


def used(script: Script, name: str = "ann") -> int:
    state = script.engine.agent(name)
    assert state is not None
    return state.used


def held(script: Script, count: int) -> int:
    """How many of `count` arriving chats an agent is offered."""
    return sum(len(offers(script.arrive(f"c{number}"))) for number in range(count))


@pytest.mark.parametrize(
    ("units", "chat", "fits"),
    [(200, 33, 6), (400, 33, 10), (200, 20, 10), (100, 33, 3), (50, 51, 0)],
)
def test_the_budget_and_the_cost_decide_how_many_chats_fit(
    units: int, chat: int, fits: int
) -> None:
    script = Script(Rules(units=USUAL | {"chat": chat}))
    script.queue()
    script.agent("ann", channels={"chat": 10}, units=units)
    assert held(script, 12) == fits


def test_cheaper_chats_are_offered_at_once_to_who_has_room_now() -> None:
    script = Script()
    script.queue()
    script.agent("ann", channels={"chat": 10}, units=100)
    assert held(script, 6) == 3
    assert offers(script.tell(costs(chat=20))) == [("c3", "ann"), ("c4", "ann")]
    assert used(script) == 100


def test_dearer_chats_take_back_the_newest_offers_and_never_active_work() -> None:
    script = Script()
    script.queue()
    script.agent("ann", channels={"chat": 10}, units=100)
    held(script, 3)
    script.accept("c0")
    told = script.tell(costs(chat=60))
    taken = [one.interaction for one in told if isinstance(one, OfferEnded)]
    assert taken == ["c2", "c1"]
    assert script.where("c0") == ("active", "ann")
    assert used(script) == 60
    script.tell(costs(chat=150))
    assert script.where("c0") == ("active", "ann")
    assert used(script) == 150
    script.end("c0")
    assert used(script) == 0
    assert script.where("c1") == ("line", "")
    assert offers(script.tell(costs(chat=50))) == [("c1", "ann"), ("c2", "ann")]


def test_the_same_costs_again_change_nothing() -> None:
    script = Script()
    script.queue()
    script.agent("ann", units=100)
    held(script, 2)
    before = script.engine.snapshot()
    assert script.tell(costs()) == ()
    assert script.engine.snapshot() == before


@pytest.mark.parametrize("cost", [-1, 1 << 40])
def test_a_cost_out_of_range_is_refused(cost: int) -> None:
    script = Script()
    told = script.tell(costs(chat=cost))
    assert [type(one) for one in told] == [Refused]
    assert script.engine.snapshot().rules == Rules()


def test_a_snapshot_keeps_the_costs_and_the_same_future() -> None:
    script = Script()
    script.queue()
    script.agent("ann", channels={"chat": 10}, units=100)
    script.tell(costs(chat=25))
    held(script, 5)
    kept = script.engine.snapshot()
    again = Engine.restore(msgspec.json.decode(msgspec.json.encode(kept), type=type(kept)))
    assert again.snapshot() == kept
    pulled = PulledByHand("c4", "ann")
    assert again.apply(pulled, script.now) == script.tell(pulled)
    assert [type(one) for one in script.tell(pulled)] == [Refused]
