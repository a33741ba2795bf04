"""Steps for those who wait too long: what is due, and what follows.

Promises: each step happens once, in order; arrival and place in time stay what they are. A dropped
skill and an added queue take effect here; the rest is told and carried out by the caller. A queue
that is full is not added, and is tried again.

A step that hangs on time has a deadline of its own. Whether an expected wait is too long is asked
of all who stand in one lane together, and of most of them with a glance: they outnumber by far
those who ever wait too long.

Refuses: putting anybody out of a line; only the caller's word does.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent_desktop.hub.routing.deadlines import LANE, LOOK
from agent_desktop.hub.routing.decisions import Overflowed
from agent_desktop.hub.routing.expecting import expected
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction, Lane
from agent_desktop.hub.routing.records import Overflow

LAST_STEPS = ("voicemail", "close")
"""After these nothing more is due at the same moment: the caller is about to end the waiting."""

NEVER = 1 << 62
Due = tuple[int, Overflow, int | None]
"""A step with its index, and the guess that was too high."""


def look(floor: Floor, interaction: Interaction) -> None:
    """Do what is due, and note when to look again."""
    now, queued_at, done = floor.now, interaction.queued_at, interaction.done
    guess, guessed, earliest, lowest = None, False, NEVER, NEVER
    due: list[Due] = []
    for index, step in enumerate(interaction.overflow):
        if index in done:
            continue
        after_ms, limit = step.after_ms, step.expected_ms
        if after_ms is not None:
            at = queued_at + after_ms
            if at <= now:
                due.append((index, step, None))
                continue
            if at < earliest:
                earliest = at
        if limit is None:
            continue
        if limit < lowest:
            lowest = limit
        if not guessed:
            if interaction.lines[0].surely_within(limit):
                continue
            guess, guessed = expected(floor, interaction), True
        if guess is not None and guess > limit:
            due.append((index, step, guess))
    if due:
        _do(floor, interaction, due)
    else:
        _look_again(floor, interaction, earliest, lowest)


def look_around(floor: Floor, lane: Lane) -> None:
    """Look at those in a lane whose wait might have become too long."""
    for interaction in lane.watched.values():
        limit = interaction.limit
        if limit is not None and not interaction.lines[0].surely_within(limit):
            floor.to_look[interaction.id] = interaction
    lane.look_at = 0
    if lane.watched:
        _look_around_again(floor, lane)


def _do(floor: Floor, interaction: Interaction, due: Sequence[Due]) -> None:
    """Take steps, and note when to look at those that are left."""
    full = False
    waited = floor.now - interaction.queued_at
    for index, step, guess in due:
        if step.step == "add_queue" and _is_full(floor, interaction, step):
            full = True
            continue
        interaction.done = (*interaction.done, index)
        if _take(floor, interaction, step):
            floor.out.append(
                Overflowed(
                    interaction=interaction.id,
                    index=index,
                    step=step.step,
                    target=step.target,
                    waited_ms=waited,
                    expected_ms=guess,
                )
            )
        if step.step in LAST_STEPS:
            break
    earliest, lowest = NEVER, 0 if full else NEVER  # no guess is surely within 0: it is tried again
    for index, step in enumerate(interaction.overflow):
        if index in interaction.done:
            continue
        if step.after_ms is not None and interaction.queued_at + step.after_ms > floor.now:
            earliest = min(earliest, interaction.queued_at + step.after_ms)
        if step.expected_ms is not None:
            lowest = min(lowest, step.expected_ms)
    _look_again(floor, interaction, earliest, lowest)


def _is_full(floor: Floor, interaction: Interaction, step: Overflow) -> bool:
    queue = floor.queues.get(step.target)
    return queue is not None and _is_new(interaction, step) and queue.is_full()


def _is_new(interaction: Interaction, step: Overflow) -> bool:
    queues = (interaction.queue, *interaction.also)
    return all(queue.definition.id != step.target for queue in queues)


def _take(floor: Floor, interaction: Interaction, step: Overflow) -> bool:
    """Put a step into force. Returns whether there was anything to do."""
    if step.step == "drop_skill":
        asked = {name for line in interaction.lines for name, _ in line.needed}
        if step.target not in asked:
            return False
        interaction.dropped = (*interaction.dropped, step.target)
        floor.relax(interaction)
    elif step.step == "add_queue":
        queue = floor.queues.get(step.target)
        if queue is None or not _is_new(interaction, step):
            return False
        floor.relax(interaction, also=queue)
    return True


def _look_again(floor: Floor, interaction: Interaction, at: int, limit: int) -> None:
    """Look at its steps at this time, and with its lane when its guess may be above `limit` ms; NEVER means not so."""
    floor.to_look.pop(interaction.id, None)
    if at == NEVER:
        interaction.look_at = 0
    elif at != interaction.look_at:
        interaction.look_at = at
        floor.deadlines.add(at, LOOK, interaction.id)
    lane = interaction.lines[0].lane
    if limit == NEVER:
        interaction.limit = None
        lane.watched.pop(interaction.id, None)
        return
    interaction.limit = limit
    lane.watched[interaction.id] = interaction
    if not lane.look_at:
        _look_around_again(floor, lane)


def _look_around_again(floor: Floor, lane: Lane) -> None:
    lane.look_at = floor.now + floor.rules.look_ms
    floor.deadlines.add(lane.look_at, LANE, lane.queue.definition.id, lane.channel)
