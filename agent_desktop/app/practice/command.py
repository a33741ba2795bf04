"""The subcommand `practice`: practice customers for any hub, until interrupted."""

from __future__ import annotations

import argparse


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
        "--pace", type=float, default=1.0, metavar="N", help="2 is half as fast, 0 instant"
    )
    practice.add_argument("--seed", type=int, metavar="N", help="repeat the same stream")


def run_practice_command(chosen: argparse.Namespace) -> int:
    """Bring visitors until interrupted; return the exit code."""
    import asyncio

    from agent_desktop.app.practice.crowd import crowd

    try:
        asyncio.run(
            crowd(
                chosen.hub,
                at_once=chosen.at_once,
                every_s=chosen.every,
                pace=chosen.pace,
                seed=chosen.seed,
            )
        )
    except KeyboardInterrupt:
        return 130
    return 0
