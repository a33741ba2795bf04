"""The relay: one continuous stream for each side, through every kind of protection, holds and transfers."""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.media import rtp
from agent_desktop.media.rtp import Packet
from agent_desktop.media.transport.plan import Dtls, Sdes, SessionSettings
from agent_desktop.media.transport.relay import Relay
from agent_desktop.media.transport.rewriting import STRAGGLERS_S, Rewriter
from tests.media.transport.pairs import (
    CLOCKS,
    ICE,
    PLAIN,
    SECURE,
    End,
    by_dtls,
    by_sdes,
    packet,
    plans,
)

pytestmark = pytest.mark.usefixtures("every_loop")


async def call(settings: SessionSettings, kind: str) -> tuple[End, End]:
    """A caller and the hub's end of its call, connected."""
    caller = await End().open(settings, controlling=True)
    hub = await End().open(settings)
    await asyncio.gather(caller.session.gathered(), hub.session.gathered())
    security: tuple[Sdes | Dtls | None, Sdes | Dtls | None] = (None, None)
    if kind == "sdes":
        security = by_sdes()
    elif kind == "dtls":
        security = by_dtls(caller, hub)
    first, second = plans(caller, hub, security)
    connected = [asyncio.create_task(one.event(object)) for one in (caller, hub)]
    await asyncio.gather(caller.session.apply(first), hub.session.apply(second))
    await asyncio.gather(*connected)
    return caller, hub


@asynccontextmanager
async def relayed(
    *kinds: tuple[SessionSettings, str],
) -> AsyncIterator[tuple[Relay, list[End], list[End]]]:
    """Callers, the hub's ends of their calls, and a relay between the first two."""
    pairs = [await call(*kind) for kind in kinds]
    callers, hubs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    relay = Relay(hubs[0].session, hubs[1].session, CLOCKS, random.Random(1))
    try:
        yield relay, callers, hubs
    finally:
        relay.close()
        await asyncio.gather(*(end.session.close() for end in callers + hubs))


async def got(end: End) -> Packet:
    return rtp.parse(await asyncio.wait_for(end.packets.get(), 10))


@pytest.mark.parametrize("first", ["plain", "sdes"])
@pytest.mark.parametrize("second", ["plain", "sdes", "dtls", "ice"])
def test_voice_goes_through_between_all_kinds_of_calls(first: str, second: str) -> None:
    kinds = {"plain": PLAIN, "sdes": PLAIN, "dtls": SECURE, "ice": ICE}

    async def main() -> None:
        secure = "dtls" if second == "ice" else second
        async with relayed((kinds[first], first), (kinds[second], secure)) as (_, callers, _hubs):
            for us, them in (callers, callers[::-1]):
                numbers = set()
                for number in range(5):
                    assert us.session.send(packet(number, ssrc=77, payload=b"%d" % number))
                    heard = await got(them)
                    assert heard.payload == b"%d" % number
                    assert heard.ssrc != 77
                    numbers.add(heard.sequence - number)
                assert len(numbers) == 1

    asyncio.run(main())


def test_a_transfer_and_music_are_one_stream_for_the_listener() -> None:
    async def main() -> None:
        async with relayed((PLAIN, "plain"), (PLAIN, "sdes"), (SECURE, "dtls")) as (
            relay,
            (alice, bob, carol),
            hubs,
        ):
            loop = asyncio.get_running_loop()
            alice.session.send(packet(1000, ssrc=1))
            stream = [await got(bob)]
            relay.hold(True)
            alice.session.send(packet(1001, ssrc=1))
            for number in range(3):
                relay.outlets[1].forward(packet(9 + number, ssrc=5, payload=b"music"), loop.time())
                stream.append(await got(bob))
            relay.replace(0, hubs[2].session)
            relay.hold(False)
            alice.session.send(packet(1002, ssrc=1))
            carol.session.send(packet(50000, ssrc=3, payload=b"carol"))
            stream.append(await got(bob))
            assert [one.payload for one in stream[1:]] == [b"music"] * 3 + [b"carol"]
            assert len({one.ssrc for one in stream}) == 1
            steps = [
                rtp.difference(after.sequence, before.sequence, 16)
                for before, after in itertools.pairwise(stream)
            ]
            assert steps == [1] * 4
            stamps = [
                rtp.difference(after.timestamp, before.timestamp, 32)
                for before, after in itertools.pairwise(stream)
            ]
            assert all(0 < step < 8000 for step in stamps)
            assert [one.marker for one in stream] == [True, True, False, False, True]
            bob.session.send(packet(1, payload=b"hello"))
            assert (await got(carol)).payload == b"hello"
            assert alice.packets.empty()

    asyncio.run(main())


