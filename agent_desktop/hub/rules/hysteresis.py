"""The machine behind an alert: raised when a figure stays beyond a line, cleared when it stays behind a calmer one.

Promises at most one raising between two clearings; that neither happens before the figure has stood there for its whole
time without a break; that what lies between the lines changes nothing. No data counts as calm. Pure: time is told.
"""

from typing import NamedTuple

from agent_desktop.model.base import Millis


class Lines(NamedTuple):
    """The two lines, inclusive, and how long each must be kept. `falls`: low figures are the bad ones."""

    raise_at: float
    clear_at: float
    raise_ms: Millis = 0
    clear_ms: Millis = 0
    falls: bool = False

    def beyond(self, value: float | None) -> bool:
        """Whether a figure is bad enough to raise."""
        if value is None:
            return False
        return value <= self.raise_at if self.falls else value >= self.raise_at

    def calm(self, value: float | None) -> bool:
        """Whether a figure is good enough to clear."""
        if value is None:
            return True
        return value >= self.clear_at if self.falls else value <= self.clear_at


class Standing(NamedTuple):
    """Whether it is raised, and since when the figure stands where that would change; None: it does not."""

    raised: bool = False
    since: Millis | None = None


class Step(NamedTuple):
    """What comes of a look: `changed` when it was raised or cleared now, `next_at` when to look again at the latest."""

    standing: Standing
    changed: bool = False
    next_at: Millis | None = None


def look(lines: Lines, standing: Standing, value: float | None, now: Millis) -> Step:
    """The figure is `value` from now on. Time never goes back."""
    turns = lines.calm(value) if standing.raised else lines.beyond(value)
    if not turns:
        return Step(Standing(standing.raised))
    since = now if standing.since is None else standing.since
    due = since + (lines.clear_ms if standing.raised else lines.raise_ms)
    if now >= due:
        return Step(Standing(not standing.raised), changed=True)
    return Step(Standing(standing.raised, since), next_at=due)


def reaches_at(
    lines: Lines, standing: Standing, begins: Millis | None, now: Millis
) -> Millis | None:
    """When a figure that grows by one each second since `begins` comes to the line that raises; None: not to come."""
    if begins is None or standing.raised or standing.since is not None:
        return None
    at = begins + int(lines.raise_at * 1000)
    return at if at > now else None
