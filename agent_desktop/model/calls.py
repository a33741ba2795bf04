"""The vocabulary of calls: what desk, phone, connectors and window say to each other about telephony.

Promises the records and commands for one softphone with several accounts and calls; its state, events and port are in
model/phone.py, its devices in model/devices.py. What a far party says of itself is hostile plain text.
"""

from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.devices import DeviceChoice
from agent_desktop.model.sounds import SoundCommand

# --- calls


class Direction(StrEnum):
    """Who began the call: they did, or we did."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class CallState(StrEnum):
    """The life of a call. RINGING is our telephone or theirs, by direction; EARLY is heard before it is answered."""

    DIALING = "dialing"
    RINGING = "ringing"
    EARLY = "early"
    ACTIVE = "active"
    ENDED = "ended"


class Hold(StrEnum):
    """Who holds the call."""

    NONE = "none"
    LOCAL = "local"
    REMOTE = "remote"
    BOTH = "both"

    @classmethod
    def of(cls, *, local: bool, remote: bool) -> "Hold":
        """The hold when we do or do not hold, and they do or do not."""
        if local:
            return cls.BOTH if remote else cls.LOCAL
        return cls.REMOTE if remote else cls.NONE

    @property
    def local(self) -> bool:
        """Whether we hold."""
        return self in {Hold.LOCAL, Hold.BOTH}

    @property
    def remote(self) -> bool:
        """Whether they hold."""
        return self in {Hold.REMOTE, Hold.BOTH}


class Transferring(StrEnum):
    """A transfer that is under way. A failed one returns to NONE, and the call goes on."""

    NONE = "none"
    BLIND = "blind"
    CONSULT = "consult"


class Recording(StrEnum):
    """Whether this computer records the call."""

    OFF = "off"
    ON = "on"
    PAUSED = "paused"


class EndCode(StrEnum):
    """Why a call is over. The window has a sentence for each."""

    HUNG_UP = "hung_up"
    FAR_HUNG_UP = "far_hung_up"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"
    NO_ROUTE = "no_route"
    """No way leads to the telephone network now."""
    TIMED_OUT = "timed_out"
    """The telephone network gave no answer."""
    NO_COMMON_SOUND = "no_common_sound"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    TRANSFERRED = "transferred"
    SOUND_LOST = "sound_lost"
    PHONE_STOPPED = "phone_stopped"
    FAILED = "failed"


class FarParty(Record, frozen=True):
    """The other end as the network names it; `shown` is what it calls itself."""

    number: str
    shown: str = ""


class CallEnd(Record, frozen=True):
    """Why a call ended. `status` is the network's number (SIP) or 0; `reason` is what the network or we said of it."""

    code: EndCode
    status: int = 0
    reason: str = ""


class Call(Record, frozen=True):
    """One call of this softphone, at one moment.

    `offer_token` is what a hub put into the call so that it is answered by itself for the offer just accepted.
    `joined` calls hear each other (a conference). Times are None until they have come.
    """

    id: str
    account_id: str
    direction: Direction
    state: CallState
    far: FarParty
    began_at: Millis
    answered_at: Millis | None = None
    held_at: Millis | None = None
    ended_at: Millis | None = None
    hold: Hold = Hold.NONE
    muted: bool = False
    transferring: Transferring = Transferring.NONE
    joined: bool = False
    recording: Recording = Recording.OFF
    pause_reason: str = ""
    secure: bool = False
    offer_token: str = ""
    interaction_id: str = ""
    end: CallEnd | None = None

    @property
    def live(self) -> bool:
        """True until it has ended."""
        return self.state is not CallState.ENDED


class QualityReason(StrEnum):
    """What makes a call sound bad."""

    LOSS = "loss"
    JITTER = "jitter"
    DELAY = "delay"
    CODEC = "codec"
    NO_SOUND = "no_sound"
    UPLOAD = "upload"


class CallQuality(Record, frozen=True):
    """How a call sounds here: `mos` from 1.0 (bad) to 4.5 (as good as a telephone can be), with what spoils it.

    `upload_loss_percent` is what the far party reports: so much of what we say does not reach it.
    """

    call_id: str
    mos: float
    loss_percent: float = 0.0
    jitter_ms: float = 0.0
    delay_ms: float = 0.0
    upload_loss_percent: float = 0.0
    reasons: tuple[QualityReason, ...] = ()


