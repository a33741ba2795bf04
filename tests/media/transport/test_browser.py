"""Calls with a real browser: offers both ways, both DTLS roles, restarts of ICE, hidden addresses."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page

from agent_desktop.media.transport.ice import IceSettings, TurnServer
from agent_desktop.media.transport.plan import Connected, Failed, PeerMoved, SessionSettings
from tests.media.transport.browser import (
    ITS_TONE,
    OUR_TONE,
    SHOW_ADDRESSES,
    Setup,
    Voice,
    page,
    read,
    tone_of,
    write,
)
from tests.media.transport.pairs import ICE, End
from tests.peers.coturn import PASSWORD, USER, Coturn, coturn
from tests.widget.stage import CHROMIUM

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"needs Chromium at {CHROMIUM}"),
]


async def opened(*, controlling: bool, settings: SessionSettings = ICE) -> End:
    end = await End().open(settings, controlling=controlling)
    await end.session.gathered()
    return end


async def sound_goes_both_ways(browser: Page, end: End) -> None:
    async with Voice(end):
        heard, theirs = await asyncio.gather(browser.evaluate("hear()"), tone_of(end))
    assert heard == pytest.approx(OUR_TONE, abs=15)
    assert theirs == pytest.approx(ITS_TONE, abs=5)
    assert not any(isinstance(event, Failed) for event in end.all_events)


@pytest.mark.parametrize("setup", ["active", "passive"])
def test_the_browser_offers(setup: Literal["active", "passive"]) -> None:
    async def main() -> None:
        async with page(SHOW_ADDRESSES) as browser:
            offered = read(await browser.evaluate("offer(false)"))
            end = await opened(controlling=False)
            await end.session.apply(offered.plan("client" if setup == "active" else "server"))
            await browser.evaluate("sdp => take('answer', sdp)", write(end, setup, offered.mid))
            connected = await end.event(Connected)
            assert connected.path is not None
            assert not connected.path.relayed
            await sound_goes_both_ways(browser, end)
            await end.session.close()

    asyncio.run(main())


@pytest.mark.parametrize(("ours", "role"), [("actpass", "server"), ("active", "client")])
def test_we_offer(ours: Setup, role: Literal["client", "server"]) -> None:
    async def main() -> None:
        async with page(SHOW_ADDRESSES) as browser:
            end = await opened(controlling=True)
            answered = read(await browser.evaluate("sdp => answer(sdp)", write(end, ours)))
            assert answered.setup == ("active" if role == "server" else "passive")
            await end.session.apply(answered.plan(role))
            await end.event(Connected)
            await sound_goes_both_ways(browser, end)
            await end.session.close()

    asyncio.run(main())


def test_both_may_restart_ice_while_the_voice_goes_on() -> None:
    async def main() -> None:
        async with page(SHOW_ADDRESSES) as browser:
            offered = read(await browser.evaluate("offer(false)"))
            end = await opened(controlling=False)
            await end.session.apply(offered.plan("client"))
            await browser.evaluate("sdp => take('answer', sdp)", write(end, "active", offered.mid))
            await end.event(Connected)
            paths = [end.session.path]
            await sound_goes_both_ways(browser, end)

            again = read(await browser.evaluate("offer(true)"))
            assert again.ice.username != offered.ice.username
            end.session.restart_ice(controlling=False)
            await end.session.gathered()
            await end.session.apply(again.plan("client"))
            await browser.evaluate("sdp => take('answer', sdp)", write(end, "active", offered.mid))
            await end.event(PeerMoved)
            paths.append(end.session.path)
            await sound_goes_both_ways(browser, end)

            end.session.restart_ice(controlling=True)
            await end.session.gathered()
            answered = read(
                await browser.evaluate("sdp => answer(sdp)", write(end, "actpass", offered.mid))
            )
            assert answered.setup == "passive"  # the roles of the association stay
            await end.session.apply(answered.plan("client"))
            await end.event(PeerMoved)
            paths.append(end.session.path)
            await sound_goes_both_ways(browser, end)
            assert None not in paths
            assert len([one for one in end.all_events if isinstance(one, Connected)]) == 1
            await end.session.close()

    asyncio.run(main())


def test_a_browser_that_hides_its_addresses_is_found_by_its_checks() -> None:
    async def main() -> None:
        async with page() as browser:
            offered = read(await browser.evaluate("offer(false)"))
            assert all(".local " in candidate for candidate in offered.ice.candidates)
            end = await opened(controlling=False)
            await end.session.apply(offered.plan("client"))
            await browser.evaluate("sdp => take('answer', sdp)", write(end, "active", offered.mid))
            await end.event(Connected)
            await sound_goes_both_ways(browser, end)
            await end.session.close()

    asyncio.run(main())


def test_a_call_through_a_relay_by_tls(tmp_path: Path) -> None:
    async def main(server: Coturn) -> None:
        relay = TurnServer("127.0.0.1", server.tls_port, USER, PASSWORD, "tls")
        ice = IceSettings((), (relay,), ("127.0.0.1",), relay_only=True, trust=server.trust)
        async with page(SHOW_ADDRESSES) as browser:
            offered = read(await browser.evaluate("offer(false)"))
            # The relay is on loopback, and so must be the way from it to the browser.
            candidates = tuple(
                re.sub(r" \d+\.\d+\.\d+\.\d+ ", " 127.0.0.1 ", one)
                for one in offered.ice.candidates
                if " typ host" in one
            )
            end = await opened(controlling=False, settings=replace(ICE, ice=ice))
            plan = offered.plan("client")
            assert plan.ice is not None
            await end.session.apply(replace(plan, ice=replace(plan.ice, candidates=candidates)))
            await browser.evaluate("sdp => take('answer', sdp)", write(end, "active", offered.mid))
            connected = await end.event(Connected)
            assert connected.path is not None
            assert connected.path.relayed
            await sound_goes_both_ways(browser, end)
            await end.session.close()

    with coturn(tmp_path) as server:
        asyncio.run(main(server))
