"""The subcommand `practice`: practice customers for any hub, until interrupted, or until who brought them is gone."""

from __future__ import annotations

import argparse
from collections.abc import Coroutine


def add_practice_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand; `run_practice_command` does it."""
    practice = commands.add_parser(
        "practice",
        help="bring practice customers to a hub",
        description="Bring simulated visitors to a hub through its public chat door.",
    )
    practice.add_argument("--hub", required=True, metavar="URL", help="the hub's address")
    practice.add_argument("--at-once", type=int, default=3, metavar="N", help="visitors at a time")
    practice.add_argument(
        "--every", type=float, default=12.0, metavar="SECONDS", help="between two arrivals"
    )
    practice.add_argument(
        "--calls-every",
        type=float,
        default=240.0,
        metavar="SECONDS",
        help="between two calls from the web page, 0: none",
    )
    practice.add_argument(
        "--pace", type=float, default=1.0, metavar="N", help="2 is half as fast, 0 instant"
    )
    practice.add_argument("--seed", type=int, metavar="N", help="repeat the same stream")
    practice.add_argument(
        "--until-stdin-ends",
        action="store_true",
        help="go when stdin ends, for a program that brings them and may die",
    )


def run_practice_command(chosen: argparse.Namespace) -> int:
    """Bring visitors until interrupted; return the exit code."""
    import asyncio

    from agent_desktop.app.practice.crowd import crowd

    come = crowd(
        chosen.hub,
        at_once=chosen.at_once,
        every_s=chosen.every,
        calls_every_s=chosen.calls_every,
        pace=chosen.pace,
        seed=chosen.seed,
    )
    try:
        asyncio.run(_until_stdin_ends(come) if chosen.until_stdin_ends else come)
    except KeyboardInterrupt:
        return 130
    return 0


async def _until_stdin_ends(work: Coroutine[None, None, None]) -> None:
    """Do `work`, which is cancelled when stdin ends. Raises what it raises."""
    import asyncio
    import contextlib
    import sys

    from agent_desktop.hub.server.handshake import Parent

    loop = asyncio.get_running_loop()
    doing = asyncio.create_task(work)

    def leave() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended: they are leaving anyway
            loop.call_soon_threadsafe(doing.cancel)

    Parent(sys.stdin.fileno()).when_gone(leave)
    with contextlib.suppress(asyncio.CancelledError):
        await doing
