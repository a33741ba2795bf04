"""By which way a reply goes, and what becomes of it there: time for free text, templates, who reads it, changes."""

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import Approved
from agent_desktop.model.changes import TemplatesShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.gaps import Gap, GapCode, file_gap
from agent_desktop.model.intents import Amend, FetchTemplates, SendReply
from agent_desktop.model.templates import Filled, Template
from agent_desktop.model.timeline import Author, AuthorKind, Delivery, Reaction, Wish, WishKind
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.template_rows import matching
from agent_desktop.ui.conversation.composer.template_sheet import TemplateSheet
from agent_desktop.ui.conversation.composer.window import DAY, HOUR, MINUTE, window_look
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.items_menu import item_menu
from agent_desktop.ui.conversation.timeline.look import Scene
from agent_desktop.ui.conversation.timeline.looks import look_at
from agent_desktop.ui.conversation.timeline.plain import displayed
from agent_desktop.ui.conversation.timeline.wish_words import wish_problem, wish_words
from tests.ui.fake_desk import (
    FakeDesk,
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)

ROUTE = Route(entry_point_id="w", network="whatsapp", address="48600100200")
WAY = ReplyWay(channel=Channel.SOCIAL, route=ROUTE, name="WhatsApp", until=DAY, templates=True)
HELLO = Template(name="hello", language="en_US", text="Dear {{1}}, your order {{2}} is ready.")
HALLO = Template(name="hallo", language="de", text="Ihre Bestellung ist fertig.", foot="Ihr Laden")


@pytest.mark.parametrize(
    ("left", "words", "urgent", "next_ms"),
    [
        (6 * DAY + 3 * HOUR, "6 d 3 h left to write freely", False, MINUTE),
        (18 * HOUR + 11 * MINUTE + 5_000, "18 h 12 min left to write freely", False, 5_000),
        (HOUR + 1, "1 h 1 min left to write freely", False, 1),
        (HOUR, "1 h 0 min left to write freely", True, MINUTE),
        (59 * MINUTE, "59 min left to write freely", True, MINUTE),
        (MINUTE, "60 s left to write freely", True, 1_000),
        (41_300, "42 s left to write freely", True, 300),
        (1, "1 s left to write freely", True, 1),
    ],
)
def test_how_long_free_text_is_taken(left: int, words: str, urgent: bool, next_ms: int) -> None:
    look = window_look(WAY, DAY - left)
    assert look is not None
    assert (look.words, look.urgent, look.closed, look.next_ms) == (words, urgent, False, next_ms)


def test_a_closed_way_says_why() -> None:
    late = window_look(WAY, DAY)
    assert late is not None
    assert late.closed
    assert "WhatsApp takes only templates" in late.words
    assert late.next_ms is None
    never = window_look(ReplyWay(channel=Channel.SOCIAL, name="Insta", until=0), DAY)
    assert never is not None
    assert never.words == "Insta takes nothing until the customer has written there."
    assert window_look(ReplyWay(channel=Channel.EMAIL), DAY) is None
    stopped = window_look(ReplyWay(channel=Channel.SMS, stopped=True), DAY)
    assert stopped is not None
    assert stopped.closed
    assert "asked not to be written to" in stopped.words


def test_the_customers_language_comes_first_and_every_word_counts() -> None:
    both = (HELLO, HALLO)
    assert matching(both, "", "", "en") == [HELLO, HALLO]
    assert matching(both, "", "", "de-AT") == [HALLO, HELLO]
    assert matching(both, "order READY", "") == [HELLO]
    assert matching(both, "laden", "") == [HALLO]
    assert matching(both, "", "de", "en") == [HALLO]
    assert matching(both, "order laden", "") == []


def show(desk: FakeDesk, until: int) -> None:
    way = ReplyWay(
        channel=Channel.SOCIAL, route=ROUTE, name="WhatsApp", until=until, templates=True
    )
    desk.put_thread(
        sample_conversation(channel=Channel.SOCIAL, reply_ways=(way,)),
        [],
        customer=sample_customer(language="de"),
        interaction=sample_interaction(),
    )
    desk.turn()


