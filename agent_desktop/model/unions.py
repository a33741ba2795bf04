"""Customers who are one person, and who are not, and what they want: what an agent says of them besides merging."""

from agent_desktop.model.base import Record, Tagged
from agent_desktop.model.people import FactKind


class PartCustomers(Tagged, frozen=True):
    """Undo a merge: `merged_id` is a customer of its own again."""

    merged_id: str


class TellApart(Tagged, frozen=True):
    """These two are not the same person: never suggest it again."""

    customer_id: str
    other_id: str


class RejectFact(Tagged, frozen=True):
    """What a customer seemed to tell of themselves is wrong: never believe it again."""

    customer_id: str
    kind: FactKind
    value: str


class AskAgain(Tagged, frozen=True):
    """A customer who wanted to answer no surveys says that they may be asked again. For leads."""

    customer_id: str


class SortOut(Record, frozen=True):
    """Two customers are two people: take a merge back, or suggest it no more; or what one told is wrong, or holds no
    more."""

    command: PartCustomers | TellApart | RejectFact | AskAgain
