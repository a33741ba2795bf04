"""What an e-mail has beside its text. Part of the timeline's vocabulary, and found there too."""

from enum import StrEnum

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Record


class Automatic(StrEnum):
    """What a machine wrote, and therefore no machine may answer."""

    NO = ""
    REPLY = "reply"
    """An answer by itself: "out of office"."""
    BOUNCE = "bounce"
    """Mail that came back, or a report of its delivery."""
    LIST = "list"
    """What a program sends of its own accord: a newsletter, a mailing list, a form of a website."""


class TextLook(StrEnum):
    """How a stretch of a text was written."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"


class TextMark(Record, frozen=True):
    """A stretch of a message's text, in characters, that its writer emphasised; a LINK goes to `url`."""

    start: int
    length: int
    look: TextLook
    url: str = ""


class MailHead(Record, frozen=True):
    """What an e-mail has beside its text. People are written as mail writes them: "Layla Haddad <layla@example.org>".

    `html` is the whole mail as it looks, cleaned of everything that could run; `original` the mail as it came, byte
    by byte. `quoted` is what the writer repeated of earlier mails, which is not in the message's text. `remote`: it
    has pictures from elsewhere, which nobody loads unless the agent asks. An agent's own mail may carry its formatting
    in `rich`, as HTML; `reports` is what servers said of it, byte by byte. `marks`: formatting that the text shows."""

    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    subject: str = ""
    html: Attachment | None = None
    original: Attachment | None = None
    reports: tuple[Attachment, ...] = ()
    quoted: str = ""
    rich: str = ""
    marks: tuple[TextMark, ...] = ()
    intro: str = ""
    """Of an agent's own mail: what stands above that which is repeated below it ("On … wrote:")."""
    forwards: str = ""
    """The id of a message that an agent's mail passes on to the people in `to`; the customer does not get it."""
    passes: tuple[str, ...] = ()
    """The ids of those of its files that go along."""
    remote: bool = False
    automatic: Automatic = Automatic.NO
