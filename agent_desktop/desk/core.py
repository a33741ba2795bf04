"""The composite machine: every item finds its machine, and a settled turn becomes true.

Promises that `step` changes nothing but the turn, and that `settle` makes the turn true and says where the screen is
stale. Refuses I/O, the clock and chance: `now` is given, ids begin with `prefix`.
"""

from typing import get_args

from agent_desktop.desk import (
    answering,
    calls,
    carried,
    drafts,
    events,
    guidance,
    inbox,
    intents,
    leaving,
    offers,
    outbox,
    presence,
    ringing,
    second_line,
    settings,
    settling,
    shield,
    sound,
    talking,
    typing_signs,
    unrecorded,
)
from agent_desktop.desk.books import Books
from agent_desktop.desk.items import Item
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn
from agent_desktop.model import intents as it
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Change
from agent_desktop.model.ports import Restored

INTENTS = get_args(it.Intent)


class Core:
    """The desk without its runner. `prefix` makes command ids unlike those of every other run."""

    def __init__(self, prefix: str = "desk") -> None:
        self.books = Books()
        self.state = State()
        self.rows = inbox.Rows()
        self._prefix = prefix
        self._turns = 0
        self.ahead: State | None = None
        """How calls are before the news of it are saved (desk/ahead.py); None while none wait."""

    @property
    def live(self) -> State:
        """The state for whoever reads calls, the telephone, or what it offers."""
        return self.ahead or self.state

    def restore(self, restored: Restored, now: Millis) -> None:
        """Take what the store kept; nothing is sent before a session is attached."""
        settings.recall(self.state, restored, now)
        for customer in restored.customers:
            self.books.customers[customer.id] = customer
        for one in restored.conversations:
            self.books.put_conversation(one)
        for interaction in restored.interactions:
            self.books.put_interaction(interaction)
        for logged in restored.logged:
            self.books.put_logged(logged)
        settling.rebuild(self.books, self.state, self.rows)
        self.state.activity = presence.observed(self.books, self.state, now)

    def begin(self, now: Millis) -> Turn:
        """A turn at `now`."""
        self._turns += 1
        return Turn(self.books, self.state, now, f"{self._prefix}-{self._turns}")

    def step(self, turn: Turn, item: Item) -> None:
        """Let the machines decide about `item`. Call `finish` after the last item of a turn."""
        if isinstance(item, INTENTS):
            intents.asked(turn, item)
            if turn.saves() and not isinstance(item, it.WriteDraft):
                drafts.flush(turn)
        else:
            events.told(turn, item)

    def finish(self, turn: Turn) -> None:
        """What follows from all items together: what may be sent now, and what an offline start must know."""
        outbox.pump(turn)
        offers.follow(turn)
        ringing.follow(turn)
        sound.follow(turn)
        talking.follow(turn)
        unrecorded.follow(turn)
        carried.adopt(turn)
        leaving.follow(turn)
        second_line.follow(turn)
        calls.file(turn)
        shield.follow(turn)
        guidance.follow(turn)
        settings.remember(turn)

    def settle(self, turn: Turn) -> tuple[Change, ...]:
        """Make a turn true; its saves are in the store."""
        changes = settling.settle(self.books, self.rows, turn)
        self.state = turn.state
        return changes

    def due(self, now: Millis) -> Millis | None:
        """When `TimePassed` is wanted, None when nothing waits for time."""
        times = (
            outbox.due(self.state),
            drafts.due(self.state, now),
            typing_signs.due(self.state),
            offers.due(self.state),
            answering.due(self.state),
            calls.due(self.state.phone),
            carried.due(self.state),
            ringing.due(self.state),
            unrecorded.due(self.state.phone),
            sound.due(self.state.phone),
        )
        return min((at for at in times if at is not None), default=None)
