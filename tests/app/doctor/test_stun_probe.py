"""Servers that help sound through firewalls: how they are named, and a real one."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aioice import stun

from agent_desktop.app.doctor import sound_judges, stun_probe
from agent_desktop.app.doctor.facts import Stream
from agent_desktop.app.doctor.sound_judges import judge_relay, judge_stream, judge_udp
from agent_desktop.app.doctor.stun_probe import IceServer, ask, is_ice, stream
from agent_desktop.media import thrift
from agent_desktop.model.findings import Verdict
from tests.peers.coturn import Coturn, coturn


@pytest.mark.parametrize(
    ("uri", "read"),
    [
        ("stun:stun.example.com", ("udp", "stun.example.com", 3478, False)),
        ("stuns:h:9", ("tls", "h", 9, False)),
        ("turn:h?transport=tcp", ("tcp", "h", 3478, True)),
        ("turn:[2001:db8::1]:5000?transport=udp", ("udp", "2001:db8::1", 5000, True)),
        ("turns:h?transport=tcp", ("tls", "h", 5349, True)),
        ("turns:turn.example.com:443", ("tls", "turn.example.com", 443, True)),
    ],
)
def test_addresses_are_read(uri: str, read: tuple[str, str, int, bool]) -> None:
    one = IceServer(uri)
    assert (one.transport, one.host, one.port, one.relays) == read


@pytest.mark.parametrize(
    "uri", ["", "stun:", "http://h", "turn:h?transport=sctp", "turn:a@b", "h:1"]
)
def test_others_are_refused(uri: str) -> None:
    assert not is_ice(uri)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stun_probe, "ANSWER_S", 0.3)
    monkeypatch.setattr(stun_probe, "_AGAIN_S", 0.1)


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port where UDP vanishes."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_silence_is_blocked_udp(quick: None, deaf: int) -> None:
    facts = ask(IceServer(f"stun:127.0.0.1:{deaf}"))
    assert not facts.answered
    assert judge_udp([facts]).verdict is Verdict.BAD


def test_an_answer_to_another_question_is_none(quick: None) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))

        def lie() -> None:
            _, there = held.recvfrom(2_048)
            held.sendto(b"rubbish", there)
            held.sendto(bytes(stun.Message(stun.Method.BINDING, stun.Class.RESPONSE)), there)

        liar = threading.Thread(target=lie)
        liar.start()
        assert not ask(IceServer(f"stun:127.0.0.1:{held.getsockname()[1]}")).answered
        liar.join(10)


def test_every_other_packet_is_a_loss_of_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stun_probe, "EVERY_S", 0.001)
    monkeypatch.setattr(stun_probe, "LEAST_EVERY_S", 0.001)
    facts = through_a_line(lambda number, size: number % 2 == 1)
    assert (facts.sent, len(facts.times_ms)) == (50, 25)
    assert (facts.least_sent, facts.least_came) == (34, 17)
    assert judge_stream(facts).verdict is Verdict.BAD


def test_a_line_too_narrow_for_all_of_a_call_carries_its_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stun_probe, "EVERY_S", 0.001)
    monkeypatch.setattr(stun_probe, "LEAST_EVERY_S", 0.001)
    facts = through_a_line(lambda number, size: size < 150 or number % 2 == 1)
    assert (len(facts.times_ms), facts.least_sent, facts.least_came) == (25, 34, 34)
    found = judge_stream(facts)
    assert (found.verdict, "narrow" in found.words) == (Verdict.WARNING, True)


def test_the_least_is_what_calls_make_do_with() -> None:
    sound_bytes = thrift.LEAST_BIT_RATE * 0.02 * thrift.MOST_FRAMES / 8
    headers = 12 + 10  # of RTP, and what proves it (SRTP)
    assert sound_bytes + headers == stun_probe.LEAST_SIZE
    assert pytest.approx(0.02 * thrift.MOST_FRAMES) == stun_probe.LEAST_EVERY_S
    kbits = (stun_probe.LEAST_SIZE + 28) * 8 / stun_probe.LEAST_EVERY_S / 1000
    assert kbits <= sound_judges.LEAST_KBITS < kbits + 5


def through_a_line(carries: Callable[[int, int], bool]) -> Stream:
    """What is measured where a server sends back whatever the line `carries`, by number and size."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))

        def echo() -> None:
            for number in range(stun_probe.PACKETS + stun_probe.LEAST_PACKETS):
                data, there = held.recvfrom(2_048)
                if carries(number, len(data)):
                    held.sendto(data, there)

        peer = threading.Thread(target=echo)
        peer.start()
        facts = stream(IceServer(f"stun:127.0.0.1:{held.getsockname()[1]}"))
        peer.join(30)
    return facts


class TestRealServer:
    """coturn on every way."""

    pytestmark = pytest.mark.serial

    @pytest.fixture
    def relay(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Coturn]:
        monkeypatch.setattr(stun_probe, "ANSWER_S", 30.0)  # it has other work, too
        monkeypatch.setattr(stun_probe, "REST_S", 30.0)
        with coturn(tmp_path) as made:
            yield made

    def test_every_way_is_found_and_strangers_certificates_are_not(self, relay: Coturn) -> None:
        port, tls = relay.port, relay.tls_port
        for uri in (
            f"stun:127.0.0.1:{port}",
            f"turn:127.0.0.1:{port}",
            f"turn:127.0.0.1:{port}?transport=tcp",
            f"turns:127.0.0.1:{tls}",
            f"stuns:127.0.0.1:{tls}",
        ):
            assert ask(IceServer(uri), relay.trust).answered, uri
        by_tls = ask(IceServer(f"turns:127.0.0.1:{tls}"), relay.trust)
        assert judge_relay([by_tls]).verdict is Verdict.GOOD
        stranger = ask(IceServer(f"turns:127.0.0.1:{tls}"))
        assert (stranger.answered, stranger.untrusted) == (False, True)
        facts = stream(IceServer(f"stun:127.0.0.1:{port}"))
        assert (facts.sent, len(facts.times_ms)) == (50, 50)
