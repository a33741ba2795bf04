"""Queues, outcome codes, saved replies and skills go away: not while they are used, and never from what is past."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import removals
from agent_desktop.hub.journal.published import AudiencesChanged, for_agent
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.model.commands import Cursor, EndInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.rules import Overflow, Rule, Step
from agent_desktop.model.work import Channel, Disposition
from tests.hub import databases
from tests.hub.centre.floor import Floor
from tests.hub.centre.test_ruling import run

NIGHT = QueueSettings(id="night", name="Night", skills={"german": 2})
NORA = AgentProfile(id="nora", name="Nora", queues=("night",), skills={"german": 3, "french": 1})
DOOR = EntryPointSettings(id="night-web", channel=Channel.CHAT, name="Night door", queue_id="night")


@pytest.fixture
def floor(tmp_path: Path) -> Floor:
    """The usual centre with a queue of its own."""
    made = Floor(databases.fresh(tmp_path / "hub.sqlite"))
    made.furnish()
    made.centre.define_queue(NIGHT)
    made.centre.define_agent(NORA)
    made.centre.define_entry_point(DOOR)
    made.centre.define_disposition(Disposition(code="slept", label="Slept", queue_id="night"))
    made.listen()
    return made


def refused(floor: Floor, name: str, subject: str) -> str:
    with pytest.raises(Refused) as told, floor.centre.request() as book:
        getattr(removals, name)(book, subject)
    assert told.value.problem.remedy
    assert told.value.problem.value == subject
    return told.value.problem.message


def remove(floor: Floor, name: str, subject: str) -> None:
    with floor.centre.request() as book:
        getattr(removals, name)(book, subject)


def test_a_queue_goes_when_nothing_uses_it_and_comes_back_when_defined_again(floor: Floor) -> None:
    floor.arrive("vera", queue_id="night")
    words = refused(floor, "remove_queue", "night")
    for use in ("worked on: 1.", "Night door", "serve it: Nora.", "Slept"):
        assert use in words
    floor.centre.leave("vera")
    assert "worked on" not in refused(floor, "remove_queue", "night")
    floor.centre.define_agent(replace(NORA, queues=()))
    assert "Nora" not in refused(floor, "remove_queue", "night")
    floor.centre.define_entry_point(replace(DOOR, queue_id="support"))
    remove(floor, "remove_disposition", "slept")
    remove(floor, "remove_queue", "night")
    for _ in range(2):
        assert "night" not in {one.id for one in floor.centre.queues()}
        refused(floor, "remove_queue", "night")
        with pytest.raises(Refused):
            floor.centre.define_agent(NORA)
        floor.crash()
    floor.centre.define_queue(replace(NIGHT, name="Night again"))
    floor.centre.define_agent(NORA)
    floor.crash()
    assert NIGHT.id in {one.id for one in floor.centre.queues()}


def test_a_queue_in_which_others_wait_too_says_so(floor: Floor) -> None:
    floor.centre.define_agent(replace(NORA, queues=()))
    floor.centre.define_entry_point(replace(DOOR, queue_id="support"))
    remove(floor, "remove_disposition", "slept")
    late = Overflow(step=Step.ADD_QUEUE, target="night", after_ms=1_000)
    run(floor, Rule(id="late", overflow=(late,)))
    floor.arrive("vera")
    floor.wait(1_000)
    run(floor, Rule(id="none", points=1))
    assert "wait or waited in it: 1." in refused(floor, "remove_queue", "night")
    floor.centre.leave("vera")
    remove(floor, "remove_queue", "night")


def test_many_users_are_counted_beyond_the_first_names(floor: Floor) -> None:
    for number in range(8):
        floor.centre.define_agent(
            AgentProfile(id=f"n{number}", name=f"N{number}", queues=("night",))
        )
    words = refused(floor, "remove_queue", "night")
    assert ", +4." in words


def test_desks_here_and_away_learn_that_a_choice_is_gone(floor: Floor) -> None:
    before = Cursor(epoch=floor.centre.epoch, seq=floor.centre.position)
    remove(floor, "remove_disposition", "money")
    remove(floor, "remove_saved_reply", "hi")
    told = {one.audience for one in floor.listen() if isinstance(one.event, AudiencesChanged)}
    assert told >= {for_agent(agent) for agent in ("anna", "ben", "cleo", "nora")}
    for _ in range(2):
        assert floor.centre.entries("ben", before).resync is not None
        snapshot = floor.centre.snapshot("ben")[1]
        assert {one.code for one in snapshot.dispositions} == {"solved", "slept"}
        assert snapshot.saved_replies == ()
        floor.crash()
    refused(floor, "remove_saved_reply", "hi")
    floor.centre.define_disposition(Disposition(code="money", label="Money again"))
    floor.crash()
    assert "money" in {one.code for one in floor.centre.snapshot("ben")[1].dispositions}


def test_the_last_outcome_of_a_queue_that_asks_for_one_stays(floor: Floor) -> None:
    remove(floor, "remove_disposition", "money")
    words = refused(floor, "remove_disposition", "solved")
    assert "Support" in words
    assert "Night" not in words
    for queue in floor.centre.queues():
        floor.centre.define_queue(replace(queue, wrap_up_required=False))
    remove(floor, "remove_disposition", "solved")


def test_a_skill_goes_from_every_agent_unless_somebody_asks_for_it(floor: Floor) -> None:
    assert "ask for it: Night." in refused(floor, "remove_skill", "german")
    remove(floor, "remove_skill", "french")
    refused(floor, "remove_skill", "french")
    floor.centre.define_queue(replace(NIGHT, skills={}))
    remove(floor, "remove_skill", "german")
    floor.crash()
    assert all(not one.skills for one in floor.centre.agents())


def turned_away(floor: Floor, visitor_id: str) -> str:
    """Why nobody new comes in, by the field that pages know."""
    with pytest.raises(Refused) as told:
        floor.centre.admit("night-web", visitor_id)
    with pytest.raises(Refused) as written:
        floor.arrive(visitor_id, queue_id="night")
    assert written.value.problem == told.value.problem
    return told.value.problem.field


def test_a_retired_chat_goes_to_its_end_and_takes_nobody_new(floor: Floor) -> None:
    floor.ready("nora")
    floor.arrive("vera", queue_id="night")
    offer = floor.accept("nora")
    floor.centre.define_entry_point(replace(DOOR, paused=True))
    assert turned_away(floor, "otto") == "paused"
    floor.crash()
    assert turned_away(floor, "paul") == "paused"
    floor.centre.define_entry_point(DOOR)
    floor.centre.admit("night-web", "otto")
    remove(floor, "remove_entry_point", "night-web")
    for _ in range(2):
        assert turned_away(floor, "otto") == "retired"
        assert "Night door" not in {one.name for one in floor.centre.entry_points()}
        (kept,) = floor.centre.retired_entry_points()
        assert (kept.id, kept.name) == ("night-web", "Night door"), "past work has its name"
        floor.centre.admit("night-web", "vera")
        floor.visitor("vera", "night")
        floor.centre.say("vera", floor.id(), "Still here")
        floor.crash()
        floor.ready("nora")
    floor.send("nora", offer.conversation_id, "So am I")
    floor.ask("nora", EndInteraction(interaction_id=offer.interaction_id))
    floor.centre.admit("night-web", "vera")  # to read it, and to rate
    floor.centre.rate("vera", 5)
    with pytest.raises(Refused) as told:
        floor.centre.say("vera", floor.id(), "One more thing")
    assert told.value.problem.field == "retired"
    refused(floor, "remove_entry_point", "night-web")
    floor.centre.define_entry_point(DOOR)
    assert floor.centre.retired_entry_points() == ()
    floor.centre.say("vera", floor.id(), "One more thing")
