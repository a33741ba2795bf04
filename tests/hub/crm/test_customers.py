"""Customers: one spelling of an address, found or made, edited, merged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import people
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.commands import EditCustomer
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Address, AddressKind, Customer
from tests.hub import databases

EMAIL = Address(kind=AddressKind.EMAIL, value="vera@example.org")
VISITOR = Address(kind=AddressKind.VISITOR, value="v1", network="web")


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))
    with storage.transaction():
        yield storage
    storage.close()


@given(st.sampled_from(AddressKind), st.text(max_size=40))
def test_normal_twice_is_normal_once(kind: AddressKind, value: str) -> None:
    try:
        once = normal(Address(kind=kind, value=value, network="here"))
    except Refused:
        return
    assert normal(once) == once


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (AddressKind.EMAIL, "  Vera@Example.ORG ", "vera@example.org"),
        (AddressKind.PHONE, "+49 (30) 123-45", "+493012345"),
        (AddressKind.PHONE, "0049 30 12345", "+493012345"),
        (AddressKind.HANDLE, "@Vera", "vera"),
        (AddressKind.ACCOUNT, "Customer 7", "Customer 7"),
    ],
)
def test_one_spelling(kind: AddressKind, value: str, expected: str) -> None:
    assert normal(Address(kind=kind, value=value, network="here")).value == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (AddressKind.EMAIL, "vera"),
        (AddressKind.EMAIL, "a b@c"),
        (AddressKind.PHONE, "call me"),
        (AddressKind.PHONE, "1" * 20),
        (AddressKind.HANDLE, " @ "),
        (AddressKind.ACCOUNT, ""),
        (AddressKind.ACCOUNT, "a\0b"),
        (AddressKind.EMAIL, f"{'a' * 400}@b"),
    ],
)
def test_no_address(kind: AddressKind, value: str) -> None:
    with pytest.raises(Refused) as caught:
        normal(Address(kind=kind, value=value, network="here"))
    assert caught.value.problem.value == value[:200]


def test_a_handle_is_one_of_a_network() -> None:
    with pytest.raises(Refused, match="cannot be right") as caught:
        normal(Address(kind=AddressKind.HANDLE, value="vera"))
    assert "the network before the name" in caught.value.problem.remedy


def make(storage: Storage, name: str, *addresses: Address) -> Customer:
    return customers.create(storage, name, addresses, 5)


def test_found_by_each_address(storage: Storage) -> None:
    vera = make(storage, "Vera", EMAIL, VISITOR)
    assert customers.find(storage, EMAIL) == customers.find(storage, VISITOR) == vera.id
    other_site = Address(kind=AddressKind.VISITOR, value="v1", network="other")
    assert customers.find(storage, other_site) is None
    assert people.customer(storage, vera.id) == vera


def test_an_address_belongs_to_one(storage: Storage) -> None:
    vera, ben = make(storage, "Vera", EMAIL), make(storage, "Ben")
    assert customers.with_address(storage, ben, EMAIL, 6) == ben
    with pytest.raises(Conflict):
        customers.edited(storage, ben, EditCustomer(customer_id=ben.id, addresses=(EMAIL,)), 6)
    assert people.customer(storage, vera.id) == vera
    assert people.customer(storage, ben.id) == ben


def test_typed_is_never_verified_and_verified_stays(storage: Storage) -> None:
    proved = Address(kind=AddressKind.EMAIL, value=EMAIL.value, verified=True)
    vera = make(storage, "Vera", EMAIL)
    vera = customers.with_address(storage, vera, proved, 6)
    assert vera.addresses == (proved,)
    assert customers.with_address(storage, vera, EMAIL, 7) == vera
    phone = Address(kind=AddressKind.PHONE, value="+4930123", verified=True)
    edit = EditCustomer(customer_id=vera.id, addresses=(phone, EMAIL))
    changed = customers.edited(storage, vera, edit, 8)
    assert [one.verified for one in changed.addresses] == [False, True]
    assert people.customer(storage, vera.id) == changed


def test_agents_neither_add_nor_remove_what_the_hub_gives(storage: Storage) -> None:
    vera = make(storage, "Vera", VISITOR, EMAIL)
    changed = customers.edited(storage, vera, EditCustomer(customer_id=vera.id, addresses=()), 6)
    assert changed.addresses == (VISITOR,)
    assert customers.find(storage, EMAIL) is None
    foreign = Address(kind=AddressKind.VISITOR, value="v2", network="web")
    with pytest.raises(Refused):
        customers.edited(storage, vera, EditCustomer(customer_id=vera.id, addresses=(foreign,)), 6)


@pytest.mark.parametrize(
    "edit",
    [
        EditCustomer(customer_id="", name="x" * 201),
        EditCustomer(customer_id="", addresses=(EMAIL,) * 51),
        EditCustomer(customer_id="", language="x" * 36),
    ],
)
def test_too_much(storage: Storage, edit: EditCustomer) -> None:
    vera = make(storage, "Vera")
    with pytest.raises(Refused):
        customers.edited(storage, vera, edit, 6)


def test_a_merged_customer_finds_the_kept_one(storage: Storage) -> None:
    phone = Address(kind=AddressKind.PHONE, value="+4930123")
    one = make(storage, "Vera", EMAIL)
    two = make(storage, "V.", phone)
    three = make(storage, "", VISITOR)
    two = customers.merged(storage, two, three, 6)
    assert two.addresses == (phone, VISITOR)
    one = customers.merged(storage, one, two, 7)
    assert (one.name, one.addresses) == ("Vera", (EMAIL, phone, VISITOR))
    for customer_id in (one.id, two.id, three.id):
        assert people.customer(storage, customer_id) == one
    for address in (EMAIL, phone, VISITOR):
        assert customers.find(storage, address) == one.id
