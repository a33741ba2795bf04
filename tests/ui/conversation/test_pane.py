"""The thread pane: follows the desk, offers what may be done, posts what was asked."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import (
    DiscardUnsent,
    EndWork,
    LoadOlder,
    RetrySend,
    SeenUpTo,
    TakeWaiting,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.work import Channel, InteractionState
from agent_desktop.ui.conversation.header_words import Step, header_look
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.kit.badges import Sla
from tests.ui.conversation.conftest import chatter
from tests.ui.fake_desk import (
    EVERYTHING,
    ME,
    NOON,
    FakeDesk,
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)


def test_no_conversation_says_what_to_do(pane: ConversationPane, desk: FakeDesk) -> None:
    assert not pane.empty.isVisible()
    desk.open(None)
    assert pane.empty.isVisible()
    assert pane.empty.label.text() == "Choose a conversation, or press Ctrl K."


def test_a_conversation_that_is_known_later_appears(pane: ConversationPane, desk: FakeDesk) -> None:
    desk.open("c9")
    assert pane.empty.isVisible()
    desk.put_thread(sample_conversation("c9"), chatter(1, 2), customer=sample_customer())
    assert not pane.empty.isVisible()
    assert len(pane.timeline.stock) == 2


def test_messages_arrive(pane: ConversationPane, desk: FakeDesk) -> None:
    desk.append(sample_message("new", seq=4))
    assert pane.timeline.look(3).text == "new"
    changed = sample_message("Yes, it is on its way.", seq=2, mine=True, delivery=Delivery.READ)
    desk.update(changed)
    assert pane.timeline.look(1).read


def test_changes_of_other_conversations_are_not_ours(
    pane: ConversationPane, desk: FakeDesk
) -> None:
    desk.put_thread(sample_conversation("c2"), chatter(1, 9), customer=sample_customer())
    assert len(pane.timeline.stock) == 3


def test_seen_is_posted(pane: ConversationPane, desk: FakeDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: [one.seq for one in desk.posted(SeenUpTo)] == [3])
    desk.append(sample_message("new", seq=4))
    qtbot.waitUntil(lambda: [one.seq for one in desk.posted(SeenUpTo)] == [3, 4])


def test_older_items_are_loaded_near_the_top(pane: ConversationPane, desk: FakeDesk) -> None:
    desk.put_thread(sample_conversation(), chatter(50, 60), customer=sample_customer())
    assert desk.posted(LoadOlder) == [LoadOlder(conversation_id="c1")]
    desk.turn()
    assert pane.timeline.loading
    desk.prepend("c1", chatter(1, 49), complete=True)
    assert len(pane.timeline.stock) == 60
    assert len(desk.posted(LoadOlder)) == 1


def test_without_history_nothing_is_asked_for(pane: ConversationPane, desk: FakeDesk) -> None:
    rest = EVERYTHING.capabilities - {Capability.HISTORY}
    desk.manifest = msgspec.structs.replace(EVERYTHING, capabilities=rest)
    desk.put_thread(sample_conversation(), chatter(50, 60), customer=sample_customer())
    assert desk.posted(LoadOlder) == []


def test_who_types_is_shown(pane: ConversationPane, desk: FakeDesk) -> None:
    desk.alter_thread("c1", typing_name="Layla\u202e Haddad")
    assert pane.timeline.typing == "Layla Haddad"
    desk.alter_thread("c1", typing_name="")
    assert pane.timeline.typing == ""


def test_a_broken_link_is_told_in_the_timeline(pane: ConversationPane, desk: FakeDesk) -> None:
    desk.alter_thread("c1", stale_since=NOON)
    assert pane.timeline.stale_tail() == "Offline since 12:02 · newer messages may be missing"


@pytest.mark.parametrize(
    ("state", "step", "words"),
    [
        (InteractionState.QUEUED, Step.TAKE, "Take"),
        (InteractionState.ACTIVE, Step.END, "End"),
        (InteractionState.WRAP_UP, Step.COMPLETE, "Complete"),
        (InteractionState.DONE, None, ""),
    ],
)
def test_the_next_step(
    pane: ConversationPane,
    desk: FakeDesk,
    qtbot: QtBot,
    state: InteractionState,
    step: Step | None,
    words: str,
) -> None:
    desk.alter_thread("c1", interaction=sample_interaction(state=state))
    assert pane.header.step is step
    assert pane.header.button.isVisible() is (step is not None)
    if step is None:
        pane.next_step()
        assert desk.posted(EndWork) == []
        return
    assert pane.header.button.text() == words
    if step is Step.COMPLETE:
        with qtbot.waitSignal(pane.complete_asked) as got:
            pane.header.button.click()
        assert got.args == ["c1"]
        return
    pane.next_step()
    expected = {
        Step.TAKE: TakeWaiting(interaction_id="i-c1"),
        Step.END: EndWork(conversation_id="c1"),
    }
    assert desk.intents[-1] == expected[step]


def test_someone_elses_work_offers_no_step() -> None:
    desk = FakeDesk()
    desk.put_thread(
        sample_conversation(),
        customer=sample_customer(),
        interaction=sample_interaction(agent_id="a2"),
    )
    thread = desk.thread("c1")
    assert thread is not None
    assert header_look(thread, EVERYTHING, ME.id, NOON).step is None


@pytest.mark.parametrize(
    ("due_in", "badge", "sla"),
    [
        (125_000, "Next reply 2 min", Sla.ON_TRACK),
        (60_000, "Next reply 1 min", Sla.AT_RISK),
        (-120_000, "Next reply −2 min", Sla.BREACHED),
    ],
)
def test_when_the_next_reply_is_due(
    pane: ConversationPane, desk: FakeDesk, due_in: int, badge: str, sla: Sla
) -> None:
    desk.alter_thread("c1", conversation=sample_conversation(reply_due_at=NOON + due_in))
    assert (pane.header.badge.words, pane.header.badge.sla) == (badge, sla)


def test_replied_and_place_line(pane: ConversationPane, desk: FakeDesk) -> None:
    desk.alter_thread("c1", conversation=sample_conversation(replied_at=NOON))
    assert pane.header.badge.words.startswith("Replied ")
    assert pane.header.place.text() == "Layla Haddad · Chat · web widget · No. 1107 · open 32 min"
    assert pane.header.title.text() == "Damaged Lumen floor lamp"
    spoken = sample_conversation(channel=Channel.VOICE, replied_at=NOON)
    desk.alter_thread("c1", conversation=spoken)
    assert pane.header.badge.words == ""
    desk.alter_thread("c1", conversation=sample_conversation(subject="", open=False))
    assert pane.header.title.text() == "Layla Haddad"
    assert pane.header.place.text() == "Chat · web widget · No. 1107 · completed"


def test_links_go_out_only_when_they_are_web_addresses(
    pane: ConversationPane, opened: list[str]
) -> None:
    pane.timeline.link_clicked.emit("https://a.example")
    pane.timeline.link_clicked.emit("file:///etc/passwd")
    assert opened == ["https://a.example"]


def test_actions_on_unsent_replies(pane: ConversationPane, desk: FakeDesk) -> None:
    pane.timeline.acted.emit(Act.RETRY, "k")
    pane.timeline.acted.emit(Act.DISCARD, "k")
    assert desk.intents[-2:] == [RetrySend(client_id="k"), DiscardUnsent(client_id="k")]


def test_find_bar(pane: ConversationPane, desk: FakeDesk, qtbot: QtBot) -> None:
    pane.begin_find()
    qtbot.keyClicks(pane.finding.bar.field, "hi")
    assert pane.timeline.finder.places == [("m1", 0, 2)]
    qtbot.keyClicks(pane.finding.bar.field, "zzz")
    assert pane.timeline.finder.places == []
    pane.finding.bar.closed.emit()
    assert pane.finding.bar.isHidden()
    assert pane.timeline.finder.query == ""


def test_enter_walks_through_what_was_found(pane: ConversationPane, qtbot: QtBot) -> None:
    pane.begin_find()
    qtbot.keyClicks(pane.finding.bar.field, "e")
    count = len(pane.timeline.finder.places)
    assert pane.timeline.finder.current == count - 1
    qtbot.keyClick(pane.finding.bar.field, Qt.Key.Key_Return)
    assert pane.timeline.finder.current == 0
    qtbot.keyClick(pane.finding.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.timeline.finder.current == count - 1


def test_letters_over_the_timeline_go_to_the_composer(pane: ConversationPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.timeline, "hey")
    assert pane.composer.editor.toPlainText() == "hey"


def test_a_closed_pane_no_longer_listens(desk: FakeDesk, pane: ConversationPane) -> None:
    listening = len(desk._listeners)
    pane.stop()
    assert len(desk._listeners) == listening - 1
