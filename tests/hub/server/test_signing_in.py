"""Passwords, tokens, sessions: who gets in, for how long, and how fast they are out again."""

import asyncio
import hashlib
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import msgspec
import pytest
from websockets.asyncio.client import connect
from websockets.sync.client import connect as connect_sync

from agent_desktop.hub.doors.faults import TooMany
from agent_desktop.hub.server import passwords
from agent_desktop.hub.server.passwords import Passwords
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
from tests.hub.server.hub_process import (
    HubProcess,
    ask_database,
    kept_by,
    running_hub,
    throwaway_hub,
)


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


OFFICE = 200


async def begin_work(url: str, live: str, agent: str, client: httpx.AsyncClient) -> str:
    """Sign in and open the desk's socket, as one of many at once; the first frame's type."""
    wish = {"type": "sign_in", "email": f"{agent}@example.org"}
    answer = await client.post("/v1/sign-in", json={**wish, "password": f"{agent} has a password"})
    assert answer.status_code == 200, answer.text
    token = answer.json()["token"]
    async with connect(live, open_timeout=60) as socket:
        await socket.send(f'{{"type":"hello","protocol":1,"token":"{token}"}}')
        return str(msgspec.json.decode(await socket.recv())["type"])


@pytest.mark.timeout(120)
def test_an_office_behind_one_address_begins_its_day() -> None:
    async def morning(url: str, live: str) -> list[str]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
            return await asyncio.gather(
                *(
                    begin_work(url, live, ("ann", "ben")[number % 2], client)
                    for number in range(OFFICE)
                )
            )

    with throwaway_hub(rate_factor=1.0) as hub:
        owner = owner_token(hub.url, hub.ticket)
        for agent in ("ann", "ben"):
            make_agent(hub.url, owner, agent)
        assert asyncio.run(morning(hub.url, hub.live)) == ["welcome"] * OFFICE


@pytest.mark.timeout(120)
def test_guesses_sent_together_are_stopped_by_the_first_wrong_ones() -> None:
    async def guess(url: str, emails: list[str]) -> list[int]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
            wishes = [{"type": "sign_in", "email": one, "password": "a guess"} for one in emails]
            answers = await asyncio.gather(
                *(client.post("/v1/sign-in", json=wish) for wish in wishes)
            )
        return [answer.status_code for answer in answers]

    with throwaway_hub(rate_factor=1.0) as hub:
        one_name = asyncio.run(guess(hub.url, ["ann@example.org"] * 60))
        names = [f"{number}@example.org" for number in range(100)]
        many_names = asyncio.run(guess(hub.url, names))
    for statuses, free in ((one_name, 5), (many_names, 20)):
        assert set(statuses) == {401, 429}
        assert statuses.count(401) < free + passwords.AT_ONCE


def test_the_line_for_hashing_is_bounded_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "MOST_IN_LINE", 4)
    turns: list[int] = []

    async def scenario() -> list[bool | BaseException]:
        one = Passwords()
        kept = await one.hash("a good password")
        asked = (
            one.right(kept, "a good password", partial(turns.append, number)) for number in range(6)
        )
        return await asyncio.gather(*asked, return_exceptions=True)

    told = asyncio.run(scenario())
    assert told[:4] == [True] * 4
    assert [type(one) for one in told[4:]] == [TooMany, TooMany]
    assert turns == [0, 1, 2, 3]


def test_an_account_that_does_not_exist_costs_as_much_as_any() -> None:
    async def scenario() -> tuple[str, bool]:
        one = Passwords()
        return await one.hash("a good password"), await one.right("", "nobody has this password")

    kept, right = asyncio.run(scenario())
    assert kept.rsplit("$", 2)[0] == passwords._NOBODY.rsplit("$", 2)[0]
    assert not right


def test_a_good_sign_in_forgives_its_own_name_and_no_other() -> None:
    with throwaway_hub(rate_factor=1.0) as hub, http(hub.url) as client:
        owner = owner_token(hub.url, hub.ticket)
        make_agent(hub.url, owner, "ann")

        def tried(email: str, password: str) -> int:
            wish = {"type": "sign_in", "email": email, "password": password}
            return client.post("/v1/sign-in", json=wish).status_code

        for number in range(30):  # her own mistakes cost the address nothing
            assert tried("ann@example.org", f"mistyped {number}") == 401
            assert tried("ann@example.org", "ann has a password") == 200
        statuses: list[int] = []
        while 429 not in statuses:
            statuses.append(tried(f"{len(statuses)}@example.org", "Summer2026"))
            statuses.append(tried("ann@example.org", "ann has a password"))
        assert statuses.count(401) == 20


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
    everything = kept_by(tmp_path / "hub")
    for secret in (token, hub.ticket, "ann has a password"):
        assert secret.encode() not in everything
    assert hashlib.sha256(token.encode()).digest() in everything


@pytest.fixture
def old_hub(tmp_path: Path) -> Iterator[tuple[HubProcess, str]]:
    """A hub whose one token has expired while it was down."""
    with running_hub(tmp_path / "hub") as hub:
        token = owner_token(hub.url, hub.ticket)
    ask_database(tmp_path / "hub", "UPDATE tokens SET expires_at = 1")
    with running_hub(tmp_path / "hub") as hub:
        yield hub, token


def test_an_expired_token_opens_nothing(old_hub: tuple[HubProcess, str]) -> None:
    hub, token = old_hub
    with http(hub.url, token) as client:
        assert client.get("/v1/sessions").status_code == 401
    with connect_sync(hub.live) as socket:
        desk = Desk(socket)
        socket.send(f'{{"type":"hello","protocol":1,"token":"{token}"}}')
        assert desk.goodbye()[1] == 4401


def test_a_token_that_expires_closes_its_socket(team: Team) -> None:
    token = sign_in(team.url, "ann").token
    digest = hashlib.sha256(token.encode()).digest()
    soon = time.time_ns() // 1_000_000 + 5_000
    words = "UPDATE tokens SET expires_at = :soon WHERE digest = :digest"
    ask_database(team.hub.data, words, soon=soon, digest=digest)
    with Desk.open(team.live, token) as desk:
        last, code = desk.goodbye()
    assert (last.problem.code, code) == ("needs_sign_in", 4401)
    assert time.time_ns() // 1_000_000 >= soon
