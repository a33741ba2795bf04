"""Lists that the backend tells page by page: who asked last, what is on its way, and why nothing came.

Promises that only answers to the last question are taken, each page once and in its order; that what came stays when a
further page does not, with the reason, and is asked for again with the next link. Refuses to know what the lines are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from msgspec.structs import replace

from agent_desktop.desk.errands import Send
from agent_desktop.desk.pages_state import Paged
from agent_desktop.desk.turn import Turn
from agent_desktop.model.errors import Problem

S = TypeVar("S", bound=Paged)


class Came(Protocol):
    """The answer to the question of that number: a page, or why not."""

    @property
    def ask_id(self) -> int: ...
    @property
    def page(self) -> object: ...
    @property
    def problem(self) -> Problem | None: ...


@dataclass(frozen=True)
class Pages(Generic[S]):
    """One such list: where its state is, what asks for the next page, and why none comes without a link."""

    now: Callable[[Turn], S]
    put: Callable[[Turn, S], None]
    errand: Callable[[S], Send]
    no_link: Problem

    def ask(self, turn: Turn, now: S) -> None:
        """Ask for the next page of this state."""
        if not turn.live:
            self.put(turn, replace(now, reading=False, problem=self.no_link, asks=now.asks + 1))
            return
        now = replace(now, reading=True, problem=None, asks=now.asks + 1)
        self.put(turn, now)
        turn.send(self.errand(now))

    def further(self, turn: Turn) -> None:
        """Ask for the next page, once; after a failure anew."""
        now = self.now(turn)
        if now.more and not now.reading:
            self.ask(turn, now)

    def linked(self, turn: Turn) -> None:
        """There is a link again: what could not be brought is asked for."""
        if self.now(turn).problem is not None:
            self.further(turn)

    def came(self, turn: Turn, answer: Came) -> S | None:
        """The state that a page is for. None where it comes too late, or none came: why not is said."""
        now = self.now(turn)
        if answer.ask_id != now.asks or not now.reading:
            return None
        now = replace(now, reading=False)
        if answer.page is None:
            self.put(turn, replace(now, problem=answer.problem))
            return None
        return now
