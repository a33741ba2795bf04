"""Practice customers as a process: they come, and they go with whoever brought them."""

import asyncio
import subprocess
import sys

import psutil

from agent_desktop.app.practice.process import PracticeProcess
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub

ENDS_WITHIN_S = 30


def test_they_go_when_the_stdin_of_their_process_ends() -> None:
    with throwaway_hub() as hub:
        ann = make_agent(hub.url, owner_token(hub.url, hub.ticket), "ann")
        words = ["-m", "agent_desktop", "practice", "--hub", hub.url, "--pace", "0"]
        with Desk.open(hub.live, ann) as desk:
            desk.ready()
            practice = subprocess.Popen(
                [sys.executable, *words, "--until-stdin-ends"],
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            desk.accept()  # somebody came, and talks
            _, errors = practice.communicate(timeout=ENDS_WITHIN_S)  # which closes its stdin
    assert (practice.returncode, errors) == (0, b"")


def test_whoever_is_sent_away_while_coming_does_not_come() -> None:
    async def scenario() -> None:
        before = set(psutil.Process().children())
        practice = PracticeProcess("http://127.0.0.1:9")
        coming = asyncio.create_task(practice.start())
        await asyncio.sleep(0)
        await practice.stop()
        await coming
        await practice.stop()
        assert set(psutil.Process().children()) <= before

    asyncio.run(scenario())
