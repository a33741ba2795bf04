"""Full disks, of the hub and of the desk: told in words, nothing lost or doubled, and all goes on with room."""

import contextlib
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.asynchronous import asynchronous
from tests.journeys.kills.lives import Arms
from tests.journeys.kills.points import start_value
from tests.journeys.kills.stage import Stage


class SmallDisk:
    """A folder of 64 MB whose room can be taken and given back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave no room at all."""
        with self._filler.open("wb", buffering=0) as filler:
            with contextlib.suppress(OSError):  # until there is no room
                while True:
                    filler.write(bytes(65_536))

    def free(self) -> None:
        """Give the room back."""
        self._filler.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk, where this system lets us make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this system lets only its administrator mount a small disk")
    yield SmallDisk(folder)
    with contextlib.suppress(FileNotFoundError):
        (folder / "filler").unlink()
    subprocess.run(["umount", str(folder)], check=True, capture_output=True)


@pytest.mark.expected_log("hub.log: .* not saved: The hub's disk is full")
@pytest.mark.serial
@asynchronous
async def test_the_hubs_full_disk_is_told_and_passes(tmp_path: Path, small_disk: SmallDisk) -> None:
    async with Arms() as arms:
        stage = Stage(arms, tmp_path, random.Random(start_value()))
        stage.data = small_disk.folder / "hub"
        hub = await stage.found()
        desk = await stage.at_work(2)
        await desk.until(lambda: desk.sent > 5, "replies are out")
        small_disk.fill()
        await desk.until(
            lambda: any("disk is full" in one for one in desk.notices), "the agent is told"
        )
        for writer in stage.writers:
            await writer.refused_with("store_failed")
        assert desk.link == "live"
        small_disk.free()
        await stage.finish(hub, desk)


@pytest.mark.serial
@asynchronous
async def test_the_desks_full_disk_is_told_and_passes(
    tmp_path: Path, small_disk: SmallDisk
) -> None:
    async with Arms() as arms:
        stage = Stage(arms, tmp_path, random.Random(start_value()))
        stage.database = small_disk.folder / "desk.db"
        hub = await stage.found()
        desk = await stage.at_work(2)
        await desk.until(lambda: desk.sent > 5, "replies are out")
        small_disk.fill()
        await desk.until(lambda: "disk_full" in desk.faults, "the agent is told")
        small_disk.free()
        shown = desk.shown
        await desk.until(lambda: desk.shown > shown, "typing works again")
        await stage.finish(hub, desk)
