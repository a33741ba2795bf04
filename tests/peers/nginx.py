"""nginx before our servers, with the servers that a test describes.

Promises that it runs as this user, in a folder of its own, and ends with the block.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tests.peers.process import listens, program, running


@contextlib.contextmanager
def nginx(folder: Path, servers: str, port: int) -> Iterator[None]:
    """nginx with these `map`, `upstream` and `server` blocks, from the moment at which it listens on `port`."""
    command = program("nginx", "nginx")
    folder.mkdir(parents=True)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{one}_temp_path {folder / one};" for one in kinds)
    made = folder / "nginx.conf"
    made.write_text(
        f"daemon off;\nworker_processes 1;\nuser root;\npid {folder / 'pid'};\nerror_log stderr;\n"
        "events { worker_connections 256; }\n"
        f"http {{\naccess_log off;\n{places}\n{servers}\n}}\n",
        encoding="utf-8",
    )
    words = [command, "-p", str(folder), "-e", "stderr", "-c", str(made)]
    with running(words, folder / "nginx.log", lambda: listens(port)):
        yield