def opened(pane: ConversationPane) -> TemplateSheet:
    sheet = pane.composer.approving.sheet
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def test_a_template_is_chosen_and_sent_by_keyboard(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    show(desk, desk.now() - 1)
    strip = pane.composer.approving.strip
    assert strip.isVisible()
    assert "only templates" in strip.said
    assert pane.composer.editor.isReadOnly()
    assert not strip.timer.isActive()
    pane.composer.send()  # Enter in the text: there is nothing else to send
    sheet = opened(pane)
    assert desk.posted(FetchTemplates) == [FetchTemplates(entry_point_id="w")]
    desk.approved = Approved(entry_point_id="w", templates=(HELLO, HALLO))
    desk.publish(TemplatesShown())
    assert sheet.rows.current == HALLO
    assert sheet.send.isEnabled()  # it has no places
    qtbot.keyClick(sheet.search, Qt.Key.Key_Down)
    assert sheet.rows.current == HELLO
    assert not sheet.send.isEnabled()
    assert sheet.preview.text() == HELLO.text
    sheet.fields["1"].setText("Layla")
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    assert not desk.posted(SendReply)
    sheet.fields["2"].setText(" 48213 ")
    assert sheet.preview.text() == "Dear Layla, your order 48213 is ready."
    qtbot.keyClick(sheet.fields["2"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (sent,) = desk.posted(SendReply)
    assert sent.text == "Dear Layla, your order 48213 is ready."
    assert sent.route == ROUTE
    assert sent.template == Filled(
        name="hello", language="en_US", values={"1": "Layla", "2": "48213"}
    )
    assert not sheet.isVisible()


def test_it_says_why_there_are_no_templates(pane: ConversationPane, desk: FakeDesk) -> None:
    show(desk, desk.now() + HOUR)
    pane.composer.approving.strip.templates.click()
    sheet = opened(pane)
    away = Problem(code="offline", message="There is no link.")
    desk.approved = Approved(entry_point_id="other", templates=(HELLO,))
    desk.publish(TemplatesShown())
    assert sheet.rows.current is None
    desk.approved = Approved(entry_point_id="w", problem=away)
    desk.publish(TemplatesShown())
    assert sheet.problem.text() == "There is no link."
    assert not sheet.send.isEnabled()


def test_it_counts_only_while_it_is_seen_and_shuts_by_itself(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    show(desk, desk.now() + HOUR + 200)
    strip = pane.composer.approving.strip
    assert strip.timer.isActive()
    assert not strip.loud.isVisible()
    pane.hide()
    assert not strip.timer.isActive()
    pane.show()
    assert strip.timer.isActive()
    show(desk, desk.now() + 1)
    assert strip.loud.isVisible()
    desk.now_ms += 2
    qtbot.waitUntil(lambda: pane.composer.editor.isReadOnly())
    assert "only templates" in strip.said
    show(desk, desk.now() + HOUR)  # the customer wrote
    assert not pane.composer.editor.isReadOnly()


def test_who_can_read_the_reply_is_said_before_it_is_sent(
    pane: ConversationPane, desk: FakeDesk
) -> None:
    post = Route(entry_point_id="m", network="mastodon", address="layla@example.org", public=True)
    ways = tuple(
        ReplyWay(channel=Channel.SOCIAL, route=replace(post, public=public), name="Our account")
        for public in (False, True)
    )
    desk.put_thread(
        sample_conversation(channel=Channel.SOCIAL, reply_ways=ways),
        [],
        customer=sample_customer(),
        interaction=sample_interaction(),
    )
    composer = pane.composer
    assert composer.approving.eyes.said.startswith("Only the customer can read")
    assert composer.bar.send.text() == "Send"
    composer.ways.choose(ways[1])
    assert composer.approving.eyes.said == "Everybody can read this reply."
    assert composer.approving.eyes.loud.isVisible()
    assert composer.bar.send.text() == "Post publicly"
    assert composer.top.pill.text() == "Our account · public"
    composer.editor.setPlainText("Hello, all.")
    composer.send()
    (sent,) = desk.posted(SendReply)
    assert sent.route.public
    desk.turn()
    composer.set_note(True)
    assert not composer.approving.eyes.isVisible()
    assert composer.bar.send.text() == "Add note"


def test_the_length_is_counted_as_the_network_counts(
    pane: ConversationPane, desk: FakeDesk
) -> None:
    way = ReplyWay(channel=Channel.SOCIAL, route=ROUTE, name="Telegram", max_text=10, unit="utf16")
    desk.put_thread(
        sample_conversation(channel=Channel.SOCIAL, reply_ways=(way,)),
        [],
        customer=sample_customer(),
        interaction=sample_interaction(),
    )
    composer = pane.composer
    composer.editor.setPlainText("👍👍👍👍")
    assert composer.bar.keys.text().startswith("2 left · ")
    assert composer.bar.send.isEnabled()
    composer.editor.setPlainText("👍👍👍👍👍👍")
    assert composer.words.text().startswith("2 characters too long")
    assert not composer.bar.send.isEnabled()


# --- what can still become of a message that is there


def there(desk: FakeDesk, **about: Any) -> None:
    way = ReplyWay(
        channel=Channel.SOCIAL,
        route=ROUTE,
        max_text=20,
        edits=True,
        deletes=True,
        signs=("👍", "🎉"),
    )
    layla = Author(kind=AuthorKind.CUSTOMER, id="u1", name="Layla")
    us = Author(kind=AuthorKind.AGENT, id="other", name="Ben")
    items = [
        sample_message(
            "Hi!",
            seq=1,
            author=layla,
            channel=Channel.SOCIAL,
            route=ROUTE,
            reactions=(Reaction(author=us, sign="👍"),),
        ),
        sample_message(
            "Helo.", seq=2, mine=True, **{"channel": Channel.SOCIAL, "route": ROUTE, **about}
        ),
    ]
    desk.put_thread(
        sample_conversation(channel=Channel.SOCIAL, reply_ways=(way,)),
        items,
        customer=sample_customer(),
        interaction=sample_interaction(),
        complete=True,
    )


def entry(made: QMenu, words: str) -> QAction | None:
    return next((one for one in made.actions() if one.text() == words), None)


def test_a_message_gets_other_words_by_the_menu_and_the_keyboard(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    there(desk)
    made = item_menu(pane.timeline, 1)
    change = entry(made, "Edit message…")
    assert change is not None
    change.trigger()
    sheet = pane.amending.sheet
    assert sheet is not None
    assert sheet.area.toPlainText() == "Helo."
    assert not sheet.go.isEnabled()  # nothing is different
    sheet.area.setPlainText("x" * 21)
    assert sheet.problem.text() == "1 character too long."
    sheet.area.setPlainText("Hello.")
    qtbot.keyClick(sheet.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (asked,) = desk.posted(Amend)
    assert (asked.message_id, asked.kind, asked.text) == ("m2", WishKind.EDIT, "Hello.")
    assert not sheet.isVisible()


def test_a_message_is_deleted_only_after_a_second_look(
    pane: ConversationPane, desk: FakeDesk
) -> None:
    there(desk)
    delete = entry(item_menu(pane.timeline, 1), "Delete for everyone…")
    assert delete is not None
    delete.trigger()
    sheet = pane.amending.sheet
    assert sheet is not None
    sheet.close_sheet()
    assert not desk.posted(Amend)
    delete.trigger()
    sheet.go.click()
    (asked,) = desk.posted(Amend)
    assert (asked.message_id, asked.kind, asked.text) == ("m2", WishKind.DELETE, "")


def test_a_reaction_is_chosen_and_taken_back(pane: ConversationPane, desk: FakeDesk) -> None:
    there(desk)
    react = entry(item_menu(pane.timeline, 0), "React")
    assert react is not None
    below = react.menu()
    assert isinstance(below, QMenu)
    assert [one.isChecked() for one in below.actions()] == [True, False]
    for one in below.actions():
        one.trigger()
    assert [one.text for one in desk.posted(Amend)] == ["", "🎉"]


@pytest.mark.parametrize(
    "about",
    [
        {"delivery": Delivery.REFUSED},
        {"deleted": True},
        {"route": Route()},
        {"wish": Wish(kind=WishKind.EDIT, author=Author(kind=AuthorKind.AGENT), text="x")},
    ],
)
def test_what_cannot_be_done_is_not_offered(
    pane: ConversationPane, desk: FakeDesk, about: dict[str, Any]
) -> None:
    there(desk, **about)
    made = item_menu(pane.timeline, 1)
    assert entry(made, "Edit message…") is None
    assert entry(made, "Delete for everyone…") is None
    desk.alter_thread("c1", cannot_reply="not_yours")
    assert entry(item_menu(pane.timeline, 0), "React") is None


def test_how_a_wish_stands_is_said_at_the_message() -> None:
    who = Author(kind=AuthorKind.AGENT)
    sent: dict[str, Any] = {"author": who, "delivery": Delivery.DELIVERED}
    for kind, text, says, fails in (
        (WishKind.EDIT, "x", "is being edited", "Not edited: Too old."),
        (WishKind.DELETE, "", "is being deleted", "Not deleted: Too old."),
        (WishKind.REACT, "👍", "👍 is being sent", "No reaction: Too old."),
        (WishKind.REACT, "", "the reaction is being taken back", "No reaction: Too old."),
    ):
        wish = Wish(kind=kind, author=who, text=text)
        assert wish_words(wish) == says
        assert wish_problem(wish) == ""
        failed = replace(wish, problem="Too old.")
        assert wish_words(failed) == "", "it is said in the colour of failures"
        message = sample_message("Hello", wish=failed, **({} if kind is WishKind.REACT else sent))
        look = look_at([message], 0, Scene(now=message.sent_at, me_id="me", customer_name="Layla"))
        assert look.problem == fails
        assert fails not in look.meta
        assert look.meta, "it is there all the same"
        assert fails in look.name


@pytest.mark.parametrize(
    ("gap", "says"),
    [
        (Gap(code=GapCode.ENCRYPTED), "(An encrypted message, which cannot be read here.)"),
        (Gap(code=GapCode.KIND), "(A kind of message that is not shown here.)"),
        (
            Gap(code=GapCode.CUT, size=171_000_000),
            "(This mail has 171 MB, more than is fetched: here is its beginning. Read it in the "
            "mailbox, or ask for a link to the files.)",
        ),
        (file_gap("a.pdf"), "(a.pdf could not be fetched.)"),
        (file_gap("", "It is too large."), "(A file could not be fetched: It is too large.)"),
    ],
)
def test_what_cannot_be_shown_is_said_below_the_customers_words(gap: Gap, says: str) -> None:
    scene = Scene(me_id="me", customer_name="Layla", now=0)
    item = sample_message("Look!", seq=1, gaps=(gap,))
    assert look_at([item], 0, scene).text == displayed(f"Look!\n{says}")
    alone = sample_message("", seq=1, gaps=(gap,))
    assert look_at([alone], 0, scene).text == says
