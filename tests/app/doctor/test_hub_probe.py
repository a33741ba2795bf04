"""The hub's health address, asked through networks that go wrong."""

import email.utils
import socket
import time
from pathlib import Path

import pytest

from agent_desktop.app.doctor import hub_probe
from agent_desktop.app.doctor.facts import Answer, Reach
from agent_desktop.app.doctor.hub_probe import ask_hub, look_up
from agent_desktop.app.doctor.judges import judge_clock, judge_hub
from agent_desktop.connectors.hub.address import hub_address
from tests.app.doctor.networks import HEALTH, PORTAL, REDIRECT, WELL, Authority, http, server


def asked(port: int, scheme: str = "http", authority: Authority | None = None) -> Answer:
    address = hub_address(f"{scheme}://127.0.0.1:{port}")
    return ask_hub(address, None if authority is None else authority.trust)


def test_a_hub_is_known_by_what_it_says() -> None:
    with server(WELL) as port:
        facts = asked(port)
    assert (facts.reach, facts.status, facts.healthy) == (Reach.ANSWERED, 200, True)


@pytest.mark.parametrize("says", [PORTAL, REDIRECT, http("511 Network Authentication", b"")])
def test_a_sign_in_page_of_the_network_is_named(says: bytes) -> None:
    with server(says) as port:
        found = judge_hub(asked(port))
    assert "sign-in page" in found.words
    assert "browser" in found.advice


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"health"', b'{"type":"other"}', b"\xff", b"{" * 20_000]
)
def test_other_answers_are_no_hub(body: bytes) -> None:
    with server(http("200 OK", body, "Content-Type: application/json")) as port:
        assert not asked(port).healthy


@pytest.mark.parametrize(
    ("says", "reach"),
    [(b"", Reach.BROKEN), (b"SSH-2.0-x\r\n", Reach.BROKEN), (b"\0" * 100, Reach.BROKEN)],
)
def test_what_speaks_no_http_is_broken(says: bytes, reach: Reach) -> None:
    with server(says) as port:
        assert asked(port).reach is reach


def test_nobody_and_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_probe, "STEP_S", 0.2)
    with server(None) as port:
        assert asked(port).reach is Reach.TIMED_OUT
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    assert asked(port).reach is Reach.REFUSED


def test_a_wrong_clock_is_seen_by_the_hubs() -> None:
    late = email.utils.formatdate(time.time() - 7_300, usegmt=True)
    with server(http("200 OK", HEALTH, f"Date: {late}")) as port:
        assert "121 minutes fast" in judge_clock(asked(port)).words
    with server(http("200 OK", HEALTH, "Date: yesterday")) as port:
        assert asked(port).clock_s is None


class TestByTls:
    """Certificates of every kind."""

    def test_a_good_one(self, tmp_path: Path) -> None:
        authority = Authority()
        with server(WELL, authority.server(tmp_path)) as port:
            assert asked(port, "https", authority).healthy

    @pytest.mark.parametrize(
        ("days", "address", "words"),
        [
            (5, "127.0.0.1", "not valid yet"),
            (-60, "127.0.0.1", "expired"),
            (0, "127.0.0.2", "another name"),
        ],
    )
    def test_a_bad_one(self, tmp_path: Path, days: int, address: str, words: str) -> None:
        authority = Authority()
        with server(WELL, authority.server(tmp_path, address, days)) as port:
            assert words in judge_hub(asked(port, "https", authority)).words

    @pytest.mark.parametrize(
        ("name", "words"),
        [("Somebody", "who signed"), ("Zscaler Intermediate Root", "opens encrypted connections")],
    )
    def test_one_of_somebody_on_the_way(self, tmp_path: Path, name: str, words: str) -> None:
        with server(WELL, Authority(name).server(tmp_path)) as port:
            found = judge_hub(asked(port, "https", Authority()))
        assert words in found.words
        assert name not in f"{found.words} {found.advice}"

    def test_what_speaks_plainly_where_tls_is_expected(self) -> None:
        with server(PORTAL) as port:
            found = judge_hub(asked(port, "https", Authority()))
        assert "does not speak TLS" in found.words
        assert "browser" in found.advice


def test_names() -> None:
    assert look_up("localhost").addresses
    assert look_up("nobody.invalid").addresses == 0
