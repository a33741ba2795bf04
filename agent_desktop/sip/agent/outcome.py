"""Why something did not work, or ended: one record for calls, registrations, transfers and subscriptions.

Promises what the peer said (status, phrase, Reason) and what the person in front of it can do. Refuses to hold
sentences for the screen: `can_do` names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from agent_desktop.sip.fields import BadValue, Reason, RetryAfter, contacts, elements
from agent_desktop.sip.grammar import readable
from agent_desktop.sip.message import Headers, Message, Response
from agent_desktop.sip.transactions.replies import REASONS

#: nothing: all is well, or nobody can; try_again: now; try_later: after `retry_after_s` if it says so.
CanDo: TypeAlias = Literal[
    "nothing",
    "try_again",
    "try_later",
    "check_address",
    "check_password",
    "check_connection",
    "check_certificate",
    "check_sound",
    "ask_administrator",
]

_CAN_DO: Final[dict[int, CanDo]] = {
    401: "check_password",
    403: "ask_administrator",
    407: "check_password",
    404: "check_address",
    410: "check_address",
    416: "check_address",
    484: "check_address",
    485: "check_address",
    604: "check_address",
    488: "check_sound",
    606: "check_sound",
    415: "check_sound",
    408: "try_again",
    480: "try_later",
    486: "try_later",
    600: "try_later",
    503: "try_later",
    500: "try_later",
    504: "try_later",
    491: "try_again",
    481: "try_again",
    487: "nothing",
    603: "nothing",
}

#: The Reason of a CANCEL after which nobody has missed a call (RFC 3326): it comes by another way.
GOES_ON: Final = 'SIP;cause=200;text="Call completed elsewhere"'


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status` is that of SIP, 200 for a good end; `phrase` the peer's words (hostile text) or the usual ones.

    `local` says that no peer sent it: we decided, or nobody answered. `contacts` are where a redirection points to.
    """

    status: int
    phrase: str
    can_do: CanDo = "nothing"
    local: bool = False
    reason: Reason | None = None
    retry_after_s: int | None = None
    contacts: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether this is no failure."""
        return self.status < 300


def outcome_of(response: Response, *, local: bool = False) -> Outcome:
    """What a final response means."""
    retry = response.headers.get("Retry-After")
    can_do = _CAN_DO.get(response.status, "ask_administrator" if response.status >= 300 else None)
    if local and response.status in {408, 503}:
        can_do = "check_connection"
    return Outcome(
        response.status,
        readable(response.reason),
        can_do or "nothing",
        local,
        reason_of(response),
        _seconds(retry),
        _contacts(response.headers) if 300 <= response.status < 400 else (),
    )


def local_outcome(status: int, phrase: str = "", can_do: CanDo | None = None) -> Outcome:
    """What we decided ourselves."""
    words = phrase or REASONS.get(status, "")
    return Outcome(status, words, can_do or _CAN_DO.get(status, "nothing"), True)


def ended_by(message: Message) -> Outcome:
    """The end that a BYE or CANCEL of the peer brings; a Reason with a SIP cause counts as its status (RFC 3326)."""
    reason = reason_of(message)
    status, phrase = 200, REASONS[200]
    if reason is not None and reason.protocol.upper() == "SIP" and reason.cause:
        status, phrase = reason.cause, reason.text or REASONS.get(reason.cause, "")
    return Outcome(status, phrase, _CAN_DO.get(status, "nothing"), False, reason)


def reason_of(message: Message) -> Reason | None:
    """The first Reason that can be read."""
    try:
        for value in elements(message.headers, "Reason"):
            return Reason.parse(value)
    except BadValue:
        return None
    return None


def _seconds(value: str | None) -> int | None:
    try:
        return None if value is None else RetryAfter.parse(value).seconds
    except BadValue:
        return None


def _contacts(headers: Headers) -> tuple[str, ...]:
    try:
        found = contacts(headers)
        if found == "*":
            return ()
        return tuple(str(one.uri) for one in sorted(found, key=lambda one: -one.q))
    except BadValue:
        return ()
