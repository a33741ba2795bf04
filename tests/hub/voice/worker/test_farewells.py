"""What a dead worker's peers hear: the next worker hangs up for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.worker.centre import Farewell
from agent_desktop.hub.voice.worker.farewells import _named
from agent_desktop.sip.agent.events import CallArrived
from agent_desktop.sip.flow import Target
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.carriers import Carrier
from tests.hub.voice.worker.house import EndsBy, House, house


async def written_down(home: House, legs: int) -> list[EndsBy]:
    """How so many legs could be ended by somebody else."""
    await home.desk.until(EndsBy, lambda _: len({one.leg for one in home.desk.all(EndsBy)}) >= legs)
    return [one for one in home.desk.all(EndsBy) if one.farewell is not None]


@asynchronous
async def test_the_next_worker_hangs_up_on_both_sides(tmp_path: Path) -> None:
    async with house(tmp_path / "dead") as home:
        caller, agent = home.telephone(440.0), await home.agent("ann", 700.0)
        await home.talking(caller, "ann")
        legs = await written_down(home, 2)
        assert all("+49" not in repr(one) for one in legs)
        orphans = tuple(one.farewell for one in legs if one.farewell is not None)
        async with house(tmp_path / "next", change=lambda one: replace(one, orphans=orphans)):
            for telephone in (caller, agent):
                assert telephone.talking is not None
                ended = (await telephone.reaches(telephone.talking, "ended")).outcome
                assert ended is not None
                assert not ended.local


@asynchronous
async def test_the_next_worker_lets_nobody_ring_on(tmp_path: Path) -> None:
    """An agent's telephone and a customer's: the one is rung for a caller, the other for an agent."""
    customer = Carrier("carrier")
    customer._answers = False
    customer.port = (await customer.endpoint.ways.listen_udp("127.0.0.1")).local[1]
    async with house(
        tmp_path / "dead", change=lambda one: replace(one, trunks=(customer.trunk(),))
    ) as home:
        home.add(customer)
        caller, calls = home.telephone(440.0), await home.agent("bob", 1150.0)
        agent = await home.agent("ann", 700.0, answers=False)
        home.accept(await home.waiting(caller), "ann")
        home.worker.tell(
            i.CallPlaced(
                call="out",
                agent="bob",
                agent_number="sip:bob@127.0.0.1",
                token="",
                number="+49301234567",
            )
        )
        rung = []
        for telephone in (agent, customer):
            rings = (await telephone.until(CallArrived)).call
            telephone.act(rings.ring)
            rung.append((telephone, rings))
        assert calls.tokens == [""]
        orphans = tuple(one.farewell for one in await written_down(home, 4) if one.farewell)
        async with house(tmp_path / "next", change=lambda one: replace(one, orphans=orphans)):
            for telephone, rings in rung:
                ended = (await telephone.reaches(rings, "ended")).outcome
                assert ended is not None
                assert ended.phrase == "the caller hung up"


@pytest.mark.expected_log("a call of a dead process could not be ended")
@asynchronous
async def test_what_cannot_be_read_keeps_nobody_from_starting(tmp_path: Path) -> None:
    broken = Farewell(
        uri="sip:x", headers=(("a b", "c"),), transport="udp", host="127.0.0.1", port=9
    )
    async with house(tmp_path, change=lambda one: replace(one, orphans=(broken,))) as home:
        await home.agent("ann", 700.0)


@asynchronous
async def test_a_leg_that_is_over_needs_nobody(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        await home.agent("ann", 700.0)
        await home.talking(caller, "ann")
        legs = {one.leg for one in await written_down(home, 2)}
        caller.leave()
        await home.desk.until(d.CallOver)
        await home.desk.until(
            EndsBy,
            lambda _: {one.leg for one in home.desk.all(EndsBy) if one.farewell is None} == legs,
        )
        last = {one.leg: one.farewell for one in home.desk.all(EndsBy)}
        assert set(last.values()) == {None}


@pytest.mark.parametrize(
    ("uri", "wanted"),
    [
        ("sip:ann@192.0.2.1:5062;transport=tcp", Target("tcp", "192.0.2.1", 5062)),
        ("sip:ann@192.0.2.1", Target("tcp", "192.0.2.1", 0)),
        ("sips:ann@example.org", Target("tls", "example.org", 0)),
        ("sip:[2001:db8::1]:5061;transport=TLS", Target("tls", "2001:db8::1", 5061)),
        ("tel:+49301112223", None),
        ("sip:", None),
    ],
)
def test_where_the_end_of_a_connection_may_be_found(uri: str, wanted: Target | None) -> None:
    assert _named(uri) == wanted
