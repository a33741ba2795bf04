"""The port between the storage and the database under it: SQLite's file, or a database on a PostgreSQL server.

Promises that both keep the same tables, made by the same steps, and that what is written by hand for speed (`many`,
`first`) is the same words for both, with the database's own mark for a value.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeAlias
from urllib.parse import urlsplit

from sqlalchemy import Connection

from agent_desktop.model.errors import Refused

Values: TypeAlias = tuple[Any, ...]

Target: TypeAlias = Path | str
"""A file, ":memory:", or the address of a database on a server."""

MEMORY = ":memory:"
"""The target that is no file, and over when it is closed."""

SERVED = ("postgresql://", "postgres://")
"""How the address of a database on a server begins."""


class Database(Protocol):
    """One connection to one database. Everything that goes wrong is raised as StoreFailed, in words."""

    target: Target
    """Where it is. The address of a server's may hold a password."""
    mark: str
    """What stands for a value in a plain statement."""

    @property
    def changes(self) -> int:
        """A number that rises whenever rows are inserted, changed or removed; else it stays."""

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's side of the connection, for statements inside a transaction."""

    def quote(self, name: str, /) -> str:
        """A table's or a column's name as statements take it."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together, or, when anything raises, not at all."""

    def many(self, words: str, rows: Sequence[Values]) -> None:
        """Run a plain statement once for each row of values."""

    def write(self, statements: Iterable[tuple[str, Sequence[Values]]]) -> None:
        """Run plain INSERTs one after another, each with one row of marks, for all rows: no two have the same key."""

    def first(self, words: str, values: Values) -> Values | None:
        """The first row of a plain SELECT."""

    def firsts(self, words: str, values: Sequence[Values]) -> Mapping[Values, Values | None]:
        """`first` for each of these values, which are texts, where asking for all in one go pays; else nothing."""

    def in_words(self) -> AbstractContextManager[None]:
        """Turn what the driver raises inside into StoreFailed."""

    def checked(self) -> list[str]:
        """What is wrong with what is kept; empty when it is sound. Reads everything."""

    def close(self) -> None:
        """Let go of it. What was not committed never happened."""


def is_served(target: Target) -> bool:
    """True for the address of a database on a server."""
    return isinstance(target, str) and target.startswith(SERVED)


def served(address: str) -> str:
    """The address as a command line gave it. Raises Refused for another kind, and for one with a password in it.

    The value is not said, because it may hold a password.
    """
    if not is_served(address):
        raise Refused(
            "The hub keeps its data in a file of its own or on a PostgreSQL server.",
            remedy="Give the address as postgresql://user@host:5432/name.",
            field="database",
        )
    parts = urlsplit(address)
    if parts.password is not None or "password=" in parts.query:
        raise Refused(
            "Everybody on this computer can see a password in a command line.",
            remedy="Leave it out of the address; write it into the file .pgpass of the hub's user.",
            field="database",
        )
    return address
