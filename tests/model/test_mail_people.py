"""The address in a person as mail writes them."""

import pytest

from agent_desktop.model.mail_people import address_of


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("Layla Haddad <layla@example.org>", "layla@example.org"),
        ("layla@example.org", "layla@example.org"),
        ("<layla@example.org>", "layla@example.org"),
        ("Bank <safe@bank.example> <evil@x.example>", "evil@x.example"),
        ("a, b <x@y>", "x@y"),
        ("x@y <", "x@y <"),
        ("", ""),
    ],
)
def test_the_address_is_the_one_that_mail_goes_to(person: str, address: str) -> None:
    assert address_of(person) == address
