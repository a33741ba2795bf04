"""A session with Twilio, beyond the contract: webhooks twice, disordered and forged, reports, pictures, pressure."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web

from agent_desktop.hub.written.records import (
    Arrived,
    Consent,
    NotNow,
    Proved,
    Receipt,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.hub.written.sms import provider as module
from agent_desktop.model.gaps import GapCode
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session, texts
from tests.hub.channels.post import MemoryPost
from tests.hub.channels.sms_peer import letter, nothing
from tests.hub.channels.twilio.peer import twilio
from tests.peers.fake_twilio import FakeTwilio
from tests.peers.sms_providers import ADDRESS, OURS, PHONE

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000") + b"picture"


@asynchronous
async def test_forged_webhooks_change_nothing(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            sid = peer.provider.sid()
            fields = {"MessageSid": sid, "AccountSid": peer.provider.account, "From": PHONE}
            body = urlencode({**fields, "Body": "forged"}).encode()
            good = peer.provider.signed("incoming", "", {**fields, "Body": "forged"})
            say = peer.provider.say
            assert await say("incoming", "", {}, body) == 403
            assert await say("incoming", "", {"x-twilio-signature": "x"}, body) == 403
            assert await say("incoming", "", good, body + b"&Body=2") == 403
            assert await say("status", "", good, body) == 403
            assert await say("incoming", "", good, b"x" * (2 * 1024 * 1024)) == 413
            other = {**fields, "AccountSid": "AC" + "9" * 32}
            signed = peer.provider.signed("incoming", "", other)
            assert await say("incoming", "", signed, urlencode(other).encode()) == 400
            lacking = {"AccountSid": peer.provider.account}
            signed = peer.provider.signed("incoming", "", lacking)
            assert await say("incoming", "", signed, urlencode(lacking).encode()) == 400
            assert not post.news
            assert await say("incoming", "", good, body) == 200
            assert await say("incoming", "", good, body) == 200
            await peer.provider.writes("real")
            await post.first(Arrived, 2)
        assert [one.text for one in post.of(Arrived)] == ["forged", "real"]


@asynchronous
async def test_reports_come_in_any_order_and_before_the_answer(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            async with peer.slow():
                sending = asyncio.ensure_future(running.send(letter("Hi", "letter/1")))
                await peer.provider.carried(1)
                (sent,) = peer.provider.letters
                assert await peer.provider.reports(sent, "delivered") == 200
                proved = Proved(letter_id="letter/1", remote_ids=(sent["sid"],))
                assert post.news[0] == proved, "by which the hub knows whose receipt it is"
            outcome = await sending
            assert outcome == Sent(remote_ids=proved.remote_ids)
            assert await peer.provider.reports(sent, "sent") == 200
            assert await peer.provider.reports(sent, "delivered") == 200
            assert [(one.remote_id, one.delivery) for one in post.of(Receipt)] == [
                (outcome.remote_ids[0], Delivery.DELIVERED)
            ]
            assert await peer.provider.reports(sent, "undelivered", ErrorCode="30003") == 200
        assert post.of(Receipt)[-1].delivery is Delivery.REFUSED
        assert post.of(Receipt)[-1].problem == (
            "The phone could not be reached in time. (Twilio 30003)"
        )


@asynchronous
async def test_a_report_proves_what_the_answer_did_not_tell(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            doubtful = letter("once")
            async with peer.deaf():
                assert isinstance(await running.send(doubtful), Unclear)
            await peer.provider.reports(peer.provider.letters[0], "delivered")
        (sent,) = peer.provider.letters
        assert post.of(Proved) == [Proved(letter_id=doubtful.id, remote_ids=(sent["sid"],))]


@asynchronous
async def test_a_letter_that_never_arrived_there_may_be_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SETTLED_MS", 0)
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            assert isinstance(await running.look(letter("never")), NotNow)
            # Two that look alike, which nobody here sent: nobody can tell which one is ours.
            twice = letter("ok")
            for _ in range(2):
                peer.provider.letters.append(
                    {
                        "sid": peer.provider.sid(),
                        "To": PHONE,
                        "Body": "ok",
                        "created": datetime.now(UTC),
                    }
                )
            assert isinstance(await running.look(twice), Unclear)


@asynchronous
async def test_pressure_slows_everybody_down(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            busy = web.json_response({"code": 0}, status=429, headers={"Retry-After": "30"})
            peer.provider.refusals.append(busy)
            first = await running.send(letter("one"))
            assert isinstance(first, NotNow)
            assert first.wait_ms == 30_000
            asked = peer.tries()
            second = await running.send(letter("two"))
            assert isinstance(second, NotNow)
            assert second.wait_ms is not None
            assert 0 < second.wait_ms <= 30_000
            assert peer.tries() == asked


@pytest.mark.parametrize(
    ("status", "outcome"), [(400, Rejected), (500, Unclear), (502, Unclear), (503, NotNow)]
)
def test_each_failure_is_what_it_is(tmp_path: Path, status: int, outcome: type) -> None:
    async def go() -> None:
        async with twilio() as peer:
            post = MemoryPost(tmp_path)
            async with session(peer, post) as running:
                await post.stood("live")
                refusal = web.json_response({"code": 21211 if status == 400 else 0}, status=status)
                peer.provider.refusals.append(refusal)
                assert isinstance(await running.send(letter("x")), outcome)

    asyncio.run(go())


@asynchronous
async def test_pictures_come_with_our_credentials_and_go_by_secret_urls(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            place = f"/2010-04-01/Accounts/{peer.provider.account}/Messages/MM1/Media/ME1"
            peer.provider.files[place] = PNG
            url = peer.provider.front.url + place
            await peer.provider.writes("Look", NumMedia="1", MediaUrl0=url)
            (arrived,) = await post.first(Arrived)
            assert post.bytes_of(arrived.attachments[0]) == PNG
            assert post.attachment(arrived.attachments[0]).media_type == "image/png"

            kept = post.attachment(arrived.attachments[0])
            assert isinstance(await running.send(letter("", files=(kept,))), Sent)
            (link,) = peer.provider.letters[0]["media"]
            rest = link.removeprefix(f"{ADDRESS}/")
            hook = peer.hook
            assert hook is not None

            status, headers, body = await hook.answer("GET", rest, "", {}, nothing())
            assert (status, headers["content-type"], body) == (200, "image/png", PNG)
            for guess in (rest[:-1] + ("0" if rest[-1] != "0" else "1"), "file/x/", "file/../x/y"):
                status, _, body = await hook.answer("GET", guess, "", {}, nothing())
                assert (status, body) == (403, b"")


@asynchronous
async def test_a_message_whose_webhook_was_missed_comes_with_its_pictures(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        sid = await peer.provider.writes("missed", heard=False, NumMedia="1")
        place = f"/2010-04-01/Accounts/{peer.provider.account}/Messages/{sid}/Media/ME1"
        peer.provider.files[place] = PNG
        async with session(peer, post):
            (arrived,) = await post.first(Arrived)
        assert (arrived.remote_id, arrived.text) == (sid, "missed")
        assert post.bytes_of(arrived.attachments[0]) == PNG


@asynchronous
async def test_pictures_that_are_gone_are_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/Media.json"):
            return web.json_response({"code": 20404}, status=404)
        return await FakeTwilio.serve(peer.provider, request)

    async with twilio() as peer:
        monkeypatch.setattr(peer.provider, "serve", gone)
        post = MemoryPost(tmp_path)
        await peer.provider.writes("missed", heard=False, NumMedia="1")
        async with session(peer, post):
            (arrived,) = await post.first(Arrived)
        assert [gap.code for gap in arrived.gaps] == [GapCode.FILE]


@asynchronous
async def test_everything_that_was_missed_comes(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        for number in range(10):
            await peer.provider.writes(f"{number}", heard=False)
        async with session(peer, post):
            await post.first(Arrived, 10)
        assert [one.text for one in post.of(Arrived)] == [f"{one}" for one in range(10)]


@asynchronous
async def test_a_list_that_breaks_off_is_read_again_from_where_it_was_read_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGES", 2)  # four pages of three
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        for number in range(10):
            await peer.provider.writes(f"{number}", heard=False)
        peer.provider.fails = lambda request: request.query.get("Page") == "3"
        async with session(peer, post):
            waiting = await post.stood("waiting")
        assert waiting.words
        assert "since" not in post.remembered, "what was written before is not read"
        assert texts(post) == ["4", "5", "6", "7", "8", "9"]
        peer.provider.fails = lambda _: False
        async with session(peer, post):
            await post.stood("live", len(post.standings))
        assert sorted(texts(post)) == [f"{one}" for one in range(10)]
        assert "since" in post.remembered


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"messages": [{"sid": "SM1", "direction": "inbound"}], "next_page_uri": "/other"}, 200),
        ({"messages": [], "next_page_uri": "SELF"}, 200),
        ({"code": 20001}, 400),
    ],
)
@asynchronous
async def test_a_list_that_cannot_be_read_moves_no_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any], status: int
) -> None:
    async with twilio() as peer:

        async def broken(request: web.Request) -> web.StreamResponse:
            if request.path.endswith("/Messages.json"):
                own = request.path if answer.get("next_page_uri") == "SELF" else None
                said = {**answer, "next_page_uri": own} if own else answer
                return web.json_response(said, status=status)
            return await FakeTwilio.serve(peer.provider, request)

        monkeypatch.setattr(peer.provider, "serve", broken)
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            waiting = await post.stood("waiting")
        assert waiting.remedy
        assert "since" not in post.remembered


@asynchronous
async def test_files_of_elsewhere_cost_no_message(tmp_path: Path) -> None:
    async with twilio() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            await peer.provider.writes("Look", NumMedia="1", MediaUrl0="http://127.0.0.1:9/x")
            await peer.provider.writes("", NumMedia="1", MediaUrl0="file:///etc/passwd")
            first, second = await post.first(Arrived, 2)
        assert (first.text, second.text) == ("Look", "")
        assert {gap.code for one in (first, second) for gap in one.gaps} == {GapCode.FILE}


@asynchronous
async def test_stop_is_confirmed_once_unless_twilio_did(tmp_path: Path) -> None:
    async with twilio(team="Acme") as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            await peer.provider.writes("STOP", OptOutType="STOP")
            await peer.provider.writes("Stop")
            await post.first(Consent, 2)
            await post.until(lambda: any(one.isdecimal() for one in post.remembered.values()))
            await peer.again()
        # The lists of the same day tell it again after a restart.
        seen = len(post.standings)
        async with session(peer, post):
            await post.stood("live", seen)
            await peer.provider.writes("START")
            await post.first(Consent, 3)
            await peer.provider.carried(2)
        assert [one["Body"].split(".")[0] for one in peer.provider.letters] == [
            "Acme: You get no more messages from us",
            "Acme: You get messages from us again",
        ]
        assert {one["From"] for one in peer.provider.letters} == {OURS}
        assert [one.given for one in post.of(Consent)] == [False, False, True]
