"""A hub that is killed in the middle of an upload, and one that goes on with it."""

import contextlib
import hashlib
import socket
from pathlib import Path

import pytest

from tests.hub.server.desk import WITHIN, http, make_agent, owner_token, problem
from tests.hub.server.hub_process import HubProcess, running_hub

FILE = bytes(range(256)) * 1024


@pytest.mark.parametrize("before", [0, 1, 100_000, len(FILE)])
def test_a_killed_hub_goes_on_where_the_upload_was(tmp_path: Path, before: int) -> None:
    data = tmp_path / "hub"
    digest = hashlib.sha256(FILE).hexdigest()
    plan: dict[str, str | int] = {"name": "a.bin", "size": len(FILE), "sha256": digest}
    path = "/v1/uploads/upload-0001"
    killed = HubProcess(data)
    token = make_agent(killed.url, owner_token(killed.url, killed.ticket), "ann")
    with http(killed.url, token) as client:
        assert client.post(path, params=plan).json()["offset"] == 0
        head = (
            f"PUT {path}?offset=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Length: {len(FILE)}\r\n\r\n"
        )
        with contextlib.closing(
            socket.create_connection(("127.0.0.1", killed.port), timeout=WITHIN)
        ) as line:
            line.sendall(head.encode() + FILE[:before])
            while client.post(path, params=plan).json()["offset"] < before:
                pass  # each of these asks the hub's disk
            killed.kill()
    with running_hub(data) as hub, http(hub.url, token) as client:
        stands = client.post(path, params=plan).json()
        assert stands["offset"] == before
        if "attachment" not in stands:
            rest = client.put(path, params={"offset": before}, content=FILE[before:])
            stands = rest.json()
        got = client.get(f"/v1/attachments/{stands['attachment']['id']}")
        assert got.content == FILE
        assert len(list((data / "attachments").iterdir())) == 1
        assert list((data / "attachments-on-their-way").iterdir()) == []


def test_uploads_in_parts_over_http(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub") as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann, ben = (make_agent(hub.url, owner, name) for name in ("ann", "ben"))
        path = "/v1/uploads/upload-0001"
        plan: dict[str, str | int] = {"name": "../a.txt", "size": 6}
        with http(hub.url, ann) as client, http(hub.url, ben) as other:
            assert problem(client.put(path, params={"offset": 0}))["code"] == "not_found"
            assert client.post(path, params=plan).json() == {"type": "uploading", "offset": 0}
            assert client.put(path, params={"offset": 0}, content=b"abc").json()["offset"] == 3
            wrong = problem(client.put(path, params={"offset": 1}, content=b"x"))
            assert (wrong["code"], wrong["value"]) == ("conflict", "3")
            assert problem(other.put(path, params={"offset": 3}))["code"] == "not_found"
            many = problem(client.put(path, params={"offset": 3}, content=b"defg"))
            assert many["code"] == "too_large"
            done = client.put(path, params={"offset": 3}, content=b"def").json()["attachment"]
            assert (done["name"], done["size"]) == ("a.txt", 6)
            assert client.get(f"/v1/attachments/{done['id']}").content == b"abcdef"
            assert client.delete(path).status_code == 204
            for wrong_plan in ("name=a", "name=a&size=x", "name=&size=1", "name=a&size=1&sha256=x"):
                said = problem(client.post(f"/v1/uploads/upload-0002?{wrong_plan}"))
                assert said["code"] == "malformed", wrong_plan
