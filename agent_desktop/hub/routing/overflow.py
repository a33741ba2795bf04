"""Steps for those who wait too long: what is due, and what follows.

Promises: each step happens once, in order; arrival and place in time stay what they are. A dropped
skill and an added queue take effect here; the rest is told and carried out by the caller. A queue
that is full is not added, and is tried again.

Refuses: putting anybody out of a line; only the caller's word does.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent_desktop.hub.routing.deadlines import LOOK
from agent_desktop.hub.routing.decisions import Overflowed
from agent_desktop.hub.routing.expecting import expected, surely_within
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.records import Overflow

LAST_STEPS = ("voicemail", "close")
"""After these nothing more is due at the same moment: the caller is about to end the waiting."""

NEVER = 1 << 62
Due = tuple[int, Overflow, int | None]
"""A step with its index, and the guess that was too high."""


def look(floor: Floor, interaction: Interaction) -> None:
    """Do what is due, and note when to look again."""
    floor.to_look.pop(interaction.id, None)
    now, queued_at, done = floor.now, interaction.queued_at, interaction.done
    guess, guessed, again, earliest = None, False, False, NEVER
    due: list[Due] = []
    for index, step in enumerate(interaction.overflow):
        if index in done:
            continue
        if step.after_ms is not None:
            at = queued_at + step.after_ms
            if at <= now:
                due.append((index, step, None))
                continue
            if at < earliest:
                earliest = at
        limit = step.expected_ms
        if limit is None:
            continue
        again = True
        if not guessed:
            if surely_within(interaction, limit):
                continue
            guess, guessed = expected(floor, interaction), True
        if guess is not None and guess > limit:
            due.append((index, step, guess))
    if due:
        _do(floor, interaction, due)
        return
    if again and now + floor.rules.look_ms < earliest:
        earliest = now + floor.rules.look_ms
    _look_at(floor, interaction, earliest)


def _do(floor: Floor, interaction: Interaction, due: Sequence[Due]) -> None:
    """Take steps, and note when to look at those that are left."""
    again = False
    waited = floor.now - interaction.queued_at
    for index, step, guess in due:
        if step.step == "add_queue" and _is_full(floor, interaction, step):
            again = True
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
    floor.to_look.pop(interaction.id, None)
    _look_at(floor, interaction, _next_look(floor, interaction, again=again))


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


def _next_look(floor: Floor, interaction: Interaction, *, again: bool) -> int:
    earliest = NEVER
    for index, step in enumerate(interaction.overflow):
        if index in interaction.done:
            continue
        if step.after_ms is not None and interaction.queued_at + step.after_ms > floor.now:
            earliest = min(earliest, interaction.queued_at + step.after_ms)
        if step.expected_ms is not None:
            again = True
    return min(earliest, floor.now + floor.rules.look_ms) if again else earliest


def _look_at(floor: Floor, interaction: Interaction, at: int) -> None:
    interaction.look_at = 0 if at == NEVER else at
    if interaction.look_at:
        floor.deadlines.add(at, LOOK, interaction.id)
