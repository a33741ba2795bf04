"""Letters: the way of a reply to another network, and what becomes of it there."""

from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.hub.storage.tables import attachments
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import (
    NotNow,
    Receipt,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.templates import Filled, Template
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel
from tests.hub.centre.post import (
    DAY,
    HANDLE,
    LAYLA,
    MAIL,
    PHONE,
    ROOM,
    TEXTS,
    Post,
    begun,
    finished,
)

HELLO = Template(name="hello", language="en", text="Dear {{1}}, it is ready.")

# --- letters


def test_a_reply_is_a_letter_and_its_way_is_told(post: Post) -> None:
    thread = begun(post)
    post.floor.listen()
    sent = post.answer("A new one is on its way.")
    assert sent.delivery is Delivery.QUEUED
    assert post.floor.centre.drain_posted() == (MAIL,)
    letter = post.claim()
    assert (letter.id, letter.to, letter.text) == (
        sent.id,
        "layla@example.org",
        "A new one is on its way.",
    )
    assert (letter.token, letter.attempt, letter.answers) == (thread.id, 1, ("r1",))
    assert letter.mail is not None
    assert (letter.mail.subject, letter.mail.quoted) == ("Lamp", "My lamp is broken.")
    assert post.floor.centre.claim_letter(MAIL).letter is None  # it is being sent
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=("<m1@hub>",)))
    assert post.now(sent).delivery is Delivery.SENT
    told = [one.event.message for one in post.floor.listen() if hasattr(one.event, "message")]
    assert told[-1].revision == 1
    assert post.only().reply_due_at is None


def test_letters_of_a_conversation_leave_one_after_another(post: Post) -> None:
    begun(post)
    first, second = post.answer("One."), post.answer("Two.")
    assert post.claim().id == first.id
    assert post.floor.centre.claim_letter(MAIL).letter is None
    post.floor.centre.settle_letter(first.id, NotNow(problem="The server is away."))
    claimed = post.floor.centre.claim_letter(MAIL)
    assert claimed.letter is None
    assert claimed.due_at == post.floor.now + 2_000
    assert post.now(first).problem == "The server is away."
    post.floor.wait(2_000)
    assert post.claim().attempt == 2
    post.floor.centre.settle_letter(first.id, Sent(remote_ids=("<1>",)))
    assert post.now(first).problem == ""
    assert post.claim().id == second.id


def test_a_letter_that_was_being_sent_is_found_again_after_a_crash(post: Post) -> None:
    begun(post)
    sent = post.answer()
    post.claim()
    post.floor.crash()
    assert post.floor.centre.claim_letter(MAIL).letter is None  # never sent again blindly
    (letter,) = post.floor.centre.unfinished_letters(MAIL)
    assert (letter.id, letter.attempt) == (sent.id, 1)
    post.floor.centre.settle_letter(letter.id, Unclear(problem="The link broke."))
    assert post.now(sent).delivery is Delivery.UNCLEAR
    # a late receipt clears it up
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=("<late>",)))
    post.take(Receipt(remote_id="<late>", delivery=Delivery.DELIVERED, at=post.floor.now))
    assert post.now(sent).delivery is Delivery.DELIVERED


def test_what_a_network_refuses_is_the_agents_again(post: Post) -> None:
    begun(post)
    sent = post.answer()
    post.floor.centre.settle_letter(
        post.claim().id, Rejected(problem="No such mailbox.", remedy="Ask for another address.")
    )
    now = post.now(sent)
    assert (now.delivery, now.problem) == (
        Delivery.REFUSED,
        "No such mailbox. Ask for another address.",
    )
    assert post.only().reply_due_at == post.floor.now
    assert post.floor.centre.claim_letter(MAIL).letter is None


@pytest.mark.parametrize("told", ["550 no such user", "It is refused. (17)", "Full!"])
def test_what_a_network_told_ends_before_the_remedy_begins(post: Post, told: str) -> None:
    begun(post)
    sent = post.answer()
    post.floor.centre.settle_letter(post.claim().id, Rejected(problem=told, remedy="Shorten it."))
    stop = "." if told[-1].isalpha() else ""
    assert post.now(sent).problem == f"{told}{stop} Shorten it."


def test_what_servers_said_of_a_mail_is_kept_with_it(post: Post) -> None:
    begun(post)
    sent = post.answer()
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("a",)))
    with post.floor.centre.storage.transaction():
        for one, owner in (("r1", "entry"), ("again", "entry"), ("r2", "entry"), ("v", "visitor")):
            name = "r1" if one == "again" else one
            owned = (one, f"{owner}:{MAIL}", one, name, "message/rfc822", 7, b"", one)
            row = (*owned, 0, None, None, "", "")
            post.floor.centre.storage.insert(attachments, row)
    relayed = Receipt(remote_id="a", delivery=Delivery.SENT, at=0)
    for one, name in (("r1", "r1"), ("again", "r1"), ("v", "v"), ("unknown", "unknown")):
        report = Attachment(id=one, name=name, media_type="", size=1)
        post.take(replace(relayed, report=report))
    bounce = Attachment(id="r2", name="r2", media_type="", size=1)
    refused = replace(relayed, delivery=Delivery.REFUSED, problem="Full.", report=bounce)
    post.take(refused)
    for _ in ("as it was told", "after a crash"):
        now = post.now(sent)
        assert now.mail is not None
        assert [(one.id, one.size) for one in now.mail.reports] == [("r1", 7), ("r2", 7)]
        assert (now.delivery, now.problem) == (Delivery.REFUSED, "Full.")
        post.floor.crash()


