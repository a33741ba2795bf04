"""The desk's own log of calls: what this desk saw of each call, and who stopped a recording for how long.

Promises one `CallRecord` for each call, kept from its first sign, so that a desk that dies during a call loses nothing
that was noted. Refuses to stand for a backend's history: these records exist on this computer alone. Numbers and
shown names come from the network and are hostile plain text.
"""

from typing import TypeAlias

from agent_desktop.model.attachments import Attachment, AudioPause
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.calls import CallEnd, Direction
from agent_desktop.model.timeline import Author, SystemLine, TimelineItem

_DAY_MS = 86_400_000


class RecordingPause(Record, frozen=True):
    """A stretch of a call that was not recorded. `ended_at` is None while it lasts; `by` asked for it."""

    began_at: Millis
    reason: str
    by: Author
    ended_at: Millis | None = None


class CallRecord(Tagged, frozen=True, tag="call"):
    """One call, as it is shown in the customer's timeline and in the call history.

    `conversation_id` and `customer_id` are empty where nobody cached has the number. In the timeline the record stands
    after the item with the sequence `seq`. `name` is the customer's, as it was. Times are of the backend's clock as
    the desk knows it; `ended_at` is None while the call lasts. `agent_name` is who spoke here. `recordings` are
    in this desk's store until `keep_until`, or for ever.
    """

    id: str
    call_id: str
    direction: Direction
    number: str
    sent_at: Millis
    conversation_id: str = ""
    customer_id: str = ""
    name: str = ""
    shown: str = ""
    seq: int = 1
    account_id: str = ""
    interaction_id: str = ""
    agent_name: str = ""
    answered_at: Millis | None = None
    ended_at: Millis | None = None
    end: CallEnd | None = None
    recorded: bool = False
    pauses: tuple[RecordingPause, ...] = ()
    recordings: tuple[Attachment, ...] = ()
    keep_until: Millis | None = None
    note: str = ""
    missed: bool = False
    seen: bool = True

    @property
    def over(self) -> bool:
        """True once the call has ended."""
        return self.ended_at is not None

    @property
    def talked_ms(self) -> Millis:
        """How long was spoken; 0 for a call that nobody answered, and for one that lasts."""
        if self.answered_at is None or self.ended_at is None:
            return 0
        return max(0, self.ended_at - self.answered_at)


class RecordedCall(Record, frozen=True):
    """A recording that the telephone has made of a call, with what is needed to find the call or to stand for it.

    Times are of this computer's clock; `keep_days` is how long it may be kept, None for ever. One that is not
    `complete` was cut short: the telephone or the disk failed.
    """

    id: str
    call_id: str
    account_id: str
    direction: Direction
    number: str
    began_at: Millis
    recorded_at: Millis
    shown: str = ""
    answered_at: Millis | None = None
    length_ms: int = 0
    pauses: tuple[AudioPause, ...] = ()
    keep_days: int | None = None
    complete: bool = True

    @property
    def keep_until(self) -> Millis | None:
        """When it must be deleted, None for never."""
        return None if self.keep_days is None else self.recorded_at + self.keep_days * _DAY_MS


LoggedItem: TypeAlias = CallRecord | SystemLine
"""What the desk itself writes into a timeline."""

ShownItem: TypeAlias = TimelineItem | CallRecord
"""Everything that a timeline shows."""


def record_id(call_id: str) -> str:
    """The id of a call's record. It sorts after every id of a backend, and so behind the item that it follows."""
    return f"~{call_id}"
