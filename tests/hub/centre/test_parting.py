"""Customers who may be one person, are made one, and are made two again: exactly."""

import pytest
from msgspec.structs import replace

from agent_desktop.model.commands import EditCustomer, MergeCustomers
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Address, AddressKind, Customer, WhyAlike
from agent_desktop.model.unions import PartCustomers, TellApart
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
