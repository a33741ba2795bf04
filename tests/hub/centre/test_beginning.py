"""Conversations that agents begin."""

import pytest

from agent_desktop.hub.written.records import Consent
from agent_desktop.model.base import new_id
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.post import MAIL, PHONE, ROOM, TEXTS, Post, begun


def asked(
    address: str = "New@Customer.example", entry: str = MAIL, **about: str
) -> BeginConversation:
    return BeginConversation(
        conversation_id=new_id(), entry_point_id=entry, address=address, **about
    )


def test_mail_and_texts_can_be_begun_and_nothing_that_only_customers_begin(post: Post) -> None:
    starts = post.floor.centre.snapshot("anna")[1].starts
    assert [one.route.entry_point_id for one in starts] == [MAIL, TEXTS]
    with pytest.raises(Refused):
        post.floor.ask("anna", asked("@a:b.example", ROOM))


def test_a_first_mail_to_somebody_nobody_knows(post: Post) -> None:
    begin = asked(name=" New\nCustomer ", subject="Your  order")
    post.floor.ask("anna", begin)
    snapshot = post.floor.centre.snapshot("anna")[1]
    (thread,) = [one for one in snapshot.conversations if one.id == begin.conversation_id]
    assert (thread.subject, thread.channel) == ("Your order", Channel.EMAIL)
    (customer,) = [one for one in snapshot.customers if one.id == thread.customer_id]
    assert customer.name == "New Customer"
    (work,) = [one for one in snapshot.interactions if one.conversation_id == thread.id]
    assert (work.state, work.agent_id) == (InteractionState.ACTIVE, "anna")
    assert thread.reply_ways[0].route.address == "new@customer.example"
    assert post.floor.centre.claim_letter(MAIL).letter is None, "nothing was sent"
    mail = MailHead(subject="Your order")
    post.answer("Dear customer", conversation_id=thread.id, mail=mail)
    letter = post.claim()
    assert (letter.to, letter.answers) == ("new@customer.example", ())
    assert letter.mail is not None
    assert letter.mail.quoted == ""


def test_who_is_known_is_the_same_customer_in_a_conversation_of_its_own(post: Post) -> None:
    known = begun(post)
    begin = asked(" Layla@Example.org ", subject="Another matter")
    post.floor.ask("anna", begin)
    snapshot = post.floor.centre.snapshot("anna")[1]
    assert {one.customer_id for one in snapshot.conversations} == {known.customer_id}
    assert len(snapshot.conversations) == 2


def test_the_answer_comes_into_it(post: Post) -> None:
    begin = asked("layla@example.org")
    post.floor.ask("anna", begin)
    post.take(post.arrived("Thank you", token=begin.conversation_id))
    assert post.messages(begin.conversation_id)[-1].text == "Thank you"


@pytest.mark.parametrize("address", ["nobody", "", "a b@c", "+48"])
def test_what_is_no_address_is_refused(post: Post, address: str) -> None:
    with pytest.raises(Refused):
        post.floor.ask("anna", asked(address))
    assert post.floor.centre.snapshot("anna")[1].conversations == ()


def test_who_wants_no_more_is_left_alone_and_an_id_is_used_once(post: Post) -> None:
    no = Consent(remote_id="s1", address=PHONE, given=False, words="STOP", at=post.floor.now)
    post.take(no, entry=TEXTS)
    with pytest.raises(Refused, match="asked not to be written to"):
        post.floor.ask("anna", asked(PHONE.value, TEXTS))
    begin = asked()
    post.floor.ask("anna", begin, "one")
    post.floor.ask("anna", begin, "one")
    with pytest.raises(Conflict):
        post.floor.ask("anna", begin, "two")
