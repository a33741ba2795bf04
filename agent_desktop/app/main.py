"""The command `agent-desktop`: reads the command line.

Promises an exit code. Refuses unknown options with a sentence. Imports nothing heavy at module level, because whatever
stands here delays the first paint.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from agent_desktop import __version__
from agent_desktop.app.doctor.command import add_doctor_command, run_doctor_command
from agent_desktop.app.hub_command import add_hub_command, run_hub_command
from agent_desktop.app.options import Options
from agent_desktop.app.practice.command import add_practice_command, run_practice_command
from agent_desktop.app.shield_command import add_shield_command, run_shield_command


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with `argv` (the process's own when None); return the exit code."""
    chosen = command_line().parse_args(argv)
    if chosen.command == "hub":
        return run_hub_command(chosen)
    if chosen.command == "practice":
        return run_practice_command(chosen)
    if chosen.command == "shield":
        return run_shield_command(chosen)
    if chosen.command == "doctor":
        return run_doctor_command(chosen)
    gc.disable()  # until the first paint: what is made before it stays
    from agent_desktop.app.plain_imports import load_qt

    load_qt()
    from agent_desktop.app.window import run_window

    return run_window(
        Options(
            practice=chosen.practice,
            offscreen=chosen.offscreen or chosen.screenshot is not None,
            screenshot=chosen.screenshot,
            data=chosen.data,
            verbose=chosen.verbose,
        )
    )


def command_line() -> argparse.ArgumentParser:
    """What the program is asked by."""
    parser = argparse.ArgumentParser(
        prog="agent-desktop", description="A native desktop for contact-centre agents."
    )
    parser.add_argument("--version", action="version", version=f"Agent Desktop {__version__}")
    parser.add_argument("--practice", action="store_true", help="bring practice customers")
    parser.add_argument("--offscreen", action="store_true", help="run without a display")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        help="write one picture of a window full of life, and end; keeps nothing",
    )
    # The subcommands have a --data of their own; theirs must not be overwritten by this default.
    parser.add_argument("--data", metavar="DIR", help="keep everything under this folder")
    parser.add_argument("--verbose", action="store_true", help="log more than warnings")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    add_hub_command(commands)
    add_practice_command(commands)
    add_shield_command(commands)
    add_doctor_command(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