# --- commands


class PlaceCall(Tagged, frozen=True):
    """Call a number or SIP address from an account. `call_id` is fresh and becomes the call's id."""

    call_id: str
    account_id: str
    number: str
    interaction_id: str = ""


class ExpectCall(Tagged, frozen=True):
    """An offer was accepted: answer the call that carries its token by itself, for so long."""

    offer_token: str
    interaction_id: str
    for_ms: Millis = 30_000


class AnswerCall(Tagged, frozen=True):
    """Answer a ringing call; the call that is talked to is held. `announced` lets the agent hear a tone before, for a
    call that answers itself."""

    call_id: str
    announced: bool = False


class RejectCall(Tagged, frozen=True):
    """Refuse a ringing call, as busy here or by declining it everywhere."""

    call_id: str
    everywhere: bool = False


class HangUp(Tagged, frozen=True):
    """End a call, whatever its state."""

    call_id: str


class HoldCall(Tagged, frozen=True):
    """Hold a call."""

    call_id: str


class ResumeCall(Tagged, frozen=True):
    """Talk to a held call again; the one that is talked to is held, unless both are joined."""

    call_id: str


class SwapCalls(Tagged, frozen=True):
    """Hold the first call and talk to the second."""

    hold_id: str
    resume_id: str


class MuteCall(Tagged, frozen=True):
    """Let the call not hear the agent, or hear again."""

    call_id: str
    muted: bool


class SendDigits(Tagged, frozen=True):
    """Press keys in a call: 0-9, *, #, A-D; a comma waits a second. They may be a card number: nobody prints them."""

    call_id: str
    digits: str

    def __repr__(self) -> str:
        return f"SendDigits({self.call_id!r})"


class TransferBlind(Tagged, frozen=True):
    """Send the far party to a number; it ends here once the other side takes it."""

    call_id: str
    number: str


class TransferConsult(Tagged, frozen=True):
    """Connect the far parties of two calls and leave."""

    call_id: str
    consult_id: str


class JoinCalls(Tagged, frozen=True):
    """Let all these calls and the agent hear each other."""

    call_ids: tuple[str, ...]


class StartRecording(Tagged, frozen=True):
    """Record a call on this computer."""

    call_id: str


class PauseRecording(Tagged, frozen=True):
    """Record nothing of what follows; `reason` is why ("card" while a card number is said)."""

    call_id: str
    reason: str = "card"


class ResumeRecording(Tagged, frozen=True):
    """Record again."""

    call_id: str


class StopRecording(Tagged, frozen=True):
    """End the recording and keep it."""

    call_id: str


class ChooseDevices(Tagged, frozen=True):
    """Use these devices from now on, in a running call too."""

    choice: DeviceChoice


class StartEchoTest(Tagged, frozen=True):
    """Listen for three seconds, then play what was heard. Refused during a call."""


class StopEchoTest(Tagged, frozen=True):
    """End the echo test."""


class WatchLevels(Tagged, frozen=True):
    """Measure microphone and speaker although there is no call, for a device check; until `on` is false."""

    on: bool


class StartRinging(Tagged, frozen=True):
    """Ring for an offer on the ringer, from 0 (silent) to 1; again to change the loudness."""

    loudness: float = 0.7


class StopRinging(Tagged, frozen=True):
    """End the ringing for offers. A call that rings by itself goes on ringing."""


class SoundAlert(Tagged, frozen=True):
    """Let an alert be heard once on the ringer. Nothing is heard of it while that rings."""


CallCommand: TypeAlias = (
    AnswerCall
    | RejectCall
    | HangUp
    | HoldCall
    | ResumeCall
    | SwapCalls
    | MuteCall
    | SendDigits
    | TransferBlind
    | TransferConsult
    | JoinCalls
    | StartRecording
    | PauseRecording
    | ResumeRecording
    | StopRecording
)
"""Commands about live calls."""

SoundCheck: TypeAlias = StartEchoTest | StopEchoTest | WatchLevels | StartRinging | StopRinging
"""Commands that try microphone, speaker and ringer."""

PhoneCommand: TypeAlias = (
    CallCommand
    | PlaceCall
    | ExpectCall
    | ChooseDevices
    | StartEchoTest
    | StopEchoTest
    | WatchLevels
    | StartRinging
    | StopRinging
    | SoundAlert
    | SoundCommand
)