def test_numbers_of_payload_types_are_translated_and_others_dropped() -> None:
    async def main() -> None:
        async with relayed((PLAIN, "plain"), (PLAIN, "plain")) as (relay, (one, other), _):
            relay.outlets[1].translate({111: 96, 0: 0})
            for number, kind in enumerate((111, 8, 0)):
                one.session.send(packet(number, kind=kind))
            assert [(await got(other)).payload_type for _ in range(2)] == [96, 0]

    asyncio.run(main())


def test_a_tap_hears_both_sides_and_its_failure_harms_only_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        async with relayed((PLAIN, "plain"), (PLAIN, "sdes")) as (relay, (one, other), _):
            heard: list[tuple[int, bytes]] = []

            def broken(side: int, data: bytes, arrival: float) -> None:
                raise OSError("no space left")

            relay.tap(broken)
            end = relay.tap(lambda side, data, _: heard.append((side, rtp.parse(data).payload)))
            with caplog.at_level(logging.CRITICAL):
                one.session.send(packet(1, payload=b"from one"))
                await got(other)
            other.session.send(packet(1, payload=b"from other"))
            await got(one)
            end()
            one.session.send(packet(2))
            await got(other)
            assert heard == [(0, b"from one"), (1, b"from other")]

    asyncio.run(main())


# The rewriting itself


def rewriter() -> Rewriter:
    return Rewriter(99, 65533, 0xFFFFFF00, {0: 8000})


def test_losses_and_order_within_a_source_stay() -> None:
    rewrite = rewriter()
    order = [10, 11, 13, 12, 15]
    out = [rtp.parse(rewrite(packet(n), n / 50) or b"") for n in order]
    assert [rtp.difference(one.sequence, 65533, 16) + 10 for one in out] == order
    assert [rtp.difference(one.timestamp, out[0].timestamp, 32) for one in out] == [
        160 * (n - 10) for n in order
    ]


def test_a_source_that_starts_anew_goes_on_where_it_was() -> None:
    rewrite = rewriter()
    first = rtp.parse(rewrite(packet(5), 0.0) or b"")
    second = rtp.parse(rewrite(packet(40000), 0.5) or b"")
    assert rtp.difference(second.sequence, first.sequence, 16) == 1
    assert rtp.difference(second.timestamp, first.timestamp, 32) == 4000
    assert second.marker


def test_stragglers_of_the_source_before_are_dropped_and_it_may_come_back_later() -> None:
    rewrite = rewriter()
    assert rewrite(packet(1, ssrc=1), 0.0)
    assert rewrite(packet(900, ssrc=2), 0.02)
    assert rewrite(packet(2, ssrc=1), 0.03) is None
    assert rewrite(packet(901, ssrc=2), 0.04)
    assert rewrite(packet(3, ssrc=1), 0.05 + STRAGGLERS_S)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF)),
        max_size=60,
    )
)
def test_whatever_comes_goes_out_as_one_source_that_never_jumps(
    steps: list[tuple[int, int, int]],
) -> None:
    rewrite, now = rewriter(), 0.0
    high: int | None = None
    for ssrc, sequence, timestamp in steps:
        now += 0.02
        out = rewrite(Packet(0, sequence, timestamp, ssrc, b"x").encode(), now)
        if out is None:
            continue
        packet = rtp.parse(out)
        assert packet.ssrc == 99
        step = 0 if high is None else rtp.difference(packet.sequence, high, 16)
        assert -200 <= step <= 3000
        if high is None or step > 0:
            high = packet.sequence
