"""When the database refuses, and when clients repeat or misuse themselves: clear words, and no half state."""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.tables import attachments
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.commands import (
    AddNote,
    AnswerOffer,
    ChoosePresence,
    Cursor,
    EditCustomer,
    EndInteraction,
    MarkRead,
    MergeCustomers,
    PullInteraction,
    SendMessage,
)
from agent_desktop.model.errors import Conflict, DeskError, Refused, StoreFailed
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel, Disposition, Offer
from tests.hub import databases
from tests.hub.centre.floor import Floor


def accepted(floor: Floor) -> Offer:
    floor.ready("anna")
    floor.arrive("vera")
    return floor.accept("anna")


def everything(floor: Floor) -> object:
    centre = floor.centre
    return (
        [centre.snapshot(agent)[1] for agent in ("anna", "ben", "cleo")],
        centre.chat_items("vera"),
        centre.chat_state("vera"),
    )


@databases.only_files  # test_full_server.py fills a server's disk
def test_a_full_disk_changes_nothing_and_passes(floor: Floor) -> None:
    offer = accepted(floor)
    storage = floor.centre.storage
    file = databases.sqlite_of(storage)
    file.pragma(f"max_page_count={file.pragma('page_count')}")
    before = everything(floor)
    floor.listen()
    text = "x" * 9_000

    def fill() -> None:
        for number in range(100):
            send = SendMessage(
                client_id=f"m{number}",
                conversation_id=offer.conversation_id,
                channel=Channel.CHAT,
                text=text,
            )
            floor.ask("anna", send, f"m{number}")

    with pytest.raises(StoreFailed, match="disk is full"):
        fill()
    with pytest.raises(StoreFailed):
        floor.centre.say("vera", "s1", text)
    file.pragma("max_page_count=1000000")
    assert everything(floor) == before
    assert floor.listen() == []
    fill()
    floor.centre.say("vera", "s1", text)
    assert storage.checked() == []
    assert len(floor.centre.timeline(offer.conversation_id, limit=500).items) == 4 + 101


@contextlib.contextmanager
def locked(path: Target) -> Iterator[None]:
    """Another program holds the database."""
    if isinstance(path, str):
        with psycopg.connect(path) as server:
            server.execute("LOCK TABLE journal, settings IN ACCESS EXCLUSIVE MODE")
            yield
            server.rollback()
        return
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("BEGIN EXCLUSIVE")
    yield
    file.execute("ROLLBACK")
    file.close()


def test_a_locked_database_changes_nothing_and_passes(floor: Floor) -> None:
    offer = accepted(floor)
    before = everything(floor)
    with locked(floor.path):
        with pytest.raises(StoreFailed, match=r"Another program|is locked"):
            floor.send("anna", offer.conversation_id, "Hi")
        with pytest.raises(StoreFailed):
            floor.centre.connected("ben")
    assert everything(floor) == before
    assert floor.send("anna", offer.conversation_id, "Hi").seq == 5


def test_one_failure_in_a_batch_undoes_all_of_it(floor: Floor) -> None:
    offer = accepted(floor)
    before = everything(floor)
    floor.listen()

    def batch() -> None:
        with floor.centre.batch():
            floor.send("anna", offer.conversation_id, "never")
            floor.centre.disconnected("anna")
            floor.centre.visitor_online("vera", False)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        batch()
    assert everything(floor) == before
    assert floor.listen() == []


def test_a_refusal_in_a_batch_undoes_only_itself(floor: Floor) -> None:
    offer = accepted(floor)
    with floor.centre.batch():
        floor.send("anna", offer.conversation_id, "one")
        with pytest.raises(Refused):
            floor.send("ben", offer.conversation_id, "two")
        floor.send("anna", offer.conversation_id, "three")
    page = floor.centre.timeline(offer.conversation_id)
    assert [one.text for one in page.items if isinstance(one, Message)] == [
        "Hello?",
        "one",
        "three",
    ]


