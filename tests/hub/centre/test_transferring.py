"""Agents send written work on, to a queue, a colleague or a skill: the arrival stays, and nothing gets lost."""

from __future__ import annotations

import pytest

from agent_desktop.hub.storage.settings import AgentProfile, QueueSettings
from agent_desktop.model.commands import AnswerOffer, EndInteraction
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.supervising import TransferWork
from agent_desktop.model.timeline import LineKind, Note
from agent_desktop.model.why import Placed
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.test_why import asked


def in_hand(floor: Floor) -> str:
    """Anna has Vera's chat; ten seconds later Bill comes to billing, where nobody is."""
    floor.ready("anna")
    floor.arrive("vera")
    floor.accept("anna")
    floor.wait(10_000)
    floor.arrive("bill", queue_id="billing")
    return floor.held("anna").id


def skilled(floor: Floor) -> None:
    """Ben and Cleo serve support as well; Cleo speaks German."""
    for name, skills in (("ben", {}), ("cleo", {"German": 6})):
        profile = AgentProfile(
            id=name,
            name=name.title(),
            queues=("support", "billing"),
            capacity={Channel.CHAT: 2},
            skills=skills,
        )
        floor.centre.define_agent(profile)


def offered(floor: Floor, agent: str) -> list[str]:
    return [one.interaction_id for one in floor.centre.snapshot(agent)[1].offers]


@pytest.mark.parametrize("crash", [False, True])
def test_who_is_sent_to_a_queue_stands_there_by_the_arrival(floor: Floor, crash: bool) -> None:
    key = in_hand(floor)
    conversation = floor.held("anna").conversation_id
    floor.ask("anna", TransferWork(interaction_id=key, queue_id="billing", note=" Wants money "))
    assert floor.centre.snapshot("anna")[1].interactions == ()
    if crash:
        floor.crash()
    state = floor.centre.chat_state("vera")
    assert (state.phase, state.position) == ("waiting", 1), "she came before Bill"
    found = asked(floor, key)
    assert (found.arrived_at, found.queue_id) == (START, "billing")
    placed = [one for one in found.facts if isinstance(one, Placed)]
    assert [one.queue_name for one in placed] == ["Support", "Billing"]
    floor.ready("ben")
    assert offered(floor, "ben")[0] == key
    page = floor.centre.timeline(conversation)
    assert [one.text for one in page.items if isinstance(one, Note)] == ["Wants money"]
    assert LineKind.TRANSFERRED in floor.lines(conversation)


def test_a_colleague_is_asked_first_and_others_when_they_decline(floor: Floor) -> None:
    skilled(floor)
    key = in_hand(floor)
    floor.ready("ben")
    floor.accept("ben")  # Bill, so that Cleo would be the next by load
    floor.ready("cleo")
    floor.ask("anna", TransferWork(interaction_id=key, agent_id="ben"))
    assert (offered(floor, "ben"), offered(floor, "cleo")) == ([key], [])
    offer = floor.offer("ben")
    assert offer.arrived_at == START
    floor.ask("ben", AnswerOffer(interaction_id=key, epoch=offer.epoch, accept=False))
    assert offered(floor, "cleo") == [key]
    placed = [one for one in asked(floor, key).facts if isinstance(one, Placed)]
    assert placed[-1].agents == ("ben",)


@pytest.mark.parametrize("crash", [False, True])
def test_a_skill_is_asked_for_as_long_as_it_waits(floor: Floor, crash: bool) -> None:
    skilled(floor)
    key = in_hand(floor)
    floor.ready("ben")
    floor.accept("ben")
    floor.ask("anna", TransferWork(interaction_id=key, skill="German", level=5))
    if crash:
        floor.crash()
        floor.centre.connected("anna")
        floor.centre.connected("ben")
    floor.wait(90_000)
    assert (offered(floor, "anna"), offered(floor, "ben")) == ([], [])
    assert asked(floor, key).needed == {"German": 5}
    floor.ready("cleo")
    assert offered(floor, "cleo") == [key]


def test_the_team_hears_which_skills_there_are(floor: Floor) -> None:
    skilled(floor)
    assert floor.centre.snapshot("anna")[1].skills == ("German",)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({}, "Choose a queue, a colleague or a skill"),
        ({"queue_id": "billing", "agent_id": "ben"}, "Choose a queue, a colleague or a skill"),
        ({"queue_id": "nowhere"}, "knows nothing"),
        ({"agent_id": "anna"}, "knows nothing"),
        ({"agent_id": "ben"}, "Ben takes nothing of this queue now"),
        ({"agent_id": "cleo"}, "Cleo takes nothing of this queue now"),
        ({"skill": "Klingon"}, "Nobody of Support has this skill"),
        ({"skill": "German", "level": 7}, "Nobody of Support has this skill"),
        ({"skill": "German", "level": -1}, "Nobody of Support has this skill"),
        ({"queue_id": "billing", "note": "x" * 2_001}, "longer than 2000"),
    ],
)
def test_what_cannot_go_stays(floor: Floor, wish: dict[str, object], words: str) -> None:
    skilled(floor)
    profile = AgentProfile(id="ben", name="Ben", queues=("billing",), capacity={Channel.CHAT: 2})
    floor.centre.define_agent(profile)
    key = in_hand(floor)
    floor.ready("ben")  # serves another queue; Cleo is away
    before = floor.centre.snapshot("anna")[1]
    with pytest.raises(Refused, match=words):
        floor.ask("anna", TransferWork(interaction_id=key, **wish))  # type: ignore[arg-type]
    assert floor.centre.snapshot("anna")[1] == before


def test_a_full_queue_takes_nobody_and_ones_own_always(floor: Floor) -> None:
    floor.centre.define_queue(QueueSettings(id="billing", name="Billing", max_waiting=1))
    key = in_hand(floor)
    with pytest.raises(Refused, match="Billing is full"):
        floor.ask("anna", TransferWork(interaction_id=key, queue_id="billing"))
    assert floor.held("anna").id == key
    floor.ask("anna", TransferWork(interaction_id=key, queue_id="support"))
    assert floor.centre.chat_state("vera").phase == "waiting"


def test_only_who_has_it_sends_it_on_and_only_while_it_goes_on(floor: Floor) -> None:
    key = in_hand(floor)
    floor.ready("cleo")
    with pytest.raises(Refused):
        floor.ask("cleo", TransferWork(interaction_id=key, queue_id="billing"))
    floor.ask("anna", EndInteraction(interaction_id=key))
    assert floor.held("anna").state is InteractionState.WRAP_UP
    with pytest.raises(Conflict, match="over already"):
        floor.ask("anna", TransferWork(interaction_id=key, queue_id="billing"))


def test_it_counts_as_a_transfer_once_however_often_it_is_asked(floor: Floor) -> None:
    key = in_hand(floor)
    wish = TransferWork(interaction_id=key, queue_id="billing", note="Once")
    floor.ask("anna", wish, "the-same")
    floor.ask("anna", wish, "the-same")
    conversation = asked(floor, key)
    assert [one.queue_id for one in conversation.facts if isinstance(one, Placed)] == [
        "support",
        "billing",
    ]
