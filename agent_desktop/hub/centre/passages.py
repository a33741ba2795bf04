"""Passages, written down where they happen: an interaction comes to a queue, is answered, leaves, is wrapped up.

Promises one row for each way through a queue, completed in the same transaction as what it tells of; that what comes
back unanswered goes on with its passage, and what comes back answered begins another. Refuses consultations, in which
no customer waits, and counting, which is the metrics' job.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.business_hours import open_ms
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.metrics.sums import SPOKEN
from agent_desktop.hub.storage import passages, sums
from agent_desktop.model.base import Millis
from agent_desktop.model.passages import Came, Gone, Left, Passage
from agent_desktop.model.work import Channel, InteractionState

_EXITS = {
    InteractionState.ABANDONED: Left.ABANDONED,
    InteractionState.CANCELLED: Left.CANCELLED,
    InteractionState.CALLBACK: Left.CALLBACK,
    InteractionState.OVERFLOWED: Left.OVERFLOWED,
    InteractionState.VOICEMAIL: Left.VOICEMAIL,
}


def waits(book: Book, one: LiveInteraction) -> None:
    """It waits in its queue, newly or still."""
    before = one.passage
    if book.live.is_consult(one.shown.id):
        return
    if before is not None and before.left is Left.NOT_YET:
        if before.queue_id == one.shown.queue_id:
            return
        _leave(book, one, before, Left.MOVED)
    if before is None:
        _begin(book, one, Came.ARRIVED, one.shown.arrived_at)
    else:
        returned = before.gone is Gone.RETURNED
        _begin(book, one, Came.RETURNED if returned else Came.TRANSFERRED, book.now)


def offered(book: Book, one: LiveInteraction) -> None:
    """An agent is asked to take it."""
    waits(book, one)
    offer_ended(book, one)


def offer_ended(book: Book, one: LiveInteraction) -> None:
    """An offer of it is over, or another one: it counts for the passage in which it was made."""
    if one.passage is not None:
        sums.touch(book.storage, one.passage.came_at)


def assigned(book: Book, one: LiveInteraction, how: str) -> None:
    """An agent has it from now on; of a call the customer waits until the two hear each other (`talks`)."""
    if book.live.is_consult(one.shown.id):
        return
    before = one.passage
    if how == "handed_over":
        if before is not None:
            _keep(book, one, _closed(book, before, Gone.TRANSFERRED))
        _answered(book, one, _begin(book, one, Came.HANDED_OVER, book.now))
        return
    if how == "restored":
        if before is not None:
            return
        fresh = _begin(book, one, Came.BEGUN, book.now)
    else:
        waits(book, one)
        assert one.passage is not None
        fresh = one.passage
    if one.shown.channel is Channel.VOICE:
        _keep(book, one, replace(fresh, agent_id=one.shown.agent_id or ""))
    else:
        _answered(book, one, fresh)


def talks(book: Book, one: LiveInteraction) -> None:
    """The agent and the customer of a call hear each other."""
    if one.passage is not None and one.passage.left is Left.NOT_YET:
        _answered(book, one, one.passage)


def asked(book: Book, one: LiveInteraction) -> None:
    """The customer wrote and waits for a word."""
    if one.passage is not None and one.passage.asked_at is None:
        _keep(book, one, replace(one.passage, asked_at=book.now))


def replied(book: Book, one: LiveInteraction, *, first: bool) -> None:
    """A person has answered the customer, perhaps for the `first` time."""
    passage = one.passage
    if passage is None:
        return
    if passage.asked_at is not None:
        took = max(0, book.now - passage.asked_at)
        in_hours = open_ms(book, passage.queue_id, passage.asked_at)
        passage = replace(
            passage,
            asked_at=None,
            replies=passage.replies + 1,
            reply_ms=passage.reply_ms + took,
            replies_in_hours=passage.replies_in_hours + (in_hours is not None),
            reply_in_hours_ms=passage.reply_in_hours_ms + (in_hours or 0),
        )
    if first:
        arrived_at = one.shown.arrived_at
        passage = replace(
            passage,
            first_reply_ms=max(0, book.now - arrived_at),
            first_reply_in_hours_ms=open_ms(book, passage.queue_id, arrived_at),
        )
    if passage is not one.passage:
        _keep(book, one, passage)


def rated(book: Book, interaction_id: str, agent_id: str, score: int) -> None:
    """The customer says how it was."""
    found = _part(book, interaction_id, agent_id)
    if found is not None:
        _put(book, replace(found, rating=score))


def held(book: Book, one: LiveInteraction, now_held: bool) -> None:
    """Whether the customer of a call hears music, now."""
    passage = one.passage
    if passage is None or now_held == (passage.held_since is not None):
        return
    if now_held and passage.left is Left.ANSWERED and passage.ended_at is None:
        _keep(book, one, replace(passage, held_since=book.now))
    elif not now_held:
        _keep(book, one, _unheld(passage, book.now))


def let_go(book: Book, one: LiveInteraction, gone: Gone) -> None:
    """It leaves the agent's hands and is about to wait again. What was not answered goes on waiting as it did."""
    passage = one.passage
    if passage is None:
        return
    if passage.left is Left.NOT_YET:
        _keep(book, one, replace(passage, agent_id=""))
    else:
        _keep(book, one, _closed(book, passage, gone))


def sent_away(book: Book, one: LiveInteraction) -> None:
    """The agent connects the customer with somebody outside, and is about to leave."""
    if one.passage is not None and one.passage.left is Left.ANSWERED:
        _keep(book, one, replace(one.passage, gone=Gone.TRANSFERRED))


