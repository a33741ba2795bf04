"""What items say, without a window."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QLocale

from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.files import Check
from agent_desktop.model.gaps import Gap, GapCode, file_gap
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Delivery,
    LineKind,
    Message,
    Note,
    Reaction,
    SystemLine,
    TimelineItem,
)
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.layouter import Layouter
from agent_desktop.ui.conversation.timeline.look import Kind, Look, Scene
from agent_desktop.ui.conversation.timeline.looks import look_at
from agent_desktop.ui.conversation.timeline.reaction_laid import hint_at
from agent_desktop.ui.conversation.timeline.reaction_looks import signs_of
from agent_desktop.ui.conversation.timeline.words import line_words
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import ME, NOON, sample_message

SOFIA = Author(kind=AuthorKind.AGENT, id="a7", name="Sofia")
MINE = Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.name)
SCENE = Scene(me_id=ME.id, customer_name="Layla Haddad", now=NOON, zone=UTC)
DAY = 86_400_000


def look(*items: TimelineItem, scene: Scene = SCENE) -> Look:
    return look_at(items, len(items) - 1, scene)


def mine(delivery: Delivery, **fields: Any) -> TimelineItem:
    unsent = {"seq": 0, "id": "k", "client_id": "k"} if delivery in UNSENT else {"seq": 5}
    given: dict[str, Any] = {**unsent, "sent_at": NOON, "delivery": delivery, **fields}
    return sample_message("ok", mine=True, **given)


UNSENT = (
    Delivery.UNDO,
    Delivery.QUEUED,
    Delivery.SENDING,
    Delivery.REFUSED,
    Delivery.UNCLEAR,
)


def test_first_of_a_day_has_a_divider_and_an_author_line() -> None:
    yesterday = sample_message("a", seq=1, sent_at=NOON - DAY)
    today = sample_message("b", seq=2, sent_at=NOON)
    first, second = look(yesterday), look(yesterday, today)
    assert (first.day, first.author, first.about) == (
        "Yesterday", "Layla Haddad", "Chat · web widget",
    )  # fmt: skip
    assert (second.day, second.author) == ("Today", "Layla Haddad")


def test_what_no_person_wrote_says_so() -> None:
    asked = sample_message("How was it?", author=Author(kind=AuthorKind.SYSTEM))
    assert look(asked).author == "Automatic"


def test_customer_and_me_share_a_piece_of_spine() -> None:
    asked, answered = sample_message("a", seq=1), sample_message("b", seq=2, mine=True)
    assert look(asked, answered).author == ""
    assert look(asked, answered, sample_message("c", seq=3)).author == ""


def test_another_channel_or_another_agent_begins_a_new_piece() -> None:
    asked = sample_message("a", seq=1)
    other = Author(kind=AuthorKind.AGENT, id="a2", name="Kwame Mensah")
    assert look(asked, sample_message("b", seq=2, author=other)).author == "Kwame Mensah"
    by_sms = sample_message("b", seq=2, channel=Channel.SMS)
    assert (look(asked, by_sms).author, look(asked, by_sms).about) == ("Layla Haddad", "SMS")


@pytest.mark.parametrize(
    ("delivery", "meta", "icon"),
    [
        (Delivery.UNDO, "Undo · 5 s", "undo-2"),
        (Delivery.QUEUED, "Queued 12:02", "clock"),
        (Delivery.SENDING, "Sending 12:02", "send"),
        (Delivery.SENT, "12:02", "check"),
        (Delivery.DELIVERED, "12:02", "check-check"),
        (Delivery.READ, "12:02", "check-check"),
    ],
)
def test_delivery_states(delivery: Delivery, meta: str, icon: str) -> None:
    shown = look(mine(delivery))
    assert (shown.meta, shown.meta_icon) == (meta, icon)
    assert shown.kind is Kind.OUT
    assert shown.hint in shown.name


def test_undo_counts_down_and_is_an_action_only_while_it_lasts() -> None:
    item = mine(Delivery.UNDO)
    assert look(item).meta_act is Act.UNDO
    later = Scene(me_id=ME.id, customer_name="", now=NOON + 3_200, zone=UTC)
    assert look(item, scene=later).meta == "Undo · 2 s"
    over = Scene(me_id=ME.id, customer_name="", now=NOON + 5_000, zone=UTC)
    assert look(item, scene=over).meta_act is None


def test_what_carries_files_can_be_taken_back_while_they_are_on_their_way() -> None:
    file = LocalFile(id="f1", path="/nowhere/a.txt", name="a.txt", size=3)
    assert look(mine(Delivery.SENDING, files=(file,))).acts == (Act.EDIT,)
    assert look(mine(Delivery.SENDING)).acts == ()


def test_refused_says_why_and_what_can_be_done() -> None:
    shown = look(mine(Delivery.REFUSED, problem="number is not reachable"))
    assert shown.problem == "Not sent: number is not reachable"
    assert shown.acts == (Act.RETRY, Act.EDIT, Act.DISCARD)
    assert shown.meta == ""
    assert "number is not reachable" in shown.name


def test_unclear_does_not_claim_that_it_was_not_sent() -> None:
    shown = look(mine(Delivery.UNCLEAR))
    assert shown.unclear
    assert "may have arrived" in shown.problem


def test_offline_marks_the_first_waiting_reply() -> None:
    scene = Scene(me_id=ME.id, customer_name="L", now=NOON, stale_since=NOON - 60_000, zone=UTC)
    known = sample_message("a", seq=1, sent_at=NOON - 120_000)
    first, second = mine(Delivery.QUEUED), mine(Delivery.QUEUED, id="k2", client_id="k2")
    shown = look(known, first, scene=scene)
    assert shown.stale == "Offline since 12:01 · newer messages may be missing"
    assert (shown.author, shown.about) == ("You", "Chat · waiting to send, in this order")
    assert look(known, first, second, scene=scene).stale == ""


def test_a_note_says_who_sees_it() -> None:
    author = Author(kind=AuthorKind.AGENT, id="a2", name="Kwame Mensah")
    note = Note(id="n", conversation_id="c1", author=author, text="psst", sent_at=NOON, seq=1)
    shown = look(note)
    assert shown.title == "Note · only your team sees this"
    assert shown.right == "Kwame Mensah · 12:02"
    assert shown.name == "Note · only your team sees this, Kwame Mensah, psst, 12:02"


@pytest.mark.parametrize("kind", list(LineKind))
@pytest.mark.parametrize("detail", ["", "Returns\n<b>x</b>"])
@pytest.mark.parametrize("author", [AuthorKind.AGENT, AuthorKind.SYSTEM, AuthorKind.CUSTOMER])
def test_every_line_has_words_on_one_line(kind: LineKind, detail: str, author: AuthorKind) -> None:
    line = SystemLine(
        id="l",
        conversation_id="c1",
        kind=kind,
        sent_at=NOON,
        author=Author(kind=author, id="x", name="Kwame"),
        detail=detail,
        seq=1,
    )
    shown = look(line)
    assert shown.text
    assert "\n" not in shown.text
    assert shown.kind is Kind.LINE


@pytest.mark.parametrize(
    ("kind", "detail", "author", "words"),
    [
        (LineKind.ASSIGNED, "same_agent", MINE, "Assigned to you · you spoke last time"),
        (LineKind.ASSIGNED, "", MINE, "Assigned to you"),
        (LineKind.ASSIGNED, "the stars", MINE, "Assigned to you"),
        (LineKind.ASSIGNED, "same_agent", SOFIA, "Assigned to Sofia"),
        (LineKind.COMPLETED, "Solved", MINE, "Completed · Solved"),
        (LineKind.COMPLETED, "none", MINE, "Completed · no disposition"),
        (LineKind.RATED, "4", SOFIA, "Layla rated this conversation 4 of 5"),
        (LineKind.QUEUED, "Returns", SOFIA, "Waiting in Returns"),
        (LineKind.CALL_PLACED, "+4930123", MINE, "You called Layla · +4930123"),
        (LineKind.CALL_ENDED, "in 184000", SOFIA, "Call · 3:04 · Sofia"),
        (LineKind.CALL_ENDED, "out 2000", MINE, f"Outgoing call · 0:02 · {ME.name}"),
        (LineKind.RECORDING_PAUSED, "card", SOFIA, "Sofia paused the recording · card details"),
        (
            LineKind.RECORDING_PAUSED,
            "payment_page",
            SOFIA,
            "The recording paused by itself at Sofia · payment page",
        ),
        (LineKind.NOT_REACHED, "busy", SOFIA, "Layla was not reached: The line is busy."),
        (
            LineKind.TRANSFER_FAILED,
            "no_route",
            SOFIA,
            "Waiting again, the transfer failed: There is no line to the telephone network now.",
        ),
        (LineKind.PHONE_UNREACHABLE, "", SOFIA, "Waiting again: the phone of Sofia did not answer"),
    ],
)
def test_what_a_line_says(kind: LineKind, detail: str, author: Author, words: str) -> None:
    line = SystemLine(
        id="l", conversation_id="c1", kind=kind, sent_at=NOON, author=author, detail=detail, seq=1
    )
    assert line_words(line, ME.id, "Layla") == words


def test_files_say_their_size_and_hostile_names_stay_on_one_line() -> None:
    file = Attachment(id="f", name="a\n\u202eb.jpg", media_type="image/jpeg", size=2_100_000)
    shown = look(sample_message("", seq=1, attachments=(file,)))
    assert [one.words for one in shown.files] == ["a b.jpg · 2.1 MB"]
    assert shown.files[0].icon == "image"


def test_a_customer_cannot_pass_for_me() -> None:
    forged = Author(kind=AuthorKind.CUSTOMER, id=ME.id, name="You")
    shown = look(sample_message("hi", seq=1, author=forged))
    assert shown.kind is Kind.IN


def test_a_message_says_by_which_way_it_came_and_what_became_of_it() -> None:
    layla = Author(kind=AuthorKind.CUSTOMER, id="c", name="Layla")
    text = sample_message("Hi", channel=Channel.SMS, route=Route(address="+33612489017"))
    assert look(text).about == "SMS · +33 6 12 48 90 17"
    post = sample_message(
        "Hi all",
        sent_at=NOON,
        channel=Channel.SOCIAL,
        route=Route(network="mastodon", address="layla", public=True),
        reach=12,
        edited_at=NOON,
        reactions=(Reaction(author=layla, sign="👍"), Reaction(author=SOFIA, sign="👍")),
    )
    assert look(post).about == "Mastodon · public"
    assert look(post).meta.startswith("12 shared or liked it · edited · ")
    assert look(post).public
    (sign,) = look(post).signs
    assert (sign.sign, sign.count, sign.ours) == ("👍", "2", True)
    assert sign.hint == "👍 by Layla, Sofia"
    assert sign.hint in look(post).name
    gone = msgspec.structs.replace(post, deleted=True, reactions=())
    assert look(gone).meta.startswith("12 shared or liked it · taken back · ")
    assert look(gone).gone
    assert not look(post).gone
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    try:
        assert look(msgspec.structs.replace(post, reach=1_200)).meta.startswith("1.200 shared")
    finally:
        QLocale.setDefault(before)
    other = msgspec.structs.replace(post, route=Route(network="mastodon", address="layla"))
    assert look(post, other).author  # what only the team reads begins anew


def test_what_a_network_refused_says_why_and_is_written_again_by_hand() -> None:
    route = Route(entry_point_id="mail", network="email", address="x@example.org")
    shown = look(mine(Delivery.REFUSED, seq=5, id="m", problem="No such mailbox.", route=route))
    assert (shown.problem, shown.acts) == (
        "Not sent: No such mailbox.",
        (Act.AGAIN,),
    )
    waits = look(mine(Delivery.QUEUED, seq=5, id="m", problem="The server is away.", route=route))
    assert waits.meta.startswith("Queued ")
    assert (waits.problem, waits.waiting) == ("The server is away.", True)
    assert "The server is away." in waits.name
    mail = look(mine(Delivery.QUEUED, problem="The server is away.", channel=Channel.EMAIL))
    assert (mail.problem, mail.waiting) == ("The server is away.", True)
    assert not look(mine(Delivery.QUEUED)).problem


def test_what_we_say_of_a_gap_stands_apart_from_what_the_customer_wrote() -> None:
    told = sample_message("Look 👍:\nthis", gaps=(file_gap("a.mp4"),), channel=Channel.SOCIAL)
    shown = look(told)
    assert shown.text[shown.aside :] == "(a.mp4 could not be fetched.)"
    whole = sample_message("", gaps=(Gap(code=GapCode.KIND),), channel=Channel.SOCIAL)
    assert look(whole).aside == 0
    assert look(sample_message("(A kind of message that is not shown here.)")).aside is None


def test_a_sign_is_shown_once_and_says_whose_it_is_and_few_are_shown() -> None:
    layla = Author(kind=AuthorKind.CUSTOMER, id="c", name="Layla\n<b>x</b>")
    nobody = Author(kind=AuthorKind.CUSTOMER)
    many = [Reaction(author=nobody, sign=chr(0x1F600 + one)) for one in range(20)]
    signs = signs_of([Reaction(author=layla, sign="👍"), Reaction(author=nobody, sign=""), *many])
    assert len(signs) == 8
    assert (signs[0].sign, signs[0].count, signs[0].ours) == ("👍", "", False)
    assert signs[0].hint == "👍 by Layla <b>x</b>"
    assert signs[1].hint.endswith("by Someone")
    (heart,) = signs_of([Reaction(author=layla, sign="❤")])
    assert heart.sign == "❤️", "in its colour"


@pytest.mark.parametrize("mine_", [True, False])
@pytest.mark.parametrize("width", [440, 900])
def test_signs_lie_below_the_words_and_inside_the_timeline(
    theme: Theme, width: int, mine_: bool
) -> None:
    signs = tuple(Reaction(author=SOFIA, sign=one) for one in ("👍", "❤️", "🎉", "😢"))
    shown = look(sample_message("ok", seq=1, mine=mine_, reactions=signs))
    laid = Layouter(theme).lay(shown, width)
    assert laid.block is not None
    assert len(laid.signs) == 4
    words = laid.block_at.y() + laid.block.height
    for box in laid.signs:
        assert box.rect.top() >= words
        assert 0 <= box.rect.left() < box.rect.right() <= width
        assert box.rect.bottom() <= laid.height
        assert hint_at(laid.signs, *box.rect.center().toTuple()).endswith("by Sofia")
    assert hint_at(laid.signs, 0, 0) == ""
    plain = Layouter(theme).lay(replace(shown, signs=()), width)
    assert plain.height < laid.height


@pytest.mark.parametrize(
    ("check", "icon", "tone"),
    [
        (Check.NONE, "file-text", ""),
        (Check.CLEAN, "file-text", ""),
        (Check.WAITING, "clock", "status.warnText"),
        (Check.UNCHECKED, "triangle-alert", "status.warnText"),
        (Check.RELEASED, "triangle-alert", "status.warnText"),
        (Check.HELD, "triangle-alert", "status.dangerText"),
        (Check.DELETED, "trash-2", "status.dangerText"),
    ],
)
def test_what_the_scanner_says_has_colour_and_sign(check: Check, icon: str, tone: str) -> None:
    file = Attachment(id="f", name="a.pdf", media_type="application/pdf", size=1, check=check)
    (chip,) = look(sample_message("", seq=1, attachments=(file,))).files
    assert (chip.icon, chip.tone) == (icon, tone)


def test_an_answer_shows_the_first_words_of_what_it_answers() -> None:
    def post(text: str, **fields: Any) -> Message:
        return sample_message(text, channel=Channel.SOCIAL, **fields)

    first = post("The lamp\nis <b>broken</b>", seq=1, id="p1")
    between = [post("and so on", seq=seq) for seq in range(2, 5)]
    answer = post("Which one?", seq=5, mine=True, answers="p1")
    shown = look_at([first, *between, answer], 4, SCENE)
    assert shown.answered == "Layla Haddad: The lamp is <b>broken</b>"
    assert "answers Layla Haddad: The lamp" in shown.name
    # What is not loaded, and a mail, whose thread is its own, show none.
    assert look_at([answer], 0, SCENE).answered == ""
    assert (
        look_at(
            [first, sample_message("a", channel=Channel.EMAIL, answers="p1")], 1, SCENE
        ).answered
        == ""
    )
    photo = post(
        "",
        seq=1,
        id="p1",
        attachments=(Attachment(id="f", name="a.png", media_type="image/png", size=1),),
    )
    assert look_at([photo, answer], 1, SCENE).answered == "Layla Haddad: a.png"
