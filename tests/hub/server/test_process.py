"""The hub as a process: handshake, one hub a folder, clean ends, private files."""

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hub import databases
from tests.hub.server.desk import Desk, http, make_agent, owner_token, problem, signed_in
from tests.hub.server.hub_process import HubProcess, ask_database, running_hub, where


@contextlib.contextmanager
def failing_hub(data: Path, *options: str, setup: bytes | None = None) -> Iterator[dict[str, Any]]:
    """A hub that does not start: the problem that it told on stdout."""
    hub = HubProcess(data, *options, setup=setup)
    try:
        assert "failed" in hub.said, hub.said
        yield hub.said["failed"]
    finally:
        code, errors = hub.stop()
    assert code == 1
    assert hub.said["failed"]["message"] in errors
    assert "Traceback" not in errors


def test_the_handshake_names_address_and_demo_page(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub", anew=True) as hub:
        assert hub.said == {"ready": {"url": hub.url, "demo": f"{hub.url}/demo"}}
        with http(hub.url) as client:
            assert client.get("/v1/health").json()["protocol"] == 1
            assert client.get("/demo").status_code == 200


def test_the_ticket_signs_the_owner_in_once(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub") as hub, http(hub.url) as client:
        wish = {"type": "ticket", "ticket": hub.ticket}
        answer = signed_in(client.post("/v1/sign-in/ticket", json=wish))
        assert answer.agent.name == "Olga Owner"
        assert set(answer.scopes) == {"agent", "supervisor", "admin"}
        again = client.post("/v1/sign-in/ticket", json=wish)
        assert again.status_code == 401
        assert problem(again)["field"] == "ticket"


def test_a_second_hub_names_folder_and_holder(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub", anew=True) as hub:
        with failing_hub(tmp_path / "hub") as said:
            assert said["code"] == "conflict"
            assert str(tmp_path / "hub") in said["message"]
            assert str(hub.process.pid) in said["message"]
        with http(hub.url) as client:
            assert client.get("/v1/health").status_code == 200


def test_a_killed_hub_leaves_the_folder_and_the_port_free(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "hub")
    port = hub.port
    ann = make_agent(hub.url, owner_token(hub.url, hub.ticket), "ann")
    hub.kill()
    with running_hub(tmp_path / "hub", "--port", str(port)) as again:
        assert again.port == port
        with Desk.open(again.live, ann) as desk:
            desk.ready()


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with contextlib.closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with failing_hub(tmp_path / "hub", "--port", port) as said:
            assert said["field"] == "port"
            assert said["value"] == port


@databases.asks_none
def test_beyond_this_computer_there_is_no_hub_without_tls(tmp_path: Path) -> None:
    with failing_hub(tmp_path / "hub", "--host", "0.0.0.0") as said:
        assert said["field"] == "host"
        assert "TLS" in said["message"]


@databases.asks_none
@pytest.mark.parametrize("line", [b"\n", b"{}x\n", b'{"team":1}\n', b'{"teem":"x"}\n', b"\xff\n"])
def test_a_wrong_setup_is_refused_in_words(tmp_path: Path, line: bytes) -> None:
    with failing_hub(tmp_path / "hub", setup=line) as said:
        assert said["code"] == "malformed"


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub"):
        pass
    ask_database(tmp_path / "hub", "UPDATE alembic_version SET version_num = '9999'")
    with failing_hub(tmp_path / "hub") as said:
        assert said["code"] == "store_failed"
        assert said["value"] == "9999"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_files_are_for_this_user_alone(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub", anew=True) as hub:
        token = owner_token(hub.url, hub.ticket)
        with http(hub.url, token) as client:
            answer = client.put("/v1/attachments/upload-1?name=a.txt", content=b"hello")
            assert answer.status_code == 200
        for path in (tmp_path / "hub").rglob("*"):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode & 0o077 == 0, f"{path.name} has {mode:o}"
        assert stat.S_IMODE((tmp_path / "hub").stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_with_a_goodbye(tmp_path: Path, number: int) -> None:
    hub = HubProcess(tmp_path / "hub", anew=True)
    token = owner_token(hub.url, hub.ticket)
    with Desk.open(hub.live, token) as desk:
        os.kill(hub.process.pid, number)
        last, code = desk.goodbye()
    assert last.problem.code == "stopping"
    assert code == 1012
    assert hub.process.wait(20) == 0
    hub.kill()


def test_the_end_of_stdin_stops_it_with_a_goodbye(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "hub", anew=True)
    token = owner_token(hub.url, hub.ticket)
    with Desk.open(hub.live, token) as desk:
        assert hub.process.stdin is not None
        hub.process.stdin.close()
        last, code = desk.goodbye()
    assert (last.problem.code, code) == ("stopping", 1012)
    assert hub.stop() == (0, "")


def test_the_log_holds_no_secrets_and_no_words(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub", anew=True) as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        with http(hub.url, ann) as client:
            client.get("/v1/conversations/canary-conversation/timeline")
            client.post("/v1/sign-in", content=b"{canary-body")
    written = (tmp_path / "hub" / "hub.log").read_text("utf-8")
    for secret in (hub.ticket, owner, ann, "ann@example.org", "canary", "127.0.0.1"):
        assert secret not in written


def test_a_team_without_a_starter_sets_the_first_password(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub") as hub:
        owner = owner_token(hub.url, hub.ticket)
        with http(hub.url, owner) as client:
            wish = {
                "type": "define_agent",
                "name": "Olga",
                "email": "Olga@Example.org",
                "scopes": ["agent", "admin"],
            }
            assert client.put("/v1/admin/agents/owner", json=wish).status_code == 204
    assert _set_password(tmp_path / "hub", "nobody", "a long password").returncode == 1
    refused = _set_password(tmp_path / "hub", "owner", "short")
    assert refused.returncode == 1
    assert "10" in refused.stderr
    assert _set_password(tmp_path / "hub", "owner", "a long password").returncode == 0
    with running_hub(tmp_path / "hub") as hub, http(hub.url) as client:
        wish = {"type": "sign_in", "email": "olga@example.org", "password": "a long password"}
        assert signed_in(client.post("/v1/sign-in", json=wish)).agent.id == "owner"


def test_a_password_founds_a_hub_whose_owner_signs_in_from_elsewhere(tmp_path: Path) -> None:
    data = tmp_path / "hub"
    refused = _set_password(data, "owner", "a long password")
    assert refused.returncode == 1
    assert "--email" in refused.stderr
    more = ("--email", " Olga@Example.org", "--team", "Night shift")
    assert _set_password(data, "owner", "short", *more).returncode == 1
    assert _set_password(data, "owner", "a long password", *more).returncode == 0
    with running_hub(data) as hub, http(hub.url) as client:
        wish = {"type": "sign_in", "email": "olga@example.org", "password": "a long password"}
        welcome = signed_in(client.post("/v1/sign-in", json=wish))
        assert welcome.agent.id == "owner"
        with http(hub.url, welcome.token) as owner:
            told = owner.get("/v1/admin/entry-points").json()
            written = owner.get("/v1/audit?act=set_password").json()["entries"]
        assert [one["title"] for one in told["entry_points"]] == ["Night shift"]
        assert [(one["who"], one["whom"]) for one in written] == [("", "owner")]


def _set_password(
    data: Path, agent: str, password: str, *more: str
) -> "subprocess.CompletedProcess[str]":
    from tests.hub.server.hub_process import _MAIN, ROOT

    database, secret = where(data)
    words = [sys.executable, "-c", _MAIN, "hub", "--data", str(data), "--set-password", agent]
    return subprocess.run(
        [*words, *database, *more],
        cwd=ROOT,
        env={**os.environ, **secret},
        input=f"{password}\n",
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_stdin_it_runs_by_itself(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "hub", "--no-stdin", setup=b"")
    assert hub.process.stdin is not None
    hub.process.stdin.close()
    with http(hub.url) as client:
        assert client.get("/v1/health").status_code == 200
    hub.process.terminate()
    assert hub.process.wait(20) == 0
    hub.kill()


def test_the_line_on_stdout_is_the_only_one(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "hub", anew=True)
    assert hub.process.stdin is not None
    assert hub.process.stdout is not None
    hub.process.stdin.close()
    assert hub.process.stdout.read() == b""
    assert json.dumps(hub.said)
    hub.stop()
