"""Messages by other networks: which conversation they join, and what becomes of them."""

import pytest

from agent_desktop.hub.written.records import (
    Edited,
    Reacted,
    Sent,
    TakenBack,
)
from agent_desktop.model.commands import CompleteWrapUp, EditCustomer, EndInteraction
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel
from tests.hub.centre.post import DAY, HANDLE, MAIL, PHONE, ROOM, TEXTS, Post, begun

# --- which conversation


def test_a_first_mail_opens_a_conversation_of_a_new_customer_and_is_offered(post: Post) -> None:
    post.take(post.arrived("My lamp is broken.", subject="Lamp"))
    one = post.only()
    assert (one.channel, one.subject, one.unread) == (Channel.EMAIL, "Lamp", 1)
    offer = post.floor.offer("anna")
    assert (offer.customer_name, offer.channel) == ("Layla", Channel.EMAIL)
    post.floor.accept("anna")
    snapshot = post.floor.centre.snapshot("anna")[1]
    (way,) = snapshot.conversations[0].reply_ways
    assert way.route == Route(entry_point_id=MAIL, network="email", address="layla@example.org")
    assert way.name == "Mail"


def test_the_same_news_again_changes_nothing(post: Post) -> None:
    mail = post.arrived()
    post.take(mail, mail, place="1")
    post.floor.crash()
    post.floor.ready("anna")
    post.take(mail, place="2")
    assert len(post.messages(post.only().id)) == 1
    assert post.floor.centre.network_memory(MAIL) == {"place": "2"}
    post.take(place="")
    assert post.floor.centre.network_memory(MAIL) == {}


def test_the_next_message_joins_the_open_conversation_and_its_interaction(post: Post) -> None:
    thread = begun(post)
    post.take(post.arrived("And the cable."))
    messages = post.messages(post.only().id)
    assert [one.text for one in messages] == ["My lamp is broken.", "And the cable."]
    assert len({one.interaction_id for one in messages}) == 1
    assert post.floor.held("anna").conversation_id == thread.id


def test_a_customer_goes_on_by_other_networks_in_one_conversation_with_one_agent(
    post: Post,
) -> None:
    begun(post)
    customer = post.floor.centre.timeline(post.only().id).customer
    addresses = (*customer.addresses, PHONE, HANDLE)
    post.floor.ask("anna", EditCustomer(customer_id=customer.id, addresses=addresses))
    post.take(post.arrived("From my phone.", address=PHONE), entry=TEXTS)
    post.take(post.arrived("From Matrix.", address=HANDLE, thread="!room"), entry=ROOM)
    messages = post.messages(post.only().id)
    assert [one.channel for one in messages] == [Channel.EMAIL, Channel.SMS, Channel.SOCIAL]
    assert len({one.interaction_id for one in messages}) == 1
    ways = post.floor.centre.snapshot("anna")[1].conversations[0].reply_ways
    assert [way.channel for way in ways] == [Channel.SOCIAL, Channel.EMAIL, Channel.SMS]
    sent = post.answer("Here too.", Channel.SMS)
    assert sent.route.address == "+33612489017"
    assert post.claim(TEXTS).to == "+33612489017"


@pytest.mark.parametrize("by", ["token", "answers"])
def test_who_answers_from_an_unknown_address_is_the_customer_of_that_conversation(
    post: Post, by: str
) -> None:
    thread = begun(post)
    sent = post.answer()
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out@hub>",)))
    other = Address(kind=AddressKind.EMAIL, value="layla@work.example")
    how = {"token": thread.id} if by == "token" else {"answers": ("<out@hub>",)}
    post.take(post.arrived("From work.", address=other, **how))
    assert [one.text for one in post.messages(post.only().id)][-1] == "From work."
    customer = post.floor.centre.timeline(thread.id).customer
    assert "layla@work.example" in [one.value for one in customer.addresses]
    if by == "answers":
        assert post.messages(thread.id)[-1].answers == sent.id


def test_a_token_opens_nothing_for_who_is_known_as_another_customer(post: Post) -> None:
    thread = begun(post)
    other = Address(kind=AddressKind.EMAIL, value="joaquin@example.org")
    post.take(post.arrived("Mine.", address=other, name="Joaquín"))
    post.take(post.arrived("Let me in.", address=other, token=thread.id))
    assert [one.text for one in post.messages(thread.id)] == ["My lamp is broken."]


