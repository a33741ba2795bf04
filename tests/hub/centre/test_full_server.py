"""A database server whose disk is full: clear words, no half state, and all is well when there is room again."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.model.errors import StoreFailed
from tests.hub import databases, served
from tests.hub.centre.floor import Floor
from tests.hub.centre.test_faults import accepted, everything
from tests.peers.postgres import OWNER
from tests.small_disk import small_disk

pytestmark = databases.only_served


@pytest.fixture
def disk() -> Iterator[Path]:
    """A small one, of the server's user."""
    with ExitStack() as block:
        top = Path(block.enter_context(tempfile.TemporaryDirectory()))
        top.chmod(0o755)
        folder = block.enter_context(small_disk(top / "small", megabytes=64))
        os.chown(folder, pwd.getpwnam(OWNER).pw_uid, -1)
        yield folder


@pytest.fixture
def floor(disk: Path) -> Iterator[Floor]:
    """A centre whose database lies there."""
    space = disk / "space"
    space.mkdir()
    shutil.chown(space, OWNER)
    server = databases.server()
    server.ask(f"CREATE TABLESPACE small LOCATION '{space}'")
    address = served.pool().make("TABLESPACE small").address
    floor = Floor(address)
    floor.furnish()
    yield floor
    floor.centre.storage.close()
    server.ask(f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")
    server.ask("DROP TABLESPACE small")


def test_a_full_disk_changes_nothing_and_passes(floor: Floor, disk: Path) -> None:
    conversation_id = accepted(floor).conversation_id
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - 300_000))
    before, sent = everything(floor), 0

    def fill() -> None:
        nonlocal before, sent
        while True:
            floor.send("anna", conversation_id, os.urandom(5_000).hex())
            before, sent = everything(floor), sent + 1

    with pytest.raises(StoreFailed, match="disk of the hub's database server is full"):
        fill()
    with pytest.raises(StoreFailed):
        floor.centre.say("vera", "s1", os.urandom(5_000).hex())
    assert everything(floor) == before
    filler.unlink()
    floor.send("anna", conversation_id, os.urandom(5_000).hex())
    floor.centre.say("vera", "s1", os.urandom(5_000).hex())
    assert floor.centre.storage.checked() == []
    assert len(floor.centre.timeline(conversation_id, limit=500).items) == 4 + sent + 2
