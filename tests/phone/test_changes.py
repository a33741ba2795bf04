"""What the system tells of its networks: one call for a burst, and none after the end."""

import asyncio
import socket
import sys

import pytest

from agent_desktop.phone.carrier.changes import NetworkChanges
from tests.contracts.asynchronous import asynchronous


@asynchronous
async def test_a_burst_of_changes_is_one_and_the_end_is_quiet() -> None:
    told: asyncio.Queue[None] = asyncio.Queue()
    changes = NetworkChanges(lambda: told.put_nowait(None))
    theirs, ours = socket.socketpair(type=socket.SOCK_DGRAM)
    changes.listen(ours)
    for _ in range(2):
        for _ in range(20):
            theirs.send(b"an address came")
        await told.get()
        assert told.empty()
    theirs.send(b"the last one")
    changes.close()
    assert ours.fileno() == -1
    theirs.close()


@pytest.mark.skipif(sys.platform != "linux", reason="rtnetlink is of Linux")
@asynchronous
async def test_the_system_lets_us_listen() -> None:
    changes = NetworkChanges(lambda: None)
    changes.start()
    assert changes._source is not None
    assert changes._source.family == socket.AF_NETLINK
    changes.close()
