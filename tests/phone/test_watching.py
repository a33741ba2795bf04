"""Lamps and mailbox at a server in trouble: what passes is asked again with the next registration, a refusal is not."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from agent_desktop.phone.carrier.lamps import LampWatch
from agent_desktop.phone.carrier.mailbox import MailboxWatch
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.dialog_info import KIND, DialogInfo, WatchedDialog, write
from agent_desktop.sip.agent.events import SubscriptionAsked
from agent_desktop.sip.agent.notifier import Notifier
from tests.sip.agent_script import Stage

T = TypeVar("T")


class Watcher:
    """An account that watches a colleague and has a mailbox, both at `b`; it stands for the endpoint of both."""

    def __init__(self) -> None:
        self.stage = Stage(config=Config(packages=("dialog", "message-summary")))
        self.agent = self.stage.agents["a"]
        there = "sip:b@192.0.2.2"
        self.watches = (
            LampWatch(self, "a", ["bob"], lambda _: there, lambda _: None),  # type: ignore[arg-type]
            MailboxWatch(self, "a", there, lambda _: None),  # type: ignore[arg-type]
        )

    def act(self, deed: Callable[[float], T]) -> T:
        return deed(self.stage.now)

    def registered(self) -> list[Notifier]:
        """The account is registered, once more: what it asks."""
        for one in self.watches:
            one.registered(moved=False)
        self.stage.run()
        told, self.stage.events["b"] = self.stage.events["b"], []
        return [one.notifier for one in told if isinstance(one, SubscriptionAsked)]

    def hear(self) -> None:
        self.stage.run()
        told, self.stage.events["a"] = self.stage.events["a"], []
        for event in told:
            for one in self.watches:
                one.heard(event)  # type: ignore[arg-type]


@pytest.mark.parametrize(("status", "lasts"), [(503, 0), (500, 0), (480, 0), (403, 2), (489, 2)])
def test_what_passes_is_no_refusal(status: int, lasts: int) -> None:
    watcher = Watcher()
    asked = watcher.registered()
    assert len(asked) == 2
    for one in asked:
        one.refuse(watcher.stage.now, status)
    watcher.hear()
    assert len(watcher.registered()) == 2 - lasts


def test_silence_is_no_refusal() -> None:
    watcher = Watcher()
    watcher.stage.filter = lambda *_: False
    watcher.registered()
    watcher.stage.wait(40)
    watcher.hear()
    watcher.stage.filter = lambda *_: True
    assert len(watcher.registered()) == 2


def test_news_that_were_missed_are_asked_for() -> None:
    watcher = Watcher()
    bob = next(one for one in watcher.registered() if one.package == "dialog")

    def told(version: int, *, full: bool) -> int:
        """Let the server tell that; how often it was asked then."""
        body = write(DialogInfo("sip:bob@h", version, full, (WatchedDialog("1", "confirmed"),)))
        if bob.state == "asked":
            bob.accept(KIND, body, watcher.stage.now)
        else:
            bob.notify(KIND, body, watcher.stage.now)
        before = len(watcher.stage.sent("SUBSCRIBE"))
        watcher.hear()
        watcher.stage.run()
        return len(watcher.stage.sent("SUBSCRIBE")) - before

    assert told(7, full=True) == 0
    assert told(8, full=False) == 0
    assert told(10, full=False) == 1, "9 was missed"
    assert told(11, full=False) == 0
    assert told(40, full=True) == 0, "that is everything"
