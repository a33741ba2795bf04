"""Pulling by hand within policy: beyond the own capacity only when asked again, by who may, and the trail says so."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from agent_desktop.model.commands import BEYOND, AnswerOffer, PullInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.supervising import TakeOver
from agent_desktop.model.why import Move, Moved
from agent_desktop.model.work import Interaction
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import acts, entries, scopes, team
from tests.hub.centre.test_why import asked


def full(floor: Floor, **profile: object) -> str:
    """Anna has two chats, which is what she can hold, and a third customer waits: this one."""
    with floor.centre.request() as book:
        known = book.live.agents["anna"].profile
    floor.centre.define_agent(replace(known, **profile))
    floor.ready("anna")
    for visitor in ("vera", "vito"):
        floor.arrive(visitor)
        floor.accept("anna")
    floor.arrive("vala")
    (waiting,) = (one for one in work(floor) if one.agent_id is None)
    return waiting.id


def work(floor: Floor) -> tuple[Interaction, ...]:
    return floor.centre.snapshot("anna")[1].interactions


def refused(floor: Floor, waiting: str) -> Refused:
    with pytest.raises(Refused, match="hands are full") as caught:
        floor.ask("anna", PullInteraction(interaction_id=waiting))
    return caught.value


def test_who_has_no_right_is_refused_both_times(floor: Floor) -> None:
    waiting = full(floor)
    assert refused(floor, waiting).problem.field == "agent"
    with pytest.raises(Refused):
        floor.ask("anna", TakeOver(interaction_id=waiting, reason="I know her"))
    assert len(work(floor)) == 3
    assert "take_beyond" not in [act for _, act, _ in acts(floor)]


def test_who_may_is_asked_first_and_then_has_it(floor: Floor) -> None:
    waiting = full(floor, may_exceed=True)
    problem = refused(floor, waiting).problem
    assert (problem.field, problem.value) == (BEYOND, waiting)
    assert "all the same" in problem.remedy
    floor.ask("anna", TakeOver(interaction_id=waiting, reason="I know her"))
    assert {one.agent_id for one in work(floor)} == {"anna"}
    (entry,) = (one for one in entries(floor) if one.act == "take_beyond")
    assert (entry.who, entry.subject) == ("anna", f"interaction/{waiting}")
    assert msgspec.json.decode(entry.detail) == {"reason": "I know her"}
    last = asked(floor, waiting).facts[-1]
    assert isinstance(last, Moved)
    assert (last.move, last.by_name) == (Move.PULLED_BEYOND, "Anna")


def test_the_right_is_for_who_waits_in_the_own_queues_only(floor: Floor) -> None:
    waiting = full(floor, may_exceed=True)
    theirs = work(floor)[0]
    floor.arrive("vigo", queue_id="billing")
    with floor.centre.request() as book:
        (elsewhere,) = (
            key for key, one in book.live.interactions.items() if one.shown.queue_id == "billing"
        )
    with pytest.raises(Refused):
        floor.ask("anna", TakeOver(interaction_id=elsewhere))
    floor.ready("cleo")
    for offer in floor.centre.snapshot("cleo")[1].offers:
        taken = AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True)
        floor.ask("cleo", taken)
    with pytest.raises(Refused):
        floor.ask("anna", TakeOver(interaction_id=waiting))
    with pytest.raises(Refused):
        floor.ask("cleo", TakeOver(interaction_id=theirs.id))


def test_a_lead_is_asked_too_and_what_fits_is_no_override(floor: Floor) -> None:
    waiting = full(floor)
    scopes(floor, "anna", "supervisor")
    assert refused(floor, waiting).problem.field == BEYOND
    team(floor, "others", ("ben",), ("anna",))  # now she leads somebody else's
    assert refused(floor, waiting).problem.field == "agent"
    team(floor, "others", ("anna", "ben"), ("anna",))
    floor.finish("anna", work(floor)[0].id)
    # routing has offered it to her by now: taken, it is within her capacity
    floor.ask("anna", TakeOver(interaction_id=waiting))
    assert [act for who, act, _ in acts(floor) if who == "anna"][-1] == "take_over"
