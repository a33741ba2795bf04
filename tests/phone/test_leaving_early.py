"""A window that leaves while its engine starts: no process stays behind that nobody would tell to end."""

import asyncio
from pathlib import Path

import psutil
import pytest

from agent_desktop.model.phone import PhoneEvent
from agent_desktop.phone.client import PhoneClient
from agent_desktop.phone.link import Link
from agent_desktop.phone.whereabouts import Whereabouts
from tests.contracts.asynchronous import asynchronous
from tests.phone.windows import REHEARSAL, setup

pytestmark = pytest.mark.serial


async def _unheard(_: PhoneEvent) -> None:
    """There is nobody to tell."""


@asynchronous
async def test_a_window_that_leaves_before_the_link_leaves_no_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entering: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def slow(place: Whereabouts) -> Link:
        entering.set_result(place.pid)
        return await asyncio.Future[Link]()

    monkeypatch.setattr(Link, "enter", slow)
    client = PhoneClient(setup(tmp_path), REHEARSAL)
    run = asyncio.create_task(client.run(_unheard))
    pid = await entering
    assert psutil.pid_exists(pid)
    await client.close(keep_calls=False)
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)
    assert not psutil.pid_exists(pid)
