"""The subcommand `shield`: another program tells the running one that something confidential begins or is over.

Promises an exit code that a payment program can rely on: 0 when nothing is recorded now (or, for `off`, when it was
told), 1 when something may be, 2 when Agent Desktop does not run. Refuses to start it.
"""

from __future__ import annotations

import argparse
import sys

from agent_desktop.app.places import places

_SAID = {
    "paused": (0, "Recording is paused."),
    "nothing": (0, "Nothing is recorded."),
    "off": (0, "Recording goes on where it was paused for this."),
    "failed": (1, "Recording could not be paused: something may still be recorded."),
    "not ready": (1, "Agent Desktop is not ready: nothing was paused."),
    "": (1, "Agent Desktop did not answer: something may still be recorded."),
}


def add_shield_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand; `run_shield_command` does it."""
    shield = commands.add_parser(
        "shield",
        help="pause recordings while card details are typed in another program",
        description="Tell the running Agent Desktop that card details are typed now, or no more.",
        epilog="Exit code: 0 nothing is recorded now, 1 something may be, 2 Agent Desktop does not run.",
    )
    shield.add_argument("state", choices=("on", "off"), help="whether card details are typed now")
    shield.add_argument("--data", metavar="DIR", help="the folder that was given to Agent Desktop")
    shield.add_argument("--quiet", action="store_true", help="say nothing; the exit code says it")


def run_shield_command(chosen: argparse.Namespace) -> int:
    """Tell the running program; return the exit code."""
    from agent_desktop.app.single import ask_the_first

    answer = ask_the_first(places(chosen.data).data, f"shield {chosen.state}")
    if answer is None:
        code, words = 2, "Agent Desktop does not run."
    else:
        code, words = _SAID.get(answer, _SAID[""])
    if not chosen.quiet:
        print(words, file=sys.stderr if code else sys.stdout)
    return code
