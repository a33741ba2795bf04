"""The hub's program in a process that the nursery forked. First line of stdin: the options; second: the hub's own."""

import os
from pathlib import Path

from agent_desktop.hub.server.process import HubOptions, run
from agent_desktop.model.base import Record
from tests.journeys.kills.lines import decoded, read_line

RATE_FACTOR = 1_000.0


class HubWords(Record, frozen=True):
    """The start words. `port` 0 takes a free one;"""

    data: str
    port: int = 0


def main() -> int:
    """Run the hub until its stdin ends."""
    words = decoded(read_line(0), HubWords)
    os.umask(0o077)
    options = HubOptions(data=Path(words.data), port=words.port, rate_factor=RATE_FACTOR)
    return run(options)
