"""How a child of the hub begins: what the worker, its studios and the darkroom have in common.

Promises that nothing but answers reaches the hub, and that a Ctrl-C for the hub is left to the hub.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

from agent_desktop.hub.voice.process import log


def as_child() -> int:
    """Be one; the descriptor by which the hub hears us. Once, before anything else."""
    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log.prepare()
    answers = os.dup(1)
    os.dup2(2, 1)  # whoever prints says it to the log
    return answers


def end_when_terminated(over: asyncio.Event) -> None:
    """Set `over` when the system asks this process to end. On the loop."""
    # Windows has no such signal: there the end of stdin is all that tells.
    with contextlib.suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
