"""The visitors' HTTP door: sessions, origins, identities, files, transcripts, limits, over a real socket."""

from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from agent_desktop.hub.channels.chat.identity import signature_of
from agent_desktop.hub.protocol import Answer, Say, SayAccepted, SayRefused, Uploaded
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel
from tests.hub.channels.chat.conftest import ALLOWED, Place, define
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token, problem
from tests.hub.server.hub_process import running_hub


def start(place: Place, origin: str | None = None, **wish: Any) -> httpx.Response:
    headers = {"Origin": origin} if origin is not None else {}
    with http(place.url) as client:
        return client.post(
            "/chat/v1/sessions",
            json={"type": "start_chat", "entry_point": "website", **wish},
            headers=headers,
        )


def token_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return str(answer.json()["token"])


def test_a_token_continues_its_visitor(place: Place) -> None:
    first = start(place)
    assert first.json()["title"] == "website"
    assert first.json()["max_attachment_bytes"] == 10 * 1024 * 1024
    assert first.json()["known"] is False, "nobody knows the name yet"
    again = start(place, token=token_of(first))
    assert token_of(again) == token_of(first)
    other = start(place)
    assert token_of(other) != token_of(first)
    elsewhere = start(place, entry_point="other", token=token_of(first))
    assert token_of(elsewhere) != token_of(first), "a token is good for its entry point only"
    assert token_of(start(place, token="made-up")) != "made-up"


@pytest.mark.parametrize(
    "wish",
    [
        {"entry_point": "nowhere"},
        {"colour": "red"},
        {"entry_point": 7},
        {"type": "sign_in"},
        {"identity": {"id": "x"}},
    ],
)
def test_wrong_wishes_are_refused_by_name(place: Place, wish: dict[str, Any]) -> None:
    said = problem(start(place, **wish))
    assert said["code"] in ("malformed", "refused")
    assert said["field"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://shop.example.evil.example",
        "https://shop.example:8443",
        "http://shop.example",
        "null",
        "https://other.example",
        "https://SHOP.example.",
    ],
)
def test_other_origins_are_refused_and_can_read_only_why(place: Place, origin: str) -> None:
    answer = start(place, origin)
    said = problem(answer)
    assert (said["code"], said["field"], said["value"]) == ("forbidden", "Origin", origin)
    readable = answer.headers.get("access-control-allow-origin")
    assert readable == (origin if origin == "https://other.example" else "*")
    with http(place.url, token_of(start(place))) as client:
        foreign = client.get("/chat/v1/transcript", headers={"Origin": origin})
    assert problem(foreign)["code"] == "forbidden"


def test_the_allowed_origin_and_our_own_may_chat(place: Place) -> None:
    answer = start(place, ALLOWED)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ALLOWED
    assert "Origin" in answer.headers["vary"]
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers
    own = start(place, place.url)
    assert own.status_code == 200
    assert "access-control-allow-origin" not in own.headers


def test_a_refusal_can_be_read_by_the_allowed_page(place: Place) -> None:
    answer = start(place, ALLOWED, entry_point="signed")
    assert problem(answer)["code"] == "forbidden"
    assert answer.headers["access-control-allow-origin"] == ALLOWED


@pytest.mark.parametrize(
    "path", ["/chat/v1/sessions", "/chat/v1/attachments/abcdefgh", "/chat/v1/transcript"]
)
def test_preflights(place: Place, path: str) -> None:
    with http(place.url) as client:
        good = client.options(
            path, headers={"Origin": ALLOWED, "Access-Control-Request-Method": "PUT"}
        )
        assert good.status_code == 204
        assert good.headers["access-control-allow-origin"] == ALLOWED
        assert "authorization" in good.headers["access-control-allow-headers"]
        bad = client.options(path, headers={"Origin": "https://evil.example"})
        assert bad.status_code == 403
        for headers in ({}, {"Origin": place.url}):
            assert client.options(path, headers=headers).status_code == 403


def test_identities(place: Place) -> None:
    def identity(account: str, signature: str) -> dict[str, str]:
        return {"id": account, "signature": signature, "name": "Layla", "email": "l@example.com"}

    good = identity("7", signature_of(place.secret, "7"))
    first = start(place, entry_point="signed", identity=good)
    assert first.json()["known"] is True
    assert problem(start(place, entry_point="signed"))["field"] == "identity"
    token = token_of(first)
    unsigned = start(place, entry_point="signed", token=token)
    assert problem(unsigned)["field"] == "identity", "a token does not replace the signature"
    again = start(place, entry_point="signed", identity=good, token=token)
    assert token_of(again) == token
    for signature in (
        "",
        "0" * 64,
        signature_of("other", "7"),
        signature_of(place.secret, "8"),
        "é",
    ):
        wrong = start(place, entry_point="signed", identity=identity("7", signature))
        assert problem(wrong)["field"] == "identity.signature"
        assert place.secret not in wrong.text
        assert signature_of(place.secret, "7") not in wrong.text
    unset = start(place, identity=identity("7", signature_of("", "7")))
    assert problem(unset)["field"] == "identity.signature", "no secret, no identity"


