"""A STUN server that says nothing: asked by every call, waited for by the first one alone, until it answers again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import cast

from aioice import stun

from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.silence import Silence
from tests.media.transport.agents import Side, closed

PATIENCE_S = 20.0


class Server(asyncio.DatagramProtocol):
    """Keeps questions, and answers each when it is told to (RFC 8489)."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[tuple[bytes, tuple[str, int]]] = asyncio.Queue()
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.asked.put_nowait((data, addr))

    async def answer(self, side: Side) -> None:
        """Say where this one's questions come from, however often and by whomever else was asked."""
        port = int(side.agent.candidates[0].split()[5])
        while True:
            data, addr = await asyncio.wait_for(self.asked.get(), PATIENCE_S)
            if addr[1] == port:
                break
        question = stun.parse_message(data)
        said = stun.Message(
            question.message_method, stun.Class.RESPONSE, transaction_id=question.transaction_id
        )
        said.attributes["XOR-MAPPED-ADDRESS"] = ("192.0.2.7", addr[1])
        assert self.transport is not None
        self.transport.sendto(bytes(said), addr)


def seen(side: Side) -> bool:
    """Whether the server told where we are."""
    return any("192.0.2.7" in one for one in side.agent.candidates)


def test_a_server_that_was_silent_is_asked_and_not_waited_for() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        transport, server = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
        place = transport.get_extra_info("sockname")[:2]
        patient = IceSettings(addresses=("127.0.0.1",), stun=(place,), gather_s=PATIENCE_S)
        hasty = replace(patient, gather_s=0.1)
        first, second, third = Side(True, hasty), Side(True, patient), Side(True, patient)

        await first.agent.gather()
        assert ["did not answer" in one for one in first.agent.problems] == [True]

        await second.agent.gather()
        assert not seen(second)
        assert (await second.found.get(), await second.found.get())[1] is None
        await server.answer(second)
        await asyncio.gather(*second.agent._tasks)
        assert seen(second)
        assert second.found.empty(), "it was said that there are no more"

        # It answers again, so the next call waits for it.
        gathering = asyncio.create_task(third.agent.gather())
        await asyncio.wait_for(third.found.get(), PATIENCE_S)
        await server.answer(third)
        await asyncio.wait_for(gathering, PATIENCE_S)
        assert seen(third)
        await closed(first, second, third)
        transport.close()

    asyncio.run(main())


def test_an_agent_that_is_closed_asks_no_more() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
        place = transport.get_extra_info("sockname")[:2]
        settings = IceSettings(addresses=("127.0.0.1",), stun=(place,), gather_s=PATIENCE_S)
        settings.silence.began(f"127.0.0.1:{place[1]} from 127.0.0.1", loop.time())
        side = Side(True, settings)
        await side.agent.gather()
        await closed(side)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        transport.close()

    asyncio.run(main())


def test_a_silence_is_forgotten_by_what_is_said_or_in_time() -> None:
    silence = Silence(lasts_s=10.0)
    silence.began("a", 100.0)
    silence.began("b", 100.0)
    assert [silence.holds(one, 109.0) for one in ("a", "b", "c")] == [True, True, False]
    silence.ended("a")
    assert [silence.holds(one, 109.0) for one in ("a", "b")] == [False, True]
    assert not silence.holds("b", 110.0)
    assert silence.places == ("b",)
