"""Starting the writing program, and killing it at a moment of one's choice."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def writing(database: Path, first: int, text: str, key: bytes) -> Iterator[Iterator[str]]:
    """Gives the ids that the program acknowledges; kills it with SIGKILL at the end of the block.

    What it acknowledged before it died can still be read afterwards.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer_process", str(database), str(first), text],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout as acknowledged:
        process.stdin.write(key.hex() + "\n")
        process.stdin.flush()
        try:
            yield (line.strip() for line in acknowledged)
        finally:
            process.kill()
            process.wait()
