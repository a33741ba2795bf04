"""Commands that wait together: each finds what it would have found alone, and a server is asked once for all."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.centre.waiting import Performing
from agent_desktop.hub.storage.database import Target, Values
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.commands import AddNote, BackendCommand, SendMessage
from agent_desktop.model.errors import Conflict, DeskError
from agent_desktop.model.timeline import Message, Note, TimelineItem
from agent_desktop.model.work import Channel
from tests.hub import databases
from tests.hub.centre.floor import START, Floor

MANY = 70


class Talk:
    """A conversation that anna has, and the database in which it is."""

    def __init__(self, path: Target) -> None:
        self.path = path
        floor = Floor(path)
        floor.furnish()
        floor.ready("anna")
        floor.arrive("v1")
        floor.accept("anna")
        self.conversation_id = floor.held("anna").conversation_id
        floor.centre.storage.close()

    def message(self, client_id: str, text: str) -> SendMessage:
        return SendMessage(
            client_id=client_id,
            conversation_id=self.conversation_id,
            channel=Channel.CHAT,
            text=text,
        )


def together(
    path: Target, asked: Sequence[tuple[str, BackendCommand]]
) -> list[TimelineItem | DeskError | None]:
    """What the centre's thread answers to all of these, which wait while it does something else."""

    async def run() -> list[TimelineItem | DeskError | None]:
        thread = CentreThread(lambda: Centre(Storage.open(path), lambda: START), lambda: START)
        await thread.start()
        await thread.call(lambda centre: centre.tick())  # what is due at a start
        gate = threading.Event()
        held = asyncio.ensure_future(thread.call(lambda _: gate.wait(10)))
        await asyncio.sleep(0)
        jobs = [thread.call(Performing("anna", name, command)) for name, command in asked]
        tasks = [asyncio.ensure_future(job) for job in jobs]
        await asyncio.sleep(0)
        gate.set()
        assert await held
        await asyncio.wait(tasks)
        answers: list[TimelineItem | DeskError | None] = []
        for task in tasks:
            error = task.exception()
            assert error is None or isinstance(error, DeskError)
            answers.append(error or task.result())
        await thread.stop()
        return answers

    return asyncio.run(run())


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(databases.fresh(tmp_path / "hub.db"))


def test_each_finds_what_was_done_before_it_waited_and_while(talk: Talk) -> None:
    (early,) = together(talk.path, [("early", talk.message("early", "One"))])
    assert isinstance(early, Message)
    again, other, other_id, first, second, noted, clash = together(
        talk.path,
        [
            ("early", talk.message("early", "One")),
            ("early", talk.message("early", "Not the same")),
            ("anew", talk.message("early", "One")),
            ("two", talk.message("two", "Two")),
            ("two", talk.message("two", "Two")),
            ("note", AddNote(client_id="note", conversation_id=talk.conversation_id, text="Hm")),
            ("three", talk.message("two", "Three")),
        ],
    )
    assert isinstance(again, Message)
    assert isinstance(other_id, Message)
    assert again.id == other_id.id == early.id
    assert isinstance(other, Conflict)
    assert isinstance(first, Message)
    assert isinstance(second, Message)
    assert first.id == second.id != early.id
    assert isinstance(noted, Note)
    assert isinstance(clash, Conflict)


def test_many_are_written_in_their_order(talk: Talk) -> None:
    """More than go into one statement."""
    texts = [f"Number {number} of many" for number in range(MANY)]
    answers = together(talk.path, [(text, talk.message(text, text)) for text in texts])
    assert [one.text for one in answers if isinstance(one, Message)] == texts
    floor = Floor(talk.path)
    items = floor.centre.timeline(talk.conversation_id, limit=MANY).items
    assert [one.text for one in items if isinstance(one, Message)] == texts
    floor.centre.storage.close()


@databases.only_served
def test_a_server_is_not_asked_for_each(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    from agent_desktop.hub.storage.postgres import Postgres

    asked: list[str] = []
    first = Postgres.first

    def counted(self: Postgres, words: str, values: Values) -> Values | None:
        if any(f" FROM {table} " in words for table in ("commands", "items")):
            asked.append(words)
        return first(self, words, values)

    monkeypatch.setattr(Postgres, "first", counted)
    names = [f"m{number}" for number in range(MANY)]
    answers = together(talk.path, [(name, talk.message(name, name)) for name in names])
    assert all(isinstance(one, Message) for one in answers)
    assert not asked
