"""Who declined is passed over for a while, and asked again as soon as it is over, be others there or not."""

from __future__ import annotations

from agent_desktop.hub.routing import Rules
from tests.hub.routing.script import Script, offers


def test_who_declined_is_asked_again_when_the_time_is_over_though_a_colleague_might_come() -> None:
    s = Script(Rules(exclude_ms=60_000))
    s.queue()
    s.agent("bob", channels={"chat": 1})
    s.arrive("busy")
    s.accept("busy")
    s.agent("ann", channels={"chat": 1})
    s.arrive("late")
    assert s.where("late") == ("offered", "ann")
    s.decline("late")
    assert s.where("late")[0] == "line", "Bob may come free, so Ann is passed over"
    assert offers(s.at(59_999)) == []
    assert offers(s.at(60_000)) == [("late", "ann")]
