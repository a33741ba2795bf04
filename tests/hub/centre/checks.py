"""What must hold of a centre at every moment, whatever happened: the state machine's invariants."""

from typing import cast

from hypothesis.stateful import RuleBasedStateMachine, invariant
from msgspec.structs import replace
from sqlalchemy import select

from agent_desktop.hub.centre.attendance import GRACE_MS
from agent_desktop.hub.storage import consults as kept_consults
from agent_desktop.hub.storage.settings import QueueSettings
from agent_desktop.hub.storage.tables import conversations, interactions, items, journal, offers
from agent_desktop.hub.storage.threads import conversation
from agent_desktop.hub.storage.work import interaction
from agent_desktop.model.commands import Cursor
from agent_desktop.model.consulting import ConsultState
from agent_desktop.model.events import JournalEvent
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Message, Note
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.floor import AGENTS, Floor
from tests.hub.centre.replica import Desk

AWAY_MS = QueueSettings(id="", name="").away_ms or 0
VISITORS = {"vera": "support", "vito": "support", "vala": "billing", "vigo": "billing"}


class Checked(RuleBasedStateMachine):
    """A floor, what its agents' desks heard, and what was acknowledged; the rules are in test_machine.py."""

    floor: Floor
    begun: int
    applied: int
    replayed: int = 0
    live_from: int = 0
    desks: dict[str, Desk]
    said: dict[str, list[str]]
    answered: dict[str, list[str]]
    arrivals: dict[str, int]

    def hear(self) -> None:
        # Asking the centre anything lets happen what is due: it must have happened before desks are compared with it.
        self.floor.centre.tick()
        self.floor.listen()
        news, self.applied = self.floor.heard[self.applied :], len(self.floor.heard)
        for one in news:
            for agent, desk in self.desks.items():
                if one.seq and one.audience in self.floor.centre.audiences(agent):
                    desk.apply(cast(JournalEvent, one.event))

    @invariant()
    def live_and_replay_agree(self) -> None:
        """Of what came since it was looked at before: all of it is compared at the end."""
        self.hear()
        self.compare_with_replay(self.live_from, self.replayed or self.begun)
        self.live_from, self.replayed = len(self.floor.heard), self.floor.centre.position

    def compare_with_replay(self, first: int, position: int) -> None:
        """What was heard live, from the `first` of it on, is what is replayed after `position`."""
        centre = self.floor.centre
        for agent in AGENTS:
            audiences = centre.audiences(agent)
            live = [
                (p.seq, p.at, p.event)
                for p in self.floor.heard[first:]
                if p.seq and p.audience in audiences
            ]
            replayed = []
            since = position
            while True:
                replay = centre.entries(agent, Cursor(epoch=centre.epoch, seq=since), limit=7)
                assert replay.resync is None
                replayed += [(one.seq, one.at, one.event) for one in replay.entries]
                since = replay.position
                if not replay.more:
                    break
            assert replayed == live
            assert since == centre.position

    @invariant()
    def desks_agree_with_snapshots(self) -> None:
        self.hear()
        for agent, desk in self.desks.items():
            desk.agrees(self.floor.centre.snapshot(agent)[1])

    @invariant()
    def database_is_sound(self) -> None:
        storage = self.floor.centre.storage
        book = self.floor.centre._loaded
        with storage.transaction():
            seqs = [row[0] for row in storage.rows(select(journal.c.seq).order_by(journal.c.seq))]
            assert seqs == list(range(1, len(seqs) + 1))
            live = set()
            for row in storage.rows(select(interactions.c.id, interactions.c.state)):
                if InteractionState(row[1]).live:
                    live.add(row[0])
            assert live == set(book.live.interactions)
            for key, one in book.live.interactions.items():
                kept = interaction(storage, key)
                assert kept is not None
                mine = one.kept.shown
                assert kept.shown.state == mine.state
                assert (kept.shown.agent_id, kept.epoch) == (mine.agent_id, one.kept.epoch)
                assert kept.shown.customer_id == mine.customer_id
                assert kept.shown.arrived_at == self.arrivals.setdefault(key, mine.arrived_at)
            for key, thread in book.live.threads.items():
                # the ways to answer follow from addresses and networks, and are kept nowhere
                shown = replace(thread.kept.shown, reply_ways=())
                assert conversation(storage, key) == replace(thread.kept, shown=shown)
            pending = storage.rows(select(offers.c.interaction_id).where(offers.c.outcome == ""))
            held = [key for one in book.live.agents.values() for key in one.offers]
            assert sorted(row[0] for row in pending) == sorted(held)
        for agent in book.live.agents.values():
            in_hand = len(agent.offers) + len(agent.held)
            assert in_hand <= agent.profile.capacity[Channel.CHAT]

    @invariant()
    def nothing_lost_nothing_doubled(self) -> None:
        centre = self.floor.centre
        storage = centre.storage
        said: dict[str, list[str]] = {visitor: [] for visitor in VISITORS}
        with storage.transaction():
            rows = storage.rows(
                select(
                    conversations.c.id, conversations.c.visitor_id, conversations.c.last_seq
                ).order_by(conversations.c.number)
            )
            for thread, _visitor, last in rows:
                seqs = storage.rows(
                    select(items.c.seq)
                    .where(items.c.conversation_id == thread)
                    .order_by(items.c.seq)
                )
                assert [row[0] for row in seqs] == list(range(1, last + 1))
        for thread, visitor, _last in rows:
            page = centre.timeline(thread, limit=500).items
            said[visitor] += [one.text for one in page if isinstance(one, Message) and one.incoming]
            ours = [
                one.text
                for one in page
                if isinstance(one, Note) or (isinstance(one, Message) and not one.incoming)
            ]
            assert ours == self.answered.get(thread, [])
        assert said == self.said

    @invariant()
    def nobody_keeps_work_for_ever(self) -> None:
        self.floor.centre.tick()
        book = self.floor.centre._loaded
        for one in book.live.agents.values():
            assert (one.away_since is None) == (one.profile.id in book.links.sockets)
            if one.held and one.away_since is not None:
                latest = max(one.away_since + AWAY_MS, book.now + GRACE_MS)
                assert one.hand_back_at is not None
                assert book.now < one.hand_back_at <= latest

    @invariant()
    def consults_are_about_work_in_the_askers_hands(self) -> None:
        storage = self.floor.centre.storage
        book = self.floor.centre._loaded
        with storage.transaction():
            assert kept_consults.kept(storage) == book.live.consults
        for one in book.live.consults.values():
            shown = book.live.interactions[one.shown.interaction_id].shown
            assert shown.state is InteractionState.ACTIVE
            assert (shown.agent_id, shown.conversation_id) == (
                one.shown.by_id,
                one.shown.conversation_id,
            )
            whom = book.live.agents[one.shown.agent_id]
            assert one.shown.agent_id != one.shown.by_id
            assert whom.presence.state is not PresenceState.OFFLINE
            assert (one.joined_at is None) == (one.shown.state is ConsultState.ASKED)
            assert one.joined_at is not None or (one.shown.until or 0) > book.now

    @invariant()
    def nobody_waits_for_a_free_agent(self) -> None:
        book = self.floor.centre._loaded
        for one in book.live.agents.values():
            ready = (
                one.profile.id in book.links.sockets
                and one.presence.state is PresenceState.READY
                and one.presence.next is None
            )
            assert bool(one.channels) == ready
            if not ready:
                assert not one.offers
