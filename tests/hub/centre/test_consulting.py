"""A colleague is consulted about written work before a transfer: who is asked, what both see, what it counts."""

from __future__ import annotations

import pytest

from agent_desktop.hub.centre.consulting import ANSWER_MS
from agent_desktop.model.commands import (
    AddNote,
    ChoosePresence,
    EndInteraction,
)
from agent_desktop.model.consulting import (
    AnswerConsult,
    ConsultChanged,
    ConsultEnd,
    ConsultState,
    ConsultWork,
    EndConsult,
    HandOverConsult,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import LineAdded, MessageReceived, NoteAdded
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Consulted
from tests.hub.centre.consults import begin, consults, joined, now
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.leading import acts, told
from tests.hub.centre.test_figures import figures
from tests.hub.centre.test_figures_of_calls import counted
from tests.hub.centre.test_why import asked


def test_who_joins_sees_everything_and_writes_notes_while_the_asker_keeps_the_work(
    desk: Floor,
) -> None:
    one = begin(desk, agent_id="ben", question=" May she have a refund? ")
    assert (one.agent_name, one.by_name, one.customer_name) == ("Ben", "Anna", "Vera")
    assert now(desk, "ben") == one
    desk.listen()
    desk.ask("ben", AnswerConsult(consult_id=one.id, accept=True))
    heard = [each.event for each in desk.listen() if each.audience == "agent:ben"]
    assert isinstance(heard[0], ConsultChanged)
    assert heard[0].consult.state is ConsultState.JOINED
    assert [each.message.text for each in heard if isinstance(each, MessageReceived)] == ["Hello?"]
    assert [each.note.text for each in heard if isinstance(each, NoteAdded)] == [
        "May she have a refund?"
    ]
    assert LineKind.CONSULTED in [each.line.kind for each in heard if isinstance(each, LineAdded)]
    conversation = one.conversation_id
    desk.centre.say("vera", "m2", "Well?")
    desk.ask(
        "ben", AddNote(client_id="n1", conversation_id=conversation, text="Mind the recall"), "n1"
    )
    desk.send("anna", conversation, "One moment")
    for each in ("anna", "ben"):
        texts = [item.text for item in desk.centre.snapshot(each)[1].items if hasattr(item, "text")]
        assert texts == [
            "Hello?",
            "May she have a refund?",
            "Well?",
            "Mind the recall",
            "One moment",
        ]
    assert desk.held("anna").id == one.interaction_id
    with pytest.raises(Refused):
        desk.send("ben", conversation, "I am not the agent")
    assert desk.centre.snapshot("ben")[1].followed == ()


@pytest.mark.parametrize("crash", [False, True])
def test_it_is_handed_over_without_an_offer_and_keeps_its_arrival(desk: Floor, crash: bool) -> None:
    one = joined(desk, agent_id="ben")
    if crash:
        desk.crash()
        for each in ("anna", "ben"):
            desk.centre.connected(each)
        assert consults(desk) == ([one], [one])
    desk.ask("anna", HandOverConsult(consult_id=one.id))
    mine = desk.held("ben")
    assert (mine.id, mine.arrived_at) == (one.interaction_id, START)
    assert consults(desk) == ([], [])
    assert desk.centre.snapshot("anna")[1].interactions == ()
    state = desk.centre.chat_state("vera")
    assert (state.phase, state.agent and state.agent.name) == ("with_agent", "Ben")
    (fact,) = [each for each in asked(desk, mine.id).facts if isinstance(each, Consulted)]
    assert (fact.by_name, fact.agent_name, fact.joined, fact.ended) == (
        "Anna",
        "Ben",
        True,
        ConsultEnd.HANDED_OVER,
    )
    assert acts(desk)[-2:] == [("anna", "consult", "ben"), ("anna", "hand_over", "ben")]
    lines = desk.lines(one.conversation_id)
    assert lines[-3:] == [LineKind.CONSULTED, LineKind.TRANSFERRED, LineKind.ASSIGNED]
    desk.send("ben", one.conversation_id, "I am Ben")


def test_who_has_no_room_is_not_handed_it_and_the_consult_goes_on(desk: Floor) -> None:
    one = joined(desk, agent_id="ben")
    for visitor in ("bill", "bob"):
        desk.arrive(visitor, queue_id="billing")
        if desk.centre.snapshot("ben")[1].offers:
            desk.accept("ben")
        desk.arrive(f"{visitor}2", queue_id="billing")
        if desk.centre.snapshot("ben")[1].offers:
            desk.accept("ben")
    assert (
        len(
            [each for each in desk.centre.snapshot("ben")[1].interactions if each.agent_id == "ben"]
        )
        == 2
    )
    with pytest.raises(Refused, match="Ben has no room"):
        desk.ask("anna", HandOverConsult(consult_id=one.id))
    assert now(desk, "anna") == one


# --- who is asked


def test_of_a_queue_one_after_the_other_is_asked_until_one_joins(desk: Floor) -> None:
    first = begin(desk, queue_id="billing")
    assert (first.agent_id, first.whom) == ("ben", "Billing"), "has been ready the longest"
    desk.listen()
    desk.ask("ben", AnswerConsult(consult_id=first.id, accept=False))
    assert now(desk, "anna").agent_id == "cleo"
    (gone,) = [one.consult for one in told(desk, "ben", ConsultChanged)]
    assert (gone.state, gone.ended) == (ConsultState.ENDED, ConsultEnd.DECLINED)
    with pytest.raises(Refused):
        desk.ask("ben", AnswerConsult(consult_id=first.id, accept=True))
    desk.wait(ANSWER_MS - 1)
    assert now(desk, "cleo").agent_id == "cleo"
    desk.wait(1)
    last = told(desk, "anna", ConsultChanged)[-1].consult
    assert (last.state, last.ended) == (ConsultState.ENDED, ConsultEnd.NO_ANSWER)
    assert desk.centre.snapshot("cleo")[1].consults == ()


def test_of_a_skill_who_has_it_is_asked_whatever_their_queues(desk: Floor) -> None:
    assert begin(desk, skill="German", level=5).agent_id == "cleo"


def test_a_colleague_on_a_break_can_be_asked_by_name(desk: Floor) -> None:
    desk.ask("ben", ChoosePresence(state=PresenceState.BREAK))
    assert begin(desk, agent_id="ben").agent_id == "ben"


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({}, "Choose a queue, a colleague or a skill"),
        ({"queue_id": "billing", "agent_id": "ben"}, "Choose a queue, a colleague or a skill"),
        ({"queue_id": "nowhere"}, "knows nothing"),
        ({"agent_id": "anna"}, "knows nothing"),
        ({"agent_id": "ben"}, "Ben is not at a desk"),
        ({"queue_id": "support"}, "Nobody of Support is ready"),
        ({"skill": "Klingon"}, "Nobody of Klingon is ready"),
        ({"skill": "German", "level": 7}, "Nobody of German is ready"),
        ({"agent_id": "cleo", "question": "x" * 2_001}, "longer than 2000"),
    ],
)
def test_who_cannot_be_asked(desk: Floor, wish: dict[str, object], words: str) -> None:
    desk.centre.disconnected("ben")
    key = desk.held("anna").id
    before = desk.centre.snapshot("anna")[1]
    with pytest.raises(Refused, match=words):
        desk.ask("anna", ConsultWork(interaction_id=key, **wish))  # type: ignore[arg-type]
    assert desk.centre.snapshot("anna")[1] == before


