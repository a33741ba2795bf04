"""A simulated day: agents and customers of five channels, by a seed, on a clock that only moves here.

Everything goes through the doors of the centre and of the switch, as on a real day: surges, people who give up, agents
who do not answer, decline, take breaks and lose their links; calls are held and transferred. A large one is a
benchmark, `simulated_day`.
"""

import heapq
import itertools
from collections.abc import Callable
from random import Random

from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import Arrived
from agent_desktop.model.commands import (
    AnswerOffer,
    ChoosePresence,
    CompleteWrapUp,
    EndInteraction,
    SendMessage,
)
from agent_desktop.model.errors import DeskError
from agent_desktop.model.events import InteractionChanged, OfferMade, PresenceChanged
from agent_desktop.model.people import Address, AddressKind, PresenceState
from agent_desktop.model.work import Blending, Channel, Disposition, InteractionState, Offer
from tests.hub.centre.floor import Floor
from tests.hub.simulated.calls import Calls
from tests.hub.simulated.house import furnish

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
OPEN_MS = 10 * HOUR
KINDS = {
    Channel.EMAIL: (AddressKind.EMAIL, "email", "{}@example.org"),
    Channel.SMS: (AddressKind.PHONE, "smpp", "+336{:0>8}"),
    Channel.SOCIAL: (AddressKind.HANDLE, "matrix", "@c{}:example.org"),
}
SHARES = {
    Channel.VOICE: 35,
    Channel.CHAT: 35,
    Channel.EMAIL: 10,
    Channel.SMS: 10,
    Channel.SOCIAL: 10,
}
QUEUES = 6
WORDS = ("Where is my parcel?", "I want a refund.", "Where is it?")
OUTCOMES = ("solved", "not_solved")


