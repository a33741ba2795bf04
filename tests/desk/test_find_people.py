"""Whom one can call, found by what people type."""

import pytest

from agent_desktop.model import events as ev
from agent_desktop.model.people import Address, AddressKind
from tests.desk.samples import batch, customer
from tests.desk.switchboard import Switchboard

PEOPLE = {
    "p1": ("Tomasz Wiśniewski", "Maison Noor", "+48221234567"),
    "p2": ("Nguyễn Minh Châu", "", "+84281234567"),
    "p3": ("Łukasz Ørsted", "Groß & Söhne", "+4530901820"),
    "p4": ("佐藤 健", "", "+81312345678"),
}


@pytest.fixture(scope="module")
def board() -> Switchboard:
    made = Switchboard()
    for key, (name, organisation, number) in PEOPLE.items():
        phone = Address(kind=AddressKind.PHONE, value=number)
        one = customer(id=key, name=name, organisation=organisation, addresses=(phone,))
        made.take(batch(ev.CustomerChanged(customer=one)))
    mail = customer(id="p9", name="Tomasz Without", addresses=())
    made.take(batch(ev.CustomerChanged(customer=mail)))
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wisniewski", ["p1"]),
        ("WIŚ", ["p1"]),
        ("chau minh", ["p2"]),
        ("tomasz noor", ["p1"]),
        ("lukasz orsted", ["p3"]),
        ("gross", ["p3"]),
        ("佐藤", ["p4"]),
        ("tomasz nobody", []),
        ("090182", ["p3"]),
        ("+48 22 123", ["p1"]),
        ("  ", []),
    ],
)
def test_names_are_found_as_they_are_typed(
    board: Switchboard, typed: str, found: list[str]
) -> None:
    assert [one.id for one in board.desk.view.find_people(typed, 5)] == found


def test_who_begins_with_it_stands_first(board: Switchboard) -> None:
    assert [one.id for one in board.desk.view.find_people("n", 2)] == ["p2", "p3"]
