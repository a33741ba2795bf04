"""Files that the virus scanner keeps back, on their way in and out, and what administrators do with them."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from agent_desktop.hub.protocol import Answer, Refusal, Say, SayAccepted
from agent_desktop.hub.storage.calls import audited
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.files import Check
from agent_desktop.model.work import Channel
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token, problem
from tests.hub.server.hub_process import database_of, running_hub
from tests.peers.clamd import EICAR, FINDING, clamd
from tests.peers.process import free_ports

pytestmark = pytest.mark.serial


def put(client: httpx.Client, path: str, content: bytes) -> Attachment:
    """Upload a file of a visitor or an agent."""
    answer = client.put(f"{path}/{new_id()}", params={"name": "a.bin"}, content=content)
    assert answer.status_code == 200, answer.text
    kept: dict[str, Any] = answer.json()["attachment"]
    return Attachment(
        id=kept["id"],
        name=kept["name"],
        media_type=kept["media_type"],
        size=kept["size"],
        check=Check(kept.get("check", "")),
        finding=kept.get("finding", ""),
    )


def received(desk: Desk, attachment_id: str, check: Check) -> Attachment:
    """Read until the desk is told that the file of a message stands so."""

    def of(event: MessageReceived) -> list[Attachment]:
        return [one for one in event.message.attachments if one.id == attachment_id]

    event = desk.event(MessageReceived, lambda event: any(one.check is check for one in of(event)))
    return of(event)[0]


def send(desk: Desk, conversation_id: str, file: Attachment) -> Answer | Refusal:
    """Send a file to the customer."""
    command = SendMessage(
        client_id=new_id(),
        conversation_id=conversation_id,
        channel=Channel.CHAT,
        text="",
        attachments=(file,),
    )
    return desk.perform(command)


TEST = "/v1/admin/scanner/test"


def trial(client: httpx.Client, address: str) -> list[str]:
    """What came of each step of a test."""
    answer = client.post(TEST, json={"type": "define_scanner", "address": address})
    assert answer.status_code == 200, answer.text
    steps = answer.json()["steps"]
    assert [one["step"] for one in steps] == ["connect", "options", "detect"]
    assert all(one["words"] for one in steps)
    return [one["result"] for one in steps]


def names(client: httpx.Client) -> set[tuple[str, str]]:
    """Who sent what is kept back, and in whose conversation it is."""
    files = client.get("/v1/admin/quarantine").json().get("files", [])
    return {(one.get("sender", ""), one.get("customer", "")) for one in files}


def define(client: httpx.Client, address: str, when_down: str) -> None:
    """Name the scanner."""
    wish = {"type": "define_scanner", "address": address, "when_down": when_down}
    assert client.put("/v1/admin/scanner", json=wish).status_code == 204


def held(client: httpx.Client) -> dict[str, tuple[str, str]]:
    """What is kept back: check and finding by id."""
    files = client.get("/v1/admin/quarantine").json().get("files", [])
    return {one["id"]: (one["check"], one.get("finding", "")) for one in files}


def test_nothing_bad_goes_in_or_out_and_decisions_are_on_record(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    data = tmp_path / "hub"
    with running_hub(data) as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann", capacity={"chat": 3})
        with (
            Desk.open(hub.live, ann) as desk,
            Visitor(hub.url) as visitor,
            http(hub.url, owner) as admin,
            http(hub.url, ann) as agent,
            http(hub.url, visitor.token) as page,
        ):
            desk.ready()
            visitor.introduce()
            conversation_id = desk.accept().offer.conversation_id
            refused = problem(
                admin.put("/v1/admin/scanner", json={"type": "define_scanner", "address": "x"})
            )
            assert refused["field"] == "address"
            define(admin, f"127.0.0.1:{port}", "hold")
            assert "cannot be reached" in admin.get("/v1/admin/scanner").json()["problem"]

            # without the scanner: the customer's file waits, the agent's stays on the desk
            waiting = put(page, "/chat/v1/attachments", b"good")
            assert waiting.check is Check.WAITING
            visitor.send(Say(client_id=new_id(), text="", attachments=(waiting.id,)))
            visitor.until(SayAccepted)
            received(desk, waiting.id, Check.WAITING)
            assert problem(agent.get(f"/v1/attachments/{waiting.id}"))["code"] == "refused"
            later = agent.put(f"/v1/attachments/{new_id()}?name=a", content=b"x")
            assert problem(later)["code"] == "offline"
            assert admin.get("/v1/admin/scanner").json()["waiting"] == 1

            assert trial(admin, f"127.0.0.1:{port}") == ["failed", "skipped", "skipped"]
            assert admin.post(TEST, json={"type": "define_scanner"}).status_code != 200

            with clamd(tmp_path / "peer", port):
                assert trial(admin, f"127.0.0.1:{port}") == ["good", "good", "good"]
                define(admin, f"127.0.0.1:{port}", "hold")
                received(desk, waiting.id, Check.CLEAN)
                assert agent.get(f"/v1/attachments/{waiting.id}").content == b"good"
                assert "problem" not in admin.get("/v1/admin/scanner").json()

                bad, worse = (put(page, "/chat/v1/attachments", EICAR) for _ in range(2))
                assert (bad.check, bad.finding) == (Check.HELD, FINDING)
                for one in (bad, worse):
                    visitor.send(Say(client_id=new_id(), text="", attachments=(one.id,)))
                    visitor.until(SayAccepted)
                    assert received(desk, one.id, Check.HELD).finding == FINDING
                    assert problem(agent.get(f"/v1/attachments/{one.id}"))["code"] == "refused"
                    assert problem(page.get(f"/chat/v1/attachments/{one.id}"))
                assert held(admin) == {one.id: ("held", FINDING) for one in (bad, worse)}
                assert len(names(admin)) == 1, "both are of the same customer"
                assert problem(agent.get("/v1/admin/quarantine"))["code"] == "forbidden"

                own = put(agent, "/v1/attachments", EICAR)
                said = send(desk, conversation_id, own)
                assert isinstance(said, Refusal)
                assert FINDING in said.problem.message
                assert isinstance(
                    send(desk, conversation_id, put(agent, "/v1/attachments", b"y")), Answer
                )

                assert admin.post(f"/v1/admin/quarantine/{bad.id}/release").status_code == 204
                received(desk, bad.id, Check.RELEASED)
                assert agent.get(f"/v1/attachments/{bad.id}").content == EICAR
                assert admin.delete(f"/v1/admin/quarantine/{worse.id}").status_code == 204
                received(desk, worse.id, Check.DELETED)
                for one in (bad, worse):
                    assert problem(admin.delete(f"/v1/admin/quarantine/{one.id}"))
                assert held(admin) == {own.id: ("held", FINDING)}
    stored = [path.read_bytes() for path in (data / "attachments").iterdir()]
    assert sorted(stored) == sorted([b"good", EICAR, EICAR, b"y"])
    storage = Storage.open(database_of(data))
    with storage.transaction():
        trail = [audited(storage, one.id)[0][1:] for one in (bad, worse)]
    storage.close()
    assert trail == [
        ("owner", "file_released", f"a.bin: {FINDING}"),
        ("owner", "file_deleted", f"a.bin: {FINDING}"),
    ]


def test_files_may_pass_with_a_mark(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub") as hub:
        owner = owner_token(hub.url, hub.ticket)
        with http(hub.url, owner) as admin:
            define(admin, "127.0.0.1:1", "pass")
            kept = put(admin, "/v1/attachments", b"x")
            assert kept.check is Check.UNCHECKED
            assert admin.get(f"/v1/attachments/{kept.id}").content == b"x"
            define(admin, "", "hold")
            assert put(admin, "/v1/attachments", b"x").check is Check.NONE
