"""Vonage beyond the contract: tokens as documented, webhooks twice and forged, reports, settings."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.vonage import tokens
from agent_desktop.hub.channels.vonage.network import NETWORK
from agent_desktop.hub.written.records import Arrived, Proved, Receipt, Rejected, Sent, Unclear
from agent_desktop.model.errors import Refused
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session
from tests.hub.channels.post import MemoryPost
from tests.hub.channels.sms_peer import letter, nothing
from tests.hub.channels.vonage.peer import vonage
from tests.peers.fake_vonage import FakeVonage
from tests.peers.sms_providers import ADDRESS, OURS

GOOD = {"application": FakeVonage.application, "address": ADDRESS, "sender": OURS}
SECRETS = {"private_key": FakeVonage.pem(), "signature": FakeVonage.secret}
BODY = b'{"message_uuid": "1"}'


def changed(headers: dict[str, str], part: int, claims: Mapping[str, object]) -> dict[str, str]:
    """A token with another head or other claims under the old signature."""
    parts = headers["authorization"].removeprefix("Bearer ").split(".")
    parts[part] = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return {"authorization": f"Bearer {'.'.join(parts)}"}


def believed(headers: dict[str, str], body: bytes = BODY) -> bool:
    return bool(tokens.believed(headers, FakeVonage.secret, body, 1_800_000_000_000))


def test_believes_only_what_is_signed_with_these_bytes() -> None:
    server = FakeVonage()
    good = server.signed(BODY)
    whole = hashlib.sha256(BODY).hexdigest()
    assert believed(good)
    assert not believed(good, BODY + b" ")
    assert not believed({})
    assert not believed({"authorization": good["authorization"].replace("Bearer", "Basic")})
    assert not believed({"authorization": good["authorization"][:-3] + "AAA"})
    assert not believed({"authorization": "Bearer a.b"})
    assert not believed(changed(good, 1, {"payload_hash": whole}))
    for head in ({"alg": "none"}, {"alg": "HS512"}, {"alg": "RS256"}):
        assert not believed(changed(good, 0, head))
    nothing = base64.urlsafe_b64encode(b"{}").decode().rstrip("=")
    assert not believed({"authorization": f"Bearer {nothing}.{nothing}."})
    assert not believed(server.signed(BODY, exp=1))
    assert believed(server.signed(BODY, exp=1_800_000_000 - 10))  # clocks differ
    assert not believed(server.signed(BODY, payload_hash=None))


def test_a_token_of_another_algorithm_is_not_believed_though_its_signature_is_right() -> None:
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=")
    claims = FakeVonage().signed(BODY)["authorization"].split(".")[1].encode()
    mark = hmac.new(FakeVonage.secret.encode(), head + b"." + claims, hashlib.sha256).digest()
    text = base64.urlsafe_b64encode(mark).rstrip(b"=")
    assert not believed(
        {"authorization": f"Bearer {(head + b'.' + claims + b'.' + text).decode()}"}
    )


@given(st.text(max_size=200), st.binary(max_size=50))
def test_any_token_is_judged(token: str, body: bytes) -> None:
    assert not believed({"authorization": f"Bearer {token}"}, body)


@asynchronous
async def test_forged_and_doubled_webhooks_change_nothing(tmp_path: Path) -> None:
    async with vonage() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            server = peer.provider
            said = {"channel": "sms", "message_type": "text", "message_uuid": "m", "from": "4860"}
            body = json.dumps({**said, "text": "x"}).encode()
            assert await server.say("inbound", "", {}, body) == 403
            other = server.signed(body, application_id="another")
            assert await server.say("inbound", "", other, body) == 403
            assert await server.say("inbound", "", server.signed(b"y"), body) == 403
            for broken in (b"{", b"[]", b"{}", json.dumps({**said, "from": None})[:-1].encode()):
                assert await server.say("inbound", "", server.signed(broken), broken) in (200, 400)
            assert await server.say("elsewhere", "", server.signed(body), body) == 400
            assert not post.news
            assert await server.say("inbound", "", server.signed(body), body) == 200
            assert await server.say("inbound", "", server.signed(body), body) == 200
            await server.writes("last")
            await post.first(Arrived, 2)
        assert [one.text for one in post.of(Arrived)] == ["x", "last"]


@asynchronous
async def test_reports_are_receipts_and_proofs(tmp_path: Path) -> None:
    async with vonage() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            outcome = await running.send(letter("Hi"))
            assert isinstance(outcome, Sent)
            doubtful = letter("once")
            async with peer.deaf():
                assert isinstance(await running.send(doubtful), Unclear)
            assert isinstance(await running.look(doubtful), Unclear)
            first, second = peer.provider.letters
            assert await peer.provider.reports(first, "delivered") == 200
            assert await peer.provider.reports(first, "submitted") == 200
            error = {"type": "x", "title": "1120", "detail": "Illegal number"}
            assert await peer.provider.reports(second, "rejected", error=error) == 200
        assert Proved(letter_id=doubtful.id, remote_ids=(second["uuid"],)) in post.of(Proved)
        assert [(one.remote_id, one.delivery, one.problem) for one in post.of(Receipt)] == [
            (first["uuid"], Delivery.DELIVERED, ""),
            (
                second["uuid"],
                Delivery.REFUSED,
                "The message could not be delivered. (Illegal number)",
            ),
        ]
        assert post.of(Receipt)[0].at == 1_795_348_800_000


@asynchronous
async def test_what_vonage_does_not_take_is_told_with_its_reason(tmp_path: Path) -> None:
    async with vonage(sender="ACME") as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            body = {"title": "Invalid params", "detail": "The value of one is invalid."}
            peer.provider.refusals.append(web.json_response(body, status=422))
            outcome = await running.send(letter("x"))
            assert isinstance(outcome, Rejected)
            assert outcome.problem.endswith("(The value of one is invalid.)")
            peer.provider.refusals.append(web.json_response({}, status=402))
            outcome = await running.send(letter("x"))
            assert isinstance(outcome, Rejected)
            assert "credit" in outcome.problem
            assert isinstance(await running.send(letter("x")), Sent)
            assert peer.provider.letters[0]["from"] == "ACME"


@asynchronous
async def test_a_picture_goes_as_mms_with_the_text_as_its_caption(tmp_path: Path) -> None:
    async with vonage() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            picture = await post.keep_file("a.gif", b"GIF89a picture")
            for text in ("Look", ""):
                assert isinstance(await running.send(letter(text, files=(picture,))), Sent)
            said = [(one["channel"], one["image"]) for one in peer.provider.letters]
            url = said[0][1]["url"]
            assert said == [("mms", {"url": url, "caption": "Look"}), ("mms", {"url": url})]
            assert peer.hook is not None
            rest = url.removeprefix(f"{ADDRESS}/")
            status, _, body = await peer.hook.answer("GET", rest, "", {}, nothing())
            assert (status, body) == (200, b"GIF89a picture")


@asynchronous
async def test_a_picture_comes_as_mms(tmp_path: Path) -> None:
    async with vonage() as peer:
        peer.provider.files["/media/1"] = b"GIF89a picture"
        image = {"url": f"{peer.provider.front.url}/media/1", "caption": "me"}
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            await peer.provider.writes("", channel="mms", message_type="image", image=image)
            (arrived,) = await post.first(Arrived)
        assert arrived.text == "me"
        assert post.bytes_of(arrived.attachments[0]) == b"GIF89a picture"


@pytest.mark.parametrize(
    ("field", "value"),
    [("application", "x"), ("address", "hub"), ("server", "https://a b"), ("zone", "Nowhere")],
)
def test_what_cannot_be_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        NETWORK.check({**GOOD, field: value}, SECRETS)
    assert refused.value.problem.field == field


def test_secrets_that_are_none_are_refused_and_not_told() -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    plain = curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    for field, value in (("private_key", "x"), ("private_key", plain), ("signature", "short")):
        with pytest.raises(Refused) as refused:
            NETWORK.check(GOOD, {**SECRETS, field: value})
        assert refused.value.problem.field == field
        assert refused.value.problem.value == ""


def test_a_key_pasted_into_one_line_is_read() -> None:
    NETWORK.check(GOOD, {**SECRETS, "private_key": FakeVonage.pem().replace("\n", " ")})