def test_wrong_signatures_are_refused_ever_more_slowly(place: Place) -> None:
    wrong = {"id": "7", "signature": "0" * 64}
    answers = [start(place, entry_point="signed", identity=wrong) for _ in range(12)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "wrong signatures" in problem(answers[-1])["message"]


# --- files


def upload(place: Place, token: str, upload_id: str = "", **more: Any) -> httpx.Response:
    with http(place.url, token) as client:
        return client.put(
            f"/chat/v1/attachments/{upload_id or new_id()}",
            params={"name": "note.txt"},
            content=b"some words",
            **more,
        )


def fetch(place: Place, token: str, attachment_id: str, **more: Any) -> httpx.Response:
    with http(place.url, token) as client:
        return client.get(f"/chat/v1/attachments/{attachment_id}", **more)


def test_files_belong_to_a_chat_that_has_begun(place: Place) -> None:
    with Visitor(place.url) as visitor:
        assert "has not begun" in problem(upload(place, visitor.token))["message"]
        visitor.introduce()
        assert upload(place, visitor.token).status_code == 200


def test_only_the_participants_get_a_file(place: Place) -> None:
    with Visitor(place.url) as layla, Visitor(place.url) as eve:
        layla.introduce()
        eve.introduce()
        mine = upload(place, layla.token).json()["attachment"]["id"]
        got = fetch(place, layla.token, mine)
        assert got.content == b"some words"
        assert got.headers["content-disposition"].startswith("attachment;")
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in got.headers["content-security-policy"]
        stolen = fetch(place, eve.token, mine)
        missing = fetch(place, eve.token, "nothing-there")
        assert problem(stolen)["message"] == problem(missing)["message"]
        client_id = new_id()
        eve.send(Say(client_id=client_id, text="", attachments=(mine,)))
        refused = eve.until(SayRefused)
        assert refused.client_id == client_id
        assert refused.problem.code == "refused"
        for token in ("", "wrong", place.ann):
            assert fetch(place, token, mine).status_code == 401
            assert upload(place, token).status_code == 401
        foreign = fetch(place, layla.token, mine, headers={"Origin": "https://evil.example"})
        assert problem(foreign)["code"] == "forbidden"
        with http(place.url, layla.token) as client:
            assert client.get(f"/v1/attachments/{mine}").status_code == 401


def test_the_same_upload_twice_is_one_file(place: Place) -> None:
    with Visitor(place.url) as visitor:
        visitor.introduce()
        upload_id = new_id()
        one, two = (upload(place, visitor.token, upload_id) for _ in range(2))
        assert one.json() == two.json()


def test_what_the_agent_sent_can_be_fetched_by_its_visitor_alone(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub") as hub:
        ann = make_agent(hub.url, owner_token(hub.url, hub.ticket), "ann")
        with Desk.open(hub.live, ann) as desk, Visitor(hub.url) as layla, Visitor(hub.url) as eve:
            layla.introduce()
            desk.ready()
            conversation_id = desk.accept().offer.conversation_id
            eve.introduce()
            with http(hub.url, ann) as client:
                path = "/v1/attachments/agent-file-1"
                put = client.put(path, params={"name": "a.txt"}, content=b"label")
            kept = msgspec.json.decode(put.content, type=Uploaded).attachment

            def seen() -> list[int]:
                path = f"/chat/v1/attachments/{kept.id}"
                codes = []
                for visitor in (layla, eve):
                    with http(hub.url, visitor.token) as client:
                        codes.append(client.get(path).status_code)
                return codes

            assert seen() == [404, 404], "not sent yet"
            sent = SendMessage(
                client_id=new_id(),
                conversation_id=conversation_id,
                channel=Channel.CHAT,
                text="",
                attachments=(kept,),
            )
            assert isinstance(desk.perform(sent), Answer)
            assert seen() == [200, 404]


def test_a_visitor_may_upload_so_much_within_an_hour(tmp_path: Path) -> None:
    limits = ("--visitor-file-mb", "1", "--visitor-hourly-files", "3", "--visitor-hourly-mb", "2")
    with running_hub(tmp_path / "hub", *limits) as hub:
        with Visitor(hub.url) as layla, Visitor(hub.url) as eve:
            layla.introduce()
            eve.introduce()

            def put(visitor: Visitor, upload_id: str, size: int) -> httpx.Response:
                with http(hub.url, visitor.token) as client:
                    path = f"/chat/v1/attachments/{upload_id}"
                    return client.put(path, params={"name": "a.bin"}, content=b"\xff" * size)

            mb = 1024 * 1024
            assert put(layla, "too-large", mb + 1).status_code == 413
            assert put(layla, "one-file", mb).status_code == 200
            assert put(layla, "second-file", mb).status_code == 200
            full = put(layla, "one-byte-more", 1)
            assert full.status_code == 429
            assert 3_000 < int(full.headers["retry-after"]) <= 3_600
            for number in range(3):
                assert put(eve, f"small-file-{number}", 1).status_code == 200
            assert put(eve, "fourth-file", 1).status_code == 429
        kept = [one for one in (tmp_path / "hub").rglob("*") if one.parent.name == "attachments"]
        assert len(kept) == 5, "what is refused is not kept"


# --- transcripts and pages


def test_a_transcript_is_the_visitors_own(place: Place) -> None:
    with Visitor(place.url) as layla, Visitor(place.url) as eve:
        layla.introduce("Only Layla may read this")
        eve.introduce("Eve's")
        with http(place.url, layla.token) as client:
            mine = client.get("/chat/v1/transcript", params={"language": "fr"})
        assert mine.headers["content-type"] == "text/plain; charset=utf-8"
        assert mine.headers["content-disposition"].startswith('attachment; filename="chat-')
        assert "Vous: Only Layla may read this" in mine.text
        with http(place.url, eve.token) as client:
            assert "Only Layla" not in client.get("/chat/v1/transcript").text
        with http(place.url) as client:
            assert client.get("/chat/v1/transcript").status_code == 401
            wrong = client.get("/chat/v1/transcript", params={"token": layla.token})
            assert wrong.status_code == 401, "never in an address"


def test_the_script_is_for_every_page(place: Place) -> None:
    with http(place.url) as client:
        answer = client.get("/widget.js", headers={"Origin": "https://anywhere.example"})
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "@shipped@" not in answer.text
        assert "innerHTML" not in answer.text
        again = client.get("/widget.js", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
        plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
        assert plain.text == answer.text


def test_the_demo_page_is_strict(place: Place) -> None:
    with http(place.url) as client:
        page = client.get("/demo")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert " style=" not in page.text
    assert 'data-entry-point="website"' in page.text
    assert "http://" not in page.text.replace("http://www.w3.org", "")


def test_a_changed_allow_list_counts_at_once(place: Place) -> None:
    token = token_of(start(place, entry_point="other"))
    headers = {"Origin": "https://other.example", "Authorization": f"Bearer {token}"}
    with http(place.url) as client:
        assert client.get("/chat/v1/transcript", headers=headers).status_code == 200
        define(place.url, place.owner, "other", origins=["https://new.example"])
        assert client.get("/chat/v1/transcript", headers=headers).status_code == 403


def test_a_client_id_writes_once(place: Place) -> None:
    with Visitor(place.url) as visitor:
        visitor.introduce("Hello?")
        client_id = new_id()
        visitor.send(Say(client_id=client_id, text="Twice"))
        first = visitor.until(SayAccepted, lambda frame: frame.client_id == client_id)
        visitor.send(Say(client_id=client_id, text="Twice"))
        second = visitor.until(SayAccepted, lambda frame: frame.client_id == client_id)
        assert first.item is not None
        assert second.item is not None
        assert first.item.seq == second.item.seq
        visitor.send(Say(client_id=client_id, text="Another text"))
        refused = visitor.until(SayRefused)
        assert refused.problem.code == "conflict"


def test_a_retired_website_says_so_and_its_chats_go_on(place: Place) -> None:
    define(place.url, place.owner, "old", origins=[ALLOWED])
    path = "/v1/admin/entry-points/old"
    with http(place.url, place.owner) as client:
        wish = {"type": "pause_entry_point", "paused": True}
        assert client.post(f"{path}/pause", json=wish).status_code == 204
        answer = start(place, ALLOWED, entry_point="old")
        assert problem(answer)["field"] == "paused"
        assert answer.headers["access-control-allow-origin"] == ALLOWED, "the page can read why"
        assert client.post(f"{path}/pause", json=wish | {"paused": False}).status_code == 204
        with Visitor(place.url, "old") as visitor:
            visitor.introduce()
        assert client.delete(path).status_code == 204
        assert problem(client.delete(path))["code"] == "refused"
        listed = client.get("/v1/admin/entry-points").json()["entry_points"]
    assert [(one["name"], one["retired"]) for one in listed if one["id"] == "old"] == [
        ("old", True)
    ]
    assert problem(start(place, ALLOWED, entry_point="old"))["field"] == "retired"
    going_on = start(place, ALLOWED, entry_point="old", token=visitor.token)
    assert going_on.status_code == 200
    assert going_on.headers["access-control-allow-origin"] == ALLOWED
    assert going_on.json()["conversation_id"]
