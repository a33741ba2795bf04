"""Who is let in, by what the network says and not by what messages claim."""

import pytest

from agent_desktop.hub.voice.worker.doorway import Doorway, Guesses, dialled_of
from agent_desktop.sip.flow import Flow, Transport
from agent_desktop.sip.message import Headers, Request


def request(method: str = "INVITE", **more: str) -> Request:
    headers = Headers()
    for name, value in {"To": "<sip:+4930123@provider.test>", **more}.items():
        headers.add(name, value)
    return Request(method, "sip:house@192.0.2.9:5060", headers)


def flow(host: str, transport: Transport = "udp") -> Flow:
    return Flow(transport, (host, 5060), ("192.0.2.9", 5060), "one")


def status(
    doorway: Doorway, host: str, transport: Transport = "udp", method: str = "INVITE"
) -> int:
    refused = doorway.judge(request(method), flow(host, transport), 0.0)
    return refused.status if refused is not None else 0


def test_only_the_trunk_calls() -> None:
    doorway = Doorway({"one": ["192.0.2.0/24"]})
    assert status(doorway, "192.0.2.1") == 0
    assert status(doorway, "::ffff:192.0.2.1", "tcp") == 0
    assert status(doorway, "198.51.100.1") == 403
    assert status(doorway, "198.51.100.1", method="OPTIONS") == 0
    doorway.closed = True
    assert status(doorway, "192.0.2.1") == 503


def test_an_agents_telephone_places_no_calls_although_its_address_is_trusted() -> None:
    doorway = Doorway({"one": ["127.0.0.0/8"]})
    assert status(doorway, "127.0.0.1") == 0
    assert status(doorway, "127.0.0.1", "ws") == 403
    assert status(doorway, "127.0.0.1", "ws", "REGISTER") == 0


def test_the_provider_that_we_are_registered_at_may_call() -> None:
    doorway = Doorway({"one": []})
    assert status(doorway, "198.51.100.1") == 403
    doorway.providers["one"] = "198.51.100.1"
    assert status(doorway, "198.51.100.1") == 0
    assert status(doorway, "198.51.100.2") == 403
    doorway.providers.clear()
    assert status(doorway, "198.51.100.1") == 403


def test_networks_that_are_none_change_nothing() -> None:
    doorway = Doorway({"one": ["192.0.2.0/24"]})
    with pytest.raises(ValueError, match="anywhere"):
        doorway.define({"one": ["anywhere"]})
    assert status(doorway, "192.0.2.1") == 0


def test_who_guesses_is_not_listened_to_for_a_while() -> None:
    doorway = Doorway({"one": []})
    guess = request("REGISTER", Authorization='Digest username="x"')

    def tries(host: str, now: float) -> bool:
        return doorway.judge(guess, flow(host), now) is None

    assert all(tries("192.0.2.1", 1.0) for _ in range(Guesses.FREE))
    assert not tries("192.0.2.1", 2.0)
    assert tries("192.0.2.2", 2.0)
    assert not tries("192.0.2.1", 1.0 + Guesses.SPAN_S)
    assert tries("192.0.2.1", 1.1 + Guesses.SPAN_S)


def test_a_right_password_shows_that_people_work_there() -> None:
    guesses = Guesses()
    for _ in range(100):
        assert guesses.listen("192.0.2.1", 1.0)
        guesses.forgive()


def test_a_call_to_our_registration_is_for_the_number_in_to() -> None:
    assert dialled_of(request()) == "house"
    assert dialled_of(request(), "house") == "+4930123"
    assert dialled_of(request(), "other") == "house"
