"""Several trunks: which one a call takes, what it shows there, when another one is tried, and how each of them is."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import Policy, QueueVoice
from agent_desktop.hub.voice.worker import provider, signalling
from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.sip.agent.events import BindingsChanged, CallChanged
from agent_desktop.sip.flow import Target
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.carriers import Carrier, carriers, registered_trunk, registrar
from tests.hub.voice.worker.house import POLICY, House, Stands, house

NUMBER = "+4989333"


def house_with(
    folder: Path, trunks: Sequence[Trunk], policy: Policy = POLICY
) -> AbstractAsyncContextManager[House]:
    return house(folder, policy=policy, change=lambda one: replace(one, trunks=tuple(trunks)))


def place(home: House, number: str = NUMBER, queue: str = "orders") -> None:
    home.worker.tell(
        i.CallPlaced(
            call="out",
            agent="ann",
            agent_number="sip:ann@127.0.0.1",
            token="t",
            number=number,
            queue=queue,
        )
    )


async def stands(home: House, trunk: str, standing: str) -> Stands:
    return await home.desk.until(
        Stands, lambda one: one.trunk == trunk and one.condition.standing == standing
    )


@pytest.mark.parametrize("status", [500, 503, 504, 408, 401])
@asynchronous
async def test_a_trunk_that_fails_leaves_the_call_to_the_next(tmp_path: Path, status: int) -> None:
    async with carriers(("one", status), ("two", 0)) as (one, two):
        async with house_with(tmp_path, [one.trunk(), two.trunk()]) as home:
            await home.agent("ann", 700.0)
            place(home)
            await home.desk.until(d.Talking)
            await two.hears_only(700.0)
            if status == 401:
                await stands(home, "one", "refused")
            home.worker.tell(i.HungUp("out", "ann", True))
            await home.desk.until(d.CallOver)
            assert not home.worker.lines
            assert not [one for one in home.worker.signalling.endpoint.agent.lines if "leg" in one]
        assert (len(one.called), len(two.called)) == (1, 1)


@pytest.mark.parametrize("status", [486, 404, 403, 480, 484, 600, 603, 604])
@asynchronous
async def test_what_the_called_party_says_is_the_answer(tmp_path: Path, status: int) -> None:
    async with carriers(("one", status), ("two", 0)) as (one, two):
        async with house_with(tmp_path, [one.trunk(), two.trunk()]) as home:
            await home.agent("ann", 700.0)
            place(home)
            await home.desk.until(d.CallOver)
        assert (len(one.called), len(two.called)) == (1, 0)


@asynchronous
async def test_a_trunk_that_says_nothing_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signalling, "PATIENCE_S", 0.3)
    loop = asyncio.get_running_loop()
    deaf, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0)
    )
    silent = Trunk("silent", Target("udp", "127.0.0.1", deaf.get_extra_info("sockname")[1]), ())
    async with carriers(("two", 0)) as (two,), house_with(tmp_path, [silent, two.trunk()]) as home:
        await home.agent("ann", 700.0)
        place(home)
        await home.desk.until(d.Talking)
        await two.hears_only(700.0)
    deaf.close()


@asynchronous
async def test_without_any_trunk_that_works_the_call_fails_in_order(tmp_path: Path) -> None:
    async with carriers(("one", 503), ("two", 500)) as (one, two):
        async with house_with(tmp_path, [one.trunk(), two.trunk()]) as home:
            await home.agent("ann", 700.0)
            place(home)
            await home.desk.until(d.CallOver)
        assert (len(one.called), len(two.called)) == (1, 1)


# --- what is called, and shown

SHOWN = Policy(
    caller_id="+4930999000",
    queues=(QueueVoice(id="orders", caller_id="+4930555100"), QueueVoice(id="other")),
)


@pytest.mark.parametrize(
    ("more", "queue", "called", "shown"),
    [
        ({}, "orders", "+4989333", "+4930555100"),
        ({"form": "digits"}, "orders", "4989333", "4930555100"),
        ({"form": "national"}, "orders", "089333", "030555100"),
        ({"form": "prefix"}, "other", "004989333", "004930999000"),
        ({"numbers": ("+4930777*",), "caller_id": "+4930777000"}, "orders", NUMBER, "+4930777000"),
        ({"numbers": ("+4930555*",), "caller_id": "+4930777000"}, "orders", NUMBER, "+4930555100"),
        ({"caller_ids": {"orders": "+4930777001"}}, "orders", NUMBER, "+4930777001"),
        ({"caller_id": "+4930777000"}, "other", NUMBER, "+4930777000"),
    ],
)
@asynchronous
async def test_each_trunk_gets_numbers_as_it_wants_them(
    tmp_path: Path, more: dict[str, object], queue: str, called: str, shown: str
) -> None:
    async with carriers(("one", 0)) as (one,):
        async with house_with(tmp_path, [one.trunk(**more)], SHOWN) as home:
            await home.agent("ann", 700.0)
            place(home, queue=queue)
            await home.desk.until(d.Talking)
        assert one.asked.uri.startswith(f"sip:{called}@127.0.0.1")
        assert one.shown.startswith(f"sip:{shown}@")


@asynchronous
async def test_a_call_for_help_is_never_rewritten(tmp_path: Path) -> None:
    async with carriers(("one", 0)) as (one,):
        trunk = one.trunk(form="prefix", caller_id="+4930777000")
        async with house_with(tmp_path, [trunk], SHOWN) as home:
            await home.agent("ann", 700.0)
            place(home, "112")
            await home.desk.until(d.Talking)
        assert one.asked.uri.startswith("sip:112@")
        assert one.shown.startswith("sip:+4930555100@")


# --- calls that come in


async def outcome(home: House, caller: Carrier, number: str) -> int:
    """The status with which a call to this number ends, or 200."""
    call = await caller.dial(number, home.port)
    over = await caller.until(
        CallChanged, lambda one: one.call is call and one.state in ("active", "ended")
    )
    return 200 if over.outcome is None else over.outcome.status


@asynchronous
async def test_a_trunk_brings_its_own_numbers_and_no_others(tmp_path: Path) -> None:
    async with carriers(("one", 0)) as (one,):
        trunk = one.trunk(numbers=("+4930999100",))
        async with house_with(tmp_path, [trunk]) as home:
            assert await outcome(home, one, "030999200") == 404
            one.agent.remove("trunk")
            assert await outcome(home, one, "030999100") == 200


# --- registrations


@asynchronous
async def test_a_wrong_password_is_said_once_and_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = registrar(house="good")
    port = (await far.endpoint.ways.listen_udp("127.0.0.1")).local[1]
    seen: list[str] = []
    take = far.endpoint.message

    def message(message: object, flow: object) -> None:
        seen.append(getattr(message, "method", ""))
        take(message, flow)  # type: ignore[arg-type]

    monkeypatch.setattr(far.endpoint, "message", message)
    far.endpoint.ways._receiver = far.endpoint
    wrong = registered_trunk("wrong", port, "house", "bad")
    async with house_with(tmp_path, [wrong]) as home:
        told = await stands(home, "wrong", "refused")
        assert (told.condition.status, told.condition.can_do) == (401, "check_password")
        line = home.worker.signalling.endpoint.agent.lines["trunk 1"]
        assert [one.state for one in line.registrations] == ["refused"]
        help_ = d.Originate(
            call="c", leg="l", part="customer", number="112", caller_id="", emergency=True
        )
        trunks = home.worker.signalling.trunks
        assert [one.trunk.id for one in trunks.outgoing(help_)] == ["wrong"]
        # Nothing else is called there: the call fails at once.
        await home.agent("ann", 700.0)
        place(home)
        await home.desk.until(d.CallOver)
        # Defined anew it is asked again.
        home.worker.signalling.define_trunks([registered_trunk("wrong", port, "house", "good")])
        await stands(home, "wrong", "registered")
    assert "INVITE" not in seen
    await far.close()


@asynchronous
async def test_a_trunk_that_stays_is_not_left_while_others_change(tmp_path: Path) -> None:
    far = registrar(house="good", annex="better")
    port = (await far.endpoint.ways.listen_udp("127.0.0.1")).local[1]
    first = registered_trunk("first", port, "house", "good")
    second = registered_trunk("second", port, "annex", "better")
    async with house_with(tmp_path, [first, second]) as home:
        await stands(home, "first", "registered")
        await stands(home, "second", "registered")
        home.desk.told.clear()
        home.worker.signalling.define_trunks([replace(second, caller_id="+4930777"), first])
        await stands(home, "second", "registered")
        gone = [one for one in far.events if isinstance(one, BindingsChanged) and not one.bindings]
        assert {one.aor.partition("@")[0] for one in gone} <= {"sip:annex"}
        assert not [one for one in home.desk.all(Stands) if one.trunk == "first"]
        trusted = home.worker.signalling.doorway.providers
        assert trusted == {"first": "127.0.0.1", "second": "127.0.0.1"}
    await far.close()


@asynchronous
async def test_a_trunk_that_wants_no_registration_is_asked_whether_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "ASK_S", 0.05)
    monkeypatch.setattr(provider, "AGAIN_S", 0.05)
    nowhere = Trunk("nowhere", Target("tcp", "127.0.0.1", 1), ())
    async with carriers(("one", 0)) as (one,):
        async with house_with(tmp_path, [nowhere, one.trunk()]) as home:
            await stands(home, "one", "reachable")
            told = await stands(home, "nowhere", "unreachable")
            assert "refuses connections" in told.condition.phrase
            order = d.Originate(call="c", leg="l", part="customer", number=NUMBER, caller_id="")
            found = home.worker.signalling.trunks.outgoing(order)
            assert [known.trunk.id for known in found] == ["one", "nowhere"]
            await one.close()


@pytest.mark.parametrize(
    ("host", "domain", "found"),
    [
        ("2001:db8::1", "", "[2001:db8::1]"),
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "provider.test", "provider.test"),
    ],
)
def test_addresses_behind_a_trunk_are_well_formed(host: str, domain: str, found: str) -> None:
    assert Trunk("one", Target("udp", host), (), domain=domain).house == found
