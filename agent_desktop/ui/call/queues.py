"""Queues as places where calls go, for the palette: send the customer there, ask there, call a number for one.

Promises a queue only while there is something to do with it. Refuses to find any without words.
"""

from collections.abc import Iterator
from functools import partial

from agent_desktop.desk.api import CallLine, DeskView
from agent_desktop.model.backend_calls import (
    CallOrder,
    CallTarget,
    ConsultWith,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.calls import CallState
from agent_desktop.model.intents import Dial, OrderCall
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Queue
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.commands import Command, fit
from agent_desktop.ui.words import tr

_FOUND = 8


def found_queues(desk: DeskView, words: str) -> Iterator[Command]:
    """For the palette: what can be done with queues and the call that is talked to, or the number that was typed."""
    if not words.strip():
        return
    lines = desk.calls() if desk.phone is not None else ()
    line = lines[0] if lines else None
    found = 0
    if line is not None and _can_go(line):
        for queue in (*desk.queues, *desk.other_queues):
            for command in _sent(desk, line, queue):
                if fit(words, command.title) is not None and found < _FOUND:
                    found += 1
                    yield command
    yield from _called_for(desk, words)


def _can_go(line: CallLine) -> bool:
    talks = line.call.state is CallState.ACTIVE and line.listening is None
    carried = line.carried
    return talks and carried is not None and not carried.internal and line.consulted is None


def _sent(desk: DeskView, line: CallLine, queue: Queue) -> Iterator[Command]:
    name = single_line(queue.name, 60)
    target = CallTarget(kind=TargetKind.QUEUE, value=queue.id)
    interaction_id = line.call.interaction_id
    orders: tuple[tuple[str, str, CallOrder], ...] = (
        (
            "transfer",
            tr("Transfer the call to {queue}", queue=name),
            TransferTo(interaction_id=interaction_id, target=target),
        ),
        (
            "consult",
            tr("Ask somebody of {queue} first", queue=name),
            ConsultWith(interaction_id=interaction_id, target=target),
        ),
    )
    for key, title, order in orders:
        run = partial(desk.post, OrderCall(order=order))
        yield Command(f"call.{key}.{queue.id}", title, tr("Call"), "phone-forwarded", run)


def _called_for(desk: DeskView, words: str) -> Iterator[Command]:
    """Where the agent serves several queues, a number can be called for each of them."""
    phone = desk.phone
    where = telephone_numbers.region()
    number = telephone_numbers.dialled(words, where)
    typed = words.strip()
    is_number = bool(typed) and set(typed) <= set("0123456789+*# ()-./") and len(number) > 2
    if phone is None or not is_number or len(desk.queues) < 2:
        return
    if all(one.id != HUB_LINE for one in phone.accounts):
        return
    if telephone_numbers.emergency(number, where):
        return  # nobody calls for help on behalf of a queue
    for queue in desk.queues[:_FOUND]:
        dial = Dial(number=number, account_id=HUB_LINE, queue_id=queue.id)
        title = tr(
            "Call {name} for {queue}",
            name=single_line(typed, 60),
            queue=single_line(queue.name, 60),
        )
        yield Command(
            f"call.number.{queue.id}", title, tr("Call"), "phone", partial(desk.post, dial)
        )