def test_the_same_id_in_the_same_batch(floor: Floor) -> None:
    offer = accepted(floor)

    def send(client_id: str, command_id: str, text: str) -> object:
        command = SendMessage(
            client_id=client_id,
            conversation_id=offer.conversation_id,
            channel=Channel.CHAT,
            text=text,
        )
        return floor.ask("anna", command, command_id)

    with floor.centre.batch():
        first = send("m", "c1", "Hi")
        assert send("m", "c1", "Hi") == first
        assert send("m", "c2", "Hi") == first
        with pytest.raises(Conflict):
            send("m", "c1", "Ho")
        with pytest.raises(Conflict):
            send("m", "c3", "Ho")
    assert send("m", "c4", "Hi") == first
    with pytest.raises(Conflict):
        floor.ask(
            "anna",
            AddNote(client_id="m", conversation_id=offer.conversation_id, text="Hi"),
            "c5",
        )


def test_ids_of_visitors_and_agents_do_not_meet(floor: Floor) -> None:
    offer = accepted(floor)
    floor.centre.say("vera", "same", "from the visitor")
    with pytest.raises(Conflict):
        floor.centre.say("vera", "same", "other words")
    assert floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id), "same") is None
    again = floor.centre.say("vera", "same", "from the visitor")
    assert (again.text, again.client_id) == ("from the visitor", "same")


def test_an_answer_is_repeated_after_a_restart(floor: Floor) -> None:
    offer = accepted(floor)
    answer = AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True)
    send = SendMessage(
        client_id="m", conversation_id=offer.conversation_id, channel=Channel.CHAT, text="Hi"
    )
    sent = floor.ask("anna", send, "m")
    floor.crash()
    assert floor.ask("anna", send, "m") == sent
    floor.ask("anna", answer, "later")  # another id, the same answer
    with pytest.raises(Conflict):
        floor.ask("cleo", answer)


def test_files_travel_only_with_their_owner(floor: Floor) -> None:
    offer = accepted(floor)
    with floor.centre.storage.transaction():
        for one, owner in (("a", "agent:anna"), ("v", "visitor:vera")):
            row = (one, owner, one, f"{one}.png", "image/png", 7, b"", one, 0, None, None, "", "")
            floor.centre.storage.insert(attachments, row)

    def send(*ids: str) -> Message:
        # name, type and size as claimed by the client are not believed
        files = tuple(Attachment(id=one, name="?", media_type="?", size=1) for one in ids)
        sent = floor.ask(
            "anna",
            SendMessage(
                client_id=floor.id(),
                conversation_id=offer.conversation_id,
                channel=Channel.CHAT,
                text="",
                attachments=files,
            ),
        )
        assert isinstance(sent, Message)
        return sent

    for foreign in (("v",), ("a", "v"), ("unknown",)):
        with pytest.raises(Refused) as caught:
            send(*foreign)
        assert caught.value.problem.value == foreign[-1]
    assert send("a").attachments == (
        Attachment(id="a", name="a.png", media_type="image/png", size=7),
    )
    with pytest.raises(Refused):
        floor.centre.say("vera", "s1", "look", ("a",))
    item = floor.centre.say("vera", "s2", "", ("v",))
    assert [one.name for one in item.attachments] == ["v.png"]
    preview = floor.centre.timeline(offer.conversation_id).conversation.preview
    assert preview == "v.png"
    floor.arrive("vito")
    other = floor.accept("anna")
    with pytest.raises(Refused):
        floor.ask(
            "anna",
            SendMessage(
                client_id="reuse",
                conversation_id=other.conversation_id,
                channel=Channel.CHAT,
                text="",
                attachments=(Attachment(id="a", name="", media_type="", size=0),),
            ),
        )


