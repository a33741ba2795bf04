"""Who may do what: every route asked by everyone, and everyone's things asked for by the others."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from agent_desktop.hub.protocol import Answer
from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.hub.server.operations import Operation
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel
from tests.hub.server.desk import (
    Desk,
    Visitor,
    http,
    make_agent,
    owner_token,
    problem,
    sign_in,
)
from tests.hub.server.hub_process import HubProcess, throwaway_hub

PEOPLE: dict[str, frozenset[str] | None] = {
    "nobody": None,
    "garbage": None,
    "visitor": None,
    "revoked": None,
    "agent": frozenset({"agent"}),
    "supervisor": frozenset({"supervisor"}),
    "admin": frozenset({"admin"}),
}
"""Who asks, with their scopes; None where no account's token is shown."""


@dataclass(frozen=True)
class Crowd:
    """A hub and a token of everyone."""

    hub: HubProcess
    tokens: dict[str, str]


@pytest.fixture(scope="module")
def crowd() -> Iterator[Crowd]:
    """Everyone who may knock."""
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        tokens = {"nobody": "", "garbage": "x" * 43, "owner": owner}
        for name, scopes in PEOPLE.items():
            if scopes is not None:
                tokens[name] = make_agent(hub.url, owner, name, scopes=sorted(scopes))
        tokens["other"] = make_agent(hub.url, owner, "other")
        tokens["revoked"] = sign_in(hub.url, "agent").token
        with http(hub.url, tokens["revoked"]) as client:
            assert client.post("/v1/sign-out").status_code == 204
        with Visitor(hub.url) as visitor:
            tokens["visitor"] = visitor.token
            yield Crowd(hub, tokens)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_every_route_for_everyone(crowd: Crowd, operation: Operation, who: str) -> None:
    """Bodies are empty objects: who passes the gate is told that they are malformed."""
    token = crowd.tokens[who]
    if operation.path == "/v1/sign-out" and PEOPLE[who] is not None:
        token = sign_in(crowd.hub.url, who).token  # another session, so that the crowd stays
    path = operation.path.replace("{", "unknown-").replace("}", "")
    with http(crowd.hub.url, token) as client:
        answer = client.request(operation.method, path, content=b"{}" if operation.body else None)
    if operation.scopes is None:
        assert answer.status_code in (200, 400)
        return
    held = PEOPLE[who]
    if held is None:
        assert answer.status_code == 401
        assert problem(answer)["code"] == "needs_sign_in"
    elif operation.scopes and not held & set(operation.scopes):
        assert answer.status_code == 403
        said = problem(answer)
        assert said["field"] == "scopes"
        assert all(scope in said["message"] for scope in operation.scopes)
    else:
        assert answer.status_code in (200, 204, 400, 404, 409, 422)


@pytest.mark.parametrize("who", ["agent", "supervisor", "admin", "owner", "garbage", "nobody"])
def test_no_account_comes_through_the_visitors_door(crowd: Crowd, who: str) -> None:
    with http(crowd.hub.url, crowd.tokens[who]) as client:
        for method, path in (
            ("GET", "/chat/v1/transcript"),
            ("PUT", "/chat/v1/attachments/upload-1?name=a.txt"),
            ("GET", "/chat/v1/attachments/unknown-id"),
        ):
            assert client.request(method, path, content=b"x").status_code == 401


def test_sessions_are_their_owners_alone(crowd: Crowd) -> None:
    with http(crowd.hub.url, crowd.tokens["other"]) as client:
        listed = client.get("/v1/sessions").json()["sessions"]
        assert [one["current"] for one in listed] == [True]
    for who in ("agent", "supervisor", "admin"):
        with http(crowd.hub.url, crowd.tokens[who]) as client:
            assert client.delete(f"/v1/sessions/{listed[0]['id']}").status_code == 404
    with http(crowd.hub.url, crowd.tokens["admin"]) as client:
        wrong = client.delete(f"/v1/admin/agents/agent/sessions/{listed[0]['id']}")
        assert wrong.status_code == 404
    with http(crowd.hub.url, crowd.tokens["other"]) as client:
        assert client.get("/v1/sessions").status_code == 200


def test_a_file_is_its_uploaders_until_it_was_sent(crowd: Crowd) -> None:
    url, tokens = crowd.hub.url, crowd.tokens
    with http(url, tokens["agent"]) as client:
        kept = client.put("/v1/attachments/upload-secret?name=secret.txt", content=b"secret")
    attachment = kept.json()["attachment"]
    path = f"/v1/attachments/{attachment['id']}"
    for who, status in {"agent": 200, "other": 404, "supervisor": 404, "admin": 403}.items():
        with http(url, tokens[who]) as client:
            assert client.get(path).status_code == status, who
    for who in ("visitor", "nobody"):
        with http(url, tokens[who]) as client:
            assert client.get(path).status_code == 401
            assert client.get(f"/chat{path}").status_code == (404 if who == "visitor" else 401)
    with Desk.open(crowd.hub.live, tokens["agent"]) as desk, Visitor(url) as visitor:
        desk.ready()
        visitor.introduce()
        conversation_id = desk.accept().offer.conversation_id
        sent = desk.perform(
            SendMessage(
                client_id=new_id(),
                conversation_id=conversation_id,
                channel=Channel.CHAT,
                text="here",
                attachments=(Attachment(**attachment),),
            )
        )
        assert isinstance(sent, Answer)
        with http(url, visitor.token) as client:
            assert client.get(f"/chat{path}").content == b"secret"
    for who, status in {"other": 200, "supervisor": 200, "admin": 403}.items():
        with http(url, tokens[who]) as client:
            assert client.get(path).status_code == status, who
    with http(url, tokens["visitor"]) as client:
        assert client.get(f"/chat{path}").status_code == 404


def test_nobody_sends_a_file_of_somebody_else(crowd: Crowd) -> None:
    url, tokens = crowd.hub.url, crowd.tokens
    with http(url, tokens["other"]) as client:
        kept = client.put("/v1/attachments/upload-other?name=mine.txt", content=b"mine")
    with Desk.open(crowd.hub.live, tokens["agent"]) as desk, Visitor(url) as visitor:
        desk.ready()
        visitor.introduce()
        conversation_id = desk.accept().offer.conversation_id
        stolen = desk.perform(
            SendMessage(
                client_id=new_id(),
                conversation_id=conversation_id,
                channel=Channel.CHAT,
                text="look",
                attachments=(Attachment(**kept.json()["attachment"]),),
            )
        )
    assert not isinstance(stolen, Answer)
    with http(url, tokens["agent"]) as client:
        assert client.get(f"/v1/attachments/{kept.json()['attachment']['id']}").status_code == 404
