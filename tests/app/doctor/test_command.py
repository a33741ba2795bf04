"""The whole examination, and the command `doctor` as it is run."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from agent_desktop.app.doctor import examination
from agent_desktop.app.doctor.examination import Measuring, examine
from agent_desktop.app.doctor.facts import Sound
from agent_desktop.app.doctor.servers import Servers, read_servers
from agent_desktop.app.profile import Profile, write_profile
from agent_desktop.model.findings import Finding, Verdict
from tests.app.doctor.networks import PORTAL, WELL, server


def doctor(*words: str, language: str = "C") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "agent_desktop", "doctor", *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": language, "LANGUAGE": "", "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with a headset and a keychain."""
    monkeypatch.setattr(examination, "look_at_sound", lambda: Sound(microphones=1, speakers=1))
    monkeypatch.setattr(examination, "look_at_keychain", lambda data: "secure")


def by_check(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {one.check: one for one in findings}


def test_a_well_computer(calm: None, tmp_path: Path) -> None:
    with server(WELL) as port:
        found = by_check(examine(Servers(hub=f"http://127.0.0.1:{port}"), tmp_path / "not yet"))
    assert list(found) == [
        "names", "hub", "clock", "vpn", "udp", "relay", "stream",
        "sound", "keychain", "disk", "display",
    ]  # fmt: skip
    assert Verdict.BAD not in {one.verdict for one in found.values()}
    assert found["hub"].verdict is Verdict.GOOD
    assert found["stream"].verdict is Verdict.UNKNOWN


def test_without_a_hub_only_this_computer_is_looked_at(calm: None, tmp_path: Path) -> None:
    found = by_check(examine(Servers(), tmp_path))
    assert list(found) == ["hub", "sound", "keychain", "disk", "display"]
    assert found["hub"].verdict is Verdict.GOOD


def test_an_address_that_is_none_is_said(calm: None, tmp_path: Path) -> None:
    found = by_check(examine(Servers(hub="two words"), tmp_path))
    assert found["hub"].verdict is Verdict.BAD


def test_what_hangs_is_not_waited_for(
    calm: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()

    def hang(*_: object) -> None:
        let_go.wait(60)

    for name in ("look_at_sound", "look_at_keychain", "look_up", "ask_hub", "way_to"):
        monkeypatch.setattr(examination, name, hang)
    found = by_check(examine(Servers(hub="https://hub.invalid"), tmp_path, within_s=0.2))
    assert found["hub"].words == "hub.invalid does not answer."
    assert found["names"].verdict is Verdict.BAD
    assert found["vpn"].verdict is Verdict.UNKNOWN
    assert found["sound"].verdict is Verdict.WARNING
    let_go.set()


def test_a_probe_that_fails_measured_nothing() -> None:
    def fail() -> int:
        raise OSError("no")

    until = time.monotonic() + 60
    assert Measuring(fail).facts(until) is None
    assert Measuring(lambda: 3).facts(until) == 3


def test_servers_travel_in_one_line() -> None:
    servers = Servers(hub="https://hub", sip=("tls:pbx",), ice=("stun:h",))
    assert "\n" not in servers.line()
    assert read_servers(servers.line()) == servers
    assert read_servers("not ready") is None


def test_the_command_finds_a_sign_in_page(tmp_path: Path) -> None:
    with server(PORTAL) as port:
        values = {"address": f"http://127.0.0.1:{port}", "user": "secret-name"}
        write_profile(tmp_path / "profile.json", Profile(connector="hub", values=values))
        text = doctor("--data", str(tmp_path), language="de_DE.UTF-8")
        said = doctor("--data", str(tmp_path), "--json")
    assert (text.returncode, said.returncode) == (1, 1)
    assert "Eine Anmeldeseite Ihres Netzwerks steht vor dem Hub." in text.stdout
    assert "A sign-in page of your network is in the way" in said.stdout
    assert said.stderr == ""  # for German, Qt tells where the system has no such locale
    hub = next(one for one in json.loads(said.stdout)["checks"] if one["check"] == "hub")
    assert hub["verdict"] == "bad"
    assert "secret-name" not in text.stdout + said.stdout
    assert str(tmp_path) not in text.stdout + said.stdout


@pytest.mark.parametrize(
    "words", [("--sip", "pbx"), ("--ice", "http://h"), ("--authority", "/none")]
)
def test_options_that_are_wrong_are_said(tmp_path: Path, words: tuple[str, str]) -> None:
    done = doctor("--data", str(tmp_path), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert words[1] in done.stderr
