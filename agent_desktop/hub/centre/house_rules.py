"""What the house says of which conversation a message joins: kept, read, live at once.

Promises that the rules which cannot be read are those of a new hub. Refuses times and shapes that would make no sense.
"""

from typing import Final

import msgspec

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.storage import configuration
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.joining import DAY_MS, Joining

JOINING: Final = "joining"
"""The setting in which they are kept."""


LONGEST_MS: Final[Millis] = 366 * DAY_MS
MAX_ORDERS = 10
MAX_ORDER = 40
FEWEST_DIGITS = 3


def joining_of(storage: Storage) -> Joining:
    """What is kept."""
    try:
        return msgspec.json.decode(configuration.setting(storage, JOINING) or "{}", type=Joining)
    except msgspec.MsgspecError:
        return Joining()


def define_joining(book: Book, joining: Joining) -> None:
    """The house says this from now on. Raises Refused."""
    check(joining)
    configuration.keep_setting(book.storage, JOINING, msgspec.json.encode(joining).decode())
    book.live.joining = joining


def check(joining: Joining) -> None:
    """Raises Refused for times that are none, and for shapes that would find numbers everywhere."""
    times = {"answer_ms": joining.answer_ms, "subject_ms": joining.subject_ms}
    for name, value in (
        *times.items(),
        *(("reopen_ms", one) for one in joining.reopen_ms.values()),
    ):
        if not 0 <= value <= LONGEST_MS:
            raise Refused(
                "This is not a time between nothing and a year.",
                remedy="Choose another one.",
                field=name,
                value=str(value),
            )
    if len(joining.orders) > MAX_ORDERS:
        raise Refused(
            f"There are at most {MAX_ORDERS} shapes.",
            remedy="Remove some.",
            field="orders",
            value=str(len(joining.orders)),
        )
    for shape in joining.orders:
        if len(shape) > MAX_ORDER or shape.count("#") < FEWEST_DIGITS:
            raise Refused(
                f"A shape has at least {FEWEST_DIGITS} # and at most {MAX_ORDER} characters.",
                remedy="Write # where any digit stands, like AB-######.",
                field="orders",
                value=shape,
            )
