"""Splits, merges and their undoing against a model: after anything, everything said stands exactly once."""

import shutil
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace
from sqlalchemy import select

from agent_desktop.hub.storage import letters
from agent_desktop.hub.storage.tables import interactions
from agent_desktop.hub.storage.threads import conversation, item_at
from agent_desktop.hub.storage.written_tables import remotes
from agent_desktop.hub.written.records import Sent
from agent_desktop.model.base import Record
from agent_desktop.model.commands import AddNote, AnswerOffer, CompleteWrapUp, EndInteraction
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.rearranging import (
    MergeConversations,
    SplitConversation,
    TakeMoveBack,
)
from agent_desktop.model.timeline import Message, Note
from agent_desktop.model.work import InteractionState
from tests.chances import tries
from tests.hub.centre.floor import opened
from tests.hub.centre.post import MAIL, Post

pick = st.integers(0, 1_000)


class Moves(RuleBasedStateMachine):
    """One customer, one agent, and moves."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(mkdtemp(prefix="moves-"))
        floor = self.stack.enter_context(opened(self.folder / "hub.db"))
        floor.furnish()
        self.post = Post(floor)
        self.said: list[str] = []
        self.known: list[str] = []

    def teardown(self) -> None:
        self.stack.close()
        shutil.rmtree(self.folder)

    @initialize()
    def first(self) -> None:
        self.writes(0, 0)
        self.takes()

    def some(self, which: int) -> str:
        found = self.post.conversations()
        return found[which % len(found)].id

    def ask(self, command: Record) -> None:
        """Ask it twice under one id: the second time changes nothing."""
        floor, command_id = self.post.floor, self.post.floor.id()
        try:
            floor.ask("anna", command, command_id)  # type: ignore[arg-type]
        except (Refused, Conflict):
            return
        position = floor.centre.position
        floor.ask("anna", command, command_id)  # type: ignore[arg-type]
        assert floor.centre.position == position

    @rule(which=pick, clue=st.integers(0, 2))
    def writes(self, which: int, clue: int) -> None:
        text, name = f"in {len(self.said)}", f"r{len(self.said)}@x"
        answers = (self.known[which % len(self.known)],) if clue == 1 and self.known else ()
        token = self.some(which) if clue == 2 else ""
        self.post.take(self.post.arrived(text, remote_id=name, answers=answers, token=token))
        self.said.append(text)
        self.known.append(name)

    @rule(which=pick)
    def answers(self, which: int) -> None:
        text = f"out {len(self.said)}"
        try:
            self.post.answer(text, conversation_id=self.some(which))
        except Refused:
            return
        self.said.append(text)
        while (letter := self.post.floor.centre.claim_letter(MAIL).letter) is not None:
            name = f"<{letter.id}>"
            self.post.floor.centre.settle_letter(letter.id, Sent(remote_ids=(name,)))
            self.known.append(name)

    @rule(which=pick)
    def notes(self, which: int) -> None:
        text = f"note {len(self.said)}"
        client_id = self.post.floor.id()
        note = AddNote(client_id=client_id, conversation_id=self.some(which), text=text)
        self.post.floor.ask("anna", note, client_id)
        self.said.append(text)

    @rule()
    def takes(self) -> None:
        for offer in self.post.floor.centre.snapshot("anna")[1].offers[:1]:
            key, epoch = offer.interaction_id, offer.epoch
            answer = AnswerOffer(interaction_id=key, epoch=epoch, accept=True)
            self.post.floor.ask("anna", answer)

    @rule(which=pick)
    def finishes(self, which: int) -> None:
        mine = [o for o in self.post.floor.centre.snapshot("anna")[1].interactions if o.agent_id]
        if mine:
            one = mine[which % len(mine)]
            self.ask(EndInteraction(interaction_id=one.id))
            self.ask(CompleteWrapUp(interaction_id=one.id, disposition="solved"))

    @rule(which=pick, place=pick)
    def splits(self, which: int, place: int) -> None:
        thread = self.some(which)
        items = self.post.floor.centre.timeline(thread, limit=500).items
        item = items[place % len(items)]
        self.ask(SplitConversation(conversation_id=thread, item_id=item.id))

    @rule(one=pick, other=pick)
    def merges(self, one: int, other: int) -> None:
        self.ask(MergeConversations(kept_id=self.some(one), merged_id=self.some(other)))

    @rule(which=pick)
    def takes_back(self, which: int) -> None:
        self.ask(TakeMoveBack(conversation_id=self.some(which)))

    @rule()
    def crashes(self) -> None:
        self.post.floor.crash()
        self.post.floor.ready("anna")

    @invariant()
    def everything_said_stands_once(self) -> None:
        standing: Counter[str] = Counter()
        for thread in self.post.conversations():
            for item in self.post.floor.centre.timeline(thread.id, limit=500).items:
                if isinstance(item, Message | Note):
                    standing[item.text] += not item.moved_to
        assert +standing == Counter(self.said)

    @invariant()
    def names_lead_to_what_stands(self) -> None:
        storage = self.post.floor.centre.storage
        with storage.transaction():
            for name in self.known:
                where = letters.place_of(storage, MAIL, name)
                assert where is not None
                item = item_at(storage, where.conversation_id, where.seq)
                assert isinstance(item, Message)
                assert not item.moved_to
            assert len(storage.rows(select(remotes.c.remote_id))) == len(self.known)

    @invariant()
    def work_and_memory_agree_with_the_database(self) -> None:
        storage, book = self.post.floor.centre.storage, self.post.floor.centre._loaded
        with storage.transaction():
            rows = storage.rows(select(interactions))
            live = {row.id: row for row in rows if InteractionState(row.state).live}
            assert set(live) == set(book.live.interactions)
            for key, row in live.items():
                thread = book.live.threads[row.conversation_id]
                assert key in thread.work
                assert thread.shown.open
                assert not thread.shown.joined_into
            for key, thread in book.live.threads.items():
                shown = replace(thread.shown, reply_ways=())
                assert conversation(storage, key) == replace(thread.kept, shown=shown)


Moves.TestCase.settings = settings(
    max_examples=tries(6),
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TestMoves = Moves.TestCase
