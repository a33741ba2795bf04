"""What customers tell is kept with its source, enriches an empty profile, and can be called wrong."""

from typing import Any

from agent_desktop.hub.journal.published import for_agent
from agent_desktop.model.commands import EditCustomer, MergeCustomers
from agent_desktop.model.events import CustomerChanged
from agent_desktop.model.joining import Joining
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.people import Customer, Fact, FactKind
from agent_desktop.model.unions import PartCustomers, RejectFact
from agent_desktop.model.work import Channel
from tests.hub.centre.post import PHONE, TEXTS, Post, begun


def page(post: Post, customer_id: str) -> tuple[Customer, list[tuple[FactKind, str]]]:
    found = post.floor.centre.conversations(customer_id)
    return found.customer, [(one.kind, one.value) for one in found.facts]


def test_facts_have_their_source_and_fill_only_what_is_empty(post: Post) -> None:
    post.floor.centre.define_joining(Joining(orders=("AB-######",)))
    thread = begun(post)
    customer_id = thread.customer_id
    post.floor.wait(1_000)
    mail = post.arrived("About AB-123456.", revealed={"language": "fr", "name": "Layla"})
    post.take(mail, mail)
    post.floor.crash()
    post.floor.ready("anna")
    customer, facts = page(post, customer_id)
    assert customer.language == "fr"
    assert set(facts) == {
        (FactKind.NAME, "Layla"),
        (FactKind.LANGUAGE, "fr"),
        (FactKind.ORDER, "AB-123456"),
    }
    found = post.floor.centre.conversations(customer_id).facts[0]
    assert found == Fact(
        kind=found.kind,
        value=found.value,
        channel=Channel.EMAIL,
        at=post.messages(thread.id)[-1].sent_at,
        conversation_id=thread.id,
    )
    post.floor.ask("anna", EditCustomer(customer_id=customer_id, language="nl"))
    post.take(post.arrived("Hallo", revealed={"language": "de"}))
    assert page(post, customer_id)[0].language == "nl"


def heard(post: Post, kind: type, agent_id: str = "anna") -> list[Any]:
    """What an agent was told since the last time, of one kind."""
    mine = [one for one in post.floor.listen() if one.audience == for_agent(agent_id)]
    return [one.event for one in mine if isinstance(one.event, kind)]


def test_chats_tell_too_and_who_has_the_customer_hears_of_it_once(post: Post) -> None:
    floor = post.floor
    floor.centre.define_joining(Joining(orders=("AB-######",)))
    floor.arrive("vera", "Where is AB-123456?")
    floor.accept("anna")
    customer_id = floor.held("anna").customer_id
    told = [(FactKind.NAME, "Vera"), (FactKind.ORDER, "AB-123456")]
    assert sorted(page(post, customer_id)[1]) == told
    heard(post, CustomerChanged)
    for text, news in (("And AB-654321?", 1), ("AB-654321, I said.", 0)):
        floor.wait(1_000)
        floor.centre.say("vera", floor.id(), text)
        assert len(heard(post, CustomerChanged)) == news
    fact = floor.centre.conversations(customer_id).facts[0]
    assert (fact.value, fact.channel) == ("AB-654321", Channel.CHAT)


def test_what_is_wrong_is_forgotten_and_not_believed_again(post: Post) -> None:
    customer_id = begun(post).customer_id
    post.take(post.arrived("Salut", revealed={"language": "fr"}))
    wrong = RejectFact(customer_id=customer_id, kind=FactKind.LANGUAGE, value="fr")
    post.floor.ask("anna", wrong, "w1")
    post.floor.ask("anna", wrong, "w1")
    post.take(post.arrived("Encore", revealed={"language": "fr"}))
    post.floor.crash()
    customer, facts = page(post, customer_id)
    assert (customer.language, facts) == ("", [])


def test_machines_tell_nothing_of_a_customer(post: Post) -> None:
    customer_id = begun(post).customer_id
    away = MailHead(automatic=Automatic.REPLY)
    post.take(post.arrived("Away", mail=away, revealed={"language": "fr"}))
    assert page(post, customer_id) == (page(post, customer_id)[0], [])


def test_facts_of_a_merged_record_come_along_and_go_back(post: Post) -> None:
    mine = begun(post).customer_id
    text = post.arrived("Hi", address=PHONE, name="Sam", revealed={"order": "77"})
    post.take(text, entry=TEXTS)
    other = post.floor.offer("anna").customer_id
    post.floor.ask("anna", MergeCustomers(kept_id=mine, merged_id=other))
    assert page(post, mine)[1] == [(FactKind.ORDER, "77")]
    post.floor.ask("anna", PartCustomers(merged_id=other))
    assert page(post, mine)[1] == []
    assert page(post, other)[1] == [(FactKind.ORDER, "77")]
