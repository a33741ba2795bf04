"""The live board of a simulated day beside its figures: queues at every hour, agents' seconds and chats added up.

Whoever looks at the board sees what each agent does and how many conversations they are in; the same, added up as time
passes, is what the figures say of the day: of calls as of chats.
"""

from collections import Counter
from pathlib import Path

from agent_desktop.hub.centre.figures import Asked, made
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.hub.metrics.definitions import definitions, figure, total
from agent_desktop.hub.metrics.sums import SPOKEN
from agent_desktop.model.base import Millis
from agent_desktop.model.board import AgentLine
from agent_desktop.model.figures import Figures, Variant, zone_of
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import START, opened
from tests.hub.centre.test_board import Looker
from tests.hub.simulated.day import HOUR, Day

KNOWN = {one.name: one for one in definitions(Variant.IGNORE)}
OF_TIME = ("busy_ms", "ringing_ms", "idle_ms", "not_ready_ms", "unlinked_ms", "signed_in_ms")
RATIOS = (("service", "service_level"), ("speed", "speed_of_answer"), ("abandoned", "abandon_rate"))


class Watcher(Looker):
    """Looks at the board after everything that happens, and adds up what it sees for how long."""

    def __init__(self, day: Day) -> None:
        super().__init__(day.floor)
        self.seen: dict[str, Counter[str]] = {}
        self.channels: set[Channel] = set()
        self._at: Millis = day.floor.now

    def passes(self, now: Millis) -> None:
        """Until now it was as it is seen."""
        self.look()
        for agent_id, line in self.agents.items():
            self.seen.setdefault(agent_id, Counter()).update(_sums(line, now - self._at))
        self._at = max(self._at, now)


def _sums(line: AgentLine, ms: Millis) -> dict[str, int]:
    """What this adds that lasted so long."""
    if ms <= 0 or (line.presence is PresenceState.OFFLINE and not line.works):
        return {}
    written = sum(one.channel not in SPOKEN and not one.wrap_up for one in line.works)
    found = {"session_ms": written * ms, "engaged_ms": ms if written else 0}
    if line.presence is not PresenceState.OFFLINE:
        found |= {_doing(line): ms, "signed_in_ms": ms}
    return found


def _doing(line: AgentLine) -> str:
    if line.works or line.activity in (Activity.TALKING, Activity.HOLD):
        return "busy_ms"
    if line.activity is Activity.OFFERED:
        return "ringing_ms"
    if not line.linked:
        return "unlinked_ms"
    return "idle_ms" if line.presence is PresenceState.READY else "not_ready_ms"


def figures(day: Day, count: int, *by: str) -> Figures:
    """Those of the newest days, today last."""
    zone = zone_of(day.zone)
    first = day_of(day.floor.now - (count - 1) * 24 * HOUR, zone)
    with day.floor.centre.storage.transaction():
        asked = Asked(first=first, count=count, every="day", by=by)
        return made(day.floor.centre.storage, asked, day.floor.now)


def compare_queues(day: Day, watcher: Watcher) -> None:
    """What the board says of queues and channels is what the figures of today say."""
    watcher.look()
    rows = {
        (row.queue_id, row.channel): row.sums
        for row in figures(day, 1, "queue", "channel").rows
        if "offered" in row.sums
    }
    for queue_id, line in watcher.queues.items():
        for part in line.parts:
            sums = rows.pop((queue_id, part.channel), {})
            for field, name in RATIOS:
                ratio, metric = getattr(part, field), KNOWN[name]
                assert ratio.over == total(metric.numerator, sums), (queue_id, part.channel, name)
                assert ratio.under == total(metric.denominator, sums), (queue_id, name)
                if sums:
                    watcher.channels.add(part.channel)
    assert not rows


def test_what_is_seen_all_day_is_what_the_figures_say(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as floor:
        day = Day(floor, agents=4, interactions=120, seed=8)
        watcher = Watcher(day)
        day.watch = watcher.passes
        for hour in range(1, 12):
            day.run(START + hour * HOUR)
            compare_queues(day, watcher)
        day.run()
        watcher.passes(floor.now)
        assert watcher.channels == set(Channel) - {Channel.VIDEO}
        rows = {row.agent_id: row for row in figures(day, 2, "agent").rows}
        for agent_id, seen in watcher.seen.items():
            sums = rows[agent_id].sums
            for name in (*OF_TIME, "session_ms", "engaged_ms"):
                assert sums.get(name, 0) == seen[name], (agent_id, name)
            for name in ("occupancy", "concurrency"):
                assert rows[agent_id].figures[name] == figure(KNOWN[name], seen) != 0
        assert all(sum(one[name] for one in watcher.seen.values()) for name in OF_TIME)
