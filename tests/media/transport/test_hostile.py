"""Hostile datagrams at a session's ports: nothing raises, and voice goes on."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.media.transport.demux import Protocol, protocol
from agent_desktop.media.transport.plan import Connected, Failed, MediaPlan
from tests.media.transport.pairs import (
    CLOCKS,
    SECURE,
    End,
    Wire,
    by_dtls,
    by_sdes,
    ends,
    plans,
    talk,
)

pytestmark = pytest.mark.usefixtures("every_loop")


def test_voice_flows_through_a_storm_of_garbage() -> None:
    chance = random.Random(3)

    async def main(settings_of: str) -> None:
        async with ends(SECURE) as (one, other):
            security = by_dtls(one, other) if settings_of == "dtls" else (None, None)
            first, second = plans(one, other, security)
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await asyncio.gather(one.event(Connected), other.event(Connected))
            await talk(one, other)
            wire = Wire()
            for number in range(2, 60):
                for _ in range(20):
                    garbage = chance.randbytes(chance.choice([0, 1, 2, 11, 12, 60, 400]))
                    head = chance.choice(
                        [b"", b"\x80\x00", b"\x80\xc8", b"\x16\xfe\xfd", b"\x00\x01"]
                    )
                    wire.send(head + garbage, one.session.local)
                await talk(one, other, number)
            wire.close()
            dropped, refused = one.session.figures().dropped, one.session.figures().refused
            assert dropped.stray > 50
            assert refused.forged + refused.malformed + dropped.malformed > 50
            assert not any(isinstance(event, Failed) for event in one.all_events)

    asyncio.run(main("plain"))
    asyncio.run(main("dtls"))


@given(st.binary(max_size=200))
def test_any_bytes_have_a_protocol(data: bytes) -> None:
    found = protocol(data)
    assert found is Protocol.STRAY or len(data) >= 2
    if found is Protocol.RTCP:
        assert 192 <= data[1] < 224


@given(st.lists(st.binary(max_size=120), max_size=20))
def test_any_datagrams_are_taken_without_harm(datagrams: list[bytes]) -> None:
    async def main() -> None:
        end = await End().open(SECURE)
        plain = MediaPlan(CLOCKS, ("127.0.0.1", 9), ("127.0.0.1", 10))
        for plan in (plain, replace(plain, security=by_sdes()[0]), None):
            for data in datagrams:
                for head in (b"", b"\x80", b"\x80\xc8", b"\x81\xc9\x00\x07", b"\x16\xfe\xfd"):
                    for to_rtcp in (False, True):
                        end.session._from_socket(head + data, ("127.0.0.1", 9), to_rtcp)
            if plan is not None:
                await end.session.apply(plan)
        await end.session.close()

    asyncio.run(main())
