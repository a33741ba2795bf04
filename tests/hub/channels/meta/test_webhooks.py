"""Documented payloads, signed as documented: doubled, out of order, for others, and by somebody who is not Meta."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.hub.channels.meta import pages, whatsapp
from agent_desktop.hub.channels.meta.session import MetaSession
from agent_desktop.hub.written.records import (
    Arrived,
    Edited,
    Reacted,
    Receipt,
    Sent,
    TakenBack,
    Unclear,
)
from agent_desktop.model.gaps import GapCode
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session
from tests.hub.channels.meta.peer import (
    ACCOUNT,
    CUSTOMER,
    VERIFY,
    MetaPeer,
    hook,
    pieces,
    signature,
)
from tests.hub.channels.post import MemoryPost


@contextlib.asynccontextmanager
async def opened(
    name: str, folder: Path
) -> AsyncIterator[tuple[MetaPeer, MemoryPost, MetaSession]]:
    """A live session on one of the networks."""
    async with MetaPeer(name).open() as peer:
        post = MemoryPost(folder)
        async with session(peer, post) as running:
            await post.stood("live")
            assert isinstance(running, MetaSession)
            yield peer, post, running


def _bytes(payload: object) -> bytes:
    return msgspec.json.encode(payload)


def status(key: str, state: str, **more: Any) -> dict[str, Any]:
    """One status of WhatsApp's."""
    about = {"id": key, "status": state, "timestamp": "1749416390", "recipient_id": CUSTOMER}
    return {"statuses": [{**about, **more}]}


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("whatsapp", {"type": "text", "text": {"body": "hello"}}),
        ("messenger", {"text": "hello"}),
        ("instagram", {"text": "hello"}),
    ],
)
@asynchronous
async def test_who_does_not_know_the_secret_changes_nothing(
    tmp_path: Path, name: str, about: dict[str, Any]
) -> None:
    async with opened(name, tmp_path) as (peer, post, running):
        body = _bytes(peer.message(about))
        wrong = ("", "sha256=", signature(body, "other"), signature(body + b" "), "sha1=abc", "é")
        assert {await hook(running, body, said) for said in wrong} == {403}
        assert await hook(running, body[:-1] + b" ") == 400  # signed, and no JSON
        assert not post.news
        assert await hook(running, body) == 200
        assert len(post.news) == 1


@asynchronous
async def test_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    async with opened("whatsapp", tmp_path) as (_, _, running):
        read = 0

        async def endless() -> AsyncIterator[bytes]:
            nonlocal read
            while True:
                read += 1 << 20
                yield bytes(1 << 20)

        answer, _, _ = await running.answer("POST", "", "", {}, endless())
        assert answer == 413
        assert read < 10 << 20


@asynchronous
async def test_the_address_is_verified_by_our_own_words(tmp_path: Path) -> None:
    async with opened("messenger", tmp_path) as (_, _, running):

        async def asked(token: str, mode: str = "subscribe") -> tuple[int, bytes]:
            query = f"hub.mode={mode}&hub.challenge=1158201444&hub.verify_token={token}"
            answer, _, body = await running.answer("GET", "", query, {}, pieces(b""))
            return answer, body

        assert await asked(VERIFY.replace(" ", "+")) == (200, b"1158201444")
        assert await asked("others") == (403, b"")
        assert await asked("") == (403, b"")
        assert await asked(VERIFY.replace(" ", "+"), "unsubscribe") == (403, b"")
        assert (await running.answer("DELETE", "", "", {}, pieces(b"")))[0] == 405


@asynchronous
async def test_doubled_and_disordered_payloads_are_told_once(tmp_path: Path) -> None:
    async with opened("whatsapp", tmp_path) as (peer, post, running):
        first = peer.message({"type": "text", "text": {"body": "first"}})
        second = peer.message({"type": "text", "text": {"body": "second"}})
        read = peer.change(status("wamid.x", "read"))
        sent = peer.change(status("wamid.x", "sent"))
        for payload in (second, read, first, second, sent, read, first):
            assert await hook(running, _bytes(payload)) == 200
        arrived = post.of(Arrived)
        assert [one.text for one in sorted(arrived, key=lambda one: one.sent_at)] == [
            "first",
            "second",
        ]
        assert [one.delivery for one in post.of(Receipt)] == [Delivery.READ, Delivery.SENT]


