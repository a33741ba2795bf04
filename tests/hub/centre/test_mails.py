"""Mails of agents: to whom they go, what is repeated below them, and what is passed on to somebody else."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre.mails import QUOTED
from agent_desktop.hub.channels.email.settings import read
from agent_desktop.hub.channels.email.writing import write
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.written.records import Rejected, Sent
from agent_desktop.model.commands import AddNote, EditCustomer
from agent_desktop.model.errors import Refused
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.rules import AfterHours, Rule
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from tests.hub.centre.post import DAY, MAIL, PHONE, TEXTS, Post, begun
from tests.hub.centre.test_ruling import run

BOSS = "The Boss <boss@warehouse.example>"
BOX = read(
    {"address": "care@hub.test", "imap_host": "i.hub.test", "smtp_host": "s.hub.test"},
    {"password": "x"},
)
SECRET = "PRIVATE-NOTE-7731"


def test_out_of_hours_a_mail_is_answered_once_a_week_and_no_machine_ever(post: Post) -> None:
    run(post.floor, Rule(id="no", message="We are back on Monday.", after_hours=AfterHours.CLOSE))

    def answered(**about: object) -> bool:
        post.take(post.arrived("Hello?", **about))
        letter = post.floor.centre.claim_letter(MAIL).letter
        if letter is not None:
            assert letter.text == "We are back on Monday."
            assert letter.mail is not None
            assert letter.mail.automatic is Automatic.REPLY
            assert letter.answers[0].startswith("r")
            post.floor.centre.settle_letter(letter.id, Sent(remote_ids=(f"s{letter.id}",)))
        return letter is not None

    assert answered(subject="Lamp")
    assert not answered(subject="Lamp")
    assert not answered(subject="Another", mail=MailHead(automatic=Automatic.LIST))
    robot = Address(kind=AddressKind.EMAIL, value="no-reply@shop.example")
    assert not answered(address=robot)
    other = Address(kind=AddressKind.EMAIL, value="max@example.org")
    assert not answered(address=other, mail=MailHead(automatic=Automatic.REPLY))
    assert answered(address=other)
    post.floor.crash()
    post.open_networks()
    post.floor.now += 7 * DAY - 1
    assert not answered(subject="Lamp")
    post.floor.now += 1
    assert answered(subject="Lamp")


def noted(post: Post, conversation_id: str) -> str:
    """A note of Anna's in the conversation; its id."""
    client_id = post.floor.id()
    note = AddNote(client_id=client_id, conversation_id=conversation_id, text=SECRET)
    kept = post.floor.ask("anna", note, client_id)
    assert kept is not None
    return kept.id


def forward(post: Post, **about: object) -> Message:
    (first, *_) = post.messages(post.only().id)
    head = MailHead(to=(BOSS,), forwards=first.id, subject="Fwd: Lamp", intro="---\nFrom: Layla")
    return post.answer("Please look.", mail=replace(head, **about))


def test_a_reply_repeats_what_it_answers_below_the_line_of_the_desk(post: Post) -> None:
    begun(post)
    (first,) = post.messages(post.only().id)
    post.take(post.arrived("And the cable."))
    post.answer("Yes.", answers=first.id, mail=MailHead(intro="On Tue, Layla wrote:"))
    letter = post.claim()
    assert letter.mail is not None
    assert (letter.mail.intro, letter.mail.quoted) == ("On Tue, Layla wrote:", "My lamp is broken.")
    assert letter.mail.automatic is Automatic.NO
    assert letter.answers[0] == "r1"
    assert letter.mail.subject == "Lamp"


def test_no_note_ever_leaves(post: Post, tmp_path: Path) -> None:
    """Neither quoted, nor in what was said so far, nor passed on, also when it is asked for by its id."""
    thread = begun(post)
    note = noted(post, thread.id)
    customer = post.floor.centre.timeline(thread.id).customer
    post.floor.ask(
        "anna", EditCustomer(customer_id=customer.id, addresses=(*customer.addresses, PHONE))
    )
    post.take(post.arrived("By text.", address=PHONE), entry=TEXTS)
    post.answer("One.", answers=note)
    letter = post.claim()
    assert letter.mail is not None
    assert SECRET not in repr(letter)
    assert "My lamp is broken." in letter.mail.quoted, "what was said so far goes along"
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=("sent-1",)))
    with pytest.raises(Refused, match="not in this conversation"):
        forward(post, forwards=note)
    forward(post)
    passed = post.claim()
    for number, each in enumerate((letter, passed)):
        mail = write(each, BOX, {}, tmp_path / str(number))
        assert SECRET.encode() not in mail.path.read_bytes()
    assert b"My lamp is broken." in (tmp_path / "0").read_bytes(), "in what was said so far"


