"""Where the values of an indexed column begin and end.

Promises to look them up: asked for both at once, SQLite would read every row. Reads in the open transaction.
"""

from sqlalchemy import Table, text

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis


def ends(storage: Storage, table: Table, column: str) -> tuple[Millis, Millis] | None:
    """The least and the greatest; None where there are none."""
    row = storage.row(
        text(
            f"SELECT (SELECT min({column}) FROM {table.name}),"
            f" (SELECT max({column}) FROM {table.name})"
        )
    )
    return None if row[0] is None else (int(row[0]), int(row[1]))
