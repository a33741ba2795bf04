"""The address of a hub: https, or this computer; everything else is refused before anything is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.connectors.hub.address import hub_address, hub_addresses
from agent_desktop.model.errors import Refused


@pytest.mark.parametrize(
    ("typed", "base", "live"),
    [
        ("https://hub.example.com", "https://hub.example.com", "wss://hub.example.com/v1/live"),
        (" hub.example.com/ ", "https://hub.example.com", "wss://hub.example.com/v1/live"),
        ("HTTPS://Hub.Example.com:8443/x/", "https://hub.example.com:8443/x", None),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", "ws://127.0.0.1:8000/v1/live"),
        ("http://[::1]:80", "http://[::1]:80", "ws://[::1]:80/v1/live"),
        ("http://localhost", "http://localhost", "ws://localhost/v1/live"),
    ],
)
def test_good_addresses(typed: str, base: str, live: str | None) -> None:
    address = hub_address(typed)
    assert address.base == base
    assert address.live == (live or address.base.replace("http", "ws", 1) + "/v1/live")
    assert address.secure == base.startswith("https")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "http://hub.example.com",
        "http://10.0.0.1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://2130706433",
        "http://0.0.0.0",
        "ftp://hub.example.com",
        "javascript://x",
        "file:///etc/passwd",
        "https://",
        "https://ada:secret@hub.example.com",
        "http://127.0.0.1@hub.example.com",
        "https://hub.example.com/?token=x",
        "https://hub.example.com/#x",
        "https://hub example.com",
        "https:\\\\hub.example.com",
        "https://hub.example.com:99999",
        "https://hub.example.com:0",
        "https://[::1",
        "https://hub\n.example.com",
    ],
)
def test_bad_addresses_are_refused_with_words(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        hub_address(typed)
    problem = refused.value.problem
    assert problem.field == "address"
    assert problem.message.endswith(".")
    assert problem.remedy
    assert "secret" not in str(problem)


@given(st.text(max_size=60))
def test_no_text_breaks_it_and_plain_http_stays_here(typed: str) -> None:
    try:
        address = hub_address(typed)
    except Refused:
        return
    assert address.secure or address.this_computer
    assert address.base == address.base.strip()
    assert hub_address(address.base) == address


def test_several_nodes_have_several_addresses() -> None:
    typed = " hub-1.example, https://hub-2.example/,, hub-1.example "
    assert [one.base for one in hub_addresses(typed)] == [
        "https://hub-1.example",
        "https://hub-2.example",
    ]


@pytest.mark.parametrize(
    "typed",
    ["", " , ", "hub-1.example, http://127.0.0.1:8000", "hub-1.example, http://hub-2.example"],
)
def test_addresses_of_two_kinds_are_not_those_of_one_hub(typed: str) -> None:
    with pytest.raises(Refused):
        hub_addresses(typed)
