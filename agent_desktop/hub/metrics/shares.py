"""What is written of an interaction, made into what it adds to the sums of issues, backlog, outcomes and surveys."""

from agent_desktop.hub.metrics.issues import Answer, Issue, Open, answered, share
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_ASKING, OF_COMING, FigureRules
from agent_desktop.model.shares import NO_ASKING, NO_CLOSING, NO_COMING, Outcome, Share, Told

_NOBODY = ("", "", "", "")


def made(told: Told, rules: FigureRules, now: Millis, open_ms: Open | None) -> Share:
    """What it adds at the moment `now`."""
    coming, closing, ripe_at = NO_COMING, NO_CLOSING, None
    closed_at, outcome = None, None
    if told.came and told.at is not None:
        found = {"reopened" if told.reopened else "created": 1}
        if told.issue:
            issue = _issue(told, rules)
            found |= share(issue, rules.again_ms, now, open_ms)
            if "issues" not in found:
                ripe_at = issue.ended_at + rules.again_ms
        coming = tuple([int(found.get(name, 0)) for name in OF_COMING])
        if told.closed_at is not None:
            closed_at = max(told.closed_at, told.at)
            closing = (1, 0) if told.done else (0, 1)
        if told.done:
            rated = told.rating is not None
            outcome = Outcome(told.disposition, told.handle_ms, int(rated), told.rating or 0)
    asking = NO_ASKING
    if told.asked is not None and told.at is not None:
        said = answered(Answer(told.asked_kind, told.score, told.refused))
        asking = tuple([int(said.get(name, 0)) for name in OF_ASKING])
    return Share(
        related=told.related,
        at=told.at,
        key=told.key,
        coming=coming,
        closed_at=closed_at,
        closing=closing,
        asked=told.asked or _NOBODY,
        asking=asking,
        outcome=outcome,
        ripe_at=ripe_at,
    )


def _issue(told: Told, rules: FigureRules) -> Issue:
    ended_at = told.related.ended_at
    assert ended_at is not None  # an issue begins with what has ended
    return Issue(
        came_at=told.related.arrived_at,
        ended_at=ended_at,
        replied_at=told.replied_at,
        again_at=ended_at if told.again else None,
        solved_at=told.solved_at,
        settled_at=told.settled_at,
        unresolved=told.disposition in rules.unresolved,
    )
