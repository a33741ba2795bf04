"""The columns that tables are made of, by what stands in them, and which rows an index holds.

Promises what every table promises: ids are text, times are `Millis`, and nothing is null that need not be, so that what
is left out of a row reads as "" or 0.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Text, TextClause

from agent_desktop.hub.storage.kinds import WHOLE

FIXED = {"fixed": True}
"""Marks columns that a replaced row keeps: they never change, or only by a statement of their own (a merge).
Left out of the replacement, their indexes and references are not checked again."""


def key(name: str = "id") -> Column[str]:
    """An id, or a part of one, that every row has."""
    return Column(name, Text, primary_key=True)


def key_time(name: str) -> Column[int]:
    """A moment that is a part of the key."""
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def text(name: str, *, primary: bool = False, fixed: bool = False) -> Column[str]:
    """A text, "" for none; a part of the key where it is `primary`."""
    info = FIXED if fixed else None
    return Column(name, Text, primary_key=primary, nullable=False, server_default="", info=info)


def time(name: str, *, optional: bool = False, fixed: bool = False) -> Column[int]:
    """A moment or a length in ms; null where it is `optional` and not known."""
    default = None if optional else "0"
    info = FIXED if fixed else None
    return Column(name, BigInteger, nullable=optional, server_default=default, info=info)


def total(name: str) -> Column[int]:
    """A sum, which may be larger than a count."""
    return Column(name, BigInteger, nullable=False, server_default="0")


def count(name: str) -> Column[int]:
    """A whole number."""
    return Column(name, WHOLE, nullable=False, server_default="0")


def flag(name: str) -> Column[bool]:
    """Whether something is so; else false."""
    return Column(name, Boolean, nullable=False, server_default="0")


def of(
    name: str, target: str, *, optional: bool = False, index: bool = False, fixed: bool = False
) -> Column[str]:
    """The id of a row of another table."""
    info = FIXED if fixed else None
    return Column(name, Text, ForeignKey(target), nullable=optional, index=index, info=info)


def where(condition: str, *, postgresql: str = "") -> dict[str, Any]:
    """What makes an index hold only the rows that meet a condition; PostgreSQL's own words for it where they differ."""
    return {
        "sqlite_where": TextClause(condition),
        "postgresql_where": TextClause(postgresql or condition),
    }
