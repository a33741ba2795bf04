"""The switch and the real routing engine together: places in the line survive whatever happens to telephones.

`House` is the smallest centre there can be: it carries the news of the switch to routing, and offers back.
"""

from __future__ import annotations

from agent_desktop.hub import routing
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Target
from tests.hub.voice.script import CALLER, Script, queue

CHANNELS = ("voice",)


class House:
    """A switch, a routing engine, and agents whose offers are accepted by hand."""

    def __init__(self, *agents: str) -> None:
        self.script = Script()
        self.engine = routing.Engine()
        self.offers: dict[str, routing.OfferMade] = {}
        self.refused: list[routing.Refused] = []
        for name in ("orders", "help"):
            self.route(routing.QueueDefined(id=name, wrap_up_ms=None))
        profile = routing.Profile(queues=("orders", "help"), channels={"voice": 1})
        for agent in agents:
            self.route(routing.AgentSignedIn(agent, profile))

    def route(self, told: routing.Input) -> None:
        """Tell routing."""
        for one in self.engine.apply(told, self.script.now):
            if isinstance(one, routing.OfferMade):
                self.offers[one.agent] = one
            elif isinstance(one, routing.OfferEnded):
                del self.offers[one.agent]
            elif isinstance(one, routing.Refused):
                self.refused.append(one)

    def ready(self, agent: str) -> None:
        """The agent can be offered calls."""
        self.route(routing.PresenceSet(agent, CHANNELS))

    def tell(self, told: i.Input) -> None:
        """Tell the switch, and carry its news."""
        for one in self.script.tell(told):
            self.carry(one)

    def carry(self, one: d.Decision) -> None:
        """What a centre does with news."""
        if isinstance(one, d.Arrived):
            told = routing.InteractionArrived(
                id=one.call, channel="voice", queue=one.queue, arrived_at=one.arrived_at
            )
            self.route(told)
        elif isinstance(one, d.Left):
            self.route(routing.InteractionWithdrawn(one.call, one.outcome))
        elif isinstance(one, d.Returned):
            told_back = routing.Requeued(
                interaction=one.call,
                queue=one.queue or None,
                preferred_agents=(one.preferred,) if one.preferred else (),
                not_before=one.not_before,
                wrap_up=one.wrap_up,
            )
            self.route(told_back)
        elif isinstance(one, d.HandedOver):
            self.route(routing.HandedOver(one.call, one.agent, one.to))
        elif isinstance(one, d.WorkEnded):
            self.route(routing.InteractionEnded(one.call, one.agent))

    def caller(self, call: str) -> None:
        """Somebody calls and waits."""
        leg = f"in-{call}"
        self.script.now += 1_000
        self.tell(i.CallArrived(call, leg, CALLER, "+4930999100"))
        self.tell(i.LegAnswered(leg))
        self.tell(i.PlaybackFinished(leg, self.script.playing[leg]))

    def accept(self, agent: str) -> tuple[str, str]:
        """The agent accepts; the interaction, and the leg that rings."""
        offer = self.offers[agent]
        self.route(routing.OfferAnswered(offer.interaction, offer.epoch, agent, "accept"))
        self.tell(i.OfferAccepted(offer.interaction, agent, f"sip:{agent}@hub", "token"))
        return offer.interaction, self.script.dialled()

    def line(self) -> list[str]:
        """Who waits, in order."""
        return list(self.engine.waiting_ids("orders"))


def test_a_telephone_that_fails_costs_nobody_a_place() -> None:
    house = House("ann")
    for call in "abc":
        house.caller(call)
    house.ready("ann")
    call, leg = house.accept("ann")
    assert (call, house.line()) == ("a", ["b", "c"])
    house.route(routing.PresenceSet("ann", ()))
    house.tell(i.LegEnded(leg, "failed"))
    assert house.line() == ["a", "b", "c"]
    assert not house.refused


def test_a_callback_stands_where_the_caller_stood() -> None:
    house = House("ann")
    for call in "abc":
        house.caller(call)
    house.script.now += 60_000
    house.tell(i.PlaybackFinished("in-b", house.script.playing["in-b"]))
    house.tell(i.TimePassed())
    house.tell(i.DigitPressed("in-b", "1"))
    house.tell(i.LegEnded("in-b"))
    house.caller("d")
    assert house.line() == ["a", "b", "c", "d"]
    house.ready("ann")
    _, leg = house.accept("ann")
    house.tell(i.LegAnswered(leg))
    house.tell(i.LegEnded("in-a"))
    house.route(routing.WrapUpCompleted("a", "ann"))

    call, leg = house.accept("ann")
    assert call == "b"
    house.tell(i.LegAnswered(leg))
    house.route(routing.PresenceSet("ann", ()))
    house.tell(i.LegEnded(house.script.dialled(), "no_answer"))  # the customer is not there
    assert house.line() == ["c", "d"]
    house.script.now += 600_000
    house.route(routing.TimePassed())
    assert house.line() == ["b", "c", "d"]
    assert not house.refused


def test_transfers_and_handovers_are_what_routing_understands() -> None:
    house = House("ann", "bob")
    for call in "ab":
        house.caller(call)
    house.ready("ann")
    _, leg = house.accept("ann")
    house.tell(i.LegAnswered(leg))
    before = house.engine.interaction("a")
    house.tell(i.Transferred("a", "ann", queue("help")))
    after = house.engine.interaction("a")
    assert before is not None
    assert after is not None
    assert (after.queue, after.arrived_at) == ("help", before.arrived_at)
    assert house.engine.waiting_ids("help") == ("a",)

    house.ready("bob")
    _, leg = house.accept("bob")
    house.tell(i.LegAnswered(leg))
    house.route(routing.WrapUpCompleted("a", "ann"))
    target = Target(kind="agent", id="ann", number="sip:ann@hub")
    house.tell(i.ConsultStarted("a", "bob", target))
    house.tell(i.LegAnswered(house.script.dialled()))
    house.tell(i.ConsultCompleted("a", "bob"))
    shown = house.engine.interaction("a")
    assert shown is not None
    assert (shown.state, shown.agent) == ("active", "ann")
    house.tell(i.LegEnded("in-a"))
    shown = house.engine.interaction("a")
    assert shown is not None
    assert shown.state == "wrap_up"
    assert not house.refused
