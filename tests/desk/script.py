"""Two-column scripts: an item in, what is kept, sent and told out."""

from collections.abc import Sequence

from agent_desktop.desk.core import Core
from agent_desktop.desk.errands import Item, Send, SessionAttached
from agent_desktop.desk.view import Reader
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Change
from agent_desktop.model.commands import Save
from agent_desktop.model.events import TimePassed
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.ports import Restored
from tests.desk.samples import ME, NOW, batch, live, manifest, snapshot


class Script:
    """A desk without runner, store and session; a test plays all three. `now` is the clock."""

    def __init__(self, restored: Restored | None = None) -> None:
        self.now: Millis = NOW
        self.core = Core("run")
        self.core.restore(restored or Restored(), self.now)
        self.view = Reader(self.core)
        self.saves: Sequence[Save] = ()
        self.sends: Sequence[Send] = ()
        self.changes: Sequence[Change] = ()

    def take(self, *items: Item, fails: bool = False) -> "Script":
        """One turn; `fails` says that the store refuses it."""
        turn = self.core.begin(self.now)
        for item in items:
            self.core.step(turn, item)
        self.core.finish(turn)
        self.saves, self.sends = turn.saves(), turn.sends
        if fails:
            self.sends, self.changes = (), ()
        else:
            self.changes = self.core.settle(turn)
        return self

    def attach(self, what: Manifest | None = None) -> "Script":
        """A live session with an empty snapshot."""
        self.take(SessionAttached(agent=ME, manifest=what or manifest()))
        return self.take(batch(snapshot()), live())

    def wait(self, ms: Millis) -> "Script":
        """Time passes."""
        self.now += ms
        return self.take(TimePassed(now=self.now))
