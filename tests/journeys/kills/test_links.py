"""Bad links: answers that are lost after the hub acted, and a connection that goes silent without a word."""

import asyncio
import random
import time
from pathlib import Path

import pytest

from tests.contracts.asynchronous import asynchronous
from tests.journeys.kills.lives import Arms
from tests.journeys.kills.points import start_value, wanted
from tests.journeys.kills.proxy import proxied
from tests.journeys.kills.stage import Stage

CUTS = 20
NOTICED_WITHIN_S = 30.0


async def cut_answers(folder: Path, seed: int, cuts: int) -> str:
    """The desk's link is cut again and again while answers come back."""
    chance = random.Random(seed)
    async with Arms() as arms:
        stage = Stage(arms, folder, chance)
        hub = await stage.found()
        async with proxied(stage.port) as proxy:
            desk = await stage.at_work(3, proxy.url)
            while proxy.cuts < cuts:
                # from amid the welcome to many answers later
                proxy.cut_after = int(2 ** chance.uniform(4, 17))
                seen = proxy.cuts
                while proxy.cuts == seen:
                    desk.life.tell("reconnect")
                    await asyncio.sleep(0.02)
                stage.kills.append(f"cut after {proxy.cut_after} bytes")
            proxy.cut_after = None
            desk.life.tell("reconnect")
            await stage.finish(hub, desk)
        return stage.figures()


@pytest.mark.serial
@pytest.mark.timeout(600)
def test_answers_cut_on_their_way_double_nothing(tmp_path: Path) -> None:
    seed = start_value()
    print(f"AGENT_DESKTOP_KILLS_SEED={seed}")  # noqa: T201
    print(asyncio.run(cut_answers(tmp_path, seed, wanted(CUTS))))  # noqa: T201


@pytest.mark.serial
@asynchronous
async def test_a_silent_link_is_noticed_and_replies_wait(tmp_path: Path) -> None:
    async with Arms() as arms:
        stage = Stage(arms, tmp_path, random.Random(start_value()))
        hub = await stage.found()
        async with proxied(stage.port) as proxy:
            desk = await stage.at_work(1, proxy.url)
            await desk.until(lambda: desk.sent > 5, "replies are out")
            began = time.monotonic()
            proxy.silence()
            shown, sent = desk.shown, desk.sent
            await desk.until(
                lambda: desk.link == "offline", "the silence is noticed", NOTICED_WITHIN_S
            )
            noticed = time.monotonic() - began
            assert desk.shown - desk.sent > 0, (shown, sent)  # typed on, and kept
            proxy.speak()
            desk.life.tell("reconnect")
            await desk.until(lambda: desk.link == "live", "the link is back")
            await stage.finish(hub, desk)
        print(f"silence noticed after {noticed:.1f} s")  # noqa: T201
