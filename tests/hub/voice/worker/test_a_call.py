"""A caller's whole way: greeting, menu, music, agent, hold, end; and the ways that end earlier."""

from pathlib import Path

import pytest
import soxr  # type: ignore[import-untyped]
from msgspec.structs import replace

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.media.frames import Samples
from agent_desktop.sip.agent.events import CallArrived
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import house
from tests.hub.voice.worker.sound import contains, tones
from tests.hub.voice.worker.telephone import Telephone


def prompt(name: str, start_s: float = 0.3, length_s: float = 1.0) -> Samples:
    """A second out of a prompt, as a telephone hears it."""
    sound = Catalogue().load(name, "en")
    assert sound is not None
    piece: Samples = soxr.resample(sound, 16000, 8000)
    return piece[round(8000 * start_s) : round(8000 * (start_s + length_s))]


async def hears_prompt(caller: Telephone, name: str) -> None:
    """Some word of it; a jitter buffer may stretch the pauses and vowels between."""
    words = [prompt(name, start_s, 0.4) for start_s in (0.3, 0.8, 1.3)]
    await caller.hears(lambda sound: max(contains(sound, word) for word in words) > 0.9, ever=True)


async def hears_music(caller: Telephone) -> None:
    """Any second of the music will do."""
    music = prompt("music/waiting", 0.0, 600.0)
    await caller.hears(lambda sound: contains(music, sound) > 0.8, last_s=0.4)


pytestmark = pytest.mark.usefixtures("every_loop")


@asynchronous
async def test_the_whole_way(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0)
        own = await caller.dial("+4930999200", home.port)
        await hears_prompt(caller, "welcome")
        await hears_prompt(caller, "menu_practice")
        caller.press("1")
        arrived = await home.desk.until(d.Arrived)
        assert (arrived.queue, arrived.number) == ("orders", "+49301112223")
        await hears_music(caller)
        home.accept(arrived.call, "ann", "the-token")
        assert (await home.desk.until(d.Talking)).agent == "ann"
        assert agent.tokens == ["the-token"]
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        assert home.bridges[arrived.call].relayed
        home.worker.tell(i.Held(arrived.call, "ann"))
        await hears_music(caller)
        await agent.hears_only()
        home.worker.tell(i.Resumed(arrived.call, "ann"))
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        agent.press("7")
        await caller.hears(lambda _: caller.keys == "7")
        agent.leave()
        await caller.reaches(own, "ended")
        over = await home.desk.until(d.CallOver)
        assert over.call == arrived.call
        assert [one.why for one in home.desk.all(d.WorkEnded)] == ["hung_up"]
        assert home.desk.all(d.CallOver) == [over]
        assert not home.worker.lines
        assert not home.bridges


@asynchronous
async def test_the_caller_hangs_up_while_waiting(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        call = await home.waiting(caller)
        caller.leave()
        assert (await home.desk.until(d.Left)).outcome == "abandoned"
        await home.desk.until(d.CallOver)
        assert home.worker.switch.call(call) is None


@asynchronous
async def test_the_agents_telephone_does_not_answer(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0, answers=False)
        call = await home.waiting(caller)
        patience = home.worker.switch.policy
        home.worker.tell(i.PolicyDefined(replace(patience, agent_ring_ms=500)))
        home.accept(call, "ann")
        ringing = (await agent.until(CallArrived)).call
        home.worker.tell(i.PolicyDefined(patience))
        returned = await home.desk.until(d.Returned)
        assert (returned.agent, returned.why) == ("ann", "no_answer")
        await agent.reaches(ringing, "ended")
        await hears_music(caller)
        other = await home.agent("bob", 1150.0)
        home.accept(call, "bob")
        await caller.hears_only(1150.0)
        await other.hears_only(440.0)


@asynchronous
async def test_an_agent_whose_telephone_is_not_registered(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        call = await home.waiting(caller)
        home.accept(call, "ann")
        assert (await home.desk.until(d.Returned)).why == "not_found"
        await hears_music(caller)


@asynchronous
async def test_another_codec_is_mixed_and_keys_go_over(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0, codec="PCMA")
        call = await home.talking(caller, "ann")
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        assert not home.bridges[call].relayed
        caller.press("5")
        await agent.hears(lambda _: agent.keys == "5")


@asynchronous
async def test_a_telephone_that_holds_by_itself(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0)
        await home.talking(caller, "ann")
        await caller.hears_only(700.0)
        assert agent.talking is not None
        agent.act(agent.talking.hold)
        await home.desk.until(d.Noted, lambda one: one.what == "held")
        await hears_music(caller)
        agent.act(agent.talking.resume)
        await home.desk.until(d.Noted, lambda one: one.what == "resumed")
        await caller.hears_only(700.0)


@asynchronous
async def test_stopping_says_goodbye_to_everybody(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0)
        await home.talking(caller, "ann")
        await caller.hears(lambda sound: tones(sound) == {700.0})
        assert caller.talking is not None
        assert agent.talking is not None
        await home.worker.stop()
        await caller.reaches(caller.talking, "ended")
        await agent.reaches(agent.talking, "ended")
        assert len(home.desk.all(d.WorkEnded)) == 1
        assert len(home.desk.all(d.CallOver)) == 1