@pytest.mark.parametrize("name", ["messenger", "instagram"])
@asynchronous
async def test_doubled_and_disordered_pages_are_told_once(tmp_path: Path, name: str) -> None:
    async with opened(name, tmp_path) as (peer, post, running):
        first, second = (peer.message({"text": text}) for text in ("first", "second"))
        for payload in (second, first, first, second, first):
            assert await hook(running, _bytes(payload)) == 200
        assert [one.text for one in post.of(Arrived)] == ["second", "first"]


@asynchronous
async def test_whatsapp_says_who_wrote_what(tmp_path: Path) -> None:
    async with opened("whatsapp", tmp_path) as (peer, post, running):
        peer.files["1003383421387256"] = b"\x89PNG\r\n\x1a\n" + bytes(99)
        image = {"id": "1003383421387256", "mime_type": "image/png", "caption": "Look"}
        context = {"from": ACCOUNT, "id": "wamid.asked"}
        place = {"latitude": 52.2, "longitude": 21.0, "name": "Here"}
        for about in (
            {"type": "text", "text": {"body": "hi"}, "context": context},
            {"type": "image", "image": image},
            {"type": "image", "image": {**image, "id": "gone"}},
            {"type": "location", "location": place},
            {"type": "unsupported", "errors": [{"code": 131051}]},
            {"type": "reaction", "reaction": {"message_id": "wamid.in1", "emoji": "😀"}},
            {"type": "reaction", "reaction": {"message_id": "wamid.in1"}},
            {
                "type": "edit",
                "edit": {
                    "original_message_id": "wamid.in1",
                    "message": {"type": "text", "text": {"body": "hi!"}},
                },
            },
            {"type": "revoke", "revoke": {"original_message_id": "wamid.in1"}},
        ):
            assert await hook(running, _bytes(peer.message(about))) == 200
        other = peer.change({"messages": [{"id": "x", "from": "1", "type": "text"}]}, "999")
        assert await hook(running, _bytes(other)) == 200
        text, photo, gone, where, odd = post.of(Arrived)
        assert (text.text, text.name, text.answers) == ("hi", "Sheena Nelson", ("wamid.asked",))
        assert (text.address.network, text.address.value) == ("whatsapp", CUSTOMER)
        assert text.revealed == {"name": "Sheena Nelson", "phone": f"+{CUSTOMER}"}
        assert photo.text == "Look"
        assert post.bytes_of(photo.attachments[0]) == peer.files["1003383421387256"]
        assert [one.code for one in gone.gaps] == [GapCode.FILE]
        assert where.text == "Here\nhttps://www.openstreetmap.org/?mlat=52.2&mlon=21#map=17/52.2/21"
        assert (odd.text, [one.code for one in odd.gaps]) == ("", [GapCode.KIND])
        assert [(one.remote_id, one.sign) for one in post.of(Reacted)] == [
            ("wamid.in1", "😀"),
            ("wamid.in1", ""),
        ]
        assert [one.text for one in post.of(Edited)] == ["hi!"]
        assert [one.remote_id for one in post.of(TakenBack)] == ["wamid.in1"]


@asynchronous
async def test_a_failed_status_says_why(tmp_path: Path) -> None:
    async with opened("whatsapp", tmp_path) as (peer, post, running):
        error = {"code": 131047, "title": "Re-engagement message"}
        failed = peer.change(status("wamid.x", "failed", errors=[error]))
        assert await hook(running, _bytes(failed)) == 200
        (receipt,) = post.of(Receipt)
        assert receipt.delivery is Delivery.REFUSED
        assert "too long ago" in receipt.problem
        assert "template" in receipt.problem


@asynchronous
async def test_a_status_resolves_a_lost_answer(tmp_path: Path) -> None:
    async with opened("whatsapp", tmp_path) as (peer, _, running):
        letter = peer.letter("once", "letter-1")
        async with peer.deaf():
            assert isinstance(await running.send(letter), Unclear)
        assert isinstance(await running.look(letter), Unclear)
        said = peer.taken[0]["biz_opaque_callback_data"]
        told = peer.change(status("wamid.out1", "sent", biz_opaque_callback_data=said))
        assert await hook(running, _bytes(told)) == 200
        assert await running.look(letter) == Sent(remote_ids=("wamid.out1",), thread=CUSTOMER)
        assert len(peer.taken) == 1


