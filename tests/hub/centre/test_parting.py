"""Customers who may be one person, are made one, and are made two again: exactly."""

import pytest
from msgspec.structs import replace

from agent_desktop.model.commands import EditCustomer, MergeCustomers
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.joining import Joining
from agent_desktop.model.people import Address, AddressKind, Customer, FactKind, WhyAlike
from agent_desktop.model.unions import PartCustomers, RejectFact, TellApart
from tests.hub.centre.post import PHONE, TEXTS, Post, begun

SAM = Address(kind=AddressKind.EMAIL, value="sam@work.example")


def customer_of(post: Post, conversation_id: str) -> Customer:
    found = post.floor.centre.timeline(conversation_id).customer
    assert found is not None
    return found


def two(post: Post) -> tuple[Customer, Customer]:
    """Layla by mail, whom Anna has, and somebody by text."""
    mine = customer_of(post, begun(post).id)
    post.take(post.arrived("A text.", address=PHONE, name="Layla B"), entry=TEXTS)
    post.floor.accept("anna")
    other = customer_of(post, post.conversations()[-1].id)
    assert other.id != mine.id
    return mine, other


def same(one: Customer, other: Customer) -> bool:
    """Alike but for when they were changed."""
    return replace(one, updated_at=0) == replace(other, updated_at=0)


def test_a_merge_is_taken_back_exactly_also_after_a_crash_and_with_news_since(post: Post) -> None:
    mine, other = two(post)
    texts = post.conversations()[-1]
    post.floor.ask("anna", MergeCustomers(kept_id=mine.id, merged_id=other.id))
    page = post.floor.centre.conversations(mine.id)
    assert [(one.merged_id, one.name) for one in page.unions] == [(other.id, "Layla B")]
    post.floor.crash()
    post.floor.ready("anna")
    post.take(post.arrived("Text again.", address=PHONE), entry=TEXTS)
    post.floor.ask("anna", EditCustomer(customer_id=mine.id, organisation="Halden"))
    post.floor.ask("anna", PartCustomers(merged_id=other.id), "part1")
    post.floor.crash()
    post.floor.ready("anna")
    post.floor.ask("anna", PartCustomers(merged_id=other.id), "part1")
    centre = post.floor.centre
    back, left = centre.conversations(other.id), centre.conversations(mine.id)
    assert same(back.customer, other)
    assert same(left.customer, replace(mine, organisation="Halden"))
    assert [one.id for one in back.conversations] == [texts.id]
    assert [one.text for one in post.messages(texts.id)] == ["A text.", "Text again."]
    assert (back.unions, left.unions) == ((), ())
    assert {one.customer_id for one in centre.snapshot("anna")[1].interactions} == {
        mine.id,
        other.id,
    }
    post.take(post.arrived("Mine still.", address=PHONE), entry=TEXTS)
    assert [one.text for one in post.messages(texts.id)][-1] == "Mine still."
    with pytest.raises(Refused):
        post.floor.ask("anna", PartCustomers(merged_id=other.id))


def test_the_newest_merge_is_taken_back_first(post: Post) -> None:
    mine, other = two(post)
    post.take(post.arrived("Third.", address=SAM, name="Sam"))
    with post.floor.centre.storage.transaction():
        pass
    third = customer_of(post, post.floor.offer("anna").conversation_id)
    post.floor.ask("anna", MergeCustomers(kept_id=mine.id, merged_id=other.id))
    post.floor.wait(1_000)
    post.floor.ask("anna", MergeCustomers(kept_id=mine.id, merged_id=third.id))
    with pytest.raises(Conflict, match="since"):
        post.floor.ask("anna", PartCustomers(merged_id=other.id))
    post.floor.ask("anna", PartCustomers(merged_id=third.id))
    post.floor.ask("anna", PartCustomers(merged_id=other.id))
    for one in (mine, other, third):
        assert same(post.floor.centre.conversations(one.id).customer, one)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("+33612489017", "0612489017", WhyAlike.NUMBER),
        ("0612489017", "+33612489017", WhyAlike.NUMBER),
        ("+33612489017", "33612489017", WhyAlike.NUMBER),
        ("+33612489017", "+33612489018", None),
        ("+331234", "01234", None),
    ],
)
def test_the_same_number_in_another_form_is_suggested(
    post: Post, one: str, other: str, why: WhyAlike | None
) -> None:
    for number in (one, other):
        address = Address(kind=AddressKind.PHONE, value=number)
        post.take(post.arrived("Hi", address=address, name=""), entry=TEXTS)
    waiting = post.floor.centre.snapshot("anna")[1].offers
    first, second = (customer_of(post, each.conversation_id) for each in waiting[:2])
    found = post.floor.centre.conversations(first.id).alike
    assert [each.why for each in found] == ([why] if why else [])
    if why is None:
        return
    assert [each.customer.id for each in found] == [second.id]
    post.floor.ask("anna", TellApart(customer_id=second.id, other_id=first.id))
    post.floor.crash()
    for each in (first, second):
        assert post.floor.centre.conversations(each.id).alike == ()