class Day:
    """The floor, what is going to happen, and who is who. It begins now, in a house of that time zone."""

    def __init__(
        self, floor: Floor, agents: int, interactions: int, seed: int, zone: str = "Europe/Berlin"
    ) -> None:
        self.floor = floor
        self.start = floor.now
        self.zone = zone
        self.chance = Random(seed)
        self.agents = [f"agent{number:03}" for number in range(agents)]
        self.count = interactions
        self.served: set[str] = set()
        self.watch: Callable[[int], None] = lambda _: None
        """Hears the moment until which nothing happens, before that moment comes."""
        self._coming: list[tuple[int, int, Callable[[], None]]] = []
        self._serial = itertools.count()
        self._furnish()
        furnish(self)
        self.calls = Calls(self, [f"queue{number}" for number in range(QUEUES)])
        self._plan()

    def _furnish(self) -> None:
        centre = self.floor.centre
        for code in OUTCOMES:
            centre.define_disposition(Disposition(code=code, label=code.title()))
        for number in range(QUEUES):
            queue_id = f"queue{number}"
            centre.define_queue(
                QueueSettings(id=queue_id, name=queue_id, away_ms=None, wrap_up_ms=90_000)
            )
            for channel in SHARES:
                if channel is Channel.VOICE:
                    continue  # the telephones know their own numbers
                entry = f"{channel.value}{number}"
                centre.define_entry_point(
                    EntryPointSettings(id=entry, channel=channel, name=entry, queue_id=queue_id)
                )
                if channel in KINDS:
                    network = KINDS[channel][1]
                    centre.define_network(KeptNetwork(entry_point_id=entry, network=network))
                    centre.define_limits(entry, Limits(max_text=1_000))
        for at, agent_id in enumerate(self.agents):
            served = {f"queue{at % QUEUES}", f"queue{(at + 1) % QUEUES}"}
            capacity = {**dict.fromkeys(SHARES, 3), Channel.VOICE: 1}
            centre.define_agent(
                AgentProfile(
                    id=agent_id,
                    name=agent_id,
                    queues=tuple(sorted(served)),
                    capacity=capacity,
                    blending=Blending.CALLS,
                )
            )

    def _plan(self) -> None:
        chance = self.chance
        for agent_id in self.agents:
            begin = self.start + round(chance.uniform(0, 30 * MINUTE))
            self.at(begin, lambda one=agent_id: self._comes(one))  # type: ignore[misc]
        surges = [self.start + round(chance.uniform(1, 8) * HOUR) for _ in range(2)]
        for number in range(self.count):
            at = self.start + round(chance.uniform(0, OPEN_MS))
            if chance.random() < 0.15:
                at = chance.choice(surges) + round(chance.uniform(0, 20 * MINUTE))
            self.at(at, lambda one=number: self._customer(one))  # type: ignore[misc]

    def at(self, at: int, what: Callable[[], None]) -> None:
        """Something happens then."""
        heapq.heappush(self._coming, (at, next(self._serial), what))

    def soon(self, low: float, high: float, what: Callable[[], None]) -> None:
        """Something happens in so many seconds."""
        self.at(self.floor.now + round(self.chance.uniform(low, high) * SECOND), what)

    def outcome(self) -> str:
        """What an agent says became of it."""
        return self.chance.choices(OUTCOMES, (8, 2))[0]

    def run(self, until: int | None = None) -> None:
        """Let the day pass, to its end or to a moment."""
        while self._coming and (until is None or self._coming[0][0] <= until):
            at, _, what = heapq.heappop(self._coming)
            self._pass_to(at)
            try:
                what()
            except DeskError:
                continue  # the offer is gone, the chat is over, the agent has still work: as in life
            finally:
                self.calls.lines.carry()
                self._hear()
        if until is not None:
            self._pass_to(until)

    def _pass_to(self, at: int) -> None:
        lines = self.calls.lines
        while (due := lines.next_deadline()) is not None and due <= at:
            self._wait(due)
            lines.tick()
            self._hear()
        self._wait(at)

    def _wait(self, until: int) -> None:
        self.watch(max(self.floor.now, until))
        self.floor.now = max(self.floor.now, until)

    def _hear(self) -> None:
        for one in self.floor.centre.drain():
            if isinstance(one.event, OfferMade):
                self._asked(one.audience.removeprefix("agent:"), one.event.offer)
            elif isinstance(one.event, InteractionChanged):
                shown = one.event.interaction
                wraps = shown.state is InteractionState.WRAP_UP
                if wraps and shown.channel is Channel.VOICE and one.audience == "supervisors":
                    self.calls.wraps_up(shown)
            elif isinstance(one.event, PresenceChanged):
                presence = one.event.presence
                if presence.state is PresenceState.NOT_RESPONDING:
                    agent_id = presence.agent_id
                    self.soon(20, 120, lambda who=agent_id: self._chooses(who))  # type: ignore[misc]

    # --- agents

    def _comes(self, agent_id: str) -> None:
        self.floor.centre.connected(agent_id)
        self.floor.centre.phone_here(agent_id, True)
        self._chooses(agent_id)
        self.soon(40 * 60, 120 * 60, lambda: self._pauses(agent_id))

    def _chooses(self, agent_id: str, state: PresenceState = PresenceState.READY) -> None:
        free = state is not PresenceState.READY
        self.floor.ask(agent_id, ChoosePresence(state=state, when_free=free))

    def _pauses(self, agent_id: str) -> None:
        if self.floor.now < self.start + OPEN_MS:
            self.soon(40 * 60, 120 * 60, lambda: self._pauses(agent_id))
        if self.chance.random() < 0.3:
            self.floor.centre.disconnected(agent_id)
            self.soon(
                5, 55, lambda: self._back(agent_id)
            )  # within the grace: else they are signed out
            return
        self.soon(600, 1_200, lambda: self._chooses(agent_id))
        self._chooses(agent_id, self.chance.choice((PresenceState.BREAK, PresenceState.MEAL)))

    def _back(self, agent_id: str) -> None:
        self.floor.centre.connected(agent_id)
        self._chooses(agent_id)

    def _asked(self, agent_id: str, offer: Offer) -> None:
        what = self.chance.random()
        if what < 0.96:
            accept = what < 0.93
            self.soon(1, 12, lambda: self._answers(agent_id, offer, accept=accept))

    def _answers(self, agent_id: str, offer: Offer, *, accept: bool) -> None:
        answer = AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=accept)
        self.floor.ask(agent_id, answer)
        if not accept:
            return
        if offer.channel is Channel.VOICE:
            self.calls.rings(agent_id, offer.interaction_id)
            return
        self.served.add(offer.customer_name)
        self.soon(5, 60, lambda: self._writes(agent_id, offer))
        if offer.channel is Channel.CHAT:
            for _ in range(2):
                self.soon(61, 110, lambda: self._says(offer.customer_name))
        self.soon(111, 160, lambda: self._writes(agent_id, offer))
        self.soon(170, 500, lambda: self._ends(agent_id, offer))

    def _writes(self, agent_id: str, offer: Offer) -> None:
        client_id = self.floor.id()
        message = SendMessage(
            client_id=client_id,
            conversation_id=offer.conversation_id,
            channel=offer.channel,
            text="It is on its way.",
        )
        self.floor.ask(agent_id, message, client_id)

    def _ends(self, agent_id: str, offer: Offer) -> None:
        self.soon(5, 110, lambda: self._wraps_up(agent_id, offer))
        if offer.channel is Channel.CHAT and self.chance.random() < 0.4:
            score = self.chance.randint(0, 9)  # not every scale has them all
            self.soon(1, 200, lambda: self.floor.centre.rate(offer.customer_name, score, ""))
        self.floor.ask(agent_id, EndInteraction(interaction_id=offer.interaction_id))

    def _wraps_up(self, agent_id: str, offer: Offer) -> None:
        done = CompleteWrapUp(interaction_id=offer.interaction_id, disposition=self.outcome())
        self.floor.ask(agent_id, done)

    # --- customers

    def _customer(self, number: int) -> None:
        (channel,) = self.chance.choices(list(SHARES), list(SHARES.values()))
        name, queue = f"c{number}", self.chance.randrange(QUEUES)
        entry, words = f"{channel.value}{queue}", self.chance.choice(WORDS)
        again = self.chance.random() < 0.2
        if channel is Channel.VOICE:
            self.calls.comes(number, str(queue))
            if again:
                self.soon(1_000, 20_000, lambda: self.calls.comes(number, str(queue)))
            return
        if channel is Channel.CHAT:
            self.soon(3, 3 + self.chance.expovariate(1 / 240), lambda: self._gives_up(name))
            self.floor.centre.start_chat(VisitorCard(id=name, entry_point_id=entry))
            self.floor.centre.introduce(name, self.floor.id(), name, "", words)
            return
        self._letter(number, channel, entry, words)
        if again:
            self.soon(3_600, 20_000, lambda: self._letter(number, channel, entry, "And now?", "b"))

    def _letter(
        self, number: int, channel: Channel, entry: str, words: str, part: str = "a"
    ) -> None:
        name = f"c{number}"
        kind, network, form = KINDS[channel]
        address = Address(
            kind=kind,
            value=form.format(number),
            network=network if kind is AddressKind.HANDLE else "",
        )
        letter = Arrived(
            remote_id=f"r{number}{part}",
            address=address,
            text=words,
            sent_at=self.floor.now,
            name=name,
        )
        self.floor.centre.take_news(entry, (letter,), {})

    def _gives_up(self, name: str) -> None:
        if name not in self.served:
            self.floor.centre.leave(name)

    def _says(self, name: str) -> None:
        self.floor.centre.say(name, self.floor.id(), "And when?")
