"""Accounts as they are written down, read into what the user agent and the sockets are told."""

import uuid
from pathlib import Path

import msgspec
import pytest

from agent_desktop.media.transport.ice import TurnServer
from agent_desktop.phone.carrier.access import ice_settings, installation, read
from agent_desktop.phone.carrier.numbers import address_of, far_party
from agent_desktop.phone.setup import IceServer, PhoneAccount
from agent_desktop.sip.fields import BadValue
from agent_desktop.sip.flow import Target

ANN = PhoneAccount(id="1", address="sip:ann@example.org", password="geheim")
NAME = "00000000-0000-4000-8000-000000000001"


def source(_: str) -> str:
    return "192.0.2.7"


def changed(**more: object) -> PhoneAccount:
    return msgspec.structs.replace(ANN, **more)


@pytest.mark.parametrize(
    ("more", "target", "path"),
    [
        ({}, Target("udp", "example.org"), "/"),
        ({"transport": "tls", "server": "pbx.test:5071"}, Target("tls", "pbx.test", 5071), "/"),
        ({"server": "wss://pbx.test"}, Target("wss", "pbx.test"), "/"),
        (
            {"server": "ws://[2001:db8::1]:8080/voice?of=ann"},
            Target("ws", "2001:db8::1", 8080),
            "/voice?of=ann",
        ),
        (
            {"server": "WSS://pbx.test:4443/a/b", "transport": "udp"},
            Target("wss", "pbx.test", 4443),
            "/a/b",
        ),
    ],
)
def test_servers(more: dict[str, object], target: Target, path: str) -> None:
    made = read(changed(**more), NAME, source)
    assert made.account.servers == (target,)
    assert made.manner.path == path
    assert made.web is (target.transport in {"ws", "wss"})


def test_a_token_and_headers_open_the_websocket_and_are_not_shown() -> None:
    account = changed(
        server="ws://pbx.test/v?key=hidden", bearer="t0ken", headers=(("X-Tenant", "seven"),)
    )
    made = read(account, NAME, source)
    assert made.manner.headers == (("X-Tenant", "seven"), ("Authorization", "Bearer t0ken"))
    shown = repr(made) + repr(account)
    assert not any(one in shown for one in ("t0ken", "hidden", "seven", "geheim"))


@pytest.mark.parametrize(
    "more",
    [
        {"address": "sip:example.org"},
        {"address": "mailto:ann@example.org"},
        {"server": "http://pbx.test/"},
        {"server": "wss:///voice"},
        {"server": "wss://ann:secret@pbx.test/"},
        {"server": "wss://pbx.test/#part"},
        {"server": "wss://pbx.test/a b"},
        {"server": "wss://pbx.test:99999/"},
        {"headers": (("Sec-WebSocket-Protocol", "chat"),)},
        {"headers": (("Host", "other.test"),)},
        {"headers": (("X-One", "a\r\nX-Two: b"),)},
        {"headers": (("X One", "a"),)},
        {"bearer": "a\nb"},
    ],
)
def test_what_cannot_be_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(changed(**more), NAME, source)


def test_an_installation_keeps_its_name_and_each_account_has_its_own(tmp_path: Path) -> None:
    name = installation(tmp_path)
    assert installation(tmp_path) == name == str(uuid.UUID(name))
    (tmp_path / "installation").write_text("nonsense", encoding="ascii")
    assert installation(tmp_path) != name
    one = read(ANN, name, source).account.instance
    assert one == read(ANN, name, source).account.instance
    assert one != read(changed(id="2"), name, source).account.instance
    assert one.startswith("urn:uuid:")


def test_servers_for_ice() -> None:
    servers = (
        IceServer(uris=("stun:stun.test", "stun:[2001:db8::1]:3479")),
        IceServer(
            uris=("turn:turn.test", "turn:turn.test:80?transport=tcp", "turns:turn.test"),
            user="ann",
            password="relay-key",
        ),
    )
    account = changed(ice=servers, relay_only=True)
    made = ice_settings(account, "192.0.2.7")
    assert made.stun == (("stun.test", 3478), ("2001:db8::1", 3479))
    assert made.turn == (
        TurnServer("turn.test", 3478, "ann", "relay-key", "udp"),
        TurnServer("turn.test", 80, "ann", "relay-key", "tcp"),
        TurnServer("turn.test", 5349, "ann", "relay-key", "tls"),
    )
    assert made.relay_only
    assert made.addresses is None, "all addresses of the host"
    assert ice_settings(account, "127.0.0.1").addresses == ("127.0.0.1",)
    assert "relay-key" not in repr(account) + repr(servers) + repr(made)


@pytest.mark.parametrize(
    "uri", ["http://stun.test", "turn:", "turns:turn.test?transport=udp", "turn:a@b", "stun:h:0x1"]
)
def test_unknown_servers_for_ice_are_refused(uri: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ice_settings(changed(ice=(IceServer(uris=(uri,)),)), "192.0.2.7")


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("+49 (30) 123-45", "sip:+493012345@example.org"),
        ("*21#", "sip:*21%23@example.org"),
        ("tel:+49-30-123;ext=4", "sip:+4930123@example.org"),
        ("bob@elsewhere.test", "sip:bob@elsewhere.test"),
        ("sip:bob@elsewhere.test;user=phone", "sip:bob@elsewhere.test;user=phone"),
    ],
)
def test_numbers_become_addresses(number: str, address: str) -> None:
    assert address_of(number, ANN.address) == address


@pytest.mark.parametrize("number", ["", "http://x.test/", "sip:elsewhere.test", "mailto:a b@c"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(BadValue):
        address_of(number, ANN.address)


@pytest.mark.parametrize(
    ("value", "number", "shown"),
    [
        ('"Layla" <sip:+33612489017@pbx.test>', "+33612489017", "Layla"),
        ("<tel:+33612489017>", "+33612489017", ""),
        ('"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1', "", ""),
        ("<sip:Restricted@pbx.test>", "", ""),
        ("no address at all", "", ""),
    ],
)
def test_who_the_network_says_is_there(value: str, number: str, shown: str) -> None:
    party = far_party(value)
    assert (party.number, party.shown) == (number, shown)