def test_a_name_alone_is_no_reason_and_with_the_same_mail_name_it_is(post: Post) -> None:
    names = ("layla@home.example", "layla@work.example", "info@a.example", "info@b.example")
    ids = []
    for value in names:
        address = Address(kind=AddressKind.EMAIL, value=value)
        post.take(post.arrived("Hi", address=address, name="Layla B"))
    for offer in post.floor.centre.snapshot("anna")[1].offers:
        ids.append(offer.customer_id)
    first = post.floor.centre.conversations(ids[0])
    assert [(one.why, one.detail) for one in first.alike] == [(WhyAlike.MAIL, "layla")]
    assert post.floor.centre.conversations(ids[2]).alike == ()


def written(post: Post, *letters: tuple[str, str]) -> list[str]:
    """The ids of customers who each wrote one mail: name and text."""
    for number, (name, text) in enumerate(letters):
        address = Address(kind=AddressKind.EMAIL, value=f"info@house{number}.example")
        post.take(post.arrived(text, address=address, name=name))
    return [one.customer_id for one in post.floor.centre.snapshot("anna")[1].offers]


def reasons(post: Post, customer_id: str) -> list[tuple[str, WhyAlike, str]]:
    found = post.floor.centre.conversations(customer_id).alike
    return [(one.customer.id, one.why, one.detail) for one in found]


def test_who_named_the_same_order_is_suggested_as_long_as_few_did(post: Post) -> None:
    post.floor.centre.define_joining(Joining(orders=("AB-######",)))
    first, second, third, example, _ = written(
        post,
        ("Layla B", "Where is AB-123456? Not like AB-000000."),
        ("L. Boutaleb", "ab-123456 came; AB-000000 is the example on your page."),
        ("Sam", "What is AB-000000?"),
        ("Kim", "And AB-000000?"),
        ("Lee", "AB-000000!"),
    )
    assert reasons(post, first) == [(second, WhyAlike.ORDER, "AB-123456")]
    assert reasons(post, example) == []
    post.floor.ask("anna", MergeCustomers(kept_id=third, merged_id=second))
    assert reasons(post, first) == [(third, WhyAlike.ORDER, "AB-123456")], "who kept the record"
    assert reasons(post, third) == [(first, WhyAlike.ORDER, "AB-123456")]
    wrong = RejectFact(customer_id=first, kind=FactKind.ORDER, value="AB-123456")
    post.floor.ask("anna", wrong)
    assert reasons(post, first) == reasons(post, third) == []


def test_the_same_name_and_postal_address_is_a_reason_and_a_household_is_none(post: Post) -> None:
    first, second, _household, _moved = written(
        post,
        ("Layla Boutaleb", "Adresse: Musterstraße 5, 12345 Berlin"),
        ("layla boutaleb", "Anschrift:\nMusterstr. 5\n12345 Berlin"),
        ("Sam Boutaleb", "Adresse: Musterstraße 5, 12345 Berlin"),
        ("Layla Boutaleb", "Adresse: Musterstraße 6, 12345 Berlin"),
    )
    place = "Musterstraße 5, 12345 Berlin"
    assert reasons(post, first) == [(second, WhyAlike.POSTAL, place)]
    assert [one[0] for one in reasons(post, second)] == [first]
