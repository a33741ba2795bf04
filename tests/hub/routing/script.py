"""Short words for scripts in two columns: what the engine is told, what it decides."""

from __future__ import annotations

from agent_desktop.hub.routing import (
    AgentSignedIn,
    Blending,
    Decision,
    Engine,
    Input,
    InteractionArrived,
    InteractionEnded,
    OfferAnswered,
    OfferMade,
    PresenceSet,
    Profile,
    QueueDefined,
    Ring,
    Rules,
    TimePassed,
)

START = 1_700_000_000_000
CHANNELS = {"voice": 1, "chat": 3, "email": 5}


class Script:
    """An engine with one clock, times in ms after `START`."""

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self.engine = Engine(self.rules)
        self.now = START

    def tell(self, told: Input) -> tuple[Decision, ...]:
        """Apply one input now."""
        return self.engine.apply(told, self.now)

    def at(self, after_ms: int) -> tuple[Decision, ...]:
        """Let time pass until so long after the start."""
        self.now = START + after_ms
        return self.tell(TimePassed())

    def queue(
        self,
        name: str = "q",
        *,
        weight: int = 0,
        skills: dict[str, int] | None = None,
        wrap_up_ms: int | None = 0,
        max_waiting: int | None = None,
        best: bool = False,
        rings: tuple[Ring, ...] = (),
    ) -> None:
        """Define a queue."""
        definition = QueueDefined(
            id=name,
            weight=weight,
            skills=skills or {},
            wrap_up_ms=wrap_up_ms,
            max_waiting=max_waiting,
            pick="best" if best else "idle",
            rings=rings,
        )
        self.tell(definition)

    def agent(
        self,
        name: str,
        *queues: str,
        skills: dict[str, int] | None = None,
        channels: dict[str, int] | None = None,
        units: int = 100,
        blending: Blending | None = None,
    ) -> tuple[Decision, ...]:
        """Sign an agent in, routable on all its channels."""
        profile = Profile(
            queues=queues or ("q",),
            channels=CHANNELS if channels is None else channels,
            skills=skills or {},
            units=units,
            blending=blending or Blending(),
        )
        self.tell(AgentSignedIn(name, profile))
        return self.tell(PresenceSet(name, tuple(profile.channels)))

    def arrive(
        self,
        name: str,
        channel: str = "chat",
        queue: str = "q",
        *,
        late: int = 0,
        skills: dict[str, int] | None = None,
        priority: int = 0,
        preferred: str | None = None,
        sticky_until: int | None = None,
        conversation: str = "",
        follows: bool = False,
    ) -> tuple[Decision, ...]:
        """An interaction that arrived `late` ms ago."""
        return self.tell(
            InteractionArrived(
                id=name,
                channel=channel,
                queue=queue,
                arrived_at=self.now - late,
                skills=skills or {},
                priority=priority,
                preferred_agents=(preferred,) if preferred else (),
                sticky_until=sticky_until,
                conversation=conversation,
                follows=follows,
            )
        )

    def accept(self, name: str) -> tuple[Decision, ...]:
        """The agent to whom it is offered accepts."""
        return self._answer(name, accept=True)

    def decline(self, name: str) -> tuple[Decision, ...]:
        """The agent to whom it is offered declines."""
        return self._answer(name, accept=False)

    def _answer(self, name: str, *, accept: bool) -> tuple[Decision, ...]:
        state = self.engine.interaction(name)
        assert state is not None
        assert state.state == "offered"
        answer = OfferAnswered(name, state.epoch, state.agent, "accept" if accept else "decline")
        return self.tell(answer)

    def end(self, name: str) -> tuple[Decision, ...]:
        """The work is over."""
        return self.tell(InteractionEnded(name))

    def where(self, name: str) -> tuple[str, str]:
        """The state of an interaction and its agent."""
        state = self.engine.interaction(name)
        return (state.state, state.agent) if state else ("gone", "")


def offers(decisions: tuple[Decision, ...]) -> list[tuple[str, str]]:
    """Who was offered what, in order."""
    return [(one.interaction, one.agent) for one in decisions if isinstance(one, OfferMade)]