def test_only_who_has_the_work_consults_and_about_one_thing_once(desk: Floor) -> None:
    one = begin(desk, agent_id="ben")
    with pytest.raises(Refused):
        desk.ask("cleo", ConsultWork(interaction_id=one.interaction_id, agent_id="ben"))
    with pytest.raises(Conflict, match="already"):
        desk.ask("anna", ConsultWork(interaction_id=one.interaction_id, agent_id="cleo"))
    for wish in (HandOverConsult(consult_id=one.id),):
        with pytest.raises(Conflict, match="has not joined"):
            desk.ask("anna", wish)
    for act in (AnswerConsult(consult_id=one.id, accept=True), EndConsult(consult_id=one.id)):
        with pytest.raises(Refused):
            desk.ask("cleo", act)
    desk.ask("ben", AnswerConsult(consult_id=one.id, accept=True))
    with pytest.raises(Refused):
        desk.ask("ben", HandOverConsult(consult_id=one.id))


# --- capacity and figures


def test_it_takes_no_capacity_and_is_no_offer(desk: Floor) -> None:
    joined(desk, agent_id="ben")
    for visitor in ("bill", "bob", "bea"):
        desk.arrive(visitor, queue_id="billing")
    offers = [len(desk.centre.snapshot(each)[1].offers) for each in ("ben", "cleo")]
    assert (sum(offers), min(offers)) == (3, 1), "as if there were no consult: Ben holds nothing"


def test_a_consult_counts_as_help_and_only_a_hand_over_as_a_transfer(desk: Floor) -> None:
    one = joined(desk, agent_id="ben")
    desk.wait(30_000)
    desk.ask("anna", EndConsult(consult_id=one.id))
    agents = {row.agent_id: row for row in figures(desk, "agent").rows}
    assert counted(agents["ben"].sums) == {
        "consults": 1,
        "consult_ms": 30_000,
        "handle_ms": 30_000,
    }
    total = figures(desk).total.sums
    assert total.get("transferred", 0) == 0
    assert (total["offered"], total["answered"]) == (1, 1)
    again = joined(desk, agent_id="ben")
    desk.ask("anna", HandOverConsult(consult_id=again.id))
    desk.ask("ben", EndInteraction(interaction_id=again.interaction_id))
    total = figures(desk).total.sums
    assert (total["transferred"], total["offered"], total["answered"]) == (1, 1, 1)
