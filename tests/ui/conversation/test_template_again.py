"""The sheet of templates over its pane, and one that was taken back: its places come back, and it is replaced."""

from typing import Any

from msgspec.structs import replace

from agent_desktop.desk.api import Approved
from agent_desktop.model.changes import TemplatesShown
from agent_desktop.model.intents import DiscardUnsent, EditUnsent, SendReply
from agent_desktop.model.templates import Filled
from agent_desktop.model.timeline import Author, AuthorKind, Delivery, Message
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.act import Act
from tests.ui.conversation.test_ways import HALLO, HELLO, ROUTE, WAY, opened, show
from tests.ui.fake_desk import (
    FakeDesk,
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)


def taken_back(desk: FakeDesk, **fields: Any) -> Message:
    values = {"1": "Layla", "2": "48213"}
    filled = Filled(name="hello", language="en_US", values=values)
    about: dict[str, Any] = {"client_id": "t1", "seq": 0, "delivery": Delivery.REFUSED, **fields}
    author = Author(kind=AuthorKind.AGENT, id=desk.me.id, name=desk.me.name)
    return sample_message(
        "Dear Layla, your order 48213 is ready.",
        id="t1",
        channel=Channel.SOCIAL,
        route=ROUTE,
        template=filled,
        author=author,
        **about,
    )


def test_a_template_that_was_taken_back_comes_with_its_places_and_is_replaced(
    pane: ConversationPane, desk: FakeDesk
) -> None:
    show(desk, desk.now() - 1)
    desk.append(taken_back(desk))
    pane._act(Act.EDIT, "t1")
    assert not desk.posted(EditUnsent), "its words are no free text"
    sheet = opened(pane)
    desk.approved = Approved(entry_point_id="w", templates=(HALLO, HELLO))
    desk.publish(TemplatesShown())
    assert sheet.rows.current == HELLO
    assert {name: one.text() for name, one in sheet.fields.items()} == {"1": "Layla", "2": "48213"}
    sheet.fields["2"].setText("48214")
    desk.publish(TemplatesShown())
    assert sheet.fields["2"].text() == "48214", "what is typed stays when they come again"
    sheet.send.click()
    [sent] = desk.posted(SendReply)
    assert sent.text == "Dear Layla, your order 48214 is ready."
    assert desk.posted(DiscardUnsent) == [DiscardUnsent(client_id="t1")]
    assert pane.composer.formatting.text() == ""


def test_a_template_that_went_out_meanwhile_is_not_sent_twice(
    pane: ConversationPane, desk: FakeDesk
) -> None:
    show(desk, desk.now() - 1)
    desk.append(taken_back(desk))
    pane._act(Act.EDIT, "t1")
    desk.approved = Approved(entry_point_id="w", templates=(HELLO,))
    desk.publish(TemplatesShown())
    desk.lines["c1"] = [taken_back(desk, delivery=Delivery.SENT)]
    opened(pane).send.click()
    assert not desk.posted(SendReply)
    assert not desk.posted(DiscardUnsent)


def test_a_template_that_cannot_be_changed_says_so(pane: ConversationPane, desk: FakeDesk) -> None:
    way = replace(WAY, templates=False, until=desk.now() - 1)
    thread = sample_conversation(channel=Channel.SOCIAL, reply_ways=(way,))
    desk.put_thread(thread, [], customer=sample_customer(), interaction=sample_interaction())
    desk.append(taken_back(desk))
    pane._act(Act.EDIT, "t1")
    assert pane.composer.approving.sheet is None
    assert "cannot be changed" in pane.composer.words.text()


def test_the_sheet_follows_its_pane_and_goes_with_it(
    pane: ConversationPane, desk: FakeDesk
) -> None:
    show(desk, desk.now() - 1)
    pane.composer.approving.open()
    sheet = opened(pane)
    for width, height in ((620, 500), (1_000, 700)):
        pane.resize(width, height)
        assert (sheet.width(), sheet.height()) == (width, height)
        assert sheet.rect().contains(sheet.card.geometry())
    pane.hide()
    assert sheet.isHidden()
    pane.show()
    pane.resize(700, 600)
    assert sheet.isHidden()
    assert sheet.width() != 700, "a shut one follows nobody"
