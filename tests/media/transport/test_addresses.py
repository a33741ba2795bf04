"""Ports of ours and addresses of the peer: ranges, names, places that cannot be reached."""

from __future__ import annotations

import asyncio
import socket

import pytest

from agent_desktop.media.transport.plan import Dtls, MediaPlan, NoWay
from agent_desktop.media.transport.ports import NoPort, PortRange, bind_pair
from tests.media.transport.pairs import CLOCKS, PLAIN, End, packet


@pytest.mark.parametrize(
    ("address", "leads"),
    [(("127.0.0.1", 9), True), (("localhost", 9), True), (("0.0.0.0", 9), False)],
)
def test_names_are_resolved_and_nowhere_is_nowhere(address: tuple[str, int], leads: bool) -> None:
    async def main() -> None:
        end = await End().open(PLAIN)
        await end.session.apply(MediaPlan(CLOCKS, address))
        assert end.session.send(packet(1)) is leads
        await end.session.close()

    asyncio.run(main())


@pytest.mark.parametrize("host", ["no-such-host.invalid", "::1", "x" * 300, "a..b"])
def test_a_place_that_cannot_be_reached_is_refused_and_changes_nothing(host: str) -> None:
    async def main() -> None:
        end = await End().open(PLAIN)
        with pytest.raises(NoWay):
            await end.session.apply(MediaPlan(CLOCKS, (host, 9)))
        assert not end.session.send(packet(1))
        with pytest.raises(NoWay, match="certificate"):
            await end.session.apply(
                MediaPlan(CLOCKS, ("127.0.0.1", 9), security=Dtls("client", ()))
            )
        await end.session.close()

    asyncio.run(main())


def test_ports_are_pairs_in_the_range_until_it_is_used_up() -> None:
    ports = PortRange(42000, 42009)
    held: list[socket.socket] = []

    def take_all() -> None:
        while True:
            held.extend(bind_pair("127.0.0.1", ports))

    with pytest.raises(NoPort, match="42000 and 42009"):
        take_all()
    numbers = [one.getsockname()[1] for one in held]
    assert all(42000 <= number <= 42009 for number in numbers)
    assert all(
        one % 2 == 0 and two == one + 1
        for one, two in zip(numbers[::2], numbers[1::2], strict=True)
    )
    assert held
    for one in held:
        one.close()
    with pytest.raises(ValueError, match="range"):
        PortRange(10, 11)
