"""Ways to a customer: between which of our entry points and which address a message travels, and what can go there.

Promises plain facts of the backend, so that desk and composer refuse nothing that would be taken, and say in advance
what would not. Part of the timeline's vocabulary, and found there too.
"""

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.files import FileLimits
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.work import Channel


class Route(Record, frozen=True):
    """Between which of our entry points and which address of the customer a message travels.

    `network` tells apart what one channel may be: "matrix", "telegram"; empty where the channel says it all. All empty:
    the way by which the customer came. `public`: everybody can read what goes there.
    """

    entry_point_id: str = ""
    network: str = ""
    address: str = ""
    public: bool = False


class ReplyWay(Record, frozen=True):
    """One way by which the customer can be answered in a conversation.

    `name` is the entry point's, as the team calls it. After `until` (None: for ever) the network takes no free text,
    only `templates`, where it has them. `files` are what it takes of them, None for what the backend takes at all.
    `rich`: formatted text can be sent (`MailHead.rich`). `ours` are the addresses of the team's mailboxes, to which no
    answer to all goes. A text has at most `max_text` of the `unit` (a `LengthUnit`), 0 for what the backend takes at
    all. `edits`, `deletes` and `signs` (of reactions) are what can be done with messages that are there. `stopped`: the
    customer asked not to be written to there.
    """

    channel: Channel
    route: Route = Route()
    name: str = ""
    rich: bool = False
    until: Millis | None = None
    templates: bool = False
    files: FileLimits | None = None
    ours: tuple[str, ...] = ()
    max_text: int = 0
    unit: str = LengthUnit.CHARACTERS
    edits: bool = False
    deletes: bool = False
    signs: tuple[str, ...] = ()
    stopped: bool = False
