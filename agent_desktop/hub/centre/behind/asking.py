"""A question behind a figure, and the lines that answer it."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from agent_desktop.hub.centre.figures import Asked, only_of
from agent_desktop.hub.metrics.behind import Adds
from agent_desktop.hub.metrics.reports.own import CONTACTS
from agent_desktop.hub.storage.behind import Place
from agent_desktop.hub.storage.counting import Only, Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.behind import Which
from agent_desktop.model.figures import Definition, FigureRules


class AskedBehind(Record, frozen=True):
    """The figure `measure` of what `asked` asks for, in a stretch of these days where both ends are given.

    `disposition`: only what ended so. `mostly`: only customers who came most by this channel.
    """

    asked: Asked
    measure: str
    which: Which = Which.ALL
    since: Millis | None = None
    until: Millis | None = None
    after: Place | None = None
    limit: int = 50
    disposition: str | None = None
    mostly: str = ""


class View(NamedTuple):
    """What a source is asked: the figure, of which time and whom, at the moment `now`."""

    storage: Storage
    rules: FigureRules
    definition: Definition
    wanted: AskedBehind
    span: Span
    now: Millis

    @property
    def only(self) -> Only:
        """Whose. Contacts of a channel are those by it, whoever came."""
        found = only_of(self.wanted.asked)
        if self.wanted.mostly and self.definition.name == CONTACTS:
            return found._replace(channels=(self.wanted.mostly,))
        return found

    @property
    def names(self) -> frozenset[str]:
        """The sums of the figure."""
        both = (*self.definition.numerator, *self.definition.denominator)
        return frozenset(one.removeprefix("-") for one in both)


class Found(NamedTuple):
    """A line: its place, what it adds, and what it is about."""

    place: Place
    adds: Adds
    channel: str
    queue_id: str = ""
    agent_id: str = ""
    waited_ms: Millis | None = None
    left: str | None = None
    """None: the state of the interaction."""
    customer_id: str = ""
    """Where there may be no interaction that says whose it is."""


class Source(Protocol):
    """What figures of a kind are made of."""

    def sums(self, view: View) -> dict[str, int]:
        """The sums of the figure."""

    def found(self, view: View, sums: dict[str, int]) -> Iterator[Found]:
        """The lines after the place that is asked for, the newest first."""
