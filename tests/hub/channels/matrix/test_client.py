"""What a homeserver's refusals become, one by one."""

from pathlib import Path

import pytest
from aiohttp import web

from agent_desktop.hub.written.records import NotNow, Outcome, Rejected, Unclear
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session
from tests.hub.channels.matrix.peer import MatrixPeer
from tests.hub.channels.post import MemoryPost
from tests.peers.front import Front


def refusing(refusal: web.Response) -> Front:
    """A homeserver that takes everybody and no message."""

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("/login"):
            about = {"user_id": "@hub:hub.test", "access_token": "t", "device_id": "d"}
            return web.json_response(about)
        if request.path.endswith("/sync"):
            return web.json_response({"next_batch": "s1", "rooms": {}})
        if "/state/" in request.path:
            return web.json_response({"errcode": "M_NOT_FOUND", "error": "no"}, status=404)
        return web.Response(
            status=refusal.status, body=refusal.body, content_type=refusal.content_type
        )

    return Front(answer, lambda request: "/send/" in request.path)


async def outcome_of(refusal: web.Response, folder: Path) -> Outcome:
    """What becomes of a letter."""
    async with refusing(refusal).open() as front:
        peer = MatrixPeer(front.url, front.url, "@hub:hub.test", "@layla:hub.test", front)
        peer.customer.room = "!room:hub.test"
        post = MemoryPost(folder)
        async with session(peer, post) as running:
            await post.stood("live")
            return await running.send(peer.letter("hello"))


@asynchronous
async def test_who_sends_too_quickly_waits_as_long_as_asked(tmp_path: Path) -> None:
    about = {"errcode": "M_LIMIT_EXCEEDED", "error": "slow down", "retry_after_ms": 4321}
    outcome = await outcome_of(web.json_response(about, status=429), tmp_path)
    assert isinstance(outcome, NotNow)
    assert outcome.wait_ms == 4321


@pytest.mark.parametrize("code", ["M_FORBIDDEN", "M_TOO_LARGE", "M_SOMETHING_NEW"])
def test_a_refusal_is_final_and_says_what_to_do(code: str, tmp_path: Path) -> None:
    @asynchronous
    async def scene() -> None:
        about = {"errcode": code, "error": "no"}
        outcome = await outcome_of(web.json_response(about, status=403), tmp_path)
        assert isinstance(outcome, Rejected)
        assert outcome.problem
        assert outcome.remedy

    scene()


@asynchronous
async def test_a_gateway_that_fails_leaves_it_unclear(tmp_path: Path) -> None:
    page = web.Response(status=502, body=b"<h1>Bad gateway</h1>", content_type="text/html")
    assert isinstance(await outcome_of(page, tmp_path), Unclear)
