"""Queues with a limit: whoever comes, by chat or by telephone, it is neither exceeded nor under-filled."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from agent_desktop.hub.storage.settings import AgentProfile, QueueSettings
from agent_desktop.model.errors import Refused
from agent_desktop.model.rules import Rule
from agent_desktop.model.work import Channel, InteractionState
from tests.chances import tries
from tests.hub.centre.call_words import state
from tests.hub.centre.floor import Floor
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_ruling import run

LIMIT = 4


def limited(floor: Floor, queue_id: str, limit: int | None) -> None:
    floor.centre.define_queue(QueueSettings(id=queue_id, name=queue_id.title(), max_waiting=limit))


def waiting(floor: Floor, queue_id: str = "support") -> int:
    with floor.centre.request() as book:
        return book.engine.waiting(queue_id)


@pytest.mark.parametrize("seed", range(tries(3)))
def test_chats_and_calls_share_the_places_whatever_crashes(lines: Telephones, seed: int) -> None:
    floor, chance = lines.floor, random.Random(seed)
    limited(floor, "support", LIMIT)
    refused = []
    for number in range(24):
        before = waiting(floor)
        if chance.random() < 0.2:
            floor.crash()
            lines.begin()
            assert waiting(floor) <= LIMIT
            continue
        if chance.random() < 0.5:
            try:
                floor.arrive(f"v{number}")
            except Refused:
                refused.append(before)
        else:
            call = lines.call_in(caller=f"+4930111{number:04}")
            if state(floor, call) is InteractionState.OVERFLOWED:
                assert lines.picture(call).stage in ("closing", "voicemail"), "the caller is told"
                refused.append(before)
        assert waiting(floor) <= LIMIT
    assert waiting(floor) == LIMIT
    assert set(refused) == {LIMIT}, "nobody was refused while there was a place"


def test_rules_send_past_a_queue_that_is_full(floor: Floor) -> None:
    limited(floor, "support", 1)
    floor.arrive("vera")
    run(floor, Rule(id="a", words=("invoice",), queue="billing"))
    floor.arrive("vito", "An invoice, please")
    assert (waiting(floor), waiting(floor, "billing")) == (1, 1)
    limited(floor, "billing", 1)
    for text in ("Another invoice", "Anything else"):
        floor.visitor("vala")
        with pytest.raises(Refused, match="Too many"):
            floor.centre.introduce("vala", floor.id(), "Vala", "", text)


def test_who_is_served_at_once_needs_no_place(floor: Floor) -> None:
    limited(floor, "support", 1)
    german = AgentProfile(
        id="ben",
        name="Ben",
        queues=("support",),
        skills={"German": 5},
        capacity={Channel.CHAT: 1},
    )
    floor.centre.define_agent(german)
    floor.centre.define_agent(replace(german, id="anna", name="Anna", skills={"French": 5}))
    words = (Rule(id="f", words=("bonjour",), skills={"French": 1}),
             Rule(id="g", words=("hallo",), skills={"German": 1}))  # fmt: skip
    run(floor, *words)
    floor.ready("ben")
    floor.arrive("vera", "Bonjour")  # Anna is not there
    assert waiting(floor) == 1
    floor.arrive("vito", "Hallo")
    assert floor.offer("ben").customer_name == "Vito"
    assert waiting(floor) == 1
    floor.visitor("vala")
    with pytest.raises(Refused, match="Too many"):
        floor.centre.introduce("vala", floor.id(), "Vala", "", "Hallo")


def test_nobody_may_wait_where_the_limit_is_nought(floor: Floor) -> None:
    limited(floor, "support", 0)
    floor.visitor("vera")
    with pytest.raises(Refused, match="Too many"):
        floor.centre.introduce("vera", floor.id(), "Vera", "", "Hello?")
    floor.ready("anna")
    floor.centre.introduce("vera", floor.id(), "Vera", "", "Hello?")
    assert floor.offer("anna").customer_name == "Vera"
