"""The composer as the agent meets it: drafts, sending, notes, files, saved replies, refusals."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.changes import DraftReplaced, Notice, NoticeKind
from agent_desktop.model.commands import Draft
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.intents import SendReply, TypeAhead, UndoSend, WriteDraft, WriteNote
from agent_desktop.model.settings import SEND_KEYS
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.act import Act
from tests.ui.conversation.hands import CTRL, SHIFT, press, text, type_in
from tests.ui.fake_desk import EVERYTHING, NOON, FakeDesk, sample_conversation, sample_customer


def draft(words: str, *, note: bool = False, files: tuple[LocalFile, ...] = ()) -> Draft:
    return Draft(conversation_id="c1", note=note, text=words, saved_at=NOON, files=files)


# -- drafts ----------------------------------------------------------------------------


def test_every_change_writes_the_draft(composer: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    type_in(qtbot, composer, "hey")
    assert [one.text for one in desk.posted(WriteDraft)] == ["h", "he", "hey"]
    desk.turn()
    assert composer.top._words.startswith("Draft saved ")


def test_a_draft_comes_back_with_its_conversation(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    desk.put_thread(sample_conversation("c2", number=2), customer=sample_customer())
    type_in(qtbot, pane.composer, "half a sent")
    desk.turn()
    desk.open("c2")
    assert text(pane.composer) == ""
    desk.open("c1")
    assert text(pane.composer) == "half a sent"
    assert pane.composer.editor.textCursor().atEnd()


def test_a_note_alone_opens_as_a_note(pane: ConversationPane, desk: FakeDesk) -> None:
    desk.drafts["c1", True] = draft("psst", note=True)
    desk.open("c1")
    assert pane.composer.note
    assert text(pane.composer) == "psst"


def test_reply_and_note_keep_their_own_texts(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "to her")
    desk.turn()
    composer.set_note(True)
    assert text(composer) == ""
    type_in(qtbot, composer, "to us")
    desk.turn()
    composer.set_note(False)
    assert text(composer) == "to her"
    composer.set_note(True)
    assert text(composer) == "to us"


# -- sending -----------------------------------------------------------------------------


def test_the_text_stays_until_the_desk_has_kept_it(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "hello")
    desk.turn()
    press(qtbot, composer, Qt.Key.Key_Return)
    (sent,) = desk.posted(SendReply)
    assert (sent.text, sent.channel, sent.conversation_id) == ("hello", Channel.CHAT, "c1")
    assert text(composer) == "hello"
    desk.turn()
    assert text(composer) == ""


def test_enter_twice_sends_once(composer: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    type_in(qtbot, composer, "hello")
    press(qtbot, composer, Qt.Key.Key_Return)
    press(qtbot, composer, Qt.Key.Key_Return)
    desk.turn()
    press(qtbot, composer, Qt.Key.Key_Return)
    desk.turn()
    assert len(desk.posted(SendReply)) == 1


def test_what_is_typed_while_the_desk_is_busy_is_kept(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "hello")
    press(qtbot, composer, Qt.Key.Key_Return)
    type_in(qtbot, composer, " and more")
    desk.turn()
    assert text(composer) == " and more"
    desk.turn()
    kept = desk.draft("c1", False)
    assert kept is not None
    assert kept.text == " and more"


def test_a_second_message_typed_and_sent_while_the_desk_is_busy(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "one")
    press(qtbot, composer, Qt.Key.Key_Return)
    type_in(qtbot, composer, "two")
    press(qtbot, composer, Qt.Key.Key_Return)
    desk.turn()
    desk.turn()
    desk.turn()
    assert [one.text for one in desk.posted(SendReply)] == ["one", "two"]
    assert len({one.client_id for one in desk.posted(SendReply)}) == 2
    assert text(composer) == ""


def test_a_full_disk_loses_nothing(composer: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    type_in(qtbot, composer, "hello")
    press(qtbot, composer, Qt.Key.Key_Return)
    desk.publish(Notice(kind=NoticeKind.STORE_FAULT))
    assert text(composer) == "hello"
    assert "still here" in composer.words.text()
    press(qtbot, composer, Qt.Key.Key_Return)
    assert len(desk.posted(SendReply)) == 2


@pytest.mark.parametrize(
    ("setting", "modifiers", "sends"),
    [
        ("enter", Qt.KeyboardModifier.NoModifier, True),
        ("enter", CTRL, True),
        ("enter", SHIFT, False),
        ("ctrl_enter", Qt.KeyboardModifier.NoModifier, False),
        ("ctrl_enter", CTRL, True),
    ],
)
def test_which_keys_send(
    composer: Composer,
    desk: FakeDesk,
    qtbot: QtBot,
    setting: str,
    modifiers: Qt.KeyboardModifier,
    sends: bool,
) -> None:
    desk.put_setting(SEND_KEYS, setting)
    type_in(qtbot, composer, "hello")
    press(qtbot, composer, Qt.Key.Key_Return, modifiers)
    assert bool(desk.posted(SendReply)) is sends
    assert text(composer) == ("hello" if sends else "hello\n")


def test_enter_begins_a_line_in_a_note(composer: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    composer.set_note(True)
    type_in(qtbot, composer, "a")
    press(qtbot, composer, Qt.Key.Key_Return)
    assert desk.posted(WriteNote) == []
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)
    assert [one.text for one in desk.posted(WriteNote)] == ["a\n"]
    assert desk.posted(SendReply) == []


def test_blank_text_is_not_sent(composer: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    type_in(qtbot, composer, "   ")
    press(qtbot, composer, Qt.Key.Key_Return)
    assert desk.posted(SendReply) == []
    assert not composer.bar.send.isEnabled()


def test_too_long_says_by_how_much(composer: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.manifest = msgspec.structs.replace(EVERYTHING, max_text=5)
    composer.editor.insertPlainText("1234567")
    assert composer.words.text() == "2 characters too long. Shorten the text to send it."
    press(qtbot, composer, Qt.Key.Key_Return)
    assert desk.posted(SendReply) == []
    press(qtbot, composer, Qt.Key.Key_Backspace)
    press(qtbot, composer, Qt.Key.Key_Backspace)
    assert composer.words.isHidden()
    press(qtbot, composer, Qt.Key.Key_Return)
    assert desk.posted(SendReply)


def test_offline_queues_and_says_so(composer: Composer, desk: FakeDesk) -> None:
    desk.put_link(LinkChanged(state=LinkState.OFFLINE, since=NOON))
    assert composer.bar.send.text() == "Queue reply"
    composer.set_note(True)
    assert composer.bar.send.text() == "Queue note"


# -- taking back ---------------------------------------------------------------------------


def test_undo_puts_the_text_back_before_what_is_typed(
    pane: ConversationPane, composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "first")
    press(qtbot, composer, Qt.Key.Key_Return)
    desk.turn()
    client_id = desk.posted(SendReply)[0].client_id
    pane._act(Act.UNDO, client_id)
    assert desk.posted(UndoSend)[0].client_id == client_id
    written = len(desk.posted(WriteDraft))
    type_in(qtbot, composer, "!")
    assert len(desk.posted(WriteDraft)) == written  # it would overwrite what comes back
    desk.turn()
    assert text(composer) == "first!"
    assert desk.posted(WriteDraft)[-1].text == "first!"


def test_undo_keeps_the_next_reply_that_was_begun(
    pane: ConversationPane, composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "first")
    press(qtbot, composer, Qt.Key.Key_Return)
    desk.turn()
    type_in(qtbot, composer, "secon")
    desk.turn()
    pane._act(Act.UNDO, desk.posted(SendReply)[0].client_id)
    type_in(qtbot, composer, "d")
    desk.turn()
    assert text(composer) == "first\nsecond"


def test_undo_while_writing_a_note_keeps_the_note(
    pane: ConversationPane, composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "reply")
    press(qtbot, composer, Qt.Key.Key_Return)
    desk.turn()
    composer.set_note(True)
    type_in(qtbot, composer, "note")
    desk.turn()
    pane._act(Act.UNDO, desk.posted(SendReply)[0].client_id)
    desk.turn()
    assert not composer.note
    assert text(composer) == "reply"
    desk.turn()
    composer.set_note(True)
    assert text(composer) == "note"


def test_a_draft_replaced_by_the_desk_is_shown(composer: Composer, desk: FakeDesk) -> None:
    desk.put_draft(draft("from elsewhere"))
    assert text(composer) == "from elsewhere"
    desk.publish(DraftReplaced(conversation_id="other"))
    assert text(composer) == "from elsewhere"


# -- what may be done ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [("closed", "completed"), ("not_yours", "Take it to reply"), ("unsupported", "cannot be sent")],
)
def test_why_a_reply_is_not_possible(
    composer: Composer, desk: FakeDesk, qtbot: QtBot, code: str, words: str
) -> None:
    desk.alter_thread("c1", cannot_reply=code)
    assert words in composer.editor.placeholderText()
    type_in(qtbot, composer, "hello")
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)
    assert desk.posted(SendReply) == []
    composer.set_note(True)
    type_in(qtbot, composer, "a note is always possible")
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)
    assert len(desk.posted(WriteNote)) == 1


def test_only_what_the_backend_can_do_is_shown(
    pane: ConversationPane, composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    desk.manifest = msgspec.structs.replace(EVERYTHING, capabilities=frozenset())
    desk.open("c1")
    assert composer.top.kind.isHidden()
    assert composer.bar.attach.isHidden()
    assert composer.bar.replies.isHidden()
    pane.toggle_note()
    assert not composer.note
    type_in(qtbot, composer, "hi ::")
    assert desk.posted(TypeAhead) == []
    assert composer.replies.isHidden()


def test_the_channel_is_a_choice_where_there_are_several_ways(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    assert not composer.top.pill.isEnabled()
    ways = (ReplyWay(channel=Channel.CHAT), ReplyWay(channel=Channel.SMS))
    desk.alter_thread("c1", conversation=sample_conversation(reply_ways=ways))
    assert composer.top.pill.isEnabled()
    composer.ways.choose(ReplyWay(channel=Channel.SMS))
    type_in(qtbot, composer, "hi")
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)
    assert desk.posted(SendReply)[0].channel is Channel.SMS


def test_after_a_reply_by_another_way_the_customer_is_followed_again(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    chat, mail, sms = (ReplyWay(channel=one) for one in (Channel.CHAT, Channel.EMAIL, Channel.SMS))

    def spoke(*ways: ReplyWay) -> None:
        desk.alter_thread("c1", conversation=sample_conversation(reply_ways=ways))

    spoke(chat, sms, mail)
    composer.ways.choose(sms)
    spoke(mail, chat, sms)
    assert composer.ways.current == sms, "chosen, and nothing written yet"
    type_in(qtbot, composer, "hi")
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)
    composer.draft_replaced(False)
    assert composer.ways.current == sms, "the backend has not heard of it"
    spoke(sms, mail, chat)
    assert composer.ways.current == sms
    spoke(mail, sms, chat)
    assert composer.ways.current == mail


def test_a_call_from_the_page_is_answered_in_the_chat_too(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    desk.alter_thread("c1", conversation=sample_conversation(channel=Channel.VOICE))
    assert "cannot be sent" in composer.editor.placeholderText()
    by_page = sample_conversation(
        channel=Channel.VOICE, reply_ways=(ReplyWay(channel=Channel.CHAT),)
    )
    desk.alter_thread("c1", conversation=by_page)
    type_in(qtbot, composer, "the link is https://halden.example/returns")
    press(qtbot, composer, Qt.Key.Key_Return)
    assert desk.posted(SendReply)[0].channel is Channel.CHAT


def test_typing_is_told_and_ends_with_the_message(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "hi")
    assert desk.posted(TypeAhead)[-1].typing
    press(qtbot, composer, Qt.Key.Key_Return)
    assert not desk.posted(TypeAhead)[-1].typing
    told = len(desk.posted(TypeAhead))
    desk.turn()
    composer.set_note(True)
    type_in(qtbot, composer, "secret")
    assert len(desk.posted(TypeAhead)) == told


def test_a_note_taken_back_is_shown_as_a_note_and_the_reply_is_kept(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "half a reply")
    composer.expect_return()
    type_in(qtbot, composer, "!")
    desk.put_draft(draft("for the team", note=True))
    assert composer.note
    assert text(composer) == "for the team"
    desk.turn()
    composer.set_note(False)
    assert text(composer) == "half a reply!"


def test_a_draft_of_the_other_kind_leaves_what_is_typed(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, composer, "half a reply")
    desk.drafts["c1", True] = draft("for the team", note=True)
    desk.publish(DraftReplaced(conversation_id="c1", note=True))
    assert not composer.note
    assert text(composer) == "half a reply"
