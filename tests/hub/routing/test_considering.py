"""Who might get what waits, and why others do not, judged as the matcher judges."""

from __future__ import annotations

from agent_desktop.hub.routing import (
    InteractionArrived,
    Overflow,
    PresenceSet,
    Requeued,
)
from agent_desktop.hub.routing.considering import Judged
from tests.hub.routing.script import START, Script


def judged(script: Script, name: str) -> dict[str, tuple[str, str]]:
    """The verdict on each agent."""
    found = script.engine.considered(name, 50)
    assert found is not None
    return {one.agent: (one.verdict, one.detail) for one in found.agents}


def test_each_agent_with_the_reason() -> None:
    s = Script()
    s.queue(skills={"german": 2})
    s.queue("other")
    german = {"german": 3}
    s.agent("busy", skills=german, channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.agent("low", skills={"german": 1})
    s.agent("phone", skills=german, channels={"voice": 1})
    s.agent("away", skills=german)
    s.tell(PresenceSet("away"))
    s.agent("elsewhere", "other", skills=german)
    s.arrive("2")
    assert judged(s, "2") == {
        "busy": ("busy", ""),
        "low": ("skill", "german 2"),
        "phone": ("channel", ""),
        "away": ("away", ""),
    }
    found = s.engine.considered("2", 1)
    assert found is not None
    assert (found.agents, found.more) == ((Judged("busy", "busy"),), 3)
    assert (found.key, found.needed) == (START, {"german": 2})


def test_who_declined_is_passed_over_and_who_is_served_is_not_asked_about() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.agent("ben", channels={"voice": 1, "chat": 1})
    s.arrive("call", "voice")
    s.decline("1")
    assert s.engine.considered("call", 9) is None
    assert s.engine.considered("nobody", 9) is None


def test_what_is_not_due_yet_and_what_waits_in_two_queues() -> None:
    s = Script()
    s.queue(skills={"german": 1})
    s.queue("r", skills={"french": 1})
    s.agent("ann", "r")
    told = InteractionArrived(
        id="1",
        channel="chat",
        queue="q",
        arrived_at=START,
        overflow=(Overflow(step="add_queue", target="r", after_ms=0),),
    )
    s.tell(told)
    assert judged(s, "1") == {"ann": ("skill", "french 1")}
    s.tell(Requeued(interaction="1", not_before=START + 5_000))
    assert judged(s, "1") == {"ann": ("skill", "french 1")}
    s.agent("ben", "r", skills={"french": 1})
    assert judged(s, "1")["ben"] == ("", "")  # its time has not come, nothing else is against it
