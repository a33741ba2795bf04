"""The hub's program in a process that the nursery forked. First line of stdin: the options; second: the hub's own."""

import os
from pathlib import Path

from agent_desktop.hub.server.options import HubOptions
from agent_desktop.hub.server.process import run
from agent_desktop.hub.written import courier
from agent_desktop.model.base import Record
from tests.journeys.kills.lines import decoded, read_line

RATE_FACTOR = 1_000.0


class HubWords(Record, frozen=True):
    """The start words. `port` 0 takes a free one, `database` "" a file; `look_again_s` is when a courier looks again
    for what it lost, `settled_ms` how long a provider of SMS may take to list what it took."""

    data: str
    port: int = 0
    database: str = ""
    look_again_s: tuple[float, ...] = tuple(courier.LOOK_AGAIN_S)
    settled_ms: int = 0


def main() -> int:
    """Run the hub until its stdin ends."""
    words = decoded(read_line(0), HubWords)
    os.umask(0o077)
    courier.LOOK_AGAIN_S = words.look_again_s
    if words.settled_ms:
        from agent_desktop.hub.written.sms import provider  # heavy, and few hubs of tests have one

        vars(provider)["SETTLED_MS"] = words.settled_ms
    options = HubOptions(
        data=Path(words.data),
        port=words.port,
        database=words.database,
        rate_factor=RATE_FACTOR,
    )
    return run(options)
