"""What an administrator sets up of the words of the work, and of the chat on web pages.

Promises that what is changed keeps its place and what is new stands last, until an order says otherwise; that a
website's signing secret is never told, only whether there is one.
"""

from agent_desktop.model.base import Record
from agent_desktop.model.work import Disposition, SavedReply


class Outcomes(Record, frozen=True):
    """Every outcome code, in the order in which agents see them."""

    outcomes: tuple[Disposition, ...]


class KeepOutcome(Record, frozen=True):
    """Make an outcome code or change its words. `before` is None for a new one."""

    outcome: Disposition
    before: Disposition | None = None


class RemoveOutcome(Record, frozen=True):
    """Retire an outcome code: past work keeps it. Refused for the last one of a queue that asks for one."""

    code: str


class OrderOutcomes(Record, frozen=True):
    """Let agents see the outcomes in another order; `before` is the one that the administrator saw."""

    codes: tuple[str, ...]
    before: tuple[str, ...]


class Replies(Record, frozen=True):
    """Every prepared text, in the order in which agents see them."""

    replies: tuple[SavedReply, ...]


class KeepReply(Record, frozen=True):
    """Make a prepared text or change it. `before` is None for a new one."""

    reply: SavedReply
    before: SavedReply | None = None


class RemoveReply(Record, frozen=True):
    """Forget a prepared text."""

    shortcut: str


class OrderReplies(Record, frozen=True):
    """Let agents see the prepared texts in another order; `before` is the one that the administrator saw."""

    shortcuts: tuple[str, ...]
    before: tuple[str, ...]


class Website(Record, frozen=True):
    """A chat on web pages. What visitors write waits in the queue; `title` stands above their chat.

    `origins` ("https://www.example.com") are the sites that may show it, besides the backend's own pages. With
    `require_identity` only visitors whom their site has signed may chat; `signed` says that there is a secret for that,
    which the backend alone sets. `calls` is the number of the rules of calls to which visitors may call from the page,
    empty for none. A `paused` one takes nobody new.
    """

    id: str
    name: str = ""
    title: str = ""
    queue_id: str = ""
    origins: tuple[str, ...] = ()
    require_identity: bool = False
    signed: bool = False
    calls: str = ""
    paused: bool = False


class Websites(Record, frozen=True):
    """Every chat on web pages. `hub` is the address from which pages load it, as this desk reaches it."""

    websites: tuple[Website, ...]
    hub: str = ""


class KeepWebsite(Record, frozen=True):
    """Make a chat for web pages or change it. `before` is None for a new one."""

    website: Website
    before: Website | None = None


class PauseWebsite(Record, frozen=True):
    """Let nobody new chat by a website, or do it again. Chats that are open go on."""

    website_id: str
    paused: bool


class RemoveWebsite(Record, frozen=True):
    """Have a website's chat no longer. Chats that are open go to their end."""

    website_id: str