def test_a_long_chat_goes_along_whole_and_a_longer_one_from_a_whole_message_on(post: Post) -> None:
    """Whoever left a chat reads in the mail what was said in it, however many notes stand between."""
    floor = post.floor
    floor.visitor("vera")
    floor.centre.introduce("vera", floor.id(), "Vera", "Layla@Example.org", "First words")
    floor.accept("anna")
    thread = post.only()
    for number in range(60):
        floor.centre.say("vera", floor.id(), f"Line {number}")
        noted(post, thread.id)
    post.answer("By mail now.", conversation_id=thread.id)
    letter = post.claim()
    assert letter.mail is not None
    lines = letter.mail.quoted.splitlines()
    assert lines == ["Vera: First words", *(f"Vera: Line {number}" for number in range(60))]
    floor.centre.settle_letter(letter.id, Sent(remote_ids=("m1",)))
    for number in range(3):
        floor.centre.say("vera", floor.id(), f"{number} {'long ' * 1_500}")
    post.answer("And again.", conversation_id=thread.id)
    mail = post.claim().mail
    assert mail is not None
    assert len(mail.quoted) <= QUOTED
    assert mail.quoted.startswith("…\nVera: 1 long"), (
        "what is not whole is left out, and said to be"
    )


def test_a_forwarded_message_goes_to_the_named_people_and_not_to_the_customer(post: Post) -> None:
    begun(post)
    sent = forward(post, to=(BOSS, "second@warehouse.example"))
    letter = post.claim()
    assert letter.to == "boss@warehouse.example"
    assert letter.mail is not None
    assert letter.mail.to == ("second@warehouse.example",)
    assert letter.mail.quoted == "My lamp is broken."
    assert (letter.token, letter.answers) == ("", ()), "their answer is none of the customer's"
    assert "layla" not in repr((letter.to, letter.mail.to, letter.mail.cc, letter.mail.bcc)).lower()
    assert sent.route.address == "boss@warehouse.example"
    thread = post.only()
    assert thread.reply_due_at is not None, "the customer still waits"
    assert thread.reply_ways[0].route.address == "layla@example.org"


def test_a_forwarded_message_is_kept_out_of_what_the_customer_is_told_later(post: Post) -> None:
    thread = begun(post)
    passed = forward(post)
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("fwd-1",)))
    post.answer("Hello.", answers=passed.id)
    letter = post.claim()
    assert letter.mail is not None
    assert "Please look." not in letter.mail.quoted
    # who got it answers: that is nobody's address but their own, and no word of the customer's
    boss = Address(kind=AddressKind.EMAIL, value="boss@warehouse.example")
    post.take(post.arrived("I look.", address=boss, answers=("fwd-1",), name="The Boss"))
    assert [one.text for one in post.messages(thread.id)][-1] == "Hello."
    customer = post.floor.centre.timeline(thread.id).customer
    assert [one.value for one in customer.addresses] == ["layla@example.org"]


def test_sending_again_is_the_same_and_a_refusal_asks_nothing_of_the_customer(post: Post) -> None:
    begun(post)
    sent = forward(post)
    thread = post.only()
    post.floor.centre.settle_letter(post.claim().id, Rejected(problem="No such mailbox."))
    assert post.only().reply_due_at == thread.reply_due_at
    assert post.now(sent).problem == "No such mailbox."


@pytest.mark.parametrize(
    ("head", "field"),
    [
        (MailHead(cc=("nobody",)), "mail.cc"),
        (MailHead(bcc=("a@b\r\nBcc: c@d",)), "mail.bcc"),
        (MailHead(to=("@b",)), "mail.to"),
        (MailHead(forwards="x"), "mail.to"),
        (MailHead(forwards="x", to=(BOSS,)), "mail.forwards"),
        (MailHead(rich="x" * 200_001), "mail.rich"),
    ],
)
def test_what_cannot_be_sent_is_refused_by_its_field(
    post: Post, head: MailHead, field: str
) -> None:
    begun(post)
    with pytest.raises(Refused) as refused:
        post.answer("x", mail=head)
    assert refused.value.problem.field == field


def test_a_desk_says_nothing_of_a_mail_but_what_is_its_to_say(post: Post) -> None:
    begun(post)
    sent = post.answer("x", mail=MailHead(sender="ceo@hub.test", quoted="made up", remote=True))
    assert sent.mail == MailHead()


def test_ways_by_mail_know_our_own_addresses(post: Post) -> None:
    kept = KeptNetwork(
        entry_point_id=MAIL,
        network="email",
        settings={"address": "Care@Hub.test", "aliases": "help@hub.test, sales@hub.test"},
    )
    post.floor.centre.define_network(kept)
    begun(post)
    way = post.only().reply_ways[0]
    assert way.channel is Channel.EMAIL
    assert way.ours == ("care@hub.test", "help@hub.test", "sales@hub.test")


def test_a_queue_s_signature_stands_below_its_mails_with_the_names_of_that_moment(
    post: Post,
) -> None:
    centre = post.floor.centre
    centre.define_setting("team", "Halden Home")
    queue = next(one for one in centre.queues() if one.id == "support")
    signature = "<div><b>{agent}</b>, {queue}</div><div>{team}</div>"
    centre.define_queue(replace(queue, name="Care", signature=signature))
    shown = next(one for one in centre.snapshot("anna")[1].queues if one.id == "support")
    assert shown.signature == "<div><b>{agent}</b>, Care</div>\n<div>Halden Home</div>"
    begun(post)
    post.answer("Yes.")
    assert post.claim().signature == "<div><b>Anna</b>, Care</div>\n<div>Halden Home</div>"
    post.floor.crash()
    assert (
        next(one for one in post.floor.centre.queues() if one.id == "support").signature
        == signature
    )
