"""The card of a mail: what it says, how it opens and shuts, and what a click on it asks for."""

from dataclasses import replace
from typing import Any

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.mail_heads import Automatic, MailHead, TextLook, TextMark
from agent_desktop.model.timeline import Author, AuthorKind, Delivery, Message
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline import choosing
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.folding import mails_from
from agent_desktop.ui.conversation.timeline.items_menu import item_menu
from agent_desktop.ui.conversation.timeline.look import Kind, Look, Scene
from agent_desktop.ui.conversation.timeline.looks import look_at
from agent_desktop.ui.conversation.timeline.plain import LINE_BREAK
from agent_desktop.ui.conversation.timeline.view import Timeline
from tests.ui.conversation.conftest import Open, chatter
from tests.ui.fake_desk import ME, NOON, FakeDesk, sample_conversation, sample_message

SCENE = Scene(me_id=ME.id, customer_name="Layla Haddad", now=NOON)
HTML = Attachment(id="h", name="mail.html", media_type="text/html", size=2_048)
ORIGINAL = Attachment(id="o", name="mail.eml", media_type="message/rfc822", size=2_048)


def mail(text: str, **fields: Any) -> Message:
    """A mail; fields of its head go there."""
    head = {name: fields.pop(name) for name in MailHead.__struct_fields__ if name in fields}
    return sample_message(text, channel=Channel.EMAIL, mail=MailHead(**head), **fields)


def look(item: Message, scene: Scene = SCENE) -> Look:
    return look_at([item], 0, scene)


def click(qtbot: QtBot, view: Timeline, row: int, act: Act) -> None:
    y = view.scroller.y_of(row)
    assert y is not None
    zone = next(zone for zone in view.laid(row).zones if zone.act is act)
    at = zone.rect.center().toPoint() + QPoint(0, y)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


# -- what it says


def test_a_card_says_from_whom_to_whom_and_when() -> None:
    shown = look(
        mail(
            "Hello",
            sent_at=NOON,
            sender="Your bank <thief@evil.example>",
            to=("Care <care@hub.test>",),
            cc=("a@b.test", "C\u202ed <c@d.test>"),
        )
    )
    assert shown.kind is Kind.MAIL
    assert shown.mail is not None
    assert (shown.mail.sender, shown.mail.address) == ("Layla Haddad", "thief@evil.example")
    assert shown.mail.people == "to care@hub.test · copy to a@b.test, c@d.test"
    assert "\u202e" not in shown.mail.details
    assert "Care <care@hub.test>" in shown.mail.details
    assert shown.meta.startswith("Today, ")
    # Neither a divider nor an author line: the card has both.
    assert (shown.day, shown.author) == ("", "")
    assert "to care@hub.test" in shown.name


def test_a_mail_without_a_head_is_a_card_as_well() -> None:
    bare = sample_message("Hello", channel=Channel.EMAIL)
    assert look(bare).mail is not None
    sent = sample_message(
        "Hello", channel=Channel.EMAIL, mine=True, route=Route(address="layla@example.org")
    )
    shown = look(sent).mail
    assert shown is not None
    assert (shown.sender, shown.people, shown.address) == ("You", "to layla@example.org", "")


@pytest.mark.parametrize(
    ("state", "words", "icon"),
    [
        (Delivery.QUEUED, "Queued ", "clock"),
        (Delivery.SENDING, "Sending ", "send"),
        (Delivery.SENT, "Sent · Today, ", "check"),
        (Delivery.DELIVERED, "Delivered · Today, ", "check-check"),
        (Delivery.READ, "Read · Today, ", "check-check"),
    ],
)
def test_our_own_mail_says_how_far_it_got(state: Delivery, words: str, icon: str) -> None:
    shown = look(mail("Hi", mine=True, seq=4, sent_at=NOON, delivery=state))
    assert shown.meta.startswith(words)
    assert shown.meta_icon == icon
    assert shown.problem == ""


