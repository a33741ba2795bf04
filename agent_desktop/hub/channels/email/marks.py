"""What became of the letters of a mailbox, as far as the next session has to know it.

Promises to tell apart a letter that certainly never left, one that was taken, and one whose answer is missing; and to
know of whose copies the folder of sent mails still waits. Names letters by their ids alone; bounded, the oldest go.
"""

from collections.abc import Mapping
from typing import Final

_KEPT: Final = 500
_UNCOPIED: Final = 2_000


class Marks:
    """Letters in the session's memory: whose bytes began to leave, that the server took, that wait for a copy."""

    def __init__(self, memory: Mapping[str, str]) -> None:
        self._leaving = list(filter(None, memory.get("leaving", "").split()))
        self._taken = list(filter(None, memory.get("taken", "").split()))
        self._uncopied = list(filter(None, memory.get("uncopied", "").split()))

    def leaving(self, letter_id: str) -> Mapping[str, str]:
        """Its first byte leaves next: what to remember before."""
        self._forget(letter_id)
        self._leaving.append(letter_id)
        return self._memory()

    def taken(self, letter_id: str, *, copied: bool) -> Mapping[str, str]:
        """The server has it; not `copied`: a copy is still to be kept."""
        self._forget(letter_id)
        self._taken.append(letter_id)
        if not copied:
            self._uncopied.append(letter_id)
        return self._memory()

    @property
    def uncopied(self) -> tuple[str, ...]:
        """The letters whose copies are still to be kept, the oldest first."""
        return tuple(self._uncopied)

    def copied(self, letter_id: str) -> Mapping[str, str]:
        """Its copy is kept, or cannot be."""
        if letter_id in self._uncopied:
            self._uncopied.remove(letter_id)
        return self._memory()

    def stayed(self, letter_id: str) -> Mapping[str, str]:
        """The server said no: it is nowhere."""
        self._forget(letter_id)
        return self._memory()

    def was_taken(self, letter_id: str) -> bool:
        """Whether the server certainly has it."""
        return letter_id in self._taken

    def may_have_left(self, letter_id: str) -> bool:
        """Whether its answer is missing."""
        return letter_id in self._leaving

    def _forget(self, letter_id: str) -> None:
        for names in (self._leaving, self._taken):
            if letter_id in names:
                names.remove(letter_id)

    def _memory(self) -> Mapping[str, str]:
        self._leaving, self._taken = self._leaving[-_KEPT:], self._taken[-_KEPT:]
        self._uncopied = self._uncopied[-_UNCOPIED:]
        return {
            "leaving": " ".join(self._leaving),
            "taken": " ".join(self._taken),
            "uncopied": " ".join(self._uncopied),
        }
