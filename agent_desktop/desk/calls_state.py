"""What the desk holds in mind of its softphone: live calls, offers that the phone makes, what was asked of it.

Promises values that are replaced and never changed in place, as everything in `state`.
"""

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import Call, CallQuality, CallState, Direction, EndCode, PhoneCommand
from agent_desktop.model.devices import DeviceChoice
from agent_desktop.model.phone import PhoneState
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Offer


class Line(Record, frozen=True):
    """A live call with its record. Its times are of the backend's clock, moved by `skew` when it was first seen.

    `expected` calls answer themselves for an accepted offer; `answering` and `declined` are what the agent chose,
    `lapsed` that nobody chose in time. `consult_of` is the call for whose sake this one was made. `called_out` calls
    are carried by a backend that rang us first; `talked_at` is when there was somebody to talk to,
    `unreached` why there is none.
    `part_of` is the backend's call into which we were rung without an offer.
    """

    call: Call
    record: CallRecord
    skew: Millis = 0
    quality: CallQuality | None = None
    expected: bool = False
    answering: bool = False
    declined: bool = False
    lapsed: bool = False
    consult_of: str = ""
    called_out: bool = False
    part_of: str = ""
    talked_at: Millis | None = None
    unreached: EndCode | None = None

    @property
    def talking(self) -> bool:
        """True while agent and far party can hear each other, as far as we do not hold."""
        return self.call.state is CallState.ACTIVE and not self.call.hold.local

    @property
    def only_offered(self) -> bool:
        """True for a call that rings here and that the agent has not answered: its card tells of it."""
        rings = self.call.direction is Direction.INCOMING and self.call.state is CallState.RINGING
        return rings and not (self.answering or self.expected)

    @property
    def row(self) -> str:
        """The row of the work list that the call stands in: its conversation's, or one of its own."""
        return self.record.conversation_id or self.record.id


class Dialing(Record, frozen=True):
    """A call that was asked for and that the phone has not reported yet."""

    conversation_id: str = ""
    consult_of: str = ""


class Expected(Record, frozen=True):
    """A call of the backend's that has not come yet: of an accepted offer, of a `number` that we called, or of a
    colleague to `listen` to, whose name is `shown`, of a waiting customer who was taken by hand (`pulled`)."""

    interaction_id: str
    conversation_id: str
    until: Millis
    began_at: Millis = 0
    number: str = ""
    shown: str = ""
    listen: bool = False
    pulled: bool = False


class Shield(Record, frozen=True):
    """Nothing may be recorded, for this reason.

    `paused` are the calls whose recordings were asked to pause for it; when it is not `up` any more, they go on as soon
    as they are paused. What the agent paused `by_hand` meanwhile stays so, what they `let_go` on is left alone.
    """

    reason: str
    paused: frozenset[str] = frozenset()
    by_hand: frozenset[str] = frozenset()
    let_go: frozenset[str] = frozenset()
    up: bool = True


class Telephony(Record, frozen=True):
    """The softphone. `state` is without its calls: they are `lines`, by id.

    `offers` are made by the phone itself, by the id of the call's record. `pausing` says until when a recording must
    be paused that was asked to, `unpaused` which of them go on all the same; `shield` is up while nothing may be
    recorded. `chosen` is what the phone was last told to use, `watched` whether it measures without a call, `heard` the
    loudest of the last echo test, `trying_until` when a ringing ends that is only tried.
    """

    attached: bool = False
    state: PhoneState = PhoneState(running=False)
    lines: dict[str, Line] = {}
    offers: dict[str, Offer] = {}
    dialing: dict[str, Dialing] = {}
    expected: dict[str, Expected] = {}
    asked: dict[str, PhoneCommand] = {}
    pausing: dict[str, Millis] = {}
    unpaused: frozenset[str] = frozenset()
    shield: Shield | None = None
    levels: tuple[float, float] = (0.0, 0.0)
    loudness: float = 0.0
    chosen: DeviceChoice | None = None
    watched: bool = False
    heard: float = 0.0
    trying_until: Millis | None = None

    @property
    def usable(self) -> bool:
        """True while the softphone takes commands."""
        return self.attached and self.state.running

    @property
    def open_offers(self) -> dict[str, Offer]:
        """The offers that can be answered now."""
        return self.offers if self.usable else {}


def callable_accounts(state: PhoneState, last: str) -> list[str]:
    """The ids of the accounts that are registered: the one last chosen first, then the backend's line, then the others
    in the telephone's order."""
    registered = RegistrationState.REGISTERED
    ids = [one.account_id for one in state.registrations if one.state is registered]
    return sorted(ids, key=lambda one: (one != last, one != HUB_LINE))
