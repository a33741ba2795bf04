"""Which studio a call gets, when there is another one, and what becomes of one that dies. Studios that only count."""

import asyncio
from collections.abc import Callable
from typing import cast

import pytest

from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.worker import studios
from agent_desktop.hub.voice.worker.inside import Inside
from agent_desktop.hub.voice.worker.studios import Apart, Studios
from agent_desktop.media.transport.ice import IceSettings
from tests.contracts.asynchronous import asynchronous


class Counting:
    """A studio that keeps what it is ordered."""

    def __init__(self, ice: IceSettings | None = None) -> None:
        self.load = 0.0
        self.ice = ice
        self.orders: list[words.Said] = []
        self.stopped = False
        self.over = asyncio.Event()

    def do(self, order: words.Said) -> None:
        self.orders.append(order)

    def define_ice(self, ice: IceSettings | None) -> None:
        self.ice = ice

    def look(self) -> None:
        """Its load is what a test says."""

    async def stop(self) -> None:
        self.stopped = True
        self.over.set()

    @property
    def calls(self) -> list[str]:
        return [one.call for one in self.orders if isinstance(one, words.Enter)]


class House:
    """Studios, and a computer with so many cores."""

    def __init__(self, most: int) -> None:
        self.inside = Counting()
        self.begun: list[Counting] = []
        self.gone: list[Callable[[Apart], None]] = []
        self.lost: list[tuple[str, ...]] = []
        self.broken = False
        inside = cast("Inside", self.inside)
        self.studios = Studios(inside, self.begin, most, lambda _: None, self.lost.append)

    async def begin(
        self,
        ice: IceSettings | None,
        heard: Callable[[words.Heard], None],
        gone: Callable[[Apart], None],
    ) -> Apart:
        if self.broken:
            raise OSError("no memory")
        self.begun.append(Counting(ice))
        self.gone.append(gone)
        return self.begun[-1]

    def call(self, name: str) -> None:
        self.studios.do(name, words.Enter(name, f"{name}/in"))

    def ends(self, name: str) -> None:
        self.studios.do(name, words.Close(f"{name}/in"))
        self.studios.over(name)

    async def settled(self) -> None:
        """What was begun is there."""
        if self.studios._starting is not None:
            await self.studios._starting


@asynchronous
async def test_there_is_one_studio_until_it_has_much_to_do() -> None:
    house = House(most=4)
    for n in range(10):
        house.call(f"c{n}")
    await house.settled()
    assert not house.begun
    house.inside.load = 0.6
    house.call("first beyond")  # nobody waits for a process
    await house.settled()
    assert len(house.begun) == 1
    house.call("second beyond")
    assert house.inside.calls[-1] == "first beyond"
    assert house.begun[0].calls == ["second beyond"]
    await house.studios.stop()
    assert (house.inside.stopped, house.begun[0].stopped) == (True, True)


@asynchronous
async def test_many_calls_at_once_are_spread_before_their_load_is_seen() -> None:
    house = House(most=2)
    for n in range(250):
        house.call(f"c{n}")
        await house.settled()
    assert len(house.begun) == 1
    assert abs(len(house.inside.calls) - len(house.begun[0].calls)) <= 1
    await house.studios.stop()


@asynchronous
async def test_there_are_no_more_processes_than_cores() -> None:
    house = House(most=2)
    house.inside.load = 0.9
    house.call("one")
    await house.settled()
    house.begun[0].load = 0.95
    for name in ("two", "three"):
        house.call(name)
        await house.settled()
    assert len(house.begun) == 1
    assert house.inside.calls == ["one", "two", "three"]
    alone = House(most=1)
    alone.inside.load = 5.0
    alone.call("one")
    await alone.settled()
    assert not alone.begun
    await house.studios.stop()


@pytest.mark.expected_log("no other process for the sound of calls: OSError")
@asynchronous
async def test_a_process_that_does_not_begin_is_no_hindrance() -> None:
    house = House(most=2)
    house.broken, house.inside.load = True, 0.9
    house.call("one")
    await house.settled()
    house.broken = False
    house.call("two")
    await house.settled()
    house.call("three")
    assert (house.inside.calls, house.begun[0].calls) == (["one", "two"], ["three"])
    await house.studios.stop()


@asynchronous
async def test_all_legs_of_a_call_are_where_it_began_until_it_and_they_are_over() -> None:
    house = House(most=2)
    house.call("here")
    house.inside.load = 0.9
    house.call("starts the other")
    await house.settled()
    house.call("there")
    house.inside.load, house.begun[0].load = 0.0, 0.9
    house.studios.do("there", words.Enter("there", "there/agent"))
    assert house.begun[0].calls == ["there", "there"]
    house.studios.over("there")
    for leg in ("there/in", "there/agent"):
        house.studios.do("there", words.Close(leg))
    assert house.begun[0].orders[-1] == words.Close("there/agent")
    known = len(house.begun[0].orders), len(house.inside.orders)
    house.studios.do("there", words.Leave("there/in"))  # nobody knows it any more
    house.studios.over("there")
    assert (len(house.begun[0].orders), len(house.inside.orders)) == known
    await house.studios.stop()


@asynchronous
async def test_all_of_them_hear_how_sound_finds_its_way() -> None:
    house = House(most=3)
    house.inside.load = 0.9
    house.call("one")
    await house.settled()
    new = IceSettings(stun=(("192.0.2.1", 3478),))
    house.studios.define_ice(new)
    assert house.inside.ice is new
    told = house.begun[0].orders[-1]
    assert isinstance(told, words.Found)
    assert told.reach is not None
    assert told.reach.settings() == new
    house.begun[0].load = 0.95
    house.call("two")
    await house.settled()
    assert house.begun[1].ice is new
    await house.studios.stop()


@asynchronous
async def test_one_that_dies_takes_its_own_calls_along() -> None:
    house = House(most=2)
    house.inside.load = 0.9
    house.call("inside")
    await house.settled()
    for name in ("a", "b", "c"):
        house.call(name)
    house.ends("b")
    house.gone[0](house.begun[0])
    assert house.lost == [("a", "c")]
    house.call("a")  # a customer is called back
    await house.settled()
    assert house.inside.calls == ["inside", "a"]
    assert len(house.begun) == 2
    await house.studios.stop()


@asynchronous
async def test_one_that_nobody_needs_any_more_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studios, "LOOK_S", 0.0)
    monkeypatch.setattr(studios, "IDLE_S", 0.0)
    house = House(most=2)
    house.inside.load = 0.9
    house.call("inside")
    await house.settled()
    house.call("there")
    for _ in range(20):
        await asyncio.sleep(0)
    assert not house.begun[0].stopped
    house.ends("there")
    await house.begun[0].over.wait()
    assert house.studios.apart == []
    await house.studios.stop()
