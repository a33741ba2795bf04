"""Whether something confidential goes on: a payment page, a field for card details, another program's word.

Promises one wish to pause when something begins, also when something else goes on already (the agent may have let the
recording go on meanwhile), and one wish to go on when all of it is over and the time of grace has passed. Pure: `now`
is in milliseconds of any clock that never goes back.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.intents import ShieldRecording
from agent_desktop.model.payments import Confidence

GRACE_MS: Final[dict[Confidence, Millis]] = {
    Confidence.PAGE: 3_000,
    Confidence.FIELD: 3_000,
    Confidence.TYPED: 5_000,
    Confidence.PROGRAM: 0,
}
"""How long nothing is recorded after it is over: the keyboard may only have left for a moment."""


class Payments(Record, frozen=True):
    """What is confidential, and until when: None as long as it goes on."""

    until: dict[Confidence, Millis | None] = {}

    @property
    def due(self) -> Millis | None:
        """When `tick` has something to do."""
        return min((at for at in self.until.values() if at is not None), default=None)

    def going_on(self, what: Confidence) -> bool:
        """Whether this has begun and not ended."""
        return what in self.until and self.until[what] is None


Step = tuple[Payments, ShieldRecording | None]


def begins(known: Payments, what: Confidence) -> Step:
    """Something begins."""
    if known.going_on(what):
        return known, None
    fresh = replace(known, until={**known.until, what: None})
    return fresh, ShieldRecording(on=True, reason=what)


def ends(known: Payments, what: Confidence, now: Millis) -> Step:
    """Something is over."""
    if not known.going_on(what):
        return known, None
    return tick(replace(known, until={**known.until, what: now + GRACE_MS[what]}), now)


def tick(known: Payments, now: Millis) -> Step:
    """Time has passed."""
    left = {what: at for what, at in known.until.items() if at is None or at > now}
    if len(left) == len(known.until):
        return known, None
    return Payments(until=left), None if left else ShieldRecording(on=False)


def forget(known: Payments) -> Step:
    """No call is left: whatever went on does not concern the next one."""
    return Payments(), ShieldRecording(on=False) if known.until else None
