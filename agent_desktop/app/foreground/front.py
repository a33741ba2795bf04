"""The window with the keyboard, and who looks for it: what the ways of looking, one for each system, have in common.

Promises that a title does not get into a log by accident.
"""

from typing import NamedTuple, Protocol


class Front(NamedTuple):
    """The window with the keyboard. `title` is empty where the system does not tell it; `own`: it is this program's."""

    title: str
    program: str
    own: bool = False

    def __repr__(self) -> str:
        return (
            "Front(…)"  # a title may be anybody's business; it must not get into a log by accident
        )


class Looker(Protocol):
    """Looks, from one thread."""

    def look(self) -> Front | None:
        """The window with the keyboard; None where there is none. Raises OSError when it cannot be known any more."""

    def close(self) -> None:
        """Look no more."""
