"""What a message holds that cannot be shown: as facts, so that each desk says it in its own language.

Promises that no word of ours stands in what a customer wrote.
"""

from enum import StrEnum

from agent_desktop.model.base import Record
from agent_desktop.model.files import clean_name


class GapCode(StrEnum):
    """What is missing."""

    ENCRYPTED = "encrypted"
    """The whole message, which cannot be read here."""
    KIND = "kind"
    """The whole message, of a kind that is not shown here."""
    FILE = "file"
    """A file that could not be fetched."""
    CUT = "cut"
    """The rest of a mail that is larger than the hub takes."""
    REST = "rest"
    """Text or files of a mail beyond what is shown of one: its original has them."""


class Gap(Record, frozen=True):
    """One thing that is missing. `name` is a file's, `why` says in words why it is not there, `size` is what a mail
    that was cut has in all, in bytes."""

    code: GapCode
    name: str = ""
    why: str = ""
    size: int = 0


def file_gap(name: str, why: str = "") -> Gap:
    """A file that could not be fetched."""
    return Gap(code=GapCode.FILE, name=clean_name(name), why=why)
