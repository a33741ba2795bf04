"""What stands in the composer while the conversation that is typed in becomes a part of another one.

The desk's machine decides, and the composer follows what it tells, in the order in which it tells it.
"""

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.model import events as ev
from agent_desktop.model.changes import ConversationShown, DraftReplaced
from agent_desktop.model.intents import OpenConversation, WriteDraft
from agent_desktop.ui.conversation.pane import ConversationPane
from tests.desk.samples import batch, conversation
from tests.desk.script import Script, at_work
from tests.ui.conversation.hands import text, type_in
from tests.ui.fake_desk import FakeDesk, sample_conversation, sample_customer


def told(desk: FakeDesk, script: Script) -> None:
    """The window's desk has what the machine has, and tells what the machine told."""
    desk.drafts = dict(script.core.state.drafts)
    desk.open_id = script.core.state.open_conversation
    kinds = (DraftReplaced, ConversationShown)
    desk.publish(*(one for one in script.changes if isinstance(one, kinds)))


def typed(desk: FakeDesk, since: int) -> list[WriteDraft]:
    return desk.posted(WriteDraft)[since:]


def test_typing_goes_on_where_the_conversation_went_without_losing_a_letter(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    for key in ("v1", "v2"):
        desk.put_thread(sample_conversation(key), customer=sample_customer())
    script = at_work().take(batch(ev.ConversationChanged(conversation("v2"))))
    script.take(OpenConversation(conversation_id="v1"))
    desk.open("v1")
    type_in(qtbot, pane.composer, "half a")
    script.take(WriteDraft(conversation_id="v2", note=False, text="There"), *typed(desk, 0))
    done = len(desk.posted(WriteDraft))

    # The machine has merged the two, and has not told yet: the agent types on.
    script.take(batch(ev.ConversationChanged(replace(conversation("v1"), joined_into="v2"))))
    merged = script.changes
    type_in(qtbot, pane.composer, " word")
    late = typed(desk, done)
    assert {one.conversation_id for one in late} == {"v1"}
    script.changes = merged
    told(desk, script)
    assert pane.conversation_id == "v2"
    for one in late:
        script.take(one)
        told(desk, script)
    assert text(pane.composer) == "There\nhalf a word"

    done = len(desk.posted(WriteDraft))
    type_in(qtbot, pane.composer, "!")
    (last,) = typed(desk, done)
    assert (last.conversation_id, last.text) == ("v2", "There\nhalf a word!")
