"""What the hub keeps, read from its database by other means than the hub's own."""

import contextlib
import json
import socket
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DIES_WITHIN_S = 5.0


@dataclass(frozen=True)
class Kept:
    """Everything of one hub's folder that a journey is judged by. Items are in the order of the conversation."""

    items: list[dict[str, Any]]
    interactions: list[dict[str, Any]]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages alone."""
        return [item for item in self.items if item["type"] == "message"]

    @property
    def texts(self) -> list[str]:
        """The texts of all messages."""
        return [str(message["text"]) for message in self.messages]


def kept_by_hub(folder: Path) -> Kept:
    """Read the database of the hub at `folder`; it may be running."""
    with contextlib.closing(sqlite3.connect(folder / "hub.sqlite")) as database:
        database.row_factory = sqlite3.Row
        items = [
            {**json.loads(row["body"]), "type": row["kind"], "seq": row["seq"], "id": row["id"]}
            for row in database.execute(
                "SELECT kind, seq, id, body FROM items ORDER BY conversation_id, seq"
            )
        ]
        interactions = [
            dict(row) for row in database.execute("SELECT * FROM interactions ORDER BY arrived_at")
        ]
    return Kept(items=items, interactions=interactions)


@contextlib.contextmanager
def nobody_at(port: int) -> Iterator[None]:
    """Hold a port whose holder is just dying; whoever comes is refused, and nobody else may listen there."""
    with contextlib.closing(socket.socket()) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        end = time.monotonic() + DIES_WITHIN_S
        while True:
            try:
                held.bind(("127.0.0.1", port))
                break
            except OSError:
                if time.monotonic() > end:
                    raise
        # Others who would share the address are now refused too.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        yield
