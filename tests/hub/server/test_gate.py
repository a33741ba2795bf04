"""What stands before every route: host, origin, limits, headers, broken HTTP."""

import socket
from contextlib import closing

import httpx
import pytest

from agent_desktop.hub.server import listening
from agent_desktop.hub.server.app import HEADERS, OPERATIONS
from agent_desktop.hub.server.operations import Operation
from tests.hub import databases
from tests.hub.server.conftest import Team
from tests.hub.server.desk import http, problem, raw
from tests.hub.server.hub_process import throwaway_hub

#: What is told here is told before anything is looked up.
pytestmark = databases.asks_none


def address(operation: Operation) -> str:
    """The operation's path with some ids in it."""
    return operation.path.replace("{", "some-").replace("}", "-id")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", ""])
def test_a_foreign_host_reaches_nothing(team: Team, host: str) -> None:
    with http(team.url, team.owner) as client:
        for path in ("/v1/health", "/v1/sessions", "/demo", "/widget.js", "/nothing"):
            answer = client.get(path, headers={"Host": host})
            assert answer.status_code == 421
            said = problem(answer)
            assert (said["code"], said["field"]) == ("wrong_host", "Host")
            assert said.get("value", "") == host


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_a_foreign_page_reaches_no_route(team: Team, operation: Operation) -> None:
    with http(team.url, team.owner) as client:
        for origin in ("http://evil.example", "null", team.url.replace("127.0.0.1", "localhost")):
            answer = client.request(
                operation.method, address(operation), headers={"Origin": origin}
            )
            assert answer.status_code == 403
            assert problem(answer)["value"] == origin
            assert "access-control-allow-origin" not in answer.headers


def test_every_answer_has_the_security_headers(team: Team) -> None:
    with http(team.url, team.owner) as client:
        answers = [
            client.get("/v1/health"),
            client.get("/v1/sessions"),
            client.get("/v1/openapi.json"),
            client.get("/nothing"),
            client.delete("/v1/health"),
            client.get("/v1/health", headers={"Host": "evil.example"}),
            client.get("/v1/sessions", headers={"Authorization": "Bearer no"}),
        ]
        for answer in answers:
            for name in HEADERS:
                assert answer.headers[name] == HEADERS[name]
            assert "server" not in answer.headers
            assert "set-cookie" not in answer.headers


def test_unknown_addresses_and_methods_are_told(team: Team) -> None:
    with http(team.url) as client:
        said = problem(client.get("/v1/nothing%2F..%2f"))
        assert (said["code"], said["field"]) == ("not_found", "path")
        answer = client.patch("/v1/sign-in")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "POST"
        assert problem(answer)["value"] == "PATCH"


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"{", "application/json", "malformed"),
        (b"", "application/json", "malformed"),
        (b'{"type":"sign_in","email":1,"password":"x"}', "application/json", "malformed"),
        (
            b'{"type":"sign_in","email":"a","password":"x","mail":1}',
            "application/json",
            "malformed",
        ),
        (b'{"type":"sign_out"}', "application/json", "malformed"),
        (b'{"type":"sign_in","email":"a","password":"x"}', "text/plain", "media_type"),
        (b" " * 70_000, "application/json", "too_large"),
    ],
)
def test_wrong_bodies_are_told(team: Team, content: bytes, kind: str, code: str) -> None:
    with http(team.url) as client:
        answer = client.post("/v1/sign-in", content=content, headers={"Content-Type": kind})
    assert problem(answer)["code"] == code


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "limit=x", "limit=1&limit=2", "limt=1", "before=-1"]
)
def test_wrong_queries_are_told(team: Team, query: str) -> None:
    with http(team.url, team.ann) as client:
        answer = client.get(f"/v1/conversations/some-conversation/timeline?{query}")
    said = problem(answer)
    assert said["code"] == "malformed"
    assert said["field"] in query


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /v1/health\r\n\r\n",
        b"GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET /v1/health HTTP/1.1\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"POST /v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    ],
)
def test_broken_http_gets_a_problem_and_the_hub_stays_up(team: Team, data: bytes) -> None:
    answer = raw(team.url, data)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 421"))
    assert b'"type":"problem"' in answer
    with http(team.url) as client:
        assert client.get("/v1/health").status_code == 200


def test_one_address_may_not_ask_without_end() -> None:
    with throwaway_hub(rate_factor=0.02) as hub, http(hub.url) as client:
        answers: list[httpx.Response] = [client.get("/v1/health") for _ in range(45)]
    good = [answer for answer in answers if answer.status_code == 200]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(good) + len(refused) == 45
    assert len(good) < 45
    assert len(good) >= 25
    assert int(refused[0].headers["retry-after"]) >= 1
    assert problem(refused[0])["code"] == "too_many"


@pytest.mark.timeout(60)
def test_a_request_that_comes_drop_by_drop_is_closed(team: Team) -> None:
    host, port = team.url.removeprefix("http://").split(":")
    with closing(socket.create_connection((host, int(port)), timeout=40)) as line:
        line.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        line.settimeout(listening.HEAD_WITHIN * 3)
        assert line.recv(1_000) == b""