def test_a_mail_that_came_back_says_why() -> None:
    came_back = mail("Hi", mine=True, delivery=Delivery.REFUSED, problem="The mail came back: x@y.")
    assert look(came_back).problem == "Not delivered: The mail came back: x@y."
    assert look(came_back).acts == (Act.AGAIN,)
    unsent = mail("Hi", mine=True, seq=0, id="m", delivery=Delivery.REFUSED, problem="No.")
    assert look(unsent).problem == "Not sent: No."
    shut = look(came_back, replace(SCENE, mails_from=9))
    assert shut.problem.startswith("Not delivered")


def test_what_a_machine_wrote_says_so() -> None:
    assert look(mail("x", automatic=Automatic.REPLY)).title == "Automatic reply"
    assert "Automatic reply" in look(mail("x", automatic=Automatic.REPLY)).name


def test_what_was_emphasised_is_marked_and_links_say_where_they_lead() -> None:
    text = "Pay at the bank or https://bank.example now"
    marks = (
        TextMark(0, 3, TextLook.BOLD),
        TextMark(11, 4, TextLook.LINK, "https://evil.example/x"),
        # A text that looks like an address leads where it says, whatever the page says.
        TextMark(19, 20, TextLook.LINK, "https://evil.example/y"),
        TextMark(4, 2, TextLook.LINK, "javascript:alert(1)"),
        TextMark(40, 400, TextLook.BOLD),
        TextMark(-4, 2, TextLook.BOLD),
    )
    shown = look(mail(text, marks=marks))
    assert shown.mail is not None
    assert [(one.start, one.length) for one in shown.mail.marks] == [(0, 3)]
    assert [(one.start, one.url) for one in shown.links] == [
        (11, "https://evil.example/x"),
        (19, "https://bank.example"),
    ]


def test_marks_of_a_text_that_is_shown_otherwise_are_left_out() -> None:
    marks = (TextMark(4, 4, TextLook.BOLD),)
    shown = look(mail("a\u202eb bold", marks=marks)).mail
    assert shown is not None
    assert shown.marks == ()
    lines = look(mail("a\nb bold", marks=marks)).mail
    assert lines is not None
    assert lines.marks == marks


def test_an_agents_own_formatting_is_shown() -> None:
    sent = look(mail("All is well", mine=True, rich="<p>All is <b>well</b></p>")).mail
    assert sent is not None
    assert [(one.start, one.length, one.look) for one in sent.marks] == [(7, 4, TextLook.BOLD)]


# -- opening and shutting


def test_earlier_mails_are_one_line_and_unread_ones_are_open() -> None:
    items = [mail(f"mail {seq}", seq=seq) for seq in range(1, 6)]
    assert mails_from([*items, *chatter(6, 7)], 0) == 5
    assert mails_from(items, 3) == 3
    assert mails_from(items, 9) == 5
    assert mails_from(chatter(1, 5), 3) == 0
    scene = replace(SCENE, mails_from=3, turned=frozenset({"m1", "m4"}))
    shut = [one.mail.shut for row in range(5) if (one := look_at(items, row, scene)).mail]
    assert shut == [False, True, False, True, False]
    queued = look(mail("new", seq=0, mine=True, delivery=Delivery.QUEUED), scene)
    assert queued.mail is not None
    assert not queued.mail.shut


