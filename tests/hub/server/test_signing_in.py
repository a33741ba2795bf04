"""Passwords, tokens, sessions: who gets in, for how long, and how fast they are out again."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.hub.server.conftest import Team
from tests.hub.server.desk import (
    Desk,
    http,
    make_agent,
    owner_token,
    problem,
    sign_in,
    signed_in,
)
from tests.hub.server.hub_process import HubProcess, running_hub


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ann@example.org", "wrong"),
        ("nobody@example.org", "ann has a password"),
        ("", ""),
        ("'", "'"),
    ],
)
def test_wrong_ones_get_the_same_answer(team: Team, email: str, password: str) -> None:
    with http(team.url) as client:
        wish = {"type": "sign_in", "email": email, "password": password}
        answer = client.post("/v1/sign-in", json=wish)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert problem(answer)["message"] == "E-mail or password is wrong."


def test_the_address_is_compared_without_case(team: Team) -> None:
    with http(team.url) as client:
        wish = {"type": "sign_in", "email": " ANN@Example.ORG ", "password": "ann has a password"}
        assert signed_in(client.post("/v1/sign-in", json=wish)).agent.id == "ann"


def test_wrong_passwords_must_wait_and_the_right_one_with_them(team: Team) -> None:
    make_agent(team.url, team.owner, "slow")
    with http(team.url) as client:
        wish = {"type": "sign_in", "email": "slow@example.org", "password": "wrong"}
        statuses = [client.post("/v1/sign-in", json=wish).status_code for _ in range(6)]
        assert statuses[:5] == [401] * 5
        assert statuses[5] == 429
        right = {**wish, "password": "slow has a password"}
        refused = client.post("/v1/sign-in", json=right)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1
        assert problem(refused)["code"] == "too_many"
    sign_in(team.url, "ann")


def test_a_revoked_session_is_out_at_once_and_only_it(team: Team) -> None:
    other = sign_in(team.url, "ann").token
    with Desk.open(team.live, other) as desk, Desk.open(team.live, team.ann) as bystander:
        with http(team.url, other) as client:
            listed = client.get("/v1/sessions").json()["sessions"]
            current = next(one["id"] for one in listed if one.get("current"))
        with http(team.url, team.ann) as client:
            assert client.delete(f"/v1/sessions/{current}").status_code == 204
            assert client.delete(f"/v1/sessions/{current}").status_code == 404
        last, code = desk.goodbye()
        assert last.problem.code == "needs_sign_in"
        assert code == 4401
        bystander.ready()
    with http(team.url, other) as client:
        assert client.get("/v1/sessions").status_code == 401


def test_signing_out_ends_the_own_session(team: Team) -> None:
    token = sign_in(team.url, "ben").token
    with Desk.open(team.live, token) as desk, http(team.url, token) as client:
        assert client.post("/v1/sign-out").status_code == 204
        assert desk.goodbye()[1] == 4401
        assert client.post("/v1/sign-out").status_code == 401


def test_a_new_password_ends_the_other_sessions(team: Team) -> None:
    first = make_agent(team.url, team.owner, "cleo")
    second = sign_in(team.url, "cleo").token
    with http(team.url, second) as client:
        wrong = {"type": "change_password", "current": "no", "new": "another password"}
        assert problem(client.put("/v1/password", json=wrong))["field"] == "current"
        short = {"type": "change_password", "current": "cleo has a password", "new": "short"}
        assert client.put("/v1/password", json=short).status_code == 422
        right = {**short, "new": "another password"}
        assert client.put("/v1/password", json=right).status_code == 204
        assert client.get("/v1/sessions").status_code == 200
    with http(team.url, first) as client:
        assert client.get("/v1/sessions").status_code == 401


@pytest.mark.parametrize("change", [{"disabled": True}, {"scopes": ["supervisor"]}])
def test_who_is_disabled_or_changed_is_out_at_once(team: Team, change: dict[str, object]) -> None:
    agent = f"dora-{len(change['scopes']) if 'scopes' in change else 0}"  # type: ignore[arg-type]
    token = make_agent(team.url, team.owner, agent)
    with Desk.open(team.live, token) as desk:
        wish = {"type": "define_agent", "name": "Dora", "email": f"{agent}@example.org", **change}
        with http(team.url, team.owner) as admin:
            assert admin.put(f"/v1/admin/agents/{agent}", json=wish).status_code == 204
        assert desk.goodbye()[1] == 4401
    with http(team.url) as client:
        secret = {"email": f"{agent}@example.org", "password": f"{agent} has a password"}
        status = client.post("/v1/sign-in", json={"type": "sign_in", **secret}).status_code
    assert status == (401 if "disabled" in change else 200)


def test_the_database_holds_digests_only(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub") as hub:
        token = owner_token(hub.url, hub.ticket)
        make_agent(hub.url, token, "ann")
    everything = b"".join(
        path.read_bytes() for path in (tmp_path / "hub").rglob("*") if path.is_file()
    )
    for secret in (token, hub.ticket, "ann has a password"):
        assert secret.encode() not in everything
    assert hashlib.sha256(token.encode()).digest() in everything


@pytest.fixture
def old_hub(tmp_path: Path) -> Iterator[tuple[HubProcess, str]]:
    """A hub whose one token has expired while it was down."""
    with running_hub(tmp_path / "hub") as hub:
        token = owner_token(hub.url, hub.ticket)
    with closing(sqlite3.connect(tmp_path / "hub" / "hub.sqlite")) as database:
        database.execute("UPDATE tokens SET expires_at = 1")
        database.commit()
    with running_hub(tmp_path / "hub") as hub:
        yield hub, token


def test_an_expired_token_opens_nothing(old_hub: tuple[HubProcess, str]) -> None:
    hub, token = old_hub
    with http(hub.url, token) as client:
        assert client.get("/v1/sessions").status_code == 401
    from websockets.sync.client import connect

    with connect(hub.live) as socket:
        desk = Desk(socket)
        socket.send(f'{{"type":"hello","protocol":1,"token":"{token}"}}')
        assert desk.goodbye()[1] == 4401


def test_a_token_that_expires_closes_its_socket(team: Team) -> None:
    token = sign_in(team.url, "ann").token
    digest = hashlib.sha256(token.encode()).digest()
    soon = time.time_ns() // 1_000_000 + 5_000
    with closing(sqlite3.connect(team.hub.data / "hub.sqlite", timeout=10)) as database:
        database.execute("UPDATE tokens SET expires_at = ? WHERE digest = ?", (soon, digest))
        database.commit()
    with Desk.open(team.live, token) as desk:
        last, code = desk.goodbye()
    assert (last.problem.code, code) == ("needs_sign_in", 4401)
    assert time.time_ns() // 1_000_000 >= soon
