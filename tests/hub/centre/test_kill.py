"""The writer is killed at random instants: what was acknowledged is there, once, in order; a retry doubles nothing."""

import os
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.commands import Cursor
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.timeline import Message
from tests.hub import databases
from tests.hub.centre.floor import Floor

KILLS = 12
ROOT = Path(__file__).resolve().parents[3]


def lines(conversation: str) -> list[str]:
    """What is asked: two voices in one conversation, and another visitor who only writes."""
    asked = []
    for number in range(2_000):
        asked.append(f"vera v{number} question {number}")
        asked.append(f"! a{number} {conversation} answer {number}")
        asked.append(f"vito w{number} remark {number}")
    return asked


def run_until_killed(path: Target, asked: list[str], after: int, pause: float) -> int:
    """Feed `asked` to the writer, kill it a moment after so many acknowledgements; how many came."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.hub.centre.victim", str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        feeder = threading.Thread(target=feed, args=(process, asked), daemon=True)
        feeder.start()
        done = 0
        while done < after and process.stdout.readline():
            done += 1
        time.sleep(pause)  # a random instant within a request is the point
        process.kill()
        done += len(process.stdout.read().split())
        process.wait(30)
        feeder.join(30)
    return done


def feed(process: "subprocess.Popen[str]", asked: list[str]) -> None:
    """Write past the buffer, which would complain when it is closed after the kill."""
    assert process.stdin is not None
    with suppress(OSError):
        for line in asked:
            os.write(process.stdin.fileno(), f"{line}\n".encode())


@pytest.mark.serial
def test_killed_at_random(tmp_path: Path) -> None:
    start = random.SystemRandom().randrange(1 << 30)
    print(f"the random generator started with {start}")  # noqa: T201
    chance = random.Random(start)
    path = databases.fresh(tmp_path / "hub.db")
    floor = Floor(path)
    floor.furnish()
    floor.visitor("vito", "billing")
    floor.centre.say("vito", "first", "remark")
    floor.ready("anna")
    floor.arrive("vera", "question")
    offer = floor.accept("anna")
    begun = Cursor(epoch=floor.centre.epoch, seq=floor.centre.position)
    floor.centre.storage.close()

    asked = lines(offer.conversation_id)
    acknowledged = 0
    for _ in range(KILLS):
        done = run_until_killed(
            path, asked[acknowledged:], chance.randrange(1, 60), chance.random() * 0.01
        )
        # the desk sends what was not acknowledged again: the next round begins there
        acknowledged += done
        storage = Storage.open(path)
        assert storage.checked() == []
        storage.close()
    run_until_killed(path, asked[acknowledged : acknowledged + 30], 30, 0)
    acknowledged += 30

    floor = Floor(path)
    floor.now = time.time_ns() // 1_000_000
    said: dict[str, list[str]] = {"v": [], "a": [], "w": []}
    items = list(floor.centre.chat_items("vito", limit=10_000))
    before = None
    while True:
        page = floor.centre.timeline(offer.conversation_id, before=before, limit=500)
        items_here = [one for one in page.items if isinstance(one, Message)]
        said["v"] = [one.client_id for one in items_here if one.incoming] + said["v"]
        said["a"] = [one.client_id for one in items_here if not one.incoming] + said["a"]
        before = page.items[0].seq
        if page.complete:
            break
    said["w"] = [one.client_id for one in items if one.mine]
    assert said["v"][0].startswith("id")
    assert said["w"][0] == "first"
    for voice, got in (("v", said["v"][1:]), ("w", said["w"][1:]), ("a", said["a"])):
        expected = [line.split()[1] for line in asked[:acknowledged]]
        mine = [one for one in expected if one.startswith(voice)]
        assert got == mine
    replayed: list[str] = []
    cursor, more = begun, True
    while more:
        replay = floor.centre.entries("anna", cursor, 500)
        assert replay.resync is None
        replayed += [
            one.event.message.client_id
            for one in replay.entries
            if isinstance(one.event, MessageReceived)
            and one.event.message.conversation_id == offer.conversation_id
        ]
        # As every client does: from now on the position is one of this epoch.
        cursor, more = Cursor(epoch=floor.centre.epoch, seq=replay.position), replay.more
    assert [one for one in replayed if one[0] == "a"] == said["a"]
    assert [one for one in replayed if one[0] == "v"] == said["v"][1:]
    floor.centre.storage.close()