def wraps(book: Book, interaction_id: str, agent_id: str) -> None:
    """The agent's part is over but for the wrap-up, also while the interaction goes on with others."""
    found = _part(book, interaction_id, agent_id)
    if found is not None:
        closed = _closed(book, found, Gone.DONE)
        _put(book, replace(closed, wrapped_at=None))


def done(book: Book, one: LiveInteraction) -> None:
    """An agent's part is over, with the wrap-up."""
    call = book.live.calls.get(one.shown.id)
    if call is not None and call.role == "consult":
        return
    whole = call.call if call is not None and call.role == "part" else one.shown.id
    found = _part(book, whole, one.shown.agent_id or "")
    if found is None:
        return
    if found.left is Left.NOT_YET:  # nobody spoke with anybody
        _put(book, replace(found, left=Left.CANCELLED, left_at=book.now))
    else:
        _put(book, replace(_closed(book, found, Gone.DONE), wrapped_at=book.now))


def leaves(book: Book, one: LiveInteraction, state: InteractionState) -> None:
    """It is over without an agent's work on it being wrapped up."""
    if book.live.is_consult(one.shown.id):
        return
    if one.passage is None:  # not let in
        _begin(book, one, Came.ARRIVED, one.shown.arrived_at)
    assert one.passage is not None
    if one.passage.left is Left.NOT_YET:
        _leave(book, one, one.passage, _EXITS[state])
    else:
        _keep(book, one, _closed(book, one.passage, Gone.DONE))


def _begin(book: Book, one: LiveInteraction, came: Came, at: Millis) -> Passage:
    shown, before = one.shown, one.passage
    asked_at = before.asked_at if before is not None else None
    if came is Came.ARRIVED and shown.channel not in SPOKEN:
        asked_at = shown.arrived_at
    fresh = Passage(
        interaction_id=shown.id,
        number=1 if before is None else before.number + 1,
        queue_id=shown.queue_id,
        channel=shown.channel,
        came=came,
        came_at=at,
        entry_point_id=shown.entry_point_id,
        first_epoch=0 if before is None else before.last_epoch or 0,
        asked_at=asked_at,
    )
    return _keep(book, one, fresh)


def _answered(book: Book, one: LiveInteraction, passage: Passage) -> None:
    agent_id = one.shown.agent_id or ""
    answered = replace(
        passage,
        agent_id=agent_id,
        left=Left.ANSWERED,
        left_at=max(book.now, passage.came_at),
        last_epoch=one.kept.epoch,
        part=1 + passages.parts(book.storage, passage) if passage.number > 1 else 1,
    )
    if _in_writing(answered) and not _others(book, answered):
        answered = replace(answered, engaged_since=answered.left_at)
    _keep(book, one, answered)


def _leave(book: Book, one: LiveInteraction, passage: Passage, left: Left) -> None:
    at = max(book.now, passage.came_at)
    _keep(book, one, replace(passage, left=left, left_at=at, last_epoch=one.kept.epoch))


def _closed(book: Book, passage: Passage, gone: Gone) -> Passage:
    """The agent's part is over; what was known of its end before stays."""
    if passage.ended_at is None:
        now = book.now
        if passage.engaged_since is not None:
            engaged_ms = now - passage.engaged_since
            passage = replace(passage, engaged_ms=engaged_ms, engaged_since=None)
            _engage_next(book, passage)
        passage = replace(_unheld(passage, now), ended_at=now, wrapped_at=now)
    return replace(passage, gone=gone) if passage.gone is Gone.NOT_YET else passage


def _in_writing(passage: Passage) -> bool:
    """Whether an agent is in a written conversation with a customer who came."""
    running = passage.left is Left.ANSWERED and passage.ended_at is None
    return running and passage.came is not Came.BEGUN and passage.channel not in SPOKEN


def _others(book: Book, passage: Passage) -> list[LiveInteraction]:
    """The other written conversations that the agent of a passage is in."""
    agent = book.live.agents.get(passage.agent_id)
    held = (book.live.interactions[key] for key in (agent.held if agent is not None else ()))
    return [
        one
        for one in held
        if one.shown.id != passage.interaction_id
        and one.passage is not None
        and one.passage.agent_id == passage.agent_id
        and _in_writing(one.passage)
    ]


def _engage_next(book: Book, passage: Passage) -> None:
    """The conversation that engaged the agent first is over; the next one in the order of their beginning does now."""
    others = _others(book, passage)
    if others:
        first = min(others, key=_order)
        assert first.passage is not None
        _keep(book, first, replace(first.passage, engaged_since=book.now))


def _order(one: LiveInteraction) -> tuple[Millis, str]:
    assert one.passage is not None
    return one.passage.left_at or 0, one.shown.id


def _unheld(passage: Passage, now: Millis) -> Passage:
    if passage.held_since is None:
        return passage
    held_ms = passage.hold_ms + now - passage.held_since
    return replace(passage, hold_ms=held_ms, held_since=None)


def _part(book: Book, interaction_id: str, agent_id: str) -> Passage | None:
    one = book.live.interactions.get(interaction_id)
    if one is not None and one.passage is not None and one.passage.agent_id == agent_id:
        return one.passage
    return passages.part_of(book.storage, interaction_id, agent_id)


def _put(book: Book, passage: Passage) -> None:
    one = book.live.interactions.get(passage.interaction_id)
    if one is not None and one.passage is not None and one.passage.number == passage.number:
        one.passage = passage
    passages.keep_passage(book.storage, passage)
    book.passed.append(passage)


def _keep(book: Book, one: LiveInteraction, passage: Passage) -> Passage:
    one.passage = passage
    passages.keep_passage(book.storage, passage)
    book.passed.append(passage)
    return passage
