"""Where a hub may die: at each write of a request, when it commits, and before it says that it did.

Promises that a point is one kind of write to one table (found at run time, so that a new one is not forgotten), that
nobody is killed twice at the same, and that the caller can see what was committed at that moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from sqlalchemy import MetaData
from sqlalchemy.sql.dml import UpdateBase

from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage


class Killed(BaseException):
    """The hub is no more. No code of it may catch this."""


class Points:
    """The points of one storage after another. While `armed` it kills at the next point that is new."""

    def __init__(self, entered: Callable[[], None]) -> None:
        self.armed = False
        self.walked: dict[str, None] = {}
        self._entered = entered

    def at(self, name: str) -> None:
        """One is reached."""
        if self.armed and name not in self.walked:
            self.walked[name] = None
            self.armed = False
            raise Killed(name)

    def watch(self, storage: Storage) -> None:
        """Stand at every point of this storage."""
        database: Any = storage.database
        write, execute, transaction = database.write, storage.execute, storage.transaction

        def one_by_one(statements: Sequence[tuple[str, Sequence[Any]]]) -> None:
            for words, rows in statements:
                table = words.split()[2].strip('"')
                self.at(f"write {table}")
                write([(words, rows)])

        def run(statement: Any, values: Mapping[str, Any] | None = None) -> Any:
            if isinstance(statement, UpdateBase):
                table: Any = statement.table
                self.at(f"change {table.name}")
            return execute(statement, values)

        @contextmanager
        def whole() -> Iterator[None]:
            before = storage.changes
            with transaction():
                self._entered()
                yield
                wrote = storage.changes != before
                if wrote:
                    self.at("commit")
            if wrote:
                self.at("answer")

        patched: Any = storage
        database.write = one_by_one
        patched.execute = run
        patched.transaction = whole


def dump(target: Target, metadata: MetaData) -> dict[str, list[Any]]:
    """What is committed, table by table, as another connection sees it."""
    asked = {name: f'SELECT * FROM "{name}"' for name in metadata.tables}
    if isinstance(target, str):
        with psycopg.connect(target) as served:
            return {
                name: sorted(served.execute(one.encode()), key=repr) for name, one in asked.items()
            }
    with closing(sqlite3.connect(target)) as file:
        return {name: sorted(file.execute(one), key=repr) for name, one in asked.items()}
