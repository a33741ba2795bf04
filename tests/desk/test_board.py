"""The live board at the desk: followed while it is looked at, whole at once, then line by line."""

from msgspec.structs import replace

from agent_desktop.model.alerts import (
    Alert,
    AlertEnded,
    AlertFigure,
    AlertRaised,
    LookAfterAlert,
    SeeAlert,
)
from agent_desktop.model.board import (
    AgentLine,
    BoardChanged,
    BoardListed,
    Listed,
    LookAtBoard,
    QueueLine,
    WatchBoard,
)
from agent_desktop.model.changes import BoardShown, NoticeKind
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import Hand, HandLowered, HandRaised
from agent_desktop.model.targets import Targets
from tests.desk.samples import NOW, batch, live, snapshot
from tests.desk.script import Script, at_work, commands, notices, told

ANN = AgentLine(id="ann", name="Ann", presence=PresenceState.READY, since=NOW)
BOB = AgentLine(id="bob", name="Bob", presence=PresenceState.BREAK, since=NOW)
BILLING = QueueLine(id="billing", name="Billing")
WHOLE = BoardChanged(
    at=NOW, fresh=True, targets=Targets(service=0.9), queues=(BILLING,), agents=(ANN, BOB)
)


def shown(agents: set[str], queues: set[str], *, about: bool = False) -> BoardShown:
    """The change that names them."""
    return BoardShown(agents=frozenset(agents), queues=frozenset(queues), about=about)


def kept_list(script: Script) -> BoardListed | None:
    """The interactions that the desk has now."""
    return script.view.board.listed


def following() -> Script:
    """A lead who looks at the board."""
    return Script().attach().take(LookAtBoard())


def test_it_is_followed_and_followed_again_with_every_link() -> None:
    script = following()
    assert commands(script) == [WatchBoard()]
    assert not commands(script.take(LookAtBoard()))
    script.take(LinkChanged(state=LinkState.OFFLINE, since=NOW))
    script.take(LookAtBoard(queue_id="billing"))
    assert not commands(script)
    assert not notices(script)
    assert WatchBoard(queue_id="billing") in commands(script.take(live()))
    assert commands(script.take(LookAtBoard(on=False))) == [WatchBoard(on=False)]
    script.take(LinkChanged(state=LinkState.OFFLINE, since=NOW))
    assert not commands(script.take(live()))


def test_who_may_not_supervise_follows_nothing() -> None:
    assert not commands(at_work(Capability.SUPERVISOR).take(LookAtBoard()))


def test_the_whole_comes_at_once_and_then_its_lines() -> None:
    script = following().take(batch(BoardChanged(at=NOW, fresh=True, more=True, agents=(ANN,))))
    assert script.view.board.agents == {}
    assert told(script, BoardShown) == []
    script.take(batch(BoardChanged(at=NOW, queues=(BILLING,), agents=(BOB,))))
    (change,) = told(script, BoardShown)
    assert change == shown({"ann", "bob"}, {"billing"}, about=True)
    busy = AgentLine(id="ann", name="Ann", presence=PresenceState.BUSY, since=NOW + 1)
    script.take(batch(BoardChanged(at=NOW + 1, agents=(busy,), gone=("bob",))))
    (change,) = told(script, BoardShown)
    assert change == shown({"ann", "bob"}, set())
    assert script.view.board.agents == {"ann": busy}
    script.take(batch(WHOLE))
    assert script.view.board.targets.service == 0.9
    assert list(script.view.board.agents) == ["ann", "bob"]


def test_it_stays_in_view_without_a_link_with_its_moment() -> None:
    script = following().take(batch(WHOLE))
    script.take(LinkChanged(state=LinkState.OFFLINE, since=NOW + 5_000))
    assert script.view.board.at == NOW
    assert script.view.board.agents["ann"] == ANN


def test_interactions_behind_a_figure_are_those_that_were_asked_for() -> None:
    script = following().take(batch(WHOLE), LookAtBoard(queue_id="billing"))
    other = BoardListed(queue_id="returns", listed=Listed.WAITING, lines=(), total=2)
    script.take(batch(other))
    assert kept_list(script) is None
    mine = BoardListed(queue_id="billing", listed=Listed.WAITING, lines=(), total=3)
    script.take(batch(mine))
    assert kept_list(script) == mine
    assert [one.about for one in told(script, BoardShown)] == [True]
    script.take(LookAtBoard(queue_id="billing", listed=Listed.ACTIVE))
    assert kept_list(script) is None


def test_hands_are_those_of_the_snapshot_and_then_of_the_news() -> None:
    hand = Hand(agent_id="ann", name="Ann", at=NOW, text="Please")
    script = Script().attach().take(batch(snapshot(hands=(hand,))))
    assert script.view.board.hands == {"ann": hand}
    other = replace(hand, agent_id="bob", name="Bob")
    script.take(batch(HandRaised(hand=other)))
    (change,) = told(script, BoardShown)
    assert change == shown({"bob"}, set())
    script.take(batch(HandLowered(agent_id="ann", by_name="Sue")))
    assert script.view.board.hands == {"bob": other}
    script.take(batch(snapshot()))
    assert script.view.board.hands == {}


def test_an_alert_is_told_once_and_a_lead_looks_after_it() -> None:
    script = following()
    alert = Alert(id="a", figure=AlertFigure.WAITING, at=NOW, value=12, limit=10)
    assert notices(script.take(batch(AlertRaised(alert=alert)))) == [NoticeKind.ALERT]
    assert script.view.board.alerts == {"a": alert}
    seen = replace(alert, seen_by="Lea", seen_at=NOW)
    assert not notices(script.take(batch(AlertRaised(alert=seen))))
    assert commands(script.take(LookAfterAlert(alert_id="a"))) == [SeeAlert(alert_id="a")]
    assert not commands(script.take(LookAfterAlert(alert_id="gone")))
    script.take(batch(AlertEnded(alert_id="a")))
    assert script.view.board.alerts == {}
    other = replace(alert, id="b")
    assert notices(script.take(batch(snapshot(alerts=(other,))))) == [NoticeKind.ALERT]
    assert script.view.board.alerts == {"b": other}
