"""Telephone systems: reached or not, by each transport."""

import socket
import threading
from pathlib import Path

import pytest

from agent_desktop.app.doctor import telephone_probe
from agent_desktop.app.doctor.facts import Reach
from agent_desktop.app.doctor.telephone_probe import ask_telephone, is_telephone
from agent_desktop.sip.message import Request
from agent_desktop.sip.parse import parse
from tests.app.doctor.networks import Authority, server


@pytest.mark.parametrize(
    "words", ["tls:pbx.example.com", "udp:10.0.0.1:5070", "tcp:[2001:db8::1]:5060", "tcp:[::1]"]
)
def test_what_names_one(words: str) -> None:
    assert is_telephone(words)


@pytest.mark.parametrize(
    "words", ["", "pbx", "ws:pbx", "tls:", "tls:me@pbx", "udp:pbx:99999", "tls:a b"]
)
def test_what_does_not(words: str) -> None:
    assert not is_telephone(words)


def test_by_udp_one_asks_in_sip_and_says_nothing_of_oneself() -> None:
    heard: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))

        def answer() -> None:
            data, there = held.recvfrom(4_096)
            heard.append(data)
            held.sendto(b"SIP/2.0 403 Forbidden\r\nContent-Length: 0\r\n\r\n", there)

        system = threading.Thread(target=answer)
        system.start()
        facts = ask_telephone(f"udp:127.0.0.1:{held.getsockname()[1]}")
        system.join(10)
    assert facts.reach is Reach.ANSWERED
    request = parse(heard[0])
    assert isinstance(request, Request)
    assert request.method == "OPTIONS"
    assert "anonymous" in heard[0].decode()


def test_silence_by_udp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telephone_probe, "STEP_S", 0.3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        assert ask_telephone(f"udp:127.0.0.1:{port}").reach is Reach.TIMED_OUT
    assert ask_telephone(f"tcp:127.0.0.1:{port}").reach is Reach.REFUSED


def test_by_tcp_and_tls(tmp_path: Path) -> None:
    with server(None) as port:
        assert ask_telephone(f"tcp:127.0.0.1:{port}").reach is Reach.ANSWERED
    with server(b"", Authority().server(tmp_path)) as port:
        assert ask_telephone(f"tls:127.0.0.1:{port}").reach is Reach.UNTRUSTED
