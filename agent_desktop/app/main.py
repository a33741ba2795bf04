"""The command `agent-desktop`: reads the command line.

Promises an exit code. Refuses unknown options with a sentence. Imports nothing heavy at module
level, because whatever stands here delays the first paint.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from agent_desktop import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with `argv` (the process's own when None); return the exit code."""
    parser = argparse.ArgumentParser(
        prog="agent-desktop", description="A native desktop for contact-centre agents."
    )
    parser.add_argument("--version", action="version", version=f"Agent Desktop {__version__}")
    parser.parse_args(argv)
    return 0