def test_receipts_come_late_doubled_and_in_any_order(post: Post) -> None:
    begun(post)
    sent = post.answer()
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("a", "b")))
    for remote_id, delivery in (
        ("b", Delivery.READ),
        ("a", Delivery.DELIVERED),
        ("a", Delivery.DELIVERED),
        ("nobody's", Delivery.READ),
    ):
        post.take(Receipt(remote_id=remote_id, delivery=delivery, at=post.floor.now))
    assert post.now(sent).delivery is Delivery.READ
    refused = Receipt(remote_id="a", delivery=Delivery.REFUSED, at=0, problem="Full.")
    post.take(refused)
    assert post.now(sent).delivery is Delivery.READ  # who read it has it
    other = post.answer("Again.")
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("c",)))
    post.take(replace(refused, remote_id="c"))
    assert (post.now(other).delivery, post.now(other).problem) == (Delivery.REFUSED, "Full.")


def test_ways_that_lead_nowhere_are_refused(post: Post) -> None:
    begun(post)
    strange = Route(entry_point_id=MAIL, network="email", address="somebody@else.example")
    with pytest.raises(Refused, match="cannot be written to by this way"):
        post.answer(route=strange)
    with pytest.raises(Refused, match="cannot be written to by this way"):
        post.answer(channel=Channel.SMS)
    assert post.floor.centre.claim_letter(MAIL).letter is None


@pytest.mark.parametrize("crashes", [False, True])
def test_a_receipt_days_later_is_told_of_a_conversation_that_was_closed(
    post: Post, crashes: bool
) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    sent = post.answer(channel=Channel.SMS)
    post.floor.centre.settle_letter(post.claim(TEXTS).id, Sent(remote_ids=("m1",)))
    finished(post)
    post.floor.wait(6 * DAY)
    if crashes:
        post.floor.crash()
        post.open_networks()
    late = Receipt(remote_id="m1", delivery=Delivery.DELIVERED, at=post.floor.now)
    post.take(late, entry=TEXTS)
    assert post.now(sent).delivery is Delivery.DELIVERED
    assert not post.only().open


def test_a_text_of_emojis_is_counted_in_sms_before_anything_is_sent(post: Post) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    post.floor.centre.define_limits(TEXTS, Limits(max_text=2, unit=LengthUnit.SMS))
    with pytest.raises(Refused, match="longer than 2 SMS"):
        post.answer("👍" * 67, Channel.SMS)
    assert post.answer("👍" * 66, Channel.SMS).delivery is Delivery.QUEUED
    assert post.answer("x" * 306, Channel.SMS).delivery is Delivery.QUEUED


def file(name: str, size: int, media_type: str = "image/png") -> Attachment:
    return Attachment(id=name, name=name, media_type=media_type, size=size)


@pytest.mark.parametrize(
    ("files", "words", "value"),
    [
        ((file("a.png", 11),), "files up to 10 bytes", "a.png"),
        ((file("a.exe", 1, "application/x-dosexec"),), "no files of this kind", "a.exe: applic"),
        ((file("a.png", 1),) * 4, "at most 3 files", "4"),
        ((file("a.png", 10), file("b.png", 6)), "15 bytes of files", "16 bytes"),
    ],
)
def test_files_that_the_network_does_not_take_are_refused_before_anything_is_sent(
    post: Post, files: tuple[Attachment, ...], words: str, value: str
) -> None:
    begun(post)
    limits = Limits(
        max_text=100,
        max_files=3,
        max_file_bytes=10,
        max_total_bytes=15,
        media_types=("image/png",),
    )
    post.floor.centre.define_limits(MAIL, limits)
    with pytest.raises(Refused) as refused:
        post.answer(attachments=files)
    problem = refused.value.problem
    assert problem.field == "attachments"
    assert words in problem.message
    assert problem.value.startswith(value)
    assert problem.remedy
    assert post.floor.centre.claim_letter(MAIL).letter is None
    (way,) = post.only().reply_ways
    assert way.files == limits.files


def test_a_letter_knows_when_the_customer_wrote_last_by_its_way(post: Post) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    wrote = post.floor.now
    post.floor.wait(DAY)
    for number in range(2):  # what we wrote since is not the customer's
        sent = post.answer(channel=Channel.SMS)
        letter = post.claim(TEXTS)
        assert letter.heard_at == wrote
        post.floor.centre.settle_letter(sent.id, Sent(remote_ids=(f"m{number}",)))


