"""What the reports of rows of their own count, as definitions: outcomes, customers by their channel, what is open.

Promises for each a name by which its list can be asked for, and the sums that the list adds up to. Pure.
"""

from typing import Final

from agent_desktop.model.base import Millis
from agent_desktop.model.figures import Definition

_HOUR: Final[Millis] = 3_600_000
BANDS: Final = (
    ("under_1_h", "Under 1 h", _HOUR),
    ("under_4_h", "1 to 4 h", 4 * _HOUR),
    ("under_24_h", "4 to 24 h", 24 * _HOUR),
    ("under_3_days", "1 to 3 days", 72 * _HOUR),
    ("under_7_days", "3 to 7 days", 168 * _HOUR),
    ("older", "Over 7 days", None),
)
"""How old what is open is; each band ends before its time."""

CONTACTS: Final = "contacts"
CUSTOMERS: Final = "customers"
OPEN: Final = "open"
OLDEST: Final = "oldest"
OPEN_AT_START: Final = "open_at_start"
OPEN_AT_END: Final = "open_at_end"


def band(age: Millis) -> int:
    """The number of the band that an age lies in."""
    return next(at for at, one in enumerate(BANDS) if one[2] is None or age < one[2])


def _count(name: str, words: str, of: tuple[str, ...] = ()) -> Definition:
    return Definition(name=name, words=words, formula=name, unit="count", numerator=of or (name,))


def _quotient(name: str, words: str, unit: str, above: str, below: str) -> Definition:
    return Definition(
        name=name,
        words=words,
        formula="",
        unit=unit,
        numerator=(above,),
        denominator=(below,),
    )


OF_OUTCOMES: Final = (
    _count("outcomes", "Work that agents ended so."),
    _quotient(
        "outcome_handle_time",
        "How long all agents who had a part in it worked.",
        "ms",
        "outcome_ms",
        "outcomes",
    ),
    _count("outcome_rated", "How many of these customers said how satisfied they were."),
    _quotient(
        "outcome_rating_rate",
        "The share of these customers who said how satisfied they were.",
        *("share", "outcome_rated", "outcomes"),
    ),
    _quotient(
        "outcome_rating", "What these customers gave.", "times", "outcome_rating", "outcome_rated"
    ),
)
OF_COMINGS: Final = _count(CONTACTS, "How often customers came.", ("created", "reopened"))
OF_CUSTOMERS: Final = _count(CUSTOMERS, "Customers who came by this channel most often.")
OF_OPEN: Final = (
    _count(OPEN, "What is open now."),
    *(_count(name, "What is open now and so old.") for name, _, _ in BANDS),
    Definition(
        name=OLDEST,
        words="What has been open longest.",
        formula=OLDEST,
        unit="ms",
        numerator=("oldest_ms",),
    ),
    _count(OPEN_AT_START, "What was open at the beginning of this time."),
    _count(OPEN_AT_END, "What was open at the end of this time, or is now."),
)
WITHOUT_TAGS: Final = frozenset(one.name for one in (*OF_OUTCOMES, OF_CUSTOMERS))
"""What cannot be narrowed to a tag: the sums of outcomes and the packed days of customers are kept without."""
DEFINITIONS: Final = (*OF_OUTCOMES, OF_COMINGS, OF_CUSTOMERS, *OF_OPEN)