@pytest.mark.parametrize(
    "command",
    [
        SendMessage(client_id="", conversation_id="?", channel=Channel.CHAT, text="x"),
        AddNote(client_id="n", conversation_id="?", text="x"),
        AnswerOffer(interaction_id="?", epoch=1, accept=True),
        PullInteraction(interaction_id="?"),
        EndInteraction(interaction_id="?"),
        MarkRead(conversation_id="?", seq=1),
        EditCustomer(customer_id="?"),
        MergeCustomers(kept_id="?", merged_id="!"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_unknown_ids(floor: Floor, command: SendMessage) -> None:
    position = floor.centre.position
    with pytest.raises((Refused, Conflict)) as caught:
        floor.ask("anna", command)
    assert caught.value.problem.field
    assert floor.centre.position == position


def test_unknown_people_and_places(floor: Floor) -> None:
    centre = floor.centre
    asks = (
        lambda: floor.ask("nobody", ChoosePresence(state=PresenceState.READY)),
        lambda: floor.ask("anna", ChoosePresence(state=PresenceState.READY), "x" * 129),
        lambda: centre.snapshot("nobody"),
        lambda: centre.connected("nobody"),
        lambda: centre.audiences("nobody"),
        lambda: centre.entries("nobody", Cursor(epoch="", seq=0)),
        lambda: centre.timeline("nowhere"),
        lambda: centre.conversations("nobody"),
        lambda: centre.say("nobody", "1", "x"),
        lambda: centre.chat("nobody"),
        lambda: centre.entry_point("nowhere"),
        lambda: centre.start_chat(VisitorCard(id="v", entry_point_id="nowhere")),
        lambda: centre.start_chat(VisitorCard(id="", entry_point_id="support-web")),
        lambda: centre.define_agent(AgentProfile(id="x", name="X", queues=("nowhere",))),
        lambda: centre.define_agent(AgentProfile(id="x", name=" ")),
        lambda: centre.define_agent(AgentProfile(id="x", name="X", email="anna@TEAM.example")),
        lambda: centre.define_agent(AgentProfile(id="x", name="X", capacity={Channel.CHAT: 51})),
        lambda: centre.define_queue(QueueSettings(id="two words", name="X")),
        lambda: centre.define_queue(QueueSettings(id="x", name="X", wrap_up_ms=-1)),
        lambda: centre.define_disposition(Disposition(code="x", label="X", queue_id="nowhere")),
        lambda: centre.define_entry_point(
            EntryPointSettings(id="x", channel=Channel.CHAT, name="X", queue_id="nowhere")
        ),
    )
    position = centre.position
    for ask in asks:
        with pytest.raises((Refused, Conflict)):
            ask()
    assert centre.position == position
    assert [one.id for one in centre.agents()] == ["anna", "ben", "cleo"]


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(max_size=50), email=st.text(max_size=30), score=st.integers(-3, 9))
def test_hostile_words_are_kept_or_refused(
    floor: Floor, words: str, email: str, score: int
) -> None:
    visitor = floor.id()
    floor.visitor(visitor, online=False)
    with suppress(DeskError):
        floor.centre.introduce(visitor, floor.id(), words, email, words)
    with suppress(DeskError):
        floor.centre.say(visitor, floor.id(), words)
    with suppress(DeskError):
        floor.centre.rate(visitor, score, words)
    said = [one.text for one in floor.centre.chat_items(visitor) if one.mine]
    assert set(said) <= {words}


def test_too_long_is_refused(floor: Floor) -> None:
    offer = accepted(floor)
    with pytest.raises(Refused) as caught:
        floor.send("anna", offer.conversation_id, "x" * 10_001)
    assert caught.value.problem.value == "10001 characters"
    with pytest.raises(Refused):
        floor.centre.say("vera", "s", "x" * 10_001)
    with pytest.raises(Refused):
        floor.send("anna", offer.conversation_id, " \n ")


def test_configuration_survives_a_restart(floor: Floor) -> None:
    floor.centre.define_setting("team", "Blue")
    before = (
        floor.centre.queues(),
        floor.centre.entry_points(),
        floor.centre.agents(),
        floor.centre.position,
    )
    floor.crash()
    assert before == (
        floor.centre.queues(),
        floor.centre.entry_points(),
        floor.centre.agents(),
        floor.centre.position,
    )
    assert floor.centre.setting("team") == "Blue"


def test_old_entries_and_commands_are_forgotten(floor: Floor) -> None:
    floor.ready("anna")
    cursor = Cursor(epoch=floor.centre.epoch, seq=floor.centre.position)
    choose = ChoosePresence(state=PresenceState.BREAK)
    floor.ask("anna", choose, "choice")
    assert len(floor.centre.entries("anna", cursor).entries) == 1
    floor.wait(61 * 24 * 3_600_000)
    floor.ask("anna", ChoosePresence(state=PresenceState.READY))
    floor.wait(3_600_000)
    assert floor.centre.entries("anna", cursor).resync == "truncated"
    floor.ask("anna", ChoosePresence(state=PresenceState.MEAL), "choice")  # forgotten: free again
