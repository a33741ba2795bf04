"""How soon a telephone is registered again after its network changed: real sockets, and a clock that leaps ahead.

Seconds here are the loop's own, so that a slow computer is not measured.
"""

import asyncio
import selectors
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.setup import PhoneAccount
from tests.phone.networks import Seat, seats, sign_on
from tests.sip.test_endpoint import Hub

pytestmark = pytest.mark.expected_log("password over a connection in the clear")
WITHIN_S = 5.0


class Leaping(selectors.DefaultSelector):
    """Nothing comes for a moment: then nothing will until the next timer, and it is that time."""

    ahead_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(timeout if timeout is None else min(timeout, 0.01))
        if not found and timeout is not None and timeout > 0.01:
            self.ahead_s += timeout
        return found


def leaping(work: Callable[[], Awaitable[None]]) -> None:
    """Run on such a loop."""

    async def run() -> None:
        await work()

    selector = Leaping()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: time.monotonic() + selector.ahead_s  # type: ignore[method-assign]
    try:
        loop.run_until_complete(run())
    finally:
        loop.close()


async def exchange() -> tuple[Hub, PhoneAccount]:
    """A registrar in this loop, and an account of it."""
    made = Hub()
    port = (await made.endpoint.ways.listen_udp("127.0.0.1")).local[1]
    account = PhoneAccount(
        id="ann", address="sip:ann@127.0.0.1", password="secret", server=f"127.0.0.1:{port}"
    )
    return made, account


async def registered_again(seat: Seat) -> float:
    """Wait for it; how many of the loop's seconds that took."""
    loop, seat.told[:] = asyncio.get_running_loop(), []
    began = loop.time()
    await seat.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
    return loop.time() - began


def test_another_address_is_registered_within_five_seconds(tmp_path: Path) -> None:
    async def scenario() -> None:
        server, account = await exchange()
        ann = Seat(tmp_path, 440.0, "127.0.0.2")
        async with seats(ann):
            await sign_on(ann, account)
            for away in ("127.0.0.5", "127.0.0.6"):
                await asyncio.sleep(40.0)  # long enough to be settled in
                ann.here = away
                assert await registered_again(ann) < WITHIN_S
                flow = ann.network._stations["ann"].endpoint.agent.lines["ann"].flow
                assert flow is not None
                assert flow.local[0] == away
        await server.close()

    leaping(scenario)


def test_a_network_that_comes_back_after_long_is_used_within_five_seconds(tmp_path: Path) -> None:
    async def scenario() -> None:
        server, account = await exchange()
        ann = Seat(tmp_path, 440.0, "127.0.0.2")
        async with seats(ann):
            await sign_on(ann, account)
            ann.here = ""
            await asyncio.sleep(180.0)
            ann.here = "127.0.0.2"  # the same one, by another way perhaps
            assert await registered_again(ann) < WITHIN_S
        await server.close()

    leaping(scenario)


def test_a_way_that_leads_nowhere_is_noticed_when_the_system_tells_of_a_change(
    tmp_path: Path,
) -> None:
    """The same address as before, and the router behind it has forgotten us."""

    async def scenario() -> None:
        server, account = await exchange()
        ann = Seat(tmp_path, 440.0, "127.0.0.2")
        async with seats(ann):
            await sign_on(ann, account)
            await asyncio.sleep(40.0)
            station = ann.network._stations["ann"]
            for udp in station.endpoint.ways._sockets.values():
                assert udp._transport is not None
                udp._transport.abort()
            station.network_changed()
            assert await registered_again(ann) < WITHIN_S
        await server.close()

    leaping(scenario)
