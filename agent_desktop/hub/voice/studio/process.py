"""A studio's process: setup and orders on stdin, events on stdout.

Promises `Ready` as its first line; that it ends on `Stop` and at the end of stdin, with every recording complete; its
load once a second while it has calls. SIGINT is the parent's affair: a terminal sends it to both. Refuses to go on when
its parent is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import sys
import time
from pathlib import Path
from typing import Final

import msgspec

from agent_desktop.hub.voice.process import start
from agent_desktop.hub.voice.process.loops import loop_factory
from agent_desktop.hub.voice.process.pipes import Inbox, Outbox
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.prompts.uploads import UploadedPrompts
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.studio import Studio
from agent_desktop.media.precedence import take_turns_first

LOAD_EVERY_S: Final = 1.0
_log: Final = logging.getLogger(__name__)


def main() -> int:
    """Run a studio as stdin says; the process's exit code."""
    take_turns_first()
    inbox, descriptor = Inbox(sys.stdin.fileno()), start.as_child()
    try:
        setup = words.setup.decode(inbox.read() or b"")
    except msgspec.MsgspecError:
        _log.error("no setup came over stdin")
        return 1
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(_serve(setup, inbox, descriptor))


async def _serve(setup: words.StudioSetup, inbox: Inbox, descriptor: int) -> int:
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def end() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed already
            loop.call_soon_threadsafe(over.set)

    start.end_when_terminated(over)
    outbox = Outbox(descriptor, end)

    def say(event: words.Heard) -> None:
        outbox.put(words.line(event))

    prompts = UploadedPrompts(Path(setup.prompts))
    catalogue = Catalogue(prompts.all())
    ice = setup.reach.settings() if setup.reach is not None else None
    studio = Studio(setup, ice, catalogue, say)

    def do(line: bytes) -> None:
        try:
            order = words.said.decode(line)
        except msgspec.MsgspecError as error:
            _log.error("an order was not understood: %s", type(error).__name__)
            return
        if isinstance(order, words.Stop):
            over.set()
        elif isinstance(order, words.Look):
            catalogue.define(prompts.all())
        else:
            studio.do(order)

    def heard(line: bytes) -> None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(do, line)

    gc.collect()
    gc.freeze()  # what lives now lives for ever: collections stay short
    say(words.Ready())
    inbox.follow(heard, end)
    telling = asyncio.create_task(_tell_load(studio, outbox))
    try:
        await over.wait()
    finally:
        telling.cancel()
        await studio.stop()
        outbox.close()
    return 0


async def _tell_load(studio: Studio, outbox: Outbox) -> None:
    """Say how busy this process is, for ever: also once when the last call is over."""
    spent, told = time.process_time(), 0.0
    while True:
        await asyncio.sleep(LOAD_EVERY_S)
        before, spent = spent, time.process_time()
        share = (spent - before) / LOAD_EVERY_S if studio.bridges else 0.0
        if share or told:
            outbox.put(words.line(words.Load(share)))
        told = share
