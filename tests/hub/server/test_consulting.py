"""A consult about written work over real sockets: two agents, a customer, and what each of them hears."""

from agent_desktop.hub.protocol import Answer, Refusal
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AddNote, ChoosePresence, SendMessage
from agent_desktop.model.consulting import (
    AnswerConsult,
    ConsultChanged,
    ConsultEnd,
    ConsultState,
    ConsultWork,
    HandOverConsult,
)
from agent_desktop.model.events import MessageReceived, NoteAdded
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor


def test_a_colleague_helps_in_notes_and_gets_the_work(team: Team) -> None:
    with (
        Desk.open(team.live, team.ann) as ann,
        Desk.open(team.live, team.ben) as ben,
        Visitor(team.url) as visitor,
    ):
        ben.perform(ChoosePresence(state=PresenceState.BUSY))
        ann.ready()
        visitor.introduce("Is anybody there?")
        offer = ann.accept().offer
        at = offer.conversation_id
        wish = ConsultWork(interaction_id=offer.interaction_id, agent_id="ben", question="Refund?")
        assert isinstance(ann.perform(wish, "ask-1"), Answer)
        assert isinstance(ann.perform(wish, "ask-1"), Answer)  # an answer that was lost
        asked = ben.event(ConsultChanged).consult
        assert (asked.by_name, asked.question, asked.state) == (
            "Ann",
            "Refund?",
            ConsultState.ASKED,
        )
        assert isinstance(ben.perform(AnswerConsult(consult_id=asked.id, accept=True)), Answer)
        ben.event(MessageReceived, lambda event: event.message.text == "Is anybody there?")
        note = AddNote(client_id=new_id(), conversation_id=at, text="Yes, up to 20")
        assert isinstance(ben.perform(note), Answer)
        ann.event(NoteAdded, lambda event: event.note.text == "Yes, up to 20")
        reply = SendMessage(
            client_id=new_id(), conversation_id=at, channel=Channel.CHAT, text="It is Ben's"
        )
        assert isinstance(ben.perform(reply), Refusal)
        assert isinstance(ann.perform(HandOverConsult(consult_id=asked.id)), Answer)
        over = ben.event(ConsultChanged, lambda event: bool(event.consult.ended)).consult
        assert over.ended is ConsultEnd.HANDED_OVER
        again = SendMessage(
            client_id=new_id(), conversation_id=at, channel=Channel.CHAT, text="Ben here"
        )
        assert isinstance(ben.perform(again), Answer)
        visitor.until_text("Ben here")
        assert not {"Refund?", "Yes, up to 20", "It is Ben's"} & set(visitor.texts)
