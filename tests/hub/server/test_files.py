"""Files over HTTP: limits, types, names, repetition."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from agent_desktop.hub.doors.quotas import MAX_FILE
from tests.hub.server.conftest import Team
from tests.hub.server.desk import http, problem, raw

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def folder_of(team: Team) -> Path:
    """Where the hub keeps uploaded bytes."""
    return team.hub.data / "attachments"


def test_a_file_comes_back_as_it_was_and_is_never_run(team: Team) -> None:
    with http(team.url, team.ann) as client:
        kept = client.put(
            "/v1/attachments/upload-image", params={"name": "../Müller <b>.png"}, content=PNG
        )
        attachment = kept.json()["attachment"]
        assert attachment["name"] == "Müller b.png"
        assert attachment["media_type"] == "image/png"
        assert attachment["size"] == len(PNG)
        answer = client.get(f"/v1/attachments/{attachment['id']}")
    assert answer.content == PNG
    headers = answer.headers
    assert headers["content-type"] == "image/png"
    assert headers["content-disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''M%C3%BCller%20b.png" in headers["content-disposition"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "content",
    [b"<script>alert(1)</script>", b"<svg onload=alert(1)>", b"<?xml version='1.0'?><a/>"],
)
def test_markup_is_plain_text_whatever_it_says(team: Team, content: bytes) -> None:
    name = f"upload-{hashlib.sha256(content).hexdigest()[:8]}"
    with http(team.url, team.ann) as client:
        kept = client.put(
            f"/v1/attachments/{name}?name=page.html",
            content=content,
            headers={"Content-Type": "text/html"},
        )
        answer = client.get(f"/v1/attachments/{kept.json()['attachment']['id']}")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_the_same_upload_again_is_one_file(team: Team) -> None:
    with http(team.url, team.ann) as client:

        def put(content: bytes, name: str) -> httpx.Response:
            return client.put(f"/v1/attachments/upload-again?name={name}", content=content)

        first = put(b"one", "a.txt")
        before = sorted(path.name for path in folder_of(team).iterdir())
        assert put(b"one", "a.txt").json() == first.json()
        assert problem(put(b"two", "a.txt"))["code"] == "conflict"
        assert put(b"one", "b.txt").status_code == 409
        assert sorted(path.name for path in folder_of(team).iterdir()) == before
    with http(team.url, team.ben) as client:
        other = client.put("/v1/attachments/upload-again?name=a.txt", content=b"two")
        assert other.json()["attachment"]["id"] != first.json()["attachment"]["id"]


@pytest.mark.parametrize(
    ("path", "content", "code", "field"),
    [
        ("/v1/attachments/short?name=a.txt", b"x", "malformed", "id"),
        ("/v1/attachments/upload-no-name", b"x", "malformed", "name"),
        ("/v1/attachments/upload-dots?name=..", b"x", "malformed", "name"),
        ("/v1/attachments/upload-empty?name=a.txt", b"", "malformed", "body"),
        ("/v1/attachments/upload%2e%2e-id?name=a.txt", b"x", "malformed", "id"),
    ],
)
def test_wrong_uploads_are_told(
    team: Team, path: str, content: bytes, code: str, field: str
) -> None:
    with http(team.url, team.ann) as client:
        said = problem(client.put(path, content=content))
    assert (said["code"], said["field"]) == (code, field)


def test_names_on_the_disk_are_random_and_flat(team: Team) -> None:
    with http(team.url, team.ann) as client:
        for number, name in enumerate(("../../etc/passwd", "..\\boot.ini", "/root/.ssh/id", "CON")):
            kept = client.put(
                f"/v1/attachments/upload-path-{number}", params={"name": name}, content=b"text"
            )
            assert kept.status_code == 200, kept.text
    assert all(path.is_file() and len(path.name) == 48 for path in folder_of(team).iterdir())
    assert not list(team.hub.data.parent.glob("**/passwd"))


def endless(size: int) -> Iterator[bytes]:
    """A body of unknown length."""
    for _ in range(size // 65_536 + 1):
        yield b"x" * 65_536


def test_too_much_is_refused_while_it_streams_and_leaves_nothing(team: Team) -> None:
    before = sorted(path.name for path in folder_of(team).iterdir())
    announced = raw(
        team.url,
        b"PUT /v1/attachments/upload-announced?name=a.bin HTTP/1.1\r\nHost: localhost\r\n"
        + f"Authorization: Bearer {team.ann}\r\nContent-Length: {MAX_FILE + 1}\r\n\r\n".encode(),
        end=False,
    )
    assert announced.startswith(b"HTTP/1.1 413 ")
    assert f'"value":"{MAX_FILE + 1}"'.encode() in announced
    with http(team.url, team.ann) as client:
        try:
            streamed = client.put(
                "/v1/attachments/upload-streamed?name=a.bin", content=endless(MAX_FILE)
            )
        except OSError:
            pass
        else:
            assert streamed.status_code == 413
        assert client.get("/v1/health").status_code == 200
    assert sorted(path.name for path in folder_of(team).iterdir()) == before


def test_the_largest_file_goes_through(team: Team) -> None:
    content = b"\x00\x01" * (MAX_FILE // 2)
    with http(team.url, team.ben) as client:
        kept = client.put("/v1/attachments/upload-largest?name=big.bin", content=content)
        assert kept.status_code == 200, kept.text
        got = client.get(f"/v1/attachments/{kept.json()['attachment']['id']}")
    assert hashlib.sha256(got.content).digest() == hashlib.sha256(content).digest()


@pytest.mark.parametrize("file_id", ["unknown-id", "..%2f..%2fhub.sqlite", "%00", "hub.sqlite"])
def test_there_is_no_way_to_other_files(team: Team, file_id: str) -> None:
    with http(team.url, team.ann) as client:
        assert client.get(f"/v1/attachments/{file_id}").status_code == 404


def test_bytes_that_are_not_there_are_told_with_what_to_do(team: Team) -> None:
    """As at a node whose folder is not that of the others, or after a database alone was restored."""
    before = set(folder_of(team).iterdir())
    with http(team.url, team.ann) as client:
        made = client.put("/v1/attachments/upload-away", params={"name": "a.txt"}, content=b"text")
        (lost,) = set(folder_of(team).iterdir()) - before
        lost.unlink()
        said = problem(client.get(f"/v1/attachments/{made.json()['attachment']['id']}"))
    assert said["code"] == "not_found"
    assert "not in the hub's folder" in said["message"]
    assert "administrator" in said["remedy"]