@pytest.mark.parametrize("name", ["messenger", "instagram"])
def test_pages_say_who_wrote_what(name: str, tmp_path: Path) -> None:
    @asynchronous
    async def scene() -> None:
        async with opened(name, tmp_path) as (peer, post, running):
            peer.files["photo"] = b"\xff\xd8\xff\xe0" + bytes(99)
            url = f"{peer.front.url}/v1.0/files/photo"
            for about in (
                {"message": {"mid": "m_1", "text": "hi", "reply_to": {"mid": "m_0"}}},
                {
                    "message": {
                        "mid": "m_2",
                        "attachments": [{"type": "image", "payload": {"url": url}}],
                    }
                },
                {"message": {"mid": "m_3", "text": "we said that", "is_echo": True}},
                {"postback": {"mid": "m_4", "title": "Get started", "payload": "START"}},
                {"message_edit": {"mid": "m_1", "text": "hi!", "num_edit": 1}},
                {"reaction": {"mid": "m_1", "action": "react", "emoji": "❤"}},
                {"reaction": {"mid": "m_1", "action": "unreact"}},
                {"message": {"mid": "m_1", "is_deleted": True}},
                {"delivery": {"mids": ["m_out"], "watermark": 1749416383000}},
                {"read": {"mid": "m_out"}},
            ):
                assert await hook(running, _bytes(peer.event(about))) == 200
            other = peer.event({"message": {"mid": "m_9", "text": "not ours"}}, "999")
            assert await hook(running, _bytes(other)) == 200
            text, photo, started = post.of(Arrived)
            assert (text.text, text.name, text.answers) == ("hi", "Sheena Nelson", ("m_0",))
            assert (text.address.network, text.address.value) == (name, CUSTOMER)
            assert post.bytes_of(photo.attachments[0]) == peer.files["photo"]
            assert started.text == "Get started"
            assert [one.sign for one in post.of(Reacted)] == ["❤", ""]
            assert [one.text for one in post.of(Edited)] == ["hi!"]
            assert [one.remote_id for one in post.of(TakenBack)] == ["m_1"]
            assert [one.delivery for one in post.of(Receipt)] == [
                Delivery.DELIVERED,
                Delivery.READ,
            ]

    scene()


@asynchronous
async def test_what_a_person_read_until_a_moment_is_read(tmp_path: Path) -> None:
    async with opened("messenger", tmp_path) as (peer, post, running):
        for key in ("letter-1", "letter-2"):
            assert isinstance(await running.send(peer.letter("hello", key)), Sent)
        late = {"read": {"watermark": 4_000_000_000_000}, "timestamp": 4_000_000_000_000}
        assert await hook(running, _bytes(peer.event(late))) == 200
        assert await hook(running, _bytes(peer.event(late))) == 200
        assert [one.remote_id for one in post.of(Receipt)] == ["m_out1", "m_out2"]


WORDS = st.sampled_from(
    [
        "entry",
        "changes",
        "value",
        "messaging",
        "message",
        "mid",
        "text",
        "id",
        "from",
        "type",
        "image",
        "statuses",
        "errors",
        "sender",
        "metadata",
        "phone_number_id",
        "reaction",
        "read",
        "delivery",
        "mids",
        "contacts",
        "order",
        "x",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(ACCOUNT) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(inner=JSON)
def test_no_payload_raises(inner: object) -> None:
    value = {"metadata": {"phone_number_id": ACCOUNT}, "messages": inner, "statuses": inner}
    list(whatsapp.translate({"entry": [{"changes": [{"value": value}]}]}, ACCOUNT, 1))
    message = {"id": "x", "from": "1", "type": "order", "order": inner, "context": inner}
    odd = {**value, "messages": [message, {**message, "type": "edit", "edit": inner}]}
    list(whatsapp.translate({"entry": [{"changes": [{"value": odd}]}]}, ACCOUNT, 1))
    list(whatsapp.translate(inner, ACCOUNT, 1))
    for name in ("message", "reaction", "read", "delivery", "postback"):
        event = {"sender": {"id": "1"}, name: inner, "timestamp": inner}
        payload = {"entry": [{"id": ACCOUNT, "messaging": [event]}]}
        list(pages.translate(payload, "messenger", ACCOUNT, pages.Sent([]), 1))
