"""Letters: the way of a reply to another network, and what becomes of it there."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.written.records import (
    Consent,
    NotNow,
    Receipt,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.model.errors import Refused
from agent_desktop.model.timeline import (
    Delivery,
    Route,
)
from agent_desktop.model.work import Channel
from tests.hub.centre.post import DAY, HANDLE, LAYLA, MAIL, PHONE, ROOM, TEXTS, Post, begun

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


def test_who_said_stop_is_not_written_to_until_they_say_start(post: Post) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    stop = Consent(remote_id="s1", address=PHONE, given=False, words="STOP", at=post.floor.now)
    post.take(stop, entry=TEXTS)
    with pytest.raises(Refused, match="asked not to be written to"):
        post.answer(channel=Channel.SMS)
    post.take(replace(stop, remote_id="s2", given=True, words="START"), entry=TEXTS)
    with pytest.raises(Refused, match="longer than 1000 characters"):
        post.answer("x" * 1_001, Channel.SMS)
    assert post.answer(channel=Channel.SMS).delivery is Delivery.QUEUED


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
