"""Sinch beyond the contract: callbacks as documented, twice and forged, reports, pictures, settings."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.sinch import signatures
from agent_desktop.hub.channels.sinch.network import NETWORK
from agent_desktop.hub.channels.sinch.settings import BASIC
from agent_desktop.hub.written.records import Arrived, NotNow, Receipt, Rejected, Sent, Unclear
from agent_desktop.hub.written.sms import provider as module
from agent_desktop.hub.written.sms.shapes import Call
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import Refused
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session
from tests.hub.channels.post import MemoryPost
from tests.hub.channels.sinch.peer import sinch
from tests.hub.channels.sms_peer import letter, nothing
from tests.peers.fake_sinch import FakeSinch
from tests.peers.sms_providers import ADDRESS, OURS, PHONE

GOOD = {"plan": FakeSinch.plan, "address": ADDRESS, "sender": OURS}
SECRETS = {"token": FakeSinch.token, "secret": FakeSinch.secret}
BODY = b'{"type": "mo_text"}'


def judged(headers: dict[str, str], body: bytes = BODY) -> bool:
    call = Call("POST", "callback", "", headers, body)
    return signatures.by_signature(FakeSinch.secret, call, wall_clock())


def test_believes_only_what_was_signed_just_now() -> None:
    server = FakeSinch()
    good = server.signed(BODY)
    name = "x-sinch-webhook-signature"
    assert judged(good)
    assert not judged(good, BODY + b" ")
    assert not judged({})
    for field in good:
        assert not judged({**good, field: ""})
    assert not judged({**good, f"{name}-nonce": "another"})
    assert not judged({**good, f"{name}-algorithm": "none"})
    assert not judged({**good, name: good[name].swapcase()})
    assert not judged(server.signed(BODY, age_s=3600))
    assert not judged(server.signed(BODY, age_s=-3600))


def test_believes_user_name_and_password() -> None:
    def judged_by(pair: str, kind: str = "Basic") -> bool:
        headers = {"authorization": f"{kind} {base64.b64encode(pair.encode()).decode()}"}
        call = Call("POST", "callback", "", headers, BODY)
        return signatures.by_password("sinch", "secret:word", call)

    assert judged_by("sinch:secret:word")
    assert not judged_by("sinch:secret")
    assert not judged_by("other:secret:word")
    assert not judged_by("sinch:secret:word", "Bearer")
    assert not signatures.by_password("sinch", "x", Call("POST", "", "", {}, b""))


@given(st.dictionaries(st.sampled_from(["", "-nonce", "-timestamp", "-algorithm"]), st.text()))
def test_any_headers_are_judged(parts: dict[str, str]) -> None:
    name = "x-sinch-webhook-signature"
    headers = {f"{name}{part}": value for part, value in parts.items()}
    assert not judged(headers)
    assert not signatures.by_password(
        "u", "p", Call("POST", "", "", {"authorization": parts.get("", "")}, b"")
    )


@asynchronous
async def test_forged_and_doubled_callbacks_change_nothing(tmp_path: Path) -> None:
    async with sinch() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            server = peer.provider
            body = json.dumps(
                {"type": "mo_text", "id": "1", "from": "48601234567", "body": "x"}
            ).encode()
            assert await server.say("callback", "", {}, body) == 403
            assert await server.say("callback", "", server.signed(b""), body) == 403
            for broken in (b"{", b"[]", b"{}", b'{"type": "mo_text"}'):
                assert await server.say("callback", "", server.signed(broken), broken) == 400
            other = b'{"type": "delivery_report_sms", "batch_id": "1"}'
            assert await server.say("callback", "", server.signed(other), other) == 200
            assert not post.news
            for _ in range(2):
                assert await server.say("callback", "", server.signed(body), body) == 200
            await server.writes("last", sent_at="2026-11-22T12:00:00.5Z")
            await post.first(Arrived, 2)
        assert [one.text for one in post.of(Arrived)] == ["x", "last"]
        assert [one.address.value for one in post.of(Arrived)] == [PHONE, PHONE]
        assert post.of(Arrived)[1].sent_at == 1_795_348_800_500


@asynchronous
async def test_callbacks_by_user_name_and_password(tmp_path: Path) -> None:
    async with sinch(proof=BASIC, user="sinch") as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            body = b'{"type": "mo_text", "id": "1", "from": "48601234567", "body": "x"}'
            assert await peer.provider.say("callback", "", peer.provider.signed(body), body) == 403
            pair = base64.b64encode(f"sinch:{FakeSinch.secret}".encode()).decode()
            headers = {"authorization": f"Basic {pair}"}
            assert await peer.provider.say("callback", "", headers, body) == 200
            await post.first(Arrived)


@asynchronous
async def test_reports_are_receipts_and_a_lost_answer_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SETTLED_MS", 0)
    async with sinch() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            outcome = await running.send(letter("Hi"))
            assert isinstance(outcome, Sent)
            doubtful = letter("once")
            async with peer.deaf():
                assert isinstance(await running.send(doubtful), Unclear)
            first, second = peer.provider.letters
            assert await running.look(doubtful) == Sent(remote_ids=(second["id"],))
            assert isinstance(await running.look(letter("never")), NotNow)
            assert await peer.provider.reports(first, "Dispatched") == 200
            assert await peer.provider.reports(first, "Delivered") == 200
            assert await peer.provider.reports(second, "Failed", code=410) == 200
        assert [(one.remote_id, one.delivery, one.problem) for one in post.of(Receipt)] == [
            (first["id"], Delivery.DELIVERED, ""),
            (
                second["id"],
                Delivery.REFUSED,
                "The customer's number cannot get messages. (Sinch 410)",
            ),
        ]


@asynchronous
async def test_pictures_and_bytes_come(tmp_path: Path) -> None:
    async with sinch() as peer:
        peer.provider.files["/media/1"] = b"GIF89a picture"
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            media = [{"url": f"{peer.provider.front.url}/media/1"}, {"status": "Failed"}]
            body = {"subject": "Me", "message": "there", "media": media}
            await peer.provider.writes("", type="mo_media", body=body)
            await peer.provider.writes("", type="mo_binary", body="AP8Q", udh="00")
            first, second = await post.first(Arrived, 2)
        assert first.text == "Me\nthere"
        assert post.bytes_of(first.attachments[0]) == b"GIF89a picture"
        assert second.text == "00 ff 10"


@asynchronous
async def test_a_picture_goes_as_mms(tmp_path: Path) -> None:
    async with sinch() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            picture = await post.keep_file("a.gif", b"GIF89a picture")
            for text in ("Look", ""):
                assert isinstance(await running.send(letter(text, files=(picture,))), Sent)
            first, second = (one["body"] for one in peer.provider.letters)
            assert first["message"] == "Look"
            assert second == {"url": first["url"]}
            assert peer.hook is not None
            rest = first["url"].removeprefix(f"{ADDRESS}/")
            status, _, body = await peer.hook.answer("GET", rest, "", {}, nothing())
            assert (status, body) == (200, b"GIF89a picture")


@pytest.mark.parametrize("largest", [100, 30])
@asynchronous
async def test_everything_that_was_missed_comes_in_order(tmp_path: Path, largest: int) -> None:
    async with sinch() as peer:
        peer.provider.largest = largest
        post = MemoryPost(tmp_path)
        for number in range(250):
            await peer.provider.writes(f"{number}", heard=False)
        async with session(peer, post):
            await post.first(Arrived, 250)
        assert [one.text for one in post.of(Arrived)] == [f"{one}" for one in range(250)]


@asynchronous
async def test_what_sinch_does_not_take_is_told(tmp_path: Path) -> None:
    async with sinch() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            outcome = await running.send(letter("x" * 10, to="+48"))
            assert isinstance(outcome, Rejected)
            assert not peer.provider.letters


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("plan", ""),
        ("plan", "a/b?c"),
        ("proof", "trust"),
        ("proof", BASIC),
        ("address", ""),
        ("server", "x"),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        NETWORK.check({**GOOD, field: value}, SECRETS)
    assert refused.value.problem.field == ("user" if value == BASIC else field)


def test_secrets_that_are_none_are_refused_and_not_told() -> None:
    for field, value in (("token", ""), ("token", "a\nb-secret"), ("secret", "secret")):
        with pytest.raises(Refused) as refused:
            NETWORK.check(GOOD, {**SECRETS, field: value})
        assert refused.value.problem.field == field
        assert refused.value.problem.value == ""
