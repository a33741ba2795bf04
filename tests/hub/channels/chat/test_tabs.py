"""Tabs come and go: what each hears, and when the writer is told that a visitor came or went."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, cast

from agent_desktop.hub.channels.chat.tabs import Tab, Tabs
from agent_desktop.hub.crm.visitors import VisitorCalls
from agent_desktop.hub.doors.lines import Line
from agent_desktop.hub.journal.published import Published, for_visitor
from agent_desktop.hub.protocol import AgentTyping


class Writer:
    """Stands for the hub's writer: notes who is online, in order, and publishes."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []
        self._listeners: list[Callable[[Sequence[Published]], None]] = []
        self.changed = asyncio.Event()

    async def call(self, job: Callable[[Any], Any]) -> Any:
        await asyncio.sleep(0)
        return job(self)

    def subscribe(self, listener: Callable[[Sequence[Published]], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def visitor_online(self, visitor_id: str, online: bool) -> None:
        self.told.append((visitor_id, online))
        self.changed.set()

    def types(self, visitor_id: str, name: str) -> None:
        news = AgentTyping(name=name, typing=True)
        for listener in self._listeners:
            listener([Published(audience=for_visitor(visitor_id), event=news, at=0)])

    async def hears(self, *told: tuple[str, bool]) -> None:
        while tuple(self.told) != told:
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), 10)


class Ear:
    """Stands for a line: gathers what was sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def send(self, frame: str) -> None:
        self.sent.append(frame)


def tab(visitor_id: str) -> tuple[Tab, Ear]:
    ear = Ear()
    return Tab(visitor_id, cast(Line, ear)), ear


def test_news_wait_for_the_welcome_and_reach_every_tab() -> None:
    async def scene() -> None:
        writer = Writer()
        tabs = Tabs(cast(VisitorCalls, writer), away_after=60)
        (one, first), (two, second), (other, third) = tab("v"), tab("v"), tab("w")
        for each in (one, two, other):
            await tabs.join(each)
        one.release()
        other.release()
        writer.types("v", "Ann")
        assert len(first.sent) == 1
        assert second.sent == []
        two.release()
        assert second.sent == first.sent
        tabs.leave(one)
        writer.types("v", "Ben")
        assert len(first.sent) == 1
        assert len(second.sent) == 2
        assert third.sent == []

    asyncio.run(scene())


def test_one_visitor_comes_once_and_goes_once() -> None:
    async def scene() -> None:
        writer = Writer()
        tabs = Tabs(cast(VisitorCalls, writer), away_after=0)
        (one, _), (two, _) = tab("v"), tab("v")
        await tabs.join(one)
        await tabs.join(two)
        tabs.leave(one)
        await writer.hears(("v", True))
        tabs.leave(two)
        await writer.hears(("v", True), ("v", False))
        await tabs.join(one)
        await writer.hears(("v", True), ("v", False), ("v", True))

    asyncio.run(scene())


def test_loading_a_page_anew_is_not_leaving() -> None:
    async def scene() -> None:
        writer = Writer()
        tabs = Tabs(cast(VisitorCalls, writer), away_after=60)
        for _ in range(3):
            each, _ = tab("v")
            await tabs.join(each)
            tabs.leave(each)
        assert writer.told == [("v", True)]

    asyncio.run(scene())


def test_who_is_back_before_it_was_told_never_left() -> None:
    async def scene() -> None:
        writer = Writer()
        tabs = Tabs(cast(VisitorCalls, writer), away_after=0)
        for _ in range(50):
            each, _ = tab("v")
            await tabs.join(each)
            tabs.leave(each)
            await asyncio.sleep(0)
        last, _ = tab("v")
        await tabs.join(last)
        for _ in range(20):  # whatever was still on its way arrives
            await asyncio.sleep(0)
        assert writer.told[-1] == ("v", True), "the last word is the truth"

    asyncio.run(scene())
