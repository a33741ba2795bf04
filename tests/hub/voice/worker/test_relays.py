"""The worker behind a NAT: what STUN and TURN servers tell of it is in its answers, and sound goes through a relay."""

from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.media.transport.helping import helpers
from agent_desktop.media.transport.ice import IceSettings
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import WebAnswered, house
from tests.hub.voice.worker.test_web_line import page_in
from tests.peers.coturn import PASSWORD, USER, coturn

pytestmark = pytest.mark.serial


@asynchronous
async def test_a_page_reaches_the_hub_by_a_relay_alone(tmp_path: Path) -> None:
    with coturn(tmp_path) as server:
        place = f"127.0.0.1:{server.port}"

        def behind(setup: WorkerSetup) -> WorkerSetup:
            stun, turn = helpers((f"stun:{place}", f"turn:{place}"), USER, PASSWORD)
            ice = IceSettings(stun, turn, ("127.0.0.1",), relay_only=True)
            return replace(setup, ice=ice, codecs=("opus", "PCMU"))

        async with house(tmp_path, change=behind) as home, page_in(home) as page:
            sdp = (await home.desk.until(WebAnswered)).sdp
            kinds = {one.split(" typ ")[1].split()[0] for one in sdp.splitlines() if " typ " in one}
            assert kinds == {"relay"}
            agent = await home.agent("ann", 700.0)
            await home.desk.until(d.Arrived)
            home.accept("c", "ann")
            await home.desk.until(d.Talking)
            await page.hears_only(700.0)
            await agent.hears_only(440.0)

            # From now on the worker shows its own addresses, too: calls that are up stay.
            stun, _ = helpers((f"stun:{place}",), "", "")
            home.worker.define_ice(IceSettings(stun, addresses=("127.0.0.1",)))
            home.desk.told.clear()
            async with page_in(home, hz=520.0, call="d", leg="other"):
                sdp = (await home.desk.until(WebAnswered)).sdp
            assert " typ host" in sdp
            assert " typ srflx" in sdp
            await page.hears_only(700.0)
