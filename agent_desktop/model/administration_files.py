"""What an administrator says of files: which virus scanner looks at them, and what becomes of those it keeps back.

Promises that a file is told without its bytes. Refuses to decide for many files at once: each is a decision.
"""

from typing import Literal

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.files import Check


class ScannerState(Record, frozen=True):
    """How a scanner is: it `answers`, or does not and `words` say why; None where there is none. `waiting` files wait
    for it."""

    answers: bool | None = None
    words: str = ""
    waiting: int = 0


class VirusScanner(Record, frozen=True):
    """The virus scanner: by its socket's path or as `host:port`; without an address nothing is checked.

    `when_down` says what becomes of files while it gives no verdict. Its `state` a backend alone changes.
    """

    id: str = "scanner"
    address: str = ""
    when_down: Literal["hold", "pass"] = "hold"
    state: ScannerState = ScannerState()


class KeepScanner(Record, frozen=True):
    """Use this scanner from now on, in place of what the administrator saw."""

    scanner: VirusScanner
    before: VirusScanner


class TryScanner(Record, frozen=True):
    """Test what a scanner would be, without using it; answered with a `TrialStep` for each thing that was tried."""

    scanner: VirusScanner


class HeldFile(Record, frozen=True):
    """A file that is kept back: WAITING for the scanner, or HELD with its `finding`.

    `owner` says what sent it ("agent:ID" is one of the team); `sender` and `customer` are names, empty where nobody
    knows them. Without a `conversation_id` it was not sent yet.
    """

    id: str
    name: str
    media_type: str
    size: int
    owner: str
    came_at: Millis
    check: Check
    finding: str = ""
    conversation_id: str = ""
    sender: str = ""
    customer: str = ""
    subject: str = ""


class Quarantine(Record, frozen=True):
    """The files that are kept back, oldest first."""

    files: tuple[HeldFile, ...] = ()


class ReleaseFile(Record, frozen=True):
    """Hand a file on, whatever was found in it. The backend notes who decided so."""

    file_id: str


class DeleteFile(Record, frozen=True):
    """Delete a file for good. The backend notes who decided so."""

    file_id: str
