"""The telephone's accounts at work: whether each is reachable, what waits in its mailbox, whom it watches."""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Problem


class RegistrationState(StrEnum):
    """Whether calls to an account reach this softphone."""

    REGISTERING = "registering"
    REGISTERED = "registered"
    FAILED = "failed"
    OFF = "off"


class Mailbox(Record, frozen=True):
    """How many messages wait at an account's server, not heard yet and heard. `number` is what one calls to hear them,
    empty where the server does not say."""

    new: int
    old: int = 0
    number: str = ""


class LampState(StrEnum):
    """What a telephone does that is watched."""

    UNKNOWN = "unknown"
    FREE = "free"
    RINGING = "ringing"
    BUSY = "busy"


class Lamp(Record, frozen=True):
    """A telephone that an account watches."""

    number: str
    state: LampState


class Registration(Record, frozen=True):
    """An account's registration since a moment. `problem` says why it failed; `mailbox` what waits at the server, None
    while it has not told; `lamps` are the telephones that it watches."""

    account_id: str
    state: RegistrationState
    since: Millis
    problem: Problem | None = None
    mailbox: Mailbox | None = None
    lamps: tuple[Lamp, ...] = ()
