"""What an administrator sets up for written channels: entry points at other networks (mailboxes, numbers, accounts).

Promises that a network's own settings are told by the fields that it asks for, and that of secrets only the names of
those that are set come from a backend. A refusal of one of these fields names it `settings.NAME`.
"""

from enum import StrEnum
from typing import Literal

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Channel

OF_NETWORK = "settings."
"""What stands before the name of a network's own field."""


class EntryState(StrEnum):
    """How an entry point is. A WAITING one is tried again by itself, a REFUSED one waits for the administrator."""

    LIVE = "live"
    CONNECTING = "connecting"
    WAITING = "waiting"
    REFUSED = "refused"
    PAUSED = "paused"


class EntryStanding(Record, frozen=True):
    """How an entry point is since a moment (0: not known), what happened, what to do, when it is tried again."""

    code: EntryState = EntryState.CONNECTING
    since: Millis = 0
    words: str = ""
    remedy: str = ""
    next_at: Millis | None = None


class NetworkField(Record, frozen=True):
    """One thing that a network asks for. Without `choices` it is free text, of several `lines` or one; `default` stands
    in an empty form.

    It stands under the heading `group`, `advanced` ones under "More settings". It is asked for in one of the cases of
    `shown_when` (without any: always), in each of which other fields have one of the values that it names. `suggested`
    fills an empty field from the field `address`, of which `{domain}` is the domain. A `consent` is a secret that comes
    of signing in at the provider.
    """

    name: str
    label: str
    secret: bool = False
    required: bool = True
    lines: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    hint: str = ""
    group: str = ""
    advanced: bool = False
    shown_when: tuple[dict[str, tuple[str, ...]], ...] = ()
    suggested: str = ""
    consent: bool = False
    code_when: tuple[dict[str, tuple[str, ...]], ...] = ()
    """Of a consent: in which cases, as in `shown_when`, it can come of a code too; no values: anything there."""


class NetworkKind(Record, frozen=True):
    """A network that entry points can reach."""

    name: str
    channel: Channel
    fields: tuple[NetworkField, ...] = ()


class NetworkEntry(Record, frozen=True):
    """An entry point at a network; what comes in by it goes to a queue.

    `settings` are the values of the network's fields, without secrets and empty ones. `secrets` (the names of those
    that are set), `paused` and `standing` are told.
    """

    id: str
    name: str = ""
    queue_id: str = ""
    network: str = ""
    settings: dict[str, str] = {}
    secrets: tuple[str, ...] = ()
    paused: bool = False
    standing: EntryStanding = EntryStanding()


class Networks(Record, frozen=True):
    """The networks that there are, and every entry point at them."""

    kinds: tuple[NetworkKind, ...]
    entries: tuple[NetworkEntry, ...]


class KeepNetworkEntry(Record, frozen=True):
    """Make an entry point or change one. `before` is None for a new one. Of `secrets` those that are not named stay;
    an empty one is forgotten."""

    entry: NetworkEntry
    before: NetworkEntry | None = None
    secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"KeepNetworkEntry({self.entry.id!r})"


class TryNetworkEntry(Record, frozen=True):
    """Test what an entry point would be, without keeping it; answered with a `TrialStep` for each thing tried."""

    entry: NetworkEntry
    secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"TryNetworkEntry({self.entry.id!r})"


class PauseNetworkEntry(Record, frozen=True):
    """Take nothing in and send nothing out by an entry point, or do it again."""

    entry_id: str
    paused: bool


class RemoveNetworkEntry(Record, frozen=True):
    """Have an entry point no longer. Refused while replies wait to be sent by it."""

    entry_id: str


class ConsentPages(Record, frozen=True):
    """What the browser shows when it comes back from a provider, in the administrator's language."""

    title: str
    given: str
    refused: str
    foreign: str
    """A page that does not belong to the sign-in that is waited for."""


class BeginConsent(Record, frozen=True):
    """Ask the provider for consent to use what an entry point would be; answered with a `ConsentAsked`.

    In the "browser" of this computer, or by a "code" that is typed on any. One that was begun for the same entry point
    before is over.
    """

    entry: NetworkEntry
    by: Literal["browser", "code"]
    pages: ConsentPages
    secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"BeginConsent({self.entry.id!r})"


class ConsentAsked(Record, frozen=True):
    """What to open in a browser until a moment; with a `code`, it is typed there."""

    id: str
    address: str
    until: Millis
    code: str = ""

    def __repr__(self) -> str:
        return f"ConsentAsked({self.id!r})"


class AwaitConsent(Record, frozen=True):
    """Wait until the consent was given. Refused when it was not."""

    consent_id: str


class EndConsent(Record, frozen=True):
    """Wait no more: whoever waits is refused."""

    consent_id: str
