"""How much one owner may upload.

Promises the same answer for files that come at once and for files that come in parts, which count as a whole from their
beginning. Refuses to keep anything: it asks the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agent_desktop.hub.doors.faults import TooMany
from agent_desktop.hub.storage.files import unsent_bytes, uploaded_since
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis

MAX_FILE: Final = 25 * 1024 * 1024
UNSENT_BYTES: Final = 20 * MAX_FILE
HOUR: Final[Millis] = 3_600_000


@dataclass(frozen=True)
class Quota:
    """How much one owner may upload: bytes a file, bytes not yet sent, and files and bytes within an hour; None of one
    is as many as they like."""

    file: int = MAX_FILE
    unsent: int | None = UNSENT_BYTES
    hourly_files: int | None = None
    hourly_bytes: int | None = None

    def check(
        self, storage: Storage, owner: str, size: int, now: Millis, coming: Sequence[int] = ()
    ) -> None:
        """Raises TooMany when another file of `size` bytes is more than this owner may upload now.

        `coming` are the sizes of others that are on their way; they count as if they were there.
        """
        size += sum(coming)
        if self.unsent is not None and unsent_bytes(storage, owner) + size > self.unsent:
            raise TooMany("Too many files were uploaded and not sent.", 60_000, field="owner")
        if self.hourly_files is None and self.hourly_bytes is None:
            return  # who brought thousands of files is not asked after each of them
        files, done, first = uploaded_since(storage, owner, now - HOUR)
        files, first = files + len(coming), first or now
        too_many = self.hourly_files is not None and files + 1 > self.hourly_files
        too_much = self.hourly_bytes is not None and done + size > self.hourly_bytes
        if too_many or too_much:
            raise TooMany("Too many files were uploaded within an hour.", first + HOUR - now)


AGENTS: Final = Quota()
UNBOUNDED: Final = Quota(file=2**53, unsent=None)
"""What the hub itself keeps is bounded by those who made it."""
