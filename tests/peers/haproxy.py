"""HAProxy before our servers, with the sections that a test describes.

Promises that it runs as this user, in a folder of its own, and ends with the block.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tests.peers.process import listens, program, running


@contextlib.contextmanager
def haproxy(folder: Path, sections: str, port: int) -> Iterator[None]:
    """HAProxy with these sections, from the moment at which it listens on `port`."""
    command = program("haproxy", "haproxy")
    folder.mkdir(parents=True)
    made = folder / "haproxy.cfg"
    made.write_text(f"{sections}\n", encoding="utf-8")
    with running([command, "-db", "-f", str(made)], folder / "haproxy.log", lambda: listens(port)):
        yield
