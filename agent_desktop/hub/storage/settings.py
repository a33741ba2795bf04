"""What an administrator may define: queues, entry points, agents' routing profiles.

Promises plain records with the defaults of a new hub. The words of dispositions and saved replies are the model's.
"""

from typing import Literal

from msgspec import field

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Blending, Channel

Capacity = dict[Channel, int]

DEFAULT_CAPACITY: Capacity = {
    Channel.CHAT: 4,
    Channel.EMAIL: 2,
    Channel.VOICE: 1,
    Channel.SMS: 4,
    Channel.SOCIAL: 4,
}


class QueueSettings(Record, frozen=True):
    """A waiting line and its rules.

    `wrap_up_ms`: 0 none, None until completed, else the time box. `offer_ms` overrides the usual times by channel.
    `sticky_ms` bounds how long one waits for the agent of last time; `max_waiting` (None: no bound) how many wait.
    `weight` and `priority` are points, each worth a minute of waiting. `away_ms` is how long work stays with an agent
    whose desk is away (None: for ever). `signature` stands below its mails (`model.signatures`).
    """

    id: str
    name: str
    weight: int = 0
    priority: int = 0
    skills: dict[str, int] = {}
    offer_ms: dict[Channel, Millis] = {}
    wrap_up_ms: Millis | None = 120_000
    wrap_up_required: bool = True
    max_waiting: int | None = None
    sticky_ms: Millis = 15_000
    pick: Literal["idle", "best"] = "idle"
    away_ms: Millis | None = 600_000
    signature: str = ""


class EntryPointSettings(Record, frozen=True):
    """Where customers write to.

    `origins` are the web origins that may embed a chat, beside the hub's own pages; `secret` signs who visitors are,
    and with `require_identity` nobody chats without such a signature. `calls` is the telephones' entry point to which
    visitors may call from the page, empty: they may not.

    A `paused` one takes nobody new for now; a `retired` one never again, and is only there for its open chats and for
    its name.
    """

    id: str
    channel: Channel
    name: str
    queue_id: str
    title: str = ""
    origins: tuple[str, ...] = ()
    secret: str = ""
    require_identity: bool = False
    calls: str = ""
    paused: bool = False
    retired: bool = False


class AgentProfile(Record, frozen=True):
    """An agent as routing knows them: which queues, how much at once, which skills at which level (1 to 10).

    `blending` says what comes beside a call; who `may_exceed` takes customers by hand beyond their capacity. Colleagues
    call under the `extension`; empty: the hub gives one, where the house has any.
    """

    id: str
    name: str
    email: str = ""
    queues: tuple[str, ...] = ()
    capacity: Capacity = field(default_factory=DEFAULT_CAPACITY.copy)
    skills: dict[str, int] = {}
    units: int = 200
    blending: Blending = Blending.EXCLUSIVE
    may_exceed: bool = False
    extension: str = ""
