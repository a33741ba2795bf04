"""A pane that is as narrow as it gets: what wraps there is whole."""

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.pane import ConversationPane
from tests.ui.conversation.test_ways import ROUTE, WAY
from tests.ui.fake_desk import (
    FakeDesk,
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)


def test_what_a_closed_way_says_is_whole(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    desk.put_thread(
        sample_conversation(channel=Channel.SOCIAL, reply_ways=(replace(WAY, until=1),)),
        [sample_message("Hi!", seq=1, channel=Channel.SOCIAL, route=ROUTE)],
        customer=sample_customer(),
        interaction=sample_interaction(),
    )
    words = pane.composer.approving.strip.loud
    for width in (720, 480):
        pane.resize(width, 860)
        qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 0)
    assert pane.composer.height() == pane.composer.heightForWidth(pane.composer.width())
