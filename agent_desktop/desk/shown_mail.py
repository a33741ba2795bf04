"""What the desk holds to be looked at: a mail as it was formatted with its pictures, and pictures that were sent.

Promises bytes as they are: nothing here is decoded or cleaned. Refuses to fetch.
"""

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem


class MailPicture(Record, frozen=True):
    """A picture of a formatted mail, as bytes that a stranger made; `source` is what the HTML calls it."""

    source: str
    data: bytes


class FormattedMail(Record, frozen=True):
    """A mail as it was formatted, by its attachment's id: its HTML, why it cannot be had, or neither yet.

    `remote` counts the pictures from elsewhere; they were `asked` for, or not. `trusted`: those of this sender always
    are. `coming` counts the pictures that are still on their way.
    """

    attachment_id: str
    html: str | None = None
    problem: Problem | None = None
    sender: str = ""
    remote: int = 0
    trusted: bool = False
    asked: bool = False
    coming: int = 0
    pictures: tuple[MailPicture, ...] = ()


class SeenPictures(Record, frozen=True):
    """The bytes of the latest ones, by the attachment's id; empty where a picture cannot be had. `coming` are asked."""

    files: dict[str, bytes] = {}
    coming: frozenset[str] = frozenset()
