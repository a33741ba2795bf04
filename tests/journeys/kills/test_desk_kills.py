"""SIGKILL of the desk at every step of sending: what was shown arrives exactly once, in order."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.journeys.kills.lives import Arms
from tests.journeys.kills.points import Point, points, start_value, wanted
from tests.journeys.kills.stage import Stage

USUAL = 54
VISITORS = 5


async def one_life(stage: Stage, point: Point) -> None:
    """A desk that goes on where the last one died, until it dies itself."""
    desk = stage.desk()
    if point.call:
        await desk.life.arm(point)
    desk.begin()
    if not point.call:
        await desk.until(lambda: desk.sent >= point.at, f"{point.at} replies are out")
        await asyncio.sleep(point.wait)
        desk.life.kill()
    await desk.life.dead()
    await desk.life.end(kill=True)
    assert desk.life.errors == b"", desk.life.errors.decode()


async def kill_desks(folder: Path, seed: int, kills: int) -> str:
    """The whole test; gives its figures."""
    chance = random.Random(seed)
    async with Arms() as arms:
        stage = Stage(arms, folder, chance)
        hub = await stage.found()
        stage.admit(VISITORS)
        for point in points(chance, kills):
            stage.kills.append(str(point))
            await one_life(stage, point)
        await stage.finish(hub)
        return stage.figures()


@pytest.mark.serial
@pytest.mark.timeout(3_000)
def test_no_kill_of_the_desk_loses_or_doubles_a_shown_reply(tmp_path: Path) -> None:
    seed = start_value()
    print(f"AGENT_DESKTOP_KILLS_SEED={seed}")  # noqa: T201
    print(asyncio.run(kill_desks(tmp_path, seed, wanted(USUAL))))  # noqa: T201
