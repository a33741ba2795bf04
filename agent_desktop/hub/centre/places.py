"""How an interaction waits: what the rules of the house said of it, kept as facts, and told to routing.

Promises that a fact is written once, when it becomes true, and that a hub which starts again knows from them what
routing knew. Refuses to evaluate rules: their plan comes with the interaction.
"""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import ruling
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import promised
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.routing import decisions as decided
from agent_desktop.hub.rules.running import band_of
from agent_desktop.hub.storage import routed
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.people import Customer
from agent_desktop.model.rules import Band, Step
from agent_desktop.model.why import Move, Moved, Placed, Stepped

VALUE_POINTS: Final = {Band.TOP: 10, Band.HIGH: 5, Band.USUAL: 0}
"""What a customer's band is worth, in points of a minute each."""


class Progress(Record, frozen=True):
    """How far an interaction's waiting has come: since when, for how many points of the customer's, and which steps
    were taken; in an agent's hands, whether it gave way to something live.
    """

    queued_at: Millis = 0
    value: int = 0
    done: tuple[int, ...] = ()
    dropped: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    aside: bool = False


def value_of(book: Book, customer: Customer) -> int:
    """The points that a customer brings: by the band of the lifetime value, or because the house named them a VIP."""
    if customer.vip:
        return VALUE_POINTS[Band.TOP]
    if customer.lifetime_value is None:
        return 0
    return VALUE_POINTS[band_of(customer.lifetime_value, ruling.bounds(book))]


def placed(book: Book, one: LiveInteraction) -> None:
    """It waits since now, or waits anew: kept once for each time."""
    since = book.engine.queued_at(one.shown.id)
    if since is None or since == one.queued_at:
        return
    one.queued_at = since
    one.put_off = ()
    shown, routed_as = one.shown, book.engine.interaction(one.shown.id)
    if routed_as is None:
        return
    queue = book.live.queues[shown.queue_id]
    fact = Placed(
        at=since,
        queue_id=queue.id,
        queue_name=queue.name,
        priority=queue.priority if routed_as.priority is None else routed_as.priority,
        value=routed_as.vip,
        weight=queue.weight,
        strict=routed_as.strict,
        skills={**queue.skills, **shown.skills},
        agents=routed_as.preferred_agents,
        reserved_until=one.kept.sticky_until,
    )
    keep(book, one, fact)


def stepped(book: Book, one: LiveInteraction, told: decided.Overflowed) -> None:
    """A step was due."""
    fact = Stepped(
        at=book.now,
        index=told.index,
        step=Step(told.step),
        target=told.target,
        waited_ms=told.waited_ms,
        expected_ms=told.expected_ms,
        possible=promised.can(book, one, told.step),
    )
    keep(book, one, fact)


def moved(book: Book, one: LiveInteraction, move: Move, by_id: str = "", target: str = "") -> None:
    """Somebody moved it, or it moved in the hands of `by_id`."""
    if move in (Move.TRANSFERRED, Move.RETURNED):
        one.queued_at = None  # it waits anew, be it in the same millisecond
    keep(book, one, Moved(at=book.now, move=move, by_id=by_id, target=target))


def keep(book: Book, one: LiveInteraction, fact: routed.Kept) -> None:
    """One more fact of an interaction became true."""
    routed.keep_fact(book.storage, one.shown.id, one.facts, fact)
    one.facts += 1


def recalled(one: LiveInteraction, facts: Iterable[routed.Kept], value: int) -> Progress:
    """Take in what was kept of an interaction, at a start; how far its waiting has come. `value` as for `placed`."""
    progress = Progress(queued_at=one.shown.arrived_at, value=value)
    for fact in facts:
        one.facts += 1
        if isinstance(fact, Placed):
            one.queued_at = fact.at
            progress = Progress(queued_at=fact.at, value=fact.value)
            continue
        if isinstance(fact, Moved):
            progress = replace(progress, aside=fact.move is Move.ASIDE)
            continue
        if not isinstance(fact, Stepped):
            continue
        dropped, also = progress.dropped, progress.also
        if fact.step is Step.DROP_SKILL:
            dropped = (*dropped, fact.target)
        elif fact.step is Step.ADD_QUEUE:
            also = (*also, fact.target)
        progress = replace(
            progress,
            done=(*progress.done, fact.index),
            dropped=dropped,
            also=also,
        )
    return progress
