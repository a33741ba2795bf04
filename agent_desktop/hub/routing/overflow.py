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
from agent_desktop.hub.routing.lines import Interaction, Lane, Queue
from agent_desktop.hub.routing.records import Overflow

LAST_STEPS = ("voicemail", "close")
"""After these nothing more is due at the same moment: the caller is about to end the waiting."""

NEVER = 1 << 62
Due = tuple[int, Overflow, int | None]
"""A step with its index, and the guess that was too high."""


def look(floor: Floor, interaction: Interaction) -> None:
    """Do what is due, and note when to look again."""
    now, since, done = floor.now, interaction.since, interaction.done
    guess, guessed, earliest, lowest = None, False, NEVER, NEVER
    due: list[Due] = []
    for index, step in enumerate(interaction.overflow):
        if index in done:
            continue
        after_ms, limit = step.after_ms, step.expected_ms
        if after_ms is not None:
            at = since + after_ms
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
    now, since, full = floor.now, interaction.since, False
    for index, step, guess in due:
        queue = _queue_to_add(floor, interaction, step) if step.step == "add_queue" else None
        if queue is not None and queue.is_full():
            full = True
            continue
        interaction.done = (*interaction.done, index)
        if _take(floor, interaction, step, queue):
            floor.out.append(
                Overflowed(
                    interaction=interaction.id,
                    index=index,
                    step=step.step,
                    target=step.target,
                    waited_ms=now - since,
                    expected_ms=guess,
                )
            )
        if step.step in LAST_STEPS:
            break
    done = interaction.done
    earliest, lowest = NEVER, 0 if full else NEVER  # no guess is surely within 0: it is tried again
    for index, step in enumerate(interaction.overflow):
        if index in done:
            continue
        after_ms, limit = step.after_ms, step.expected_ms
        if after_ms is not None and now < since + after_ms < earliest:
            earliest = since + after_ms
        if limit is not None and limit < lowest:
            lowest = limit
    floor.to_look.pop(interaction.id, None)  # this was a look at what is new as well
    _look_again(floor, interaction, earliest, lowest)


def _queue_to_add(floor: Floor, interaction: Interaction, step: Overflow) -> Queue | None:
    """The queue that is named, when there is one and it does not wait there yet."""
    queue = floor.queues.get(step.target)
    return None if queue is interaction.queue or queue in interaction.also else queue


def _take(floor: Floor, interaction: Interaction, step: Overflow, queue: Queue | None) -> bool:
    """Put a step into force. Returns whether there was anything to do."""
    if step.step == "add_queue":
        if queue is None:
            return False
        floor.relax(interaction, also=queue)
    elif step.step == "drop_skill":
        asked = {name for line in interaction.lines for name, _ in line.needed}
        if step.target not in asked:
            return False
        interaction.dropped = (*interaction.dropped, step.target)
        floor.relax(interaction)
    return True


def _look_again(floor: Floor, interaction: Interaction, at: int, limit: int) -> None:
    """Look at its steps at this time, and with its lane when its guess may be above `limit` ms; NEVER means not so."""
    if at == NEVER:
        interaction.look_at = 0
    elif at != interaction.look_at:
        interaction.look_at = at
        floor.deadlines.add(at, LOOK, interaction.id)
    if limit == interaction.limit:
        return
    lane = interaction.lines[0].lane
    if limit == NEVER:
        if interaction.limit is not None:
            interaction.limit = None
            del lane.watched[interaction.id]
        return
    interaction.limit = limit
    lane.watched[interaction.id] = interaction
    if not lane.look_at:
        _look_around_again(floor, lane)


def _look_around_again(floor: Floor, lane: Lane) -> None:
    lane.look_at = floor.now + floor.rules.look_ms
    floor.deadlines.add(lane.look_at, LANE, lane.queue.definition.id, lane.channel)