def test_after_the_end_it_goes_on_for_a_day_with_the_same_agent_and_then_begins_anew(
    post: Post,
) -> None:
    thread = begun(post)
    work = post.floor.held("anna")
    post.floor.ask("anna", EndInteraction(interaction_id=work.id))
    post.floor.ask("anna", CompleteWrapUp(interaction_id=work.id, disposition="solved"))
    post.floor.wait(DAY // 2)
    post.take(post.arrived("Once more."))
    assert post.only().open
    offer = post.floor.accept("anna")
    assert offer.conversation_id == thread.id
    assert offer.last_time == "Solved"
    work = post.floor.held("anna")
    post.floor.ask("anna", EndInteraction(interaction_id=work.id))
    post.floor.ask("anna", CompleteWrapUp(interaction_id=work.id, disposition="solved"))
    post.floor.wait(2 * DAY)
    post.take(post.arrived("Something new."))
    assert len(post.conversations()) == 2


def test_a_public_post_never_joins_what_was_said_in_private(post: Post) -> None:
    post.take(post.arrived("In private.", address=HANDLE), entry=ROOM)
    post.take(post.arrived("For all to read.", address=HANDLE, public=True, reach=700), entry=ROOM)
    assert [one.preview for one in post.conversations()] == ["In private.", "For all to read."]
    waiting = post.floor.centre.snapshot("anna")[1].interactions
    assert sorted(one.priority for one in waiting) == [0, 7]


@pytest.mark.parametrize("public", [True, False])
def test_an_offer_says_by_which_network_and_whether_everybody_reads_it(
    post: Post, public: bool
) -> None:
    post.take(post.arrived("Look.", address=HANDLE, public=public), entry=ROOM)
    (offer,) = post.floor.centre.snapshot("anna")[1].offers
    assert (offer.network, offer.public) == ("matrix", public)


def test_what_a_machine_wrote_asks_nobody_for_an_answer(post: Post) -> None:
    away = MailHead(automatic=Automatic.REPLY)
    post.take(post.arrived("I am out of office.", mail=away))
    one = post.only()
    assert one.reply_due_at is None
    assert post.floor.centre.snapshot("anna")[1].offers == ()


def test_news_that_cannot_be_used_are_told_and_take_nothing_along(post: Post) -> None:
    nobody = Address(kind=AddressKind.EMAIL, value="no address")
    wrong = post.arrived("?", address=nobody)
    strange = post.arrived("?", attachments=("nothing",))
    faults = post.take(wrong, strange, post.arrived("Good."), place="3")
    assert len(faults) == 2
    assert [one.text for one in post.messages(post.only().id)] == ["Good."]
    assert post.floor.centre.network_memory(MAIL) == {"place": "3"}
    assert post.take(wrong) == ()  # said once


def test_edits_reactions_and_what_was_taken_back(post: Post) -> None:
    first = post.arrived("Helo", address=HANDLE)
    post.take(first, entry=ROOM)
    at = post.floor.now + 5
    post.take(Edited(remote_id=first.remote_id, text="Hello", at=at), entry=ROOM)
    post.take(Edited(remote_id=first.remote_id, text="Older", at=at - 1), entry=ROOM)
    post.take(Reacted(remote_id=first.remote_id, address=HANDLE, sign="👍", at=at), entry=ROOM)
    (message,) = post.messages(post.only().id)
    assert (message.text, message.edited_at, message.reactions[0].sign) == ("Hello", at, "👍")
    post.take(Reacted(remote_id=first.remote_id, address=HANDLE, sign="", at=at), entry=ROOM)
    post.take(TakenBack(remote_id=first.remote_id, at=at), entry=ROOM)
    (message,) = post.messages(post.only().id)
    assert (message.reactions, message.deleted, message.revision) == ((), True, 4)


def test_the_inbox_shows_what_still_stands(post: Post) -> None:
    first, last = post.arrived("First", address=HANDLE), post.arrived("Lats", address=HANDLE)
    post.take(first, entry=ROOM)
    post.take(last, entry=ROOM)
    at = post.only().last_at
    post.take(Edited(remote_id=last.remote_id, text="Last", at=post.floor.now + 5), entry=ROOM)
    assert post.only().preview == "Last"
    post.take(TakenBack(remote_id=last.remote_id, at=post.floor.now), entry=ROOM)
    assert (post.only().preview, post.only().last_at) == ("First", at)
    post.take(TakenBack(remote_id=first.remote_id, at=post.floor.now), entry=ROOM)
    assert post.only().preview == ""
