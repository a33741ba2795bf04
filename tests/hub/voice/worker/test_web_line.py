"""Legs from web pages: with our own media stack as the browser, and with Chromium."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.media.transport.ice import IceSettings
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import House, WebAnswered, WebOver, house
from tests.hub.voice.worker.page import Page
from tests.media.transport import browser
from tests.widget.stage import CHROMIUM


def for_pages(setup: WorkerSetup) -> WorkerSetup:
    return replace(setup, ice=IceSettings(addresses=("127.0.0.1",)), codecs=("opus", "PCMU"))


@asynccontextmanager
async def page_in(
    home: House,
    entry_point: str = "main",
    hz: float = 440.0,
    *,
    call: str = "c",
    leg: str = "web",
) -> AsyncIterator[Page]:
    """A page that has called and been answered."""
    page = Page(hz)
    try:
        home.worker.web_call(call, leg, entry_point, await page.offer())
        answered = await home.desk.until(WebAnswered)
        assert answered.leg == leg
        await page.take(answered.sdp)
        yield page
    finally:
        await page.hush()


@asynchronous
async def test_a_page_hears_the_menu_waits_and_talks(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home, page_in(home, "menu") as page:
        agent = await home.agent("ann", 700.0)
        await page.hears(lambda sound: bool(sound.any()))
        home.worker.web_key("web", "1")
        arrived = await home.desk.until(d.Arrived)
        assert (arrived.call, arrived.queue, arrived.entry_point) == ("c", "orders", "menu")
        home.accept("c", "ann")
        await home.desk.until(d.Talking)
        await page.hears_only(700.0)
        await agent.hears_only(440.0)
        page.press("5")
        await agent.hears(lambda _: agent.keys == "5")
        assert page.encrypted
        home.worker.web_ended("web")
        assert (await home.desk.until(d.WorkEnded)).why == "customer_left"
        await home.desk.until(d.CallOver)
        assert home.desk.all(WebOver) == []  # the page knows
        assert not home.worker.lines
        assert not home.bridges


@asynchronous
async def test_a_page_is_called_back_and_answers(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home:
        agent, page = await home.agent("ann", 700.0), Page(440.0)
        kept = i.CallbackRestored(call="c", number="", queue="orders", arrived_at=0)
        home.worker.tell(kept)
        home.accept("c", "ann")
        pictured = await home.desk.until(
            VoiceCall, lambda call: any(one.part == "customer" for one in call.legs)
        )
        (leg,) = (one.id for one in pictured.legs if one.part == "customer")
        home.worker.web_call("c", leg, "", await page.offer())
        home.worker.web_call("c", leg, "", "another tab")
        await page.take((await home.desk.until(WebAnswered)).sdp)
        await home.desk.until(d.Talking)
        await page.hears_only(700.0)
        await agent.hears_only(440.0)
        home.worker.web_ended(leg)
        await home.desk.until(d.CallOver)
        assert not home.worker.lines
        home.worker.web_call("c", leg, "", "late")
        assert home.desk.all(WebOver) == [WebOver(leg, "cancelled")]
        await page.hush()


@asynchronous
async def test_a_page_that_is_called_back_and_does_not_answer(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home:
        agent = await home.agent("ann", 700.0)
        home.worker.tell(i.CallbackRestored(call="c", number="", queue="orders", arrived_at=0))
        home.accept("c", "ann")
        pictured = await home.desk.until(
            VoiceCall, lambda call: any(one.part == "customer" for one in call.legs)
        )
        agent.leave()
        (leg,) = (one.id for one in pictured.legs if one.part == "customer")
        assert (await home.desk.until(WebOver)) == WebOver(leg, "cancelled")
        assert (await home.desk.until(d.Returned)).why == "hung_up"
        assert not home.worker.lines


@asynchronous
async def test_the_agent_hangs_up_and_the_page_is_told(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home, page_in(home):
        agent = await home.agent("ann", 700.0)
        await home.desk.until(d.Arrived)
        home.accept("c", "ann")
        await home.desk.until(d.Talking)
        agent.leave()
        assert (await home.desk.until(WebOver)) == WebOver("web", "hung_up")


@asynchronous
async def test_a_page_that_closes_without_a_word_has_hung_up(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home, page_in(home) as page:
        await home.desk.until(d.Arrived)
        await page.hush()
        left = await home.desk.until(d.Left)
        assert left.call == "c"
        await home.desk.until(WebOver)


@asynchronous
async def test_a_page_that_hangs_up_before_anything_is_open_leaves_nobody_waiting(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, change=for_pages) as home:
        page = Page(440.0)
        home.worker.web_call("c", "web", "main", await page.offer())
        line = home.worker.lines["web"]
        home.worker.web_ended("web")
        await home.desk.until(d.CallOver)
        assert line._work is not None
        await asyncio.wait_for(line._work, 20)
        assert home.desk.all(WebAnswered) == []
        await page.hush()


@pytest.mark.parametrize(
    "offer",
    [
        "",
        "nonsense",
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n",
        "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n",
    ],
)
@asynchronous
async def test_what_is_no_call_of_a_page(tmp_path: Path, offer: str) -> None:
    async with house(tmp_path, change=for_pages) as home:
        home.worker.web_call("c", "web", "main", offer)
        assert (await home.desk.until(WebOver)) == WebOver("web", "failed")
        await home.desk.until(d.CallOver)
        assert not home.worker.lines


@asynchronous
async def test_an_entry_point_that_does_not_exist(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home:
        home.worker.web_call("c", "web", "nowhere", await (page := Page(440.0)).offer())
        assert (await home.desk.until(WebOver)) == WebOver("web", "not_found")
        await page.hush()


@asynchronous
async def test_a_stopping_worker_takes_no_page_and_tells_those_it_has(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home, page_in(home):
        await home.desk.until(d.Arrived)
        await home.worker.stop()
        assert (await home.desk.until(WebOver)).leg == "web"
        home.worker.web_call("c2", "late", "main", "")
        assert home.desk.all(WebOver)[-1] == WebOver("late", "failed")


@pytest.mark.sound
@pytest.mark.parametrize("hides", [True, False], ids=["hidden", "shown"])
@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"needs Chromium at {CHROMIUM}")
@asynchronous
async def test_chromium_talks_with_an_agent(tmp_path: Path, hides: bool) -> None:
    more = () if hides else (browser.SHOW_ADDRESSES,)
    async with house(tmp_path, change=for_pages) as home, browser.page(*more) as page:
        agent = await home.agent("ann", 1000.0)
        home.worker.web_call("c", "web", "main", await page.evaluate("offer(false)"))
        answered = await home.desk.until(WebAnswered)
        assert "opus/48000/2" in answered.sdp
        assert "useinbandfec=1" in answered.sdp
        assert "telephone-event" in answered.sdp
        await page.evaluate("sdp => take('answer', sdp)", answered.sdp)
        await home.desk.until(d.Arrived)
        home.accept("c", "ann")
        await home.desk.until(d.Talking)
        await agent.hears_only(float(browser.ITS_TONE))
        await page.wait_for_function(
            f"async () => Math.abs(await hear() - {browser.OUR_TONE}) < 15", timeout=20_000
        )
        await page.evaluate("pc.close()")
        assert (await home.desk.until(d.WorkEnded)).why == "customer_left"


@asynchronous
async def test_news_of_legs_that_are_gone(tmp_path: Path) -> None:
    async with house(tmp_path, change=for_pages) as home:
        home.worker.web_key("web", "1")
        home.worker.web_ended("web")
        assert home.desk.all(WebOver) == []
        home.worker.tell(i.TimePassed())
