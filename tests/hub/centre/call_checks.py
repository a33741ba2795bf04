"""What must hold of centre, routing and switch together at every moment: the invariants of the calls' machine."""

from __future__ import annotations

from typing import Any, cast

from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import select

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.storage.asked import all_due
from agent_desktop.hub.storage.call_tables import recordings
from agent_desktop.hub.storage.tables import conversations
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.records import Leg, VoiceCall
from agent_desktop.model.commands import BackendCommand
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import JournalEvent
from agent_desktop.model.timeline import LineKind, Message, SystemLine
from agent_desktop.model.work import Channel, Interaction, InteractionState
from tests.hub.centre.floor import Floor
from tests.hub.centre.replica import Desk
from tests.hub.centre.telephones import Telephones

_CONVERSATIONS = select(conversations.c.id)
_MESSAGES = select(recordings.c.id).where(recordings.c.message, recordings.c.queue_id != "")
WAITS = (InteractionState.QUEUED, InteractionState.OFFERED)


def is_aside(book: Book, interaction_id: str) -> bool:
    """Whether it gives way to something live now, and takes no units."""
    routed = book.engine.interaction(interaction_id)
    return routed is not None and routed.aside


class CallsChecked(RuleBasedStateMachine):
    """A floor with telephones, and what its agents' desks heard; the rules are in test_calls_machine.py."""

    floor: Floor
    lines: Telephones
    desks: dict[str, Desk]
    applied: int
    asked: list[tuple[str, str, BackendCommand]]

    def leg(self, which: int) -> Leg | None:
        found = [leg for call in self.lines.switch.calls() for leg in call.legs]
        return found[which % len(found)] if found else None

    def ask(self, agent: str, command: BackendCommand) -> None:
        command_id = self.floor.id()
        try:
            self.floor.ask(agent, command, command_id)
        except (Refused, Conflict):
            return
        finally:
            self.lines.carry()
        self.asked.append((agent, command_id, command))

    def call_of(self, agent: str, which: int) -> str:
        """One of the agent's calls, or any."""
        mine = [one.interaction_id for one in self.floor.centre.snapshot(agent)[1].calls]
        found = mine or [call.id for call in self.lines.switch.calls()] or ["none"]
        return found[which % len(found)]

    def hear(self) -> None:
        self.floor.centre.tick()
        self.lines.carry()
        self.floor.listen()
        news, self.applied = self.floor.heard[self.applied :], len(self.floor.heard)
        for one in news:
            for agent, desk in self.desks.items():
                if one.seq and one.audience in self.floor.centre.audiences(agent):
                    desk.apply(cast(JournalEvent, one.event))

    @invariant()
    def desks_agree_with_snapshots(self) -> None:
        self.hear()
        for agent, desk in self.desks.items():
            desk.agrees(self.floor.centre.snapshot(agent)[1])

    @invariant()
    def what_is_held_is_what_routing_counts(self) -> None:
        self.floor.centre.tick()
        book = self.floor.centre._loaded
        seen: set[str] = set()
        for agent_id, agent in book.live.agents.items():
            state = book.engine.agent(agent_id)
            assert state is not None
            held = [book.live.interactions[one].shown for one in agent.held]
            assert not seen & agent.held.keys(), "two have it"
            seen |= agent.held.keys()
            assert all(one.agent_id == agent_id for one in held)
            active = {one.id for one in held if one.state is InteractionState.ACTIVE}
            wraps = sorted(
                book.live.routed(one.id) for one in held if one.state is InteractionState.WRAP_UP
            )
            assert set(state.active) == active
            assert sorted(one.interaction for one in state.wrap_ups) == wraps
            assert set(state.offers) == agent.offers.keys()
            costs = {"voice": 100, "chat": 33, "email": 10}
            offered = [book.live.interactions[one].shown for one in agent.offers]
            hands = [one for one in (*held, *offered) if not is_aside(book, one.id)]
            assert state.used == sum(costs[one.channel.value] for one in hands)
            for one in offered:
                assert one.channel is not Channel.VOICE or agent_id in book.links.phones
        for key, live in book.live.interactions.items():
            assert (live.shown.agent_id is not None) == (key in seen)
            part = key in book.live.calls and book.live.calls[key].role == "part"
            assert (book.engine.interaction(key) is not None) == (not part)

    @invariant()
    def centre_and_switch_agree(self) -> None:
        if self.lines.lagging:
            return
        self.floor.centre.tick()
        self.lines.carry()
        book = self.floor.centre._loaded
        living = {call.id: call for call in self.lines.switch.calls()}
        assert book.links.pictures == living
        for key, call in living.items():
            self._agree(book, call, book.live.interactions.get(key))
        with self.floor.centre.storage.transaction():
            due = {one.interaction_id for one in all_due(self.floor.centre.storage)}
        assert due <= living.keys(), "nobody is left to be asked when the call is over"
        for key, kept in book.live.calls.items():
            if kept.role == "call" and not kept.over:
                gone = kept.kept and not self.lines.alive  # until the next worker is told
                assert key in living or gone, f"{key} is open, and there is no such call"
            elif kept.role == "internal":
                assert key in living, f"{key} is open, and there is no such call"
            elif kept.role == "consult":
                there = any(leg.id == key for leg in living[kept.call].legs)
                assert there, f"{key} is open, and nobody is consulted"

    def _agree(self, book: Any, call: VoiceCall, one: Any) -> None:
        shown: Interaction | None = one.shown if one is not None else None
        state = shown.state if shown is not None else None
        if call.owner:
            assert state is InteractionState.ACTIVE, call
            assert shown is not None
            assert shown.agent_id == call.owner, call
        elif call.stage in ("waiting", "kept"):
            assert state in WAITS, call
        else:
            assert state in (None, InteractionState.WRAP_UP), call
        if call.internal:
            assert shown is None, "a call of colleagues is nobody's work"
            assert {leg.part for leg in call.legs} <= {"agent", "outside"}
            assert (call.owner, call.recording) == ("", "off")
            for leg in call.legs:
                if leg.part == "outside":
                    continue
                agent = book.engine.agent(leg.agent)
                assert agent is not None
                assert Channel.VOICE.value not in agent.routable, "no calls meanwhile"
            return
        awaited = [leg for leg in call.legs if leg.state == "awaited"]
        for leg in awaited:
            consult = book.live.interactions.get(leg.id)
            assert consult is not None
            assert consult.shown.state in WAITS

    @invariant()
    def messages_are_there_once(self) -> None:
        if self.lines.lagging:
            return
        self.lines.carry()
        centre = self.floor.centre
        book = centre._loaded
        told = {one.recording for one in self.lines.news if isinstance(one, d.MessageKept)}
        found: list[str] = []
        lost = 0
        with centre.storage.transaction():
            threads = [row[0] for row in centre.storage.rows(_CONVERSATIONS)]
        for thread in threads:
            page = centre.timeline(thread, limit=500)
            found += [one.client_id for one in page.items if isinstance(one, Message)]
            lost += sum(
                isinstance(one, SystemLine) and one.kind is LineKind.MESSAGE_LOST
                for one in page.items
            )
            assert [one.seq for one in page.items] == list(range(1, page.conversation.last_seq + 1))
            live = [
                key
                for key in book.live.interactions.values()
                if key.shown.conversation_id == thread
            ]
            assert page.conversation.open == bool(live)
        assert len(found) == len(set(found))
        assert set(found) <= told
        assert len(found) + lost >= len(told & self.delivered())

    def delivered(self) -> set[str]:
        """The messages whose news reached the centre."""
        centre = self.floor.centre
        with centre.storage.transaction():
            return {row[0] for row in centre.storage.rows(_MESSAGES)}
