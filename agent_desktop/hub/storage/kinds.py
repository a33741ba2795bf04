"""Kinds of columns that are not the same in every database.

Promises that whole numbers have 64 bits in each: SQLite's INTEGER has them, PostgreSQL's has 32.
"""

from typing import Final

from sqlalchemy import BigInteger, Integer

WHOLE: Final = Integer().with_variant(BigInteger(), "postgresql")
"""A whole number, a key that counts by itself included."""
