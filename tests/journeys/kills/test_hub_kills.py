"""SIGKILL of the hub at every step of its work, while an agent and visitors write all the while.

What either side was told to be sent is there once, in order, and both sides show what the hub has. Nobody is stuck.
"""

import asyncio
import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.hub.databases import fresh_served
from tests.journeys.kills.lives import Arms, DeskLife
from tests.journeys.kills.points import LATEST, Point, points, start_value, wanted
from tests.journeys.kills.stage import CAPACITY, Stage
from tests.peers.postgres import PASSWORD

USUAL = 54
USUAL_SERVED = 12
#: With a database on a server these calls are its writing, too, and there is no other.
TALKING = {call: 2 * latest for call, latest in LATEST.items() if "send" in call or "recv" in call}
VISITORS = 3
ONE_MORE_EVERY = 20
STARTS_WITHIN_S = 0.5


async def one_life(stage: Stage, desk: DeskLife, point: Point) -> None:
    """A hub that goes on where the last one died, until it dies itself."""
    hub = stage.hub()
    if point.call:
        await hub.life.arm(point)
    hub.begin()
    if not point.call and point.at == 0:
        await asyncio.sleep(stage.chance.uniform(0, STARTS_WITHIN_S))  # amid its start
        hub.life.kill()
    else:
        await hub.life.spoke()
        desk.life.tell("reconnect")
    if not point.call and point.at:
        before = desk.sent
        await desk.until(lambda: desk.sent >= before + point.at, f"{point.at} replies more")
        await asyncio.sleep(point.wait)
        hub.life.kill()
    try:
        await hub.life.dead()
    except AssertionError:
        print("the desk's last words:", *desk.life.last, sep="\n")  # noqa: T201
        raise
    await hub.life.end(kill=True)
    assert hub.life.errors == b"", hub.life.errors.decode()


async def kill_hubs(
    folder: Path, seed: int, kills: int, latest: Mapping[str, int] = LATEST, server: str = ""
) -> str:
    """The whole test; gives its figures."""
    chance = random.Random(seed)
    async with Arms() as arms:
        stage = Stage(arms, folder, chance, server)
        hub = await stage.found()
        desk = await stage.at_work(VISITORS)
        await hub.life.end(kill=True)
        for number, point in enumerate(points(chance, kills, latest), 1):
            stage.kills.append(str(point))
            await one_life(stage, desk, point)
            if number % ONE_MORE_EVERY == 0 and len(stage.writers) < CAPACITY - 1:
                stage.admit(1)
        hub = stage.hub()
        hub.begin()
        await hub.ready()
        desk.life.tell("reconnect")
        stage.admit(1)  # somebody new is served, too
        await stage.finish(hub, desk)
        return stage.figures()


@pytest.mark.serial
@pytest.mark.timeout(3_000)
def test_no_kill_of_the_hub_loses_or_doubles_a_message(tmp_path: Path) -> None:
    seed = start_value()
    print(f"AGENT_DESKTOP_KILLS_SEED={seed}")  # noqa: T201
    print(asyncio.run(kill_hubs(tmp_path, seed, wanted(USUAL))))  # noqa: T201


@pytest.mark.serial
@pytest.mark.timeout(3_000)
def test_nor_does_one_amid_its_talk_with_a_database_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = start_value()
    print(f"AGENT_DESKTOP_KILLS_SEED={seed}")  # noqa: T201
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    kills = kill_hubs(tmp_path, seed, wanted(USUAL_SERVED), TALKING, without_password())
    print(asyncio.run(kills))  # noqa: T201


def without_password() -> str:
    """The address of a new database, as a hub is told it."""
    return fresh_served().replace(f":{PASSWORD}@", "@")
