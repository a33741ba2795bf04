"""Wallboards over real sockets: who makes links, what a screen is told, and who is turned away."""

import contextlib
import re
import secrets
import socket
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any, TypeVar

import httpx
import msgspec
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    Goodbye,
    ToWall,
    WallAsk,
    WallCurrent,
    WallFigures,
    WallHello,
    WallWelcome,
)
from agent_desktop.model.wallboards import Wallboards
from tests.hub.server.conftest import Team
from tests.hub.server.desk import WITHIN, Desk, Visitor, body, http, make_agent, problem, sign_in
from tests.hub.server.hub_process import kept_by

F = TypeVar("F")
_frames: msgspec.json.Decoder[ToWall] = msgspec.json.Decoder(ToWall)


class Screen:
    """A screen's socket. `heard` is every frame as it came."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.heard: list[str] = []

    @classmethod
    @contextlib.contextmanager
    def open(cls, url: str, secret: str, **more: Any) -> "Iterator[Screen]":
        """Connect and say hello."""
        with connect(url.replace("http", "ws", 1) + "/wallboard/live", **more) as line:
            screen = cls(line)
            screen.send(WallHello(protocol=PROTOCOL_VERSION, token=secret))
            yield screen

    def send(self, frame: WallHello | WallAsk) -> None:
        """Send a frame."""
        self.line.send(body(frame).decode())

    def until(
        self, kind: type[F] | UnionType, matches: Callable[[F], bool] = lambda frame: True
    ) -> F:
        """Read until such a frame comes."""
        while True:
            text = self.line.recv(timeout=WITHIN)
            assert isinstance(text, str)
            self.heard.append(text)
            frame = _frames.decode(text)
            if isinstance(frame, kind) and matches(frame):
                return frame

    def current(self) -> WallCurrent:
        """Ask until all is still true: what is new meanwhile answers a question, too."""
        while True:
            self.send(WallAsk())
            frame = self.until(WallCurrent | WallFigures)
            if isinstance(frame, WallCurrent):
                return frame

    def waiting(self, count: int, *, alerts: int = 0) -> WallFigures:
        """Read until so many wait, and so many alerts are raised."""
        return self.until(
            WallFigures,
            lambda told: (
                sum(one.waiting for one in told.queues) == count and len(told.alerts) == alerts
            ),
        )

    def end(self) -> tuple[str, int]:
        """Why the hub ends it, and the close code."""
        said = self.until(Goodbye).problem.code
        with pytest.raises(ConnectionClosed):
            self.line.recv(timeout=WITHIN)
        assert self.line.protocol.close_rcvd is not None
        return said, self.line.protocol.close_rcvd.code


def make(url: str, token: str, key: str, secret: str | None = None, **more: Any) -> httpx.Response:
    """Make or change a wallboard."""
    wish = {"type": "define_wallboard", "name": key.title(), "secret": secret, **more}
    with http(url, token) as client:
        return client.put(f"/v1/wallboards/{key}", json=wish)


def made(url: str, token: str, key: str, **more: Any) -> str:
    """The secret of a new wallboard."""
    secret = secrets.token_urlsafe(32)
    answer = make(url, token, key, secret, **more)
    assert answer.status_code == 204, answer.text
    return secret


def listed(url: str, token: str) -> Wallboards:
    """The wallboards of somebody."""
    with http(url, token) as client:
        return msgspec.json.decode(client.get("/v1/wallboards").content, type=Wallboards)


def test_a_screen_follows_the_board_and_learns_of_nobody(team: Team) -> None:
    rule = {"type": "define_alert", "name": "Full", "raise_at": 1, "clear_at": 0}
    with http(team.url, team.owner) as client:
        times = {"raise_ms": 0, "clear_ms": 0}
        assert client.put("/v1/alerts/full", json={**rule, **times}).status_code == 204
    secret = made(team.url, team.sue, "hall")
    with (
        Screen.open(team.url, secret) as screen,
        Desk.open(team.live, team.ann) as ann,
        Visitor(team.url) as visitor,
    ):
        assert screen.until(WallWelcome).protocol == PROTOCOL_VERSION
        assert screen.until(WallFigures).name == "Hall"
        told = screen.current()
        visitor.introduce("My secret is heliotrope")
        full = screen.waiting(1, alerts=1)
        assert full.at >= told.at
        (queue,) = [one for one in full.queues if one.waiting]
        assert full.waiting == 1
        assert queue.oldest_at is not None
        assert queue.late_at is not None
        assert queue.oldest_at < queue.late_at
        assert (full.alerts[0].place, full.alerts[0].value) == (queue.name, 1)
        ann.ready()
        ann.accept()
        screen.until(WallFigures, lambda one: one.agents.working == 1 and not one.alerts)
        (board,) = listed(team.url, team.sue).wallboards
        assert (board.name, board.owner, board.screens) == ("Hall", "Sue", 1)
        assert board.seen_at is not None
        assert make(team.url, team.sue, "hall", name="Front hall").status_code == 204
        screen.until(WallFigures, lambda one: one.name == "Front hall")
        heard = " ".join(screen.heard)
    for word in ("heliotrope", "Vera", "Ann", secret):
        assert word not in heard
    kept = kept_by(team.hub.data)
    assert b"Front hall" in kept
    assert secret.encode() not in kept


def test_a_removed_wallboard_ends_its_screens_at_once(team: Team) -> None:
    secret = made(team.url, team.sue, "gone")
    with Screen.open(team.url, secret) as screen:
        screen.until(WallFigures)
        with http(team.url, team.sue) as client:
            assert client.delete("/v1/wallboards/gone").status_code == 204
            assert problem(client.delete("/v1/wallboards/gone"))["code"] == "not_found"
        assert screen.end() == ("needs_sign_in", 4401)
    with Screen.open(team.url, secret) as screen:
        assert screen.end() == ("needs_sign_in", 4401)


def test_another_link_ends_the_first(team: Team) -> None:
    first = made(team.url, team.sue, "twice")
    assert make(team.url, team.sue, "twice", first).status_code == 204
    with Screen.open(team.url, first) as screen:
        screen.until(WallFigures)
        second = made(team.url, team.sue, "twice")
        assert screen.end()[0] == "needs_sign_in"
    with Screen.open(team.url, second) as screen:
        screen.until(WallFigures)
    for key in ("twice", "other"):
        assert problem(make(team.url, team.sue, key, first))["field"] == "secret"
    assert problem(make(team.url, team.sue, "short", "short"))["code"] == "malformed"


def test_doors_stay_closed(team: Team) -> None:
    secret = made(team.url, team.sue, "doors")
    for wrong in (secrets.token_urlsafe(32), team.owner, "", "x" * 1_000):
        with Screen.open(team.url, wrong) as screen:
            assert screen.end()[0] == "needs_sign_in"
    live = team.url.replace("http", "ws", 1) + "/wallboard/live"
    with connect(live) as line:
        line.send('{"type":"hello","protocol":99,"token":"x"}')
        assert Screen(line).end()[0] == "wrong_version"
    with connect(live) as line:
        line.send('{"type":"ask"}')
        assert Screen(line).end()[0] == "malformed"
    with Screen.open(team.url, secret) as screen:
        screen.until(WallFigures)
        screen.line.send('{"type":"perform","id":"1"}')
        assert screen.end()[0] == "malformed"
    port = team.hub.port
    here = socket.create_connection(("127.0.0.1", port))
    foreign: tuple[tuple[str, dict[str, Any], int], ...] = (
        (team.url, {"origin": "https://elsewhere.example"}, 403),
        (f"http://elsewhere.example:{port}", {"sock": here}, 421),
    )
    for url, more, status in foreign:
        with pytest.raises(InvalidStatus) as refused, Screen.open(url, secret, **more):
            pass
        assert refused.value.response.status_code == status
    with Screen.open(team.url, secret, origin=team.url) as screen:
        screen.until(WallFigures)
    with http(team.url) as client:
        assert client.get("/v1/wallboards").status_code == 401
        signed = {"Authorization": f"Bearer {secret}"}
        assert client.get("/v1/wallboards", headers=signed).status_code == 401
    with http(team.url, team.ann) as client:
        assert client.get("/v1/wallboards").status_code == 403
    assert make(team.url, team.ann, "mine", secrets.token_urlsafe(32)).status_code == 403


def test_the_page_loads_nothing_and_runs_only_its_own_script(team: Team) -> None:
    with http(team.url) as client:
        page = client.get("/wallboard")
        assert client.get("/wallboard", headers={"Host": "elsewhere.example"}).status_code == 421
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-frame-options"] == "DENY"
    assert set(re.findall(r"https?://[\w.]+", page.text)) == {"http://www.w3.org"}
    assert "@" not in re.sub(r"@media", "", page.text)


def test_a_wallboard_shows_what_its_owner_leads(team: Team) -> None:
    url, lead = team.url, ["agent", "supervisor"]
    with http(url, team.owner) as client:
        queue = {"type": "define_queue", "name": "Billing"}
        assert client.put("/v1/admin/queues/billing", json=queue).status_code == 204
    lea = make_agent(url, team.owner, "lea", scopes=lead, queues=[])
    lou = make_agent(url, team.owner, "lou", scopes=lead, queues=[])
    make_agent(url, team.owner, "bea", queues=["billing"])
    with http(url, team.owner) as client:
        for name, members, leads in (("east", ["ann"], "lea"), ("west", ["bea"], "lou")):
            wish = {"type": "define_team", "name": name, "members": members, "leads": [leads]}
            assert client.put(f"/v1/admin/teams/{name}", json=wish).status_code == 204
    for more in ({"queues": ["billing"]}, {"teams": ["west"]}):
        answer = make(url, lea, "wrong", secrets.token_urlsafe(32), **more)
        assert problem(answer)["code"] == "refused"
    secret = made(url, lea, "east", teams=["east"], queues=["support"])
    choices = listed(url, lea)
    assert [one.id for one in choices.wallboards] == ["east"]
    assert ([one.id for one in choices.teams], [one.id for one in choices.queues]) == (
        ["east"],
        ["support"],
    )
    assert listed(url, lou).wallboards == ()
    assert "east" in [one.id for one in listed(url, team.owner).wallboards]
    assert problem(make(url, lou, "east", name="Mine"))["code"] == "not_found"
    with http(url, lou) as client:
        assert problem(client.delete("/v1/wallboards/east"))["code"] == "not_found"
    with Screen.open(url, secret) as screen:
        told = screen.until(WallFigures)
        assert [one.name for one in told.queues] == ["Support"]
        agents = told.agents
        assert agents.working + agents.idle + agents.away + agents.offline == 1
        with http(url, team.owner) as client:
            wish = {"type": "define_team", "name": "east", "members": ["ann"], "leads": ["lou"]}
            assert client.put("/v1/admin/teams/east", json=wish).status_code == 204
        screen.send(WallAsk())
        screen.until(WallFigures, lambda one: not one.queues)
        make_agent(url, team.owner, "lea", scopes=["agent"], queues=[])
        with contextlib.suppress(ConnectionClosed):  # it may have ended before it is asked
            screen.send(WallAsk())
        assert screen.end() == ("forbidden", 4403)
    assert sign_in(url, "lea").scopes == ("agent",)
