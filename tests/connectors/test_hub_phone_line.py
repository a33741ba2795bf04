"""The hub's telephone line as its connector tells of it, and who may listen to calls."""

import pytest

from agent_desktop.connectors.hub import door, session
from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.model.backend_calls import EndSupervision
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Offline, Unsupported
from agent_desktop.model.manifest import Capability
from tests.connectors.scripted_hub import ME, TOKEN, answering
from tests.contracts.asynchronous import asynchronous

LINE = (
    b'{"type":"phone_line","address":"sip:a1@hub.invalid","user":"a1","password":"secret-1",'
    b'"until":2000,"path":"/v1/phone","servers":[{"uris":["stun:stun.example"]}]}'
)


def ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


def refused(status: int, code: str) -> bytes:
    problem = b'{"type":"problem","problem":{"code":"%b","message":"No."}}' % code.encode()
    return b"HTTP/1.1 %d No\r\nContent-Length: %d\r\n\r\n%b" % (status, len(problem), problem)


@asynchronous
async def test_the_telephones_line_is_where_the_hub_is_and_the_token_asks_for_it() -> None:
    async with answering(ok(LINE)) as (port, asked):
        one = session.HubSession(
            await door.open_door(hub_address(f"http://127.0.0.1:{port}")), TOKEN, ME
        )
        found = await one.phone_line()
        await one.close()
    assert found is not None
    assert (found.address, found.password) == ("sip:a1@hub.invalid", "secret-1")
    assert found.server == f"ws://127.0.0.1:{port}/v1/phone"
    assert found.servers[0].uris == ("stun:stun.example",)
    assert "secret-1" not in repr(found)
    assert b"GET /v1/phone/line " in asked[0]
    assert TOKEN.encode() in asked[0]


@pytest.mark.parametrize("answer", [refused(404, "not_found"), refused(404, "unsupported")])
@asynchronous
async def test_a_hub_without_voice_has_no_line(answer: bytes) -> None:
    async with answering(answer) as (port, _):
        one = session.HubSession(
            await door.open_door(hub_address(f"http://127.0.0.1:{port}")), TOKEN, ME
        )
        assert await one.phone_line() is None
        await one.close()


@asynchronous
async def test_whether_there_is_a_line_is_unknown_while_the_hub_is_away() -> None:
    async with answering(refused(503, "stopping")) as (port, _):
        one = session.HubSession(
            await door.open_door(hub_address(f"http://127.0.0.1:{port}")), TOKEN, ME
        )
        with pytest.raises(Offline):
            await one.phone_line()
        await one.close()


@asynchronous
async def test_only_supervisors_may_listen() -> None:
    here = await door.open_door(hub_address("http://127.0.0.1:9"))
    for scopes in ((), ("agent",), ("agent", "supervisor")):
        one = session.HubSession(here, TOKEN, ME, scopes)
        may = one.manifest.can(Capability.SUPERVISOR)
        assert may is ("supervisor" in scopes)
        with pytest.raises(Offline if may else Unsupported):
            await one.perform(new_id(), EndSupervision(interaction_id="i1"))
    await here.close()
