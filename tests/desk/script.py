"""Two-column scripts: an item in, what is kept, sent and told out."""

from collections.abc import Sequence
from typing import TypeVar

from agent_desktop.desk.core import Core
from agent_desktop.desk.errands import Perform, Send
from agent_desktop.desk.items import Item, SessionAttached
from agent_desktop.desk.view import Reader
from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Change
from agent_desktop.model.commands import Save
from agent_desktop.model.events import TimePassed
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.ports import Restored
from agent_desktop.model.work import Channel
from tests.desk.samples import (
    ME,
    NOW,
    batch,
    conversation,
    customer,
    interaction,
    live,
    manifest,
    snapshot,
)

T = TypeVar("T")


class Script:
    """A desk without runner, store and session; a test plays all three. `now` is this computer's clock."""

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
        turn = self.core.begin(self.now + self.core.state.skew)
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


def at_work(*missing: Capability) -> Script:
    """A live desk with the active conversation v1 of customer c1."""
    script = Script().attach(manifest(*missing))
    return script.take(
        batch(
            ev.CustomerChanged(customer=customer()),
            ev.ConversationChanged(conversation=conversation()),
            ev.InteractionChanged(interaction=interaction()),
        )
    )


def commands(script: Script) -> list[co.BackendCommand]:
    return [one.command for one in script.sends if isinstance(one, Perform)]


def told(script: Script, kind: type[T]) -> list[T]:
    return [one for one in script.changes if isinstance(one, kind)]


def kept(script: Script, kind: type[T]) -> list[T]:
    return [one for one in script.saves if isinstance(one, kind)]


def notices(script: Script) -> list[ch.NoticeKind]:
    return [one.kind for one in told(script, ch.Notice)]


def reply(client_id: str = "r1", text: str = "hello") -> it.SendReply:
    return it.SendReply(client_id=client_id, conversation_id="v1", text=text, channel=Channel.CHAT)