def test_a_click_opens_a_shut_mail_and_another_shuts_it(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([mail("one " * 60, seq=1), mail("two", seq=2)])
    told: list[object] = []
    view.acted.connect(lambda act, key: told.append(act))
    line = view.laid(0).height
    assert view.laid(0).block is None
    click(qtbot, view, 0, Act.TURN)
    assert view.laid(0).block is not None
    assert view.laid(0).height > 2 * line
    click(qtbot, view, 0, Act.TURN)
    assert view.laid(0).height == line
    assert told == []


def test_what_arrives_shuts_nothing_that_is_being_read(timeline: Open) -> None:
    items = [mail("one", seq=1), mail("two", seq=2)]
    view = timeline(items)
    view.show_items([*items, mail("three", seq=3)])
    shown = [view.look(row).mail for row in range(3)]
    assert [one.shut for one in shown if one] == [True, False, False]
    earlier = [sample_message("zero", seq=-1), *items]
    view.show_items(earlier)
    assert view.look(0).mail is None


def test_what_is_found_in_a_shut_mail_opens_it(timeline: Open) -> None:
    view = timeline([mail("the needle", seq=1), mail("two", seq=2)])
    view.find_words("needle")
    shown = view.look(0).mail
    assert shown is not None
    assert not shown.shut


def test_a_shut_mail_is_copied_whole(timeline: Open) -> None:
    view = timeline([mail("one\ntwo", seq=1), mail("three", seq=2)])
    view.keyboard.select_all()
    choosing.copy(view)
    copied = QGuiApplication.clipboard().text()
    assert "one\ntwo" in copied
    assert "three" in copied


# -- what is asked for


def texts(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.text()]


def test_buttons_and_menu_ask(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([mail("Hello", seq=1, html=HTML, original=ORIGINAL)])
    told: list[tuple[object, str]] = []
    view.acted.connect(lambda act, key: told.append((act, key)))
    click(qtbot, view, 0, Act.REPLY)
    click(qtbot, view, 0, Act.FORMATTED)
    assert told == [(Act.REPLY, "m1"), (Act.FORMATTED, "m1")]
    menu = item_menu(view, 0)
    wanted = ["Reply", "Reply to all", "Forward", "Copy message", "Save the original mail…"]
    assert [one for one in wanted if one in texts(menu)] == wanted
    told.clear()
    for words in ("Reply to all", "Forward"):
        next(one for one in menu.actions() if one.text() == words).trigger()
    assert told == [(Act.REPLY_ALL, "m1"), (Act.FORWARD, "m1")]
    saved: list[object] = []
    view.save_asked.connect(saved.append)
    next(one for one in menu.actions() if "original" in one.text()).trigger()
    assert saved == [ORIGINAL]


@pytest.mark.parametrize("count", [1, 2])
def test_what_servers_said_of_a_mail_can_be_saved(timeline: Open, count: int) -> None:
    reports = (ORIGINAL, changed(ORIGINAL, id="other"))[:count]
    author = Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.name)
    view = timeline([mail("Hello", seq=1, author=author, reports=reports)])
    saved: list[object] = []
    view.save_asked.connect(saved.append)
    words = "Save what servers said of this mail…"
    next(one for one in item_menu(view, 0).actions() if one.text() == words).trigger()
    assert saved == ([ORIGINAL] if count == 1 else [list(reports)])


def test_the_button_for_more_opens_the_menu(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([mail("Hello", seq=1)])
    click(qtbot, view, 0, Act.MORE)
    (menu,) = view.findChildren(QMenu)
    assert menu.isVisible()
    assert "Forward" in texts(menu)
    menu.close()


def test_a_narrow_card_keeps_everything_inside(timeline: Open) -> None:
    files = tuple(
        Attachment(id=f"f{n}", name="long name " * 9, media_type="image/png", size=9)
        for n in range(4)
    )
    view = timeline(
        [mail("word " * 90, seq=1, attachments=files, html=HTML, quoted="> a", mine=True)]
    )
    for width in (760, 440, 330):
        view.resize(width, 500)
        laid = view.laid(0)
        assert laid.block is not None
        for zone in laid.zones:
            assert laid.body.adjusted(-1, -1, 1, 1).contains(zone.rect), (width, zone.act)
        assert laid.block_at.x() + laid.block.natural <= laid.body.right()


def test_reply_puts_the_composer_to_that_mail(
    pane: ConversationPane, composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    route = Route(entry_point_id="mail", network="email", address="layla@example.org")
    chat, by_mail = (
        ReplyWay(channel=Channel.CHAT),
        ReplyWay(channel=Channel.EMAIL, route=route, name="Care"),
    )
    thread = sample_conversation(subject="Other", reply_ways=(chat, by_mail))
    desk.alter_thread("c1", conversation=thread)
    desk.append(mail("Hello", seq=9, route=route, subject="Broken\nlamp"))
    composer.set_note(True)
    click(qtbot, pane.timeline, 3, Act.REPLY)
    assert not composer.note
    assert composer.ways.current == by_mail
    assert composer.mail.subject.text() == "Re: Broken lamp"
    assert composer.editor.hasFocus()


def test_bold_is_painted_bold(timeline: Open) -> None:
    view = timeline([mail("a bold word", marks=(TextMark(2, 4, TextLook.BOLD),))])
    made = view.laid(0).block
    assert made is not None
    (bold,) = made._layout.formats()
    assert (bold.start, bold.length) == (2, 4)
    assert bold.format.fontWeight() == QFont.Weight.DemiBold


# -- what it quotes


def test_what_a_mail_quotes_is_folded_until_asked_for() -> None:
    quoted = "On Monday, Anna wrote:\n> see https://example.org"
    thanks = mail("Thanks", quoted=quoted)
    folded = look(thanks)
    assert (folded.text, folded.quoted, folded.acts) == ("Thanks", None, (Act.UNFOLD,))
    unfolded = look(thanks, scene=replace(SCENE, unfolded=frozenset({"m1"})))
    assert unfolded.text == (
        "Thanks\u2028\u2028On Monday, Anna wrote:\u2028> see https://example.org"
    )
    assert unfolded.text[unfolded.quoted :] == quoted.replace("\n", "\u2028")
    assert [one.url for one in unfolded.links] == ["https://example.org"]
    assert unfolded.acts == (Act.FOLD,)
    assert "see https" in unfolded.name
    assert "see https" not in folded.name
    other = look(thanks, scene=replace(SCENE, unfolded=frozenset({"m2"})))
    assert other == folded


def test_a_mail_that_only_quotes_and_one_that_quotes_nothing() -> None:
    only = mail("", quoted="> \u202eabc\x07")
    shown = look(only, scene=replace(SCENE, unfolded=frozenset({"m1"})))
    assert (shown.text, shown.quoted) == ("> abc", 0)
    nothing = mail("Hi", quoted="\n \n")
    assert (look(nothing).acts, look(nothing).quoted) == ((), None)


def test_a_refused_mail_keeps_what_can_be_done_with_it() -> None:
    refused = mail("x", mine=True, seq=0, delivery=Delivery.REFUSED, problem="No.", quoted="> a")
    assert look(refused).acts == (Act.UNFOLD, Act.RETRY, Act.EDIT, Act.DISCARD)


# -- where it is read from


def test_a_mail_higher_than_the_view_is_read_from_its_first_line(timeline: Open) -> None:
    long = mail("a line of words\n" * 80, seq=9)
    view = timeline([*chatter(1, 8), long])
    assert view.scroller.y_of(8) == 8
    short = timeline([*chatter(1, 8), mail("short", seq=9)])
    assert short.scroller.following
    short.show_items([*short.stock.items, mail("a line of words\n" * 80, seq=10)])
    assert short.scroller.y_of(9) == 8
    ours = timeline([*chatter(1, 8), mail("a line of words\n" * 80, seq=9, mine=True)])
    assert ours.scroller.following


# -- invitations and business cards


def test_with_the_end_in_sight_nothing_leads_there(timeline: Open) -> None:
    view = timeline([*chatter(1, 8), mail("line\n" * 10, seq=9)])
    room = view.viewport().height()
    view.resize(600, view.height() + view.laid(8).height - room + 10)
    view.open(view.stock.items, view.scene)
    # All of it can be seen, though not the margin below it, which is not worth a button over it.
    assert view.scroller.y_of(8) == 8
    assert not view.scroller.following
    assert view.newest() is None
    view.scroll_by(-30)
    assert view.newest() is not None


def test_of_a_mail_that_was_cut_the_card_says_what_to_do() -> None:
    gaps = (Gap(code=GapCode.CUT, size=171_000_000),)
    cut = look(mail("The films.", quoted="> Yes", gaps=gaps))
    above, _, below = cut.text.partition(2 * LINE_BREAK)
    assert above == "The films."
    assert below.startswith("(This mail has 171 MB, more than is fetched")
    assert look(mail("", subject="Films", gaps=gaps)).text == below
    more = look(mail("Much", gaps=(Gap(code=GapCode.REST),)))
    assert more.text.endswith("(There is more in this mail than is shown: save the original mail.)")