def test_a_network_with_a_window_takes_no_free_text_after_it(post: Post) -> None:
    post.take(post.arrived("Hi.", address=HANDLE), entry=ROOM)
    post.floor.accept("anna")
    way = post.floor.centre.snapshot("anna")[1].conversations[0].reply_ways[0]
    assert way.until == post.floor.now + DAY
    post.floor.wait(DAY + 1)
    with pytest.raises(Refused, match="no free text"):
        post.answer(channel=Channel.SOCIAL)
    post.take(post.arrived("Still there?", address=HANDLE), entry=ROOM)
    assert post.answer(channel=Channel.SOCIAL).delivery is Delivery.QUEUED


def test_a_chat_goes_on_by_mail_with_what_was_said(post: Post) -> None:
    post.floor.visitor("v1")
    post.floor.centre.introduce("v1", "c1", "Layla", LAYLA.value, "My lamp is broken.")
    post.floor.accept("anna")
    thread = post.floor.held("anna").conversation_id
    shown = post.floor.centre.snapshot("anna")[1].conversations[0]
    assert [way.channel for way in shown.reply_ways] == [Channel.CHAT, Channel.EMAIL]
    post.floor.crash()
    post.open_networks()
    post.floor.ready("anna")
    assert post.floor.centre.snapshot("anna")[1].conversations[0].reply_ways == shown.reply_ways
    post.floor.send("anna", thread, "Which one?")
    sent = post.answer("I write to you here.", conversation_id=thread)
    letter = post.claim()
    assert letter.mail is not None
    assert letter.mail.quoted == "Layla: My lamp is broken.\nAnna: Which one?"
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=("<m>",)))
    seen = post.floor.centre.chat_items("v1")
    assert "I write to you here." not in [one.text for one in seen]
    post.take(post.arrived("The tall one.", answers=("<m>",)))
    assert post.messages(thread)[-1].text == "The tall one."
    assert post.messages(thread)[-1].answers == sent.id
    assert "The tall one." not in [one.text for one in post.floor.centre.chat_items("v1")]


def test_a_network_is_not_taken_away_while_replies_wait(post: Post) -> None:
    begun(post)
    sent = post.answer()
    with pytest.raises(Refused, match="still wait"):
        post.floor.centre.remove_network(MAIL)
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<m>",)))
    post.floor.centre.remove_network(MAIL)
    assert post.now(sent).delivery is Delivery.SENT
    assert post.floor.centre.snapshot("anna")[1].conversations[0].reply_ways == ()


# --- templates, where free text is not taken any more


def _late_in_the_room(post: Post) -> SendMessage:
    """Layla wrote in the room two days ago; the reply is the template."""
    post.floor.centre.keep_templates(ROOM, (HELLO, replace(HELLO, language="de", text="Hallo.")))
    post.take(post.arrived("Hi.", address=HANDLE), entry=ROOM)
    post.floor.accept("anna")
    post.floor.wait(2 * DAY)
    return SendMessage(
        client_id="t1",
        conversation_id=post.only().id,
        channel=Channel.SOCIAL,
        text="Dear Layla, it is ready.",
        template=Filled(name="hello", language="en", values={"1": "Layla"}),
    )


def test_a_template_is_let_through_where_free_text_is_refused(post: Post) -> None:
    asked = _late_in_the_room(post)
    with pytest.raises(Refused, match="takes no free text"):
        post.floor.ask("anna", replace(asked, template=None), "f1")
    sent = post.floor.ask("anna", asked, "t1")
    assert isinstance(sent, Message)
    assert sent.template == asked.template
    assert post.floor.ask("anna", asked, "t1") == sent
    letter = post.claim(ROOM)
    assert (letter.template, letter.text) == (asked.template, asked.text)
    other = Filled(name="hello", language="de")
    with pytest.raises(Conflict):
        post.floor.ask("anna", replace(asked, text="Hallo.", template=other), "t2")


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ({"text": "Dear Layla, pay at evil.example."}, "says something else"),
        ({"template": Filled(name="hello", language="fr")}, "no such template"),
        ({"template": Filled(name="hello", language="en")}, "no such template"),
        ({"template": Filled(name="hello", language="en", values={"1": " "})}, "without a value"),
    ],
)
def test_what_is_not_the_networks_template_is_refused(post: Post, about: Any, says: str) -> None:
    asked = _late_in_the_room(post)
    with pytest.raises(Refused, match=says):
        post.floor.ask("anna", replace(asked, **about), "t1")
    assert post.floor.centre.claim_letter(ROOM).letter is None


def test_templates_outlive_a_crash_and_are_no_matter_of_the_session(post: Post) -> None:
    asked = _late_in_the_room(post)
    post.take(entry=ROOM, since="17")
    post.floor.crash()
    assert post.floor.centre.network_memory(ROOM) == {"since": "17"}
    assert HELLO in post.floor.centre.templates(ROOM)
    assert isinstance(post.floor.ask("anna", asked, "t1"), Message)
    with pytest.raises(Refused):
        post.floor.centre.keep_templates("nowhere", ())
