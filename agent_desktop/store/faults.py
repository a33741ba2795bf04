"""What can go wrong with the database, in words for the agent.

Promises that every failure of SQLite, SQLCipher or the disk becomes a `StoreFailed` that says what is safe and what to
do next. Refuses to put anything of the content into the words.
"""

from typing import ClassVar

from agent_desktop.model.errors import StoreFailed


class DiskFull(StoreFailed):
    """No room is left; nothing was written, and the next attempt may succeed."""

    code: ClassVar[str] = "disk_full"


class InUse(StoreFailed):
    """Another program holds the database."""

    code: ClassVar[str] = "store_in_use"


class NewerSchema(StoreFailed):
    """A newer version of the program wrote this database."""

    code: ClassVar[str] = "store_newer"


class WrongKey(StoreFailed):
    """The database was encrypted with another key."""

    code: ClassVar[str] = "wrong_key"


class Damaged(StoreFailed):
    """Pages of the database cannot be read."""

    code: ClassVar[str] = "store_damaged"


class Unavailable(StoreFailed):
    """SQLCipher is not there on this computer."""

    code: ClassVar[str] = "store_unavailable"


_BUSY, _LOCKED, _READONLY, _IO, _CORRUPT, _FULL, _CANTOPEN, _NOT_A_DATABASE = (
    5,
    6,
    8,
    10,
    11,
    13,
    14,
    26,
)
_NOT_LOST = "Nothing was lost: what you typed stays in the window."


def sqlite_code(error: BaseException) -> int | None:
    """SQLite's primary result code of a driver's error, also when SQLAlchemy wrapped it."""
    code = getattr(getattr(error, "orig", None) or error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def is_damage(error: BaseException) -> bool:
    """True when `error` means unreadable pages and not a passing trouble."""
    return isinstance(error, Damaged) or sqlite_code(error) in (_CORRUPT, _NOT_A_DATABASE)


def fault(error: BaseException) -> StoreFailed:
    """The failure to raise in place of `error`."""
    if isinstance(error, StoreFailed):
        return error
    match sqlite_code(error):
        case code if code == _FULL or getattr(error, "errno", None) == 28:
            return DiskFull(
                "The disk is full, so nothing could be saved.",
                remedy=f"Free some space and try again. {_NOT_LOST}",
            )
        case code if code in (_BUSY, _LOCKED):
            return InUse(
                "Another program is holding the local history.",
                remedy=f"Close it and try again. {_NOT_LOST}",
            )
        case code if code == _READONLY or isinstance(error, PermissionError):
            return StoreFailed(
                "The local history may not be written.",
                remedy=f"Check the permissions of its folder. {_NOT_LOST}",
            )
        case code if code in (_CORRUPT, _NOT_A_DATABASE):
            return damaged()
        case _:
            return StoreFailed(
                "The local history could not be read or written.",
                remedy=f"Check the disk and try again. {_NOT_LOST}",
                value=type(error).__name__,
            )


def damaged() -> Damaged:
    """The words for a damaged database that is in use."""
    return Damaged(
        "The local history is damaged.",
        remedy="Start Agent Desktop again: it keeps the old file and begins a new history. "
        f"{_NOT_LOST}",
    )
