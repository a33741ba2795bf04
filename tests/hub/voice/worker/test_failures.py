"""What goes wrong outside becomes state and words: silence, missing prompts, strangers, keys in other ways."""

import contextlib
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.worker import inside
from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.media.transport.ports import PortRange
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.flow import Target
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import Stands, house
from tests.hub.voice.worker.telephone import Telephone


@asynchronous
async def test_a_caller_whose_sound_stops_is_lost(tmp_path: Path) -> None:
    async with house(tmp_path, change=lambda one: replace(one, lost_after_s=1.0)) as home:
        caller = home.telephone(440.0)
        await home.waiting(caller)
        caller.fall_silent()
        assert (await home.desk.until(d.Left)).outcome == "abandoned"
        assert caller.talking is not None
        await caller.reaches(caller.talking, "ended")
        await home.desk.until(d.CallOver)


@asynchronous
async def test_an_agent_whose_sound_stops_gives_the_caller_back(tmp_path: Path) -> None:
    async with house(tmp_path, change=lambda one: replace(one, lost_after_s=1.0)) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0)
        await home.talking(caller, "ann")
        await caller.hears_only(700.0)
        agent.fall_silent()
        assert (await home.desk.until(d.Returned)).why == "lost"
        await home.agent("bob", 1150.0)
        home.accept(home.desk.all(d.Arrived)[0].call, "bob")
        await caller.hears_only(1150.0)


@pytest.mark.expected_log("the prompt welcome cannot be played in en: there is none")
@pytest.mark.expected_log("the prompt .* cannot be played")
@asynchronous
async def test_a_house_without_prompts_still_connects(tmp_path: Path) -> None:
    async with house(tmp_path, catalogue=Catalogue(shipped=tmp_path)) as home:
        caller = home.telephone(440.0)
        await home.agent("ann", 700.0)
        await home.talking(caller, "ann")
        await caller.hears_only(700.0)
        missing = {one.detail for one in home.desk.all(d.Noted) if one.what == "prompt_missing"}
        assert {"welcome", "please_wait"} <= missing


@asynchronous
async def test_strangers_cannot_call(tmp_path: Path) -> None:
    far = Trunk("carrier", Target("udp", "192.0.2.1", 5060), ("192.0.2.0/24",))
    async with house(tmp_path, change=lambda one: replace(one, trunks=(far,))) as home:
        caller = home.telephone(440.0)
        call = await caller.dial("+4930999100", home.port)
        ended = await caller.reaches(call, "ended")
        assert ended.outcome is not None
        assert ended.outcome.status == 403
        assert not [one for one in home.desk.told if not isinstance(one, Stands)]


@asynchronous
async def test_a_number_that_nobody_has(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        call = await caller.dial("+4930777", home.port)
        ended = await caller.reaches(call, "ended")
        assert ended.outcome is not None
        assert ended.outcome.status == 404
        await home.desk.until(d.CallOver)
        assert not home.worker.lines
        assert not home.bridges


def one_free_pair() -> PortRange:
    """An odd port and two more, which nobody has now: one pair, which the first caller takes."""
    for even in range(21_002, 21_900, 2):
        with contextlib.ExitStack() as held, contextlib.suppress(OSError):
            for port in (even, even + 1):
                held.enter_context(socket.socket(type=socket.SOCK_DGRAM)).bind(("", port))
            return PortRange(even - 1, even + 1)
    raise AssertionError("no two ports are free")


@pytest.mark.expected_log("no ports for a leg: NoPort")
@asynchronous
async def test_no_port_is_left(tmp_path: Path) -> None:
    async with house(
        tmp_path, change=lambda one: replace(one, media_ports=one_free_pair())
    ) as home:
        first, second = home.telephone(440.0), home.telephone(700.0)
        await home.waiting(first)
        call = await second.dial("+4930999100", home.port)
        ended = await second.reaches(call, "ended")
        assert ended.outcome is not None
        assert ended.outcome.status == 500
        await home.desk.until(d.CallOver)


@asynchronous
async def test_keys_as_sound_and_keys_by_info(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        whistler = home.add(Telephone(440.0, events=False))
        await whistler.dial("+4930999200", home.port)
        await whistler.listens(1.0)
        whistler.mute = True
        whistler.whistle("1")
        first = await home.desk.until(d.Arrived)
        informer = home.telephone(700.0)
        call = await informer.dial("+4930999200", home.port)
        await informer.listens(0.5)
        informer.act(lambda now: call.send_digit("1", now))
        second = await home.desk.until(d.Arrived, lambda one: one.call != first.call)
        assert {first.queue, second.queue} == {"orders"}


@asynchronous
async def test_an_agent_calls_out(tmp_path: Path) -> None:
    """The network is a telephone that stands where the trunk is."""
    network = Telephone(1150.0)
    network.agent.add(Account("anybody", "sip:anybody@network.test", registers=False))
    socket = await network.endpoint.ways.listen_udp("127.0.0.1")
    trunk = Trunk("carrier", Target("udp", "127.0.0.1", socket.local[1]), ("127.0.0.0/8",))
    async with house(tmp_path, change=lambda one: replace(one, trunks=(trunk,))) as home:
        home.add(network)
        agent = await home.agent("ann", 700.0)
        home.worker.tell(
            i.CallPlaced(
                call="out",
                agent="ann",
                agent_number="sip:ann@127.0.0.1",
                token="mine",
                number="+4989333",
                queue="orders",
            )
        )
        await agent.hears_only(1150.0)
        await network.hears_only(700.0)
        assert network.talking is not None
        assert "+4930999000" in network.talking.remote
        network.leave()
        await home.desk.until(d.CallOver)


@pytest.mark.expected_log("no sound can be made here")
@pytest.mark.expected_log("no ports for a leg: no studio")
@asynchronous
async def test_a_call_ends_where_no_sound_can_be_made_and_the_next_one_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(tmp_path) as home:
        with monkeypatch.context() as broken:
            broken.setattr(inside, "_STUDIO", "agent_desktop.hub.voice.studio.missing")
            caller = home.telephone(440.0)
            call = await caller.dial("+4930999100", home.port)
            ended = await caller.reaches(call, "ended")
            assert ended.outcome is not None
            assert ended.outcome.status == 500
            await home.desk.until(d.CallOver)
        await home.waiting(home.telephone(440.0))
