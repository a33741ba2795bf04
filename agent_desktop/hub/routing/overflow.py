"""Steps for those who wait too long: what is due, and what follows.

Promises: each step happens once, in order; arrival and place in time stay what they are. A dropped
skill and an added queue take effect here; the rest is told and carried out by the caller. A queue
that is full is not added, and is tried again.

Refuses: putting anybody out of a line; only the caller's word does.
"""

from __future__ import annotations

from agent_desktop.hub.routing.deadlines import LOOK
from agent_desktop.hub.routing.decisions import Overflowed
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.records import Overflow

LAST_STEPS = ("voicemail", "close")
"""After these nothing more is due at the same moment: the caller is about to end the waiting."""


def look(floor: Floor, interaction: Interaction) -> None:
    """Do what is due, and note when to look again."""
    waited = floor.now - interaction.queued_at
    expected = None
    if any(
        step.expected_ms is not None and index not in interaction.done
        for index, step in enumerate(interaction.overflow)
    ):
        expected = floor.expected(interaction)
    again = False
    for index, step in enumerate(interaction.overflow):
        if index in interaction.done:
            continue
        late = step.after_ms is not None and waited >= step.after_ms
        long = expected is not None and step.expected_ms is not None and expected > step.expected_ms
        if not late and not long:
            continue
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
                    expected_ms=None if late else expected,
                )
            )
        if step.step in LAST_STEPS:
            break
    floor.to_look.pop(interaction.id, None)
    _look_again(floor, interaction, again=again)


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
        floor.unplace(interaction)
        interaction.dropped = (*interaction.dropped, step.target)
    elif step.step == "add_queue":
        queue = floor.queues.get(step.target)
        if queue is None or not _is_new(interaction, step):
            return False
        floor.unplace(interaction)
        interaction.also = (*interaction.also, queue)
        queue.guests += 1
    else:
        return True
    floor.place(interaction, announce=False)
    return True


def _look_again(floor: Floor, interaction: Interaction, *, again: bool) -> None:
    times = []
    for index, step in enumerate(interaction.overflow):
        if index in interaction.done:
            continue
        if step.after_ms is not None and interaction.queued_at + step.after_ms > floor.now:
            times.append(interaction.queued_at + step.after_ms)
        if step.expected_ms is not None:
            again = True
    if again:
        times.append(floor.now + floor.rules.look_ms)
    interaction.look_at = min(times, default=0)
    if interaction.look_at:
        floor.deadlines.add(interaction.look_at, LOOK, interaction.id)
