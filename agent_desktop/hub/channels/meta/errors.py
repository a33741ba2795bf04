"""What a refusal of the Graph API means: whether to try again, and what to tell the agent; pure.

Sources: "WhatsApp Cloud API: Error codes", "Messenger Platform: Error codes", "Graph API: Handling errors".
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from agent_desktop.model.base import Record
from agent_desktop.model.words import later


class Kind(Enum):
    """What to do about it."""

    AGAIN = "again"
    """It was not sent, and may go through later."""
    FINAL = "final"
    """It never will."""
    ACCOUNT = "account"
    """The account's token is not taken."""
    WINDOW = "window"
    """The customer wrote too long ago for free text."""
    UNKNOWN = "unknown"
    """The API does not say whether it was sent."""


class Meaning(Record, frozen=True):
    """A refusal in words."""

    kind: Kind
    words: str
    remedy: str = ""


_OTHER_WAY: Final = later("Answer another way.")
_TOKEN: Final = Meaning(
    kind=Kind.ACCOUNT,
    words=later("Meta does not take the access token."),
    remedy=later("Make a new access token for the app, and write it here."),
)
_QUICK: Final = Meaning(kind=Kind.AGAIN, words=later("Meta takes no more so quickly."))
_BUSY: Final = Meaning(kind=Kind.AGAIN, words=later("Meta cannot take it at the moment."))
_WINDOW: Final = Meaning(
    kind=Kind.WINDOW,
    words=later("The customer wrote too long ago: the network takes no free text any more."),
    remedy=later("Send an approved template, or answer another way."),
)
_UNREACHABLE: Final = Meaning(
    kind=Kind.FINAL,
    words=later(
        "The customer cannot be reached there: not on WhatsApp, or its terms are not accepted."
    ),
    remedy=_OTHER_WAY,
)
_TEMPLATE: Final = Meaning(
    kind=Kind.FINAL,
    words=later("The template is not there, not approved, or its values do not fit."),
    remedy=later("Choose another template, and fill in all its values."),
)
_RIGHTS: Final = Meaning(
    kind=Kind.FINAL,
    words=later("The app may not do this at Meta."),
    remedy=later("An administrator has to give the app the permission that it lacks."),
)
_GONE: Final = Meaning(
    kind=Kind.FINAL,
    words=later("The customer blocked us, or is not there any more."),
    remedy=_OTHER_WAY,
)
_FILE: Final = Meaning(
    kind=Kind.FINAL,
    words=later("The network does not take this file."),
    remedy=later("Send another kind of file, or a smaller one."),
)
_PAYMENT: Final = Meaning(
    kind=Kind.FINAL,
    words=later("Meta wants the account's payment settled first."),
    remedy=later("An administrator has to look at the billing of the business account."),
)
_BY_CODE: Final[Mapping[int, Meaning]] = {
    190: _TOKEN,
    0: _TOKEN,
    102: _TOKEN,
    4: _QUICK,
    17: _QUICK,
    32: _QUICK,
    613: _QUICK,
    80007: _QUICK,
    130429: _QUICK,
    131048: _QUICK,
    131056: _QUICK,
    2: _BUSY,
    1200: _BUSY,
    131016: _BUSY,
    131057: _BUSY,
    131047: _WINDOW,
    131026: _UNREACHABLE,
    131030: _UNREACHABLE,
    131050: _GONE,
    551: _GONE,
    131042: _PAYMENT,
    131051: _FILE,
    131052: _FILE,
    131053: _FILE,
    3: _RIGHTS,
    10: _RIGHTS,
    131005: _RIGHTS,
}
_BY_SUBCODE: Final[Mapping[int, Meaning]] = {
    2018278: _WINDOW,
    2534022: _WINDOW,
    2018001: _GONE,
    1545041: _GONE,
    2018108: _GONE,
}


def meaning(error: Mapping[str, Any], status: int = 400) -> Meaning:
    """What the `error` of an answer, or of a failed status, means."""
    code, subcode = _number(error, "code"), _number(error, "error_subcode")
    if subcode in _BY_SUBCODE:
        return _BY_SUBCODE[subcode]
    if code in _BY_CODE:
        return _BY_CODE[code]
    if 200 <= code < 300:
        return _RIGHTS
    if 132000 <= code < 133000:
        return _TEMPLATE
    if status == 429:
        return _QUICK
    if status >= 500 or code in (1, 131000):
        return Meaning(kind=Kind.UNKNOWN, words=later("Meta had a fault and does not say more."))
    why = error.get("message") or error.get("title")
    why = why[:200] if isinstance(why, str) else ""
    return Meaning(
        kind=Kind.FINAL,
        words=later(f"Meta refused it ({code}): {why}")
        if why
        else later(f"Meta refused it ({code})."),
        remedy=_OTHER_WAY,
    )


def _number(of: Mapping[str, Any], name: str) -> int:
    value = of.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
