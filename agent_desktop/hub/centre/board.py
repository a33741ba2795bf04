"""The live board: what team leads see of queues and agents, kept up to date out of what was committed.

Promises that a line is told again only when it changed; that today's figures are those which a table of today has at
the same moment; that nothing is counted which was not committed. It begins when somebody first looks. Refuses to
choose who may see what: the server's door knows who looks.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from agent_desktop.hub.centre import board_lines
from agent_desktop.hub.centre.board_plans import Plans
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.figures import rules_of
from agent_desktop.hub.centre.targets import targets_of
from agent_desktop.hub.journal.published import AudiencesChanged, Published
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.definitions import definitions, total
from agent_desktop.hub.metrics.today import Part, Today, Trail
from agent_desktop.hub.storage.passages import passages_between
from agent_desktop.model.backend_calls import CallUpdated
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.board import (
    TRAIL_POINTS,
    TRAIL_STEP_MS,
    AgentLine,
    QueueLine,
    QueuePart,
    Ratio,
)
from agent_desktop.model.events import (
    ColleagueChanged,
    InteractionChanged,
    OfferEnded,
    OfferMade,
    PresenceChanged,
    QueueChanged,
)
from agent_desktop.model.figures import Definition, FigureRules, zone_of
from agent_desktop.model.passages import Left, Passage
from agent_desktop.model.people import PresenceState
from agent_desktop.model.targets import HouseTargets, Targets
from agent_desktop.model.work import Channel, OfferOutcome

_PAGE = 2_000
_SHOWN = {
    AudiencesChanged,
    CallUpdated,
    ColleagueChanged,
    InteractionChanged,
    OfferEnded,
    OfferMade,
    PresenceChanged,
    QueueChanged,
}
"""What may change a line."""
_RATIOS = {"service": "service_level", "speed": "speed_of_answer", "abandoned": "abandon_rate"}


class BoardNews(Record, frozen=True):
    """What is new since the last round, true at `at`. `next_at`: when something changes by time alone; `targets`: when
    they are others now."""

    at: Millis
    next_at: Millis
    queues: tuple[QueueLine, ...] = ()
    agents: tuple[AgentLine, ...] = ()
    gone: tuple[str, ...] = ()
    targets: Targets | None = None


class Board:
    """All lines, as they were told last; and what may be different since. `number` tells it from an earlier one."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.queues: dict[str, QueueLine] = {}
        self.agents: dict[str, AgentLine] = {}
        self.targets = HouseTargets()
        self._today: Today | None = None
        self._trails: dict[str, Trail] = {}
        self._linked: frozenset[str] = frozenset()
        self._missed: dict[str, str] = {}
        self._stale_agents: dict[str, None] = {}
        self._stale_queues: dict[str, None] = {}
        self._late_at: dict[Part, Millis] = {}
        self._trail_at: Millis = 0
        self._figures: dict[str, Definition] = {}
        self._plans = Plans()

    # --- after a commit

    def heard(self, book: Book, published: Iterable[Published], told: Iterable[Passage]) -> None:
        """Something was committed: remember what it may have changed."""
        for one in published:
            self._heard(book, one)
        if self._today is not None:
            for passage in told:
                self._counted(self._today, passage)

    def _heard(self, book: Book, one: Published) -> None:
        event = one.event
        if type(event) not in _SHOWN:  # most of what is published
            return
        if isinstance(event, InteractionChanged):
            self._stale_queues[event.interaction.queue_id] = None
            if event.interaction.agent_id is not None:
                self._stale_agents[event.interaction.agent_id] = None
        elif isinstance(event, PresenceChanged):
            self._stale_agents[event.presence.agent_id] = None
        elif isinstance(event, ColleagueChanged):
            self._stale_agents[event.agent.id] = None
        elif isinstance(event, OfferMade | OfferEnded | AudiencesChanged | CallUpdated):
            agent_id = one.audience.partition(":")[2]
            self._stale_agents[agent_id] = None
            if isinstance(event, OfferEnded) and event.outcome is OfferOutcome.MISSED:
                missed = book.live.interactions.get(event.interaction_id)
                self._missed[agent_id] = missed.shown.queue_name if missed is not None else ""
        elif isinstance(event, QueueChanged):
            self._stale_queues[event.queue.id] = None

    def _counted(self, today: Today, passage: Passage) -> None:
        before = today.waiting((passage.queue_id, passage.channel))
        part = today.told(passage)
        if part is None:
            return
        self._stale_queues[passage.queue_id] = None
        trail = self._trails.setdefault(passage.queue_id, Trail(TRAIL_STEP_MS, TRAIL_POINTS))
        after = today.waiting(part)
        if after > before or (after == before and passage.left is not Left.NOT_YET):
            trail.came(passage.came_at)
        if passage.left is not Left.NOT_YET and passage.left_at is not None:
            trail.left(passage.left_at)

    # --- a round

    def round(self, book: Book) -> BoardNews:
        """What is different since the last round. To be called on what is committed."""
        now = book.now
        self._turn_page(book, now)
        before, self.targets = self.targets, targets_of(book.storage)
        if self.targets != before:
            self._stale_queues |= dict.fromkeys(book.live.queues)
        gone = self._gone(book)
        self._stale_agents.update(self._plans.turn(book.storage, now))
        agents = self._agents(book, now)
        queues = self._queues(book, now)
        assert self._today is not None
        times = (
            self._today.until,
            self._trail_at,
            self._plans.next_at,
            *self._late_at.values(),
        )
        common = self.targets.common
        return BoardNews(
            at=now,
            next_at=min(times),
            queues=queues,
            agents=agents,
            gone=gone,
            targets=common if common != before.common else None,
        )

    def _turn_page(self, book: Book, now: Millis) -> None:
        """Count anew when the day is over, or the house counts otherwise."""
        rules = rules_of(book.storage)
        today = self._today
        if today is not None and today.rules == rules and now < today.until:
            return
        day = days.day_of(now, zone_of(rules.zone))
        since, until = days.bounds(day, 1, "day", zone_of(rules.zone))
        self._today = fresh = Today(rules, since, until)
        self._figures = {one.name: one for one in definitions(rules.variant)}
        self._trails.clear()
        for passage in self._kept(book, min(since, now - TRAIL_POINTS * TRAIL_STEP_MS), until):
            self._counted(fresh, passage)
        self._late_at.clear()
        self._stale_queues |= dict.fromkeys(book.live.queues)
        self._stale_agents |= dict.fromkeys(book.live.agents)

    def _kept(self, book: Book, since: Millis, until: Millis) -> Iterable[Passage]:
        """What the database says of these hours, and who waits since before."""
        for one in book.live.interactions.values():
            passage = one.passage
            if passage is not None and passage.left is Left.NOT_YET and passage.came_at < since:
                yield passage
        after = None
        while True:
            found, _ = passages_between(book.storage, since, until, after, _PAGE)
            yield from found
            if len(found) < _PAGE:
                return
            last = found[-1]
            after = (last.came_at, last.interaction_id, last.number)

    def _gone(self, book: Book) -> tuple[str, ...]:
        lost = [one for one in self.queues if one not in book.live.queues]
        for one in lost:
            del self.queues[one]
            self._late_at = {part: at for part, at in self._late_at.items() if part[0] != one}
        away = [one for one in self.agents if one not in book.live.agents]
        for one in away:
            for queue_id in self.agents.pop(one).queues:
                self._stale_queues[queue_id] = None
        return (*lost, *away)

    def _agents(self, book: Book, now: Millis) -> tuple[AgentLine, ...]:
        linked = frozenset(book.links.sockets)
        stale = self._stale_agents | dict.fromkeys(linked ^ self._linked)
        self._linked, self._stale_agents = linked, {}
        told: list[AgentLine] = []
        for agent_id in stale:
            agent = book.live.agents.get(agent_id)
            if agent is None:
                continue
            before = self.agents.get(agent_id)
            if agent.presence.state is not PresenceState.NOT_RESPONDING:
                self._missed.pop(agent_id, None)
            line = board_lines.agent_line(book, agent, self._missed.get(agent_id, ""))
            if not line.active_since:
                since = _since(line, before, now)
                line = replace(line, active_since=since)
            line = self._beside_plan(book, line, now)
            line = replace(line, free=board_lines.could_take(line, agent))
            if before is None or line.free != before.free or _moved(before, line):
                for queue_id in (*line.queues, *(before.queues if before is not None else ())):
                    self._stale_queues[queue_id] = None
            if line != before:
                self.agents[agent_id] = line
                told.append(line)
        return tuple(told)

    def _beside_plan(self, book: Book, line: AgentLine, now: Millis) -> AgentLine:
        """The line with what the agent's shift says of it."""
        run = self._plans.planned(line.id, now)
        if run is None:
            return line
        doing = book.doings.get(line.id)
        out_since = self._plans.out_since(book.storage, line.id, doing, now)
        return line if out_since is None else replace(line, out_since=out_since, due=run.works)

    def _queues(self, book: Book, now: Millis) -> tuple[QueueLine, ...]:
        assert self._today is not None
        if now >= self._trail_at:
            self._trail_at = now - now % TRAIL_STEP_MS + TRAIL_STEP_MS
            self._stale_queues |= dict.fromkeys(book.live.queues)
        self._stale_queues |= {part[0]: None for part, at in self._late_at.items() if at <= now}
        new = (one for one in book.live.queues if one not in self.queues)
        stale = [one for one in self._stale_queues | dict.fromkeys(new) if one in book.live.queues]
        self._stale_queues = {}
        if not stale:
            return ()
        people = self._people(stale)
        told: list[QueueLine] = []
        for queue_id in stale:
            line = self._queue(book, self._today, queue_id, people[queue_id], now)
            if line != self.queues.get(queue_id):
                self.queues[queue_id] = line
                told.append(line)
        return tuple(told)

    def _people(self, queues: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Of each queue how many are ready, and how many at work."""
        ready, there = dict.fromkeys(queues, 0), dict.fromkeys(queues, 0)
        for line in self.agents.values():
            if line.presence is PresenceState.OFFLINE:
                continue
            for queue_id in line.queues:
                if queue_id in there:
                    there[queue_id] += 1
                    ready[queue_id] += line.free
        return {one: (ready[one], there[one]) for one in queues}

    def _queue(
        self, book: Book, today: Today, queue_id: str, people: tuple[int, int], now: Millis
    ) -> QueueLine:
        channels = [
            one.channel for one in book.live.entry_points.values() if one.queue_id == queue_id
        ]
        channels += [part[1] for part in today.parts if part[0] == queue_id]
        parts = []
        for channel in dict.fromkeys(channels):
            part = (queue_id, channel)
            parts.append(self._part(today, part, now))
            late_at = today.late_at(part, now)
            if late_at is None:
                self._late_at.pop(part, None)
            else:
                self._late_at[part] = late_at
        trail = self._trails.get(queue_id)
        within_ms = _within(today.rules, queue_id, (one.channel for one in parts))
        return QueueLine(
            id=queue_id,
            name=book.live.queues[queue_id].name,
            parts=tuple(parts),
            ready=people[0],
            on=people[1],
            trail=trail.points(now) if trail is not None else (0,) * TRAIL_POINTS,
            within_ms=within_ms,
            targets=self.targets.of(queue_id, within_ms),
        )

    def _part(self, today: Today, part: Part, now: Millis) -> QueuePart:
        sums = today.sums(part, now)
        ratios = {
            field: Ratio(
                over=int(total(self._figures[name].numerator, sums)),
                under=int(total(self._figures[name].denominator, sums)),
            )
            for field, name in _RATIOS.items()
        }
        return QueuePart(
            channel=part[1],
            waiting=today.waiting(part),
            oldest_at=today.oldest_at(part),
            **ratios,
        )


def _since(line: AgentLine, before: AgentLine | None, now: Millis) -> Millis:
    """Since when an agent has nothing in hand: nobody says, so it is since we see it, or since the presence."""
    if before is None:
        return line.since
    return before.active_since if before.activity is line.activity else now


def _moved(before: AgentLine, line: AgentLine) -> bool:
    """Whether the agent counts otherwise among those at work."""
    there = PresenceState.OFFLINE
    return (before.presence is there) != (line.presence is there) or before.queues != line.queues


def _within(
    rules: FigureRules, queue_id: str, channels: Iterable[Channel]
) -> dict[Channel, Millis]:
    return {one: rules.threshold(queue_id, one) for one in channels}
