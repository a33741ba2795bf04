"""An agent splits a conversation where another matter begins, merges two of one customer, and takes either back.

Promises that nothing is lost and nothing is counted twice. In a split an interaction goes along when all that its
customer wrote under it does; else it stays, and what moved is a piece of work of its own, in the same hands. In a merge
live interactions go along. Taking a split back cancels the work that it began (which then was none), and brings along
whatever was written in the new conversation since. Taking a merge back returns what moved to its places; whatever came
since stays where it came.

Refuses what is being offered, waits, or is in other hands; what has a call; replies that are just being sent; a web
chat as the one that disappears, for its visitor's page shows it.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import moving, opening, places, talk, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction, LiveThread
from agent_desktop.hub.routing.records import InteractionEnded, RestoredActive
from agent_desktop.hub.storage import letters, moves, threads
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.letters import Room
from agent_desktop.hub.storage.moves import KeptMove
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.rearranging import MergeConversations, SplitConversation, TakeMoveBack
from agent_desktop.model.timeline import LineKind, Message
from agent_desktop.model.work import Channel, InteractionState

MOST = 2_000
"""So many items of a conversation move at once at most."""


# --- split


def split(book: Book, agent: LiveAgent, asked: SplitConversation) -> None:
    """The item and what follows move into a new conversation. Raises Refused."""
    source = _standing(book, asked.conversation_id)
    _check_hands(book, agent, source)
    first = threads.seq_of(book.storage, source.shown.id, asked.item_id)
    if first is None:
        raise unknown("item_id", asked.item_id)
    items = _movable(book, source, first)
    if not items or items[0].id != asked.item_id:
        raise unknown("item_id", asked.item_id)
    if not moving.written_from(book, source, 1, first - 1):
        raise Refused(
            "The whole conversation would move.",
            remedy="Choose a later message.",
            field="item_id",
            value=asked.item_id,
        )
    customer = book.customer(source.shown.customer_id)
    wrote = [one for one in items if isinstance(one, Message)]
    came = next((one for one in wrote if one.incoming), wrote[0] if wrote else None)
    place = came.route.entry_point_id if came is not None else ""
    due, was_open = source.shown.reply_due_at, source.shown.open
    along = _goes_along(book, source, items)
    active = [one for one in _live(book, source) if one.shown.state is InteractionState.ACTIVE]
    target = opening.opened(
        book,
        customer,
        agent.author,
        channel=came.channel if came is not None else source.shown.channel,
        entry_point_id=place or source.shown.entry_point_id,
        subject=_subject(came),
    )
    for one in along:
        moving.move_interaction(book, one, source, target)
    begun = ""
    if active and not along:
        begun = _begin(book, agent, target, active[-1], came)
    under = {one.shown.id: begun for one in active} if begun else {}
    _line(book, target, LineKind.SPLIT_FROM, agent, source)
    places = moving.move(book, agent, items, target, under)
    _line(book, source, LineKind.SPLIT_OFF, agent, target)
    rooms = _rooms(book, source, wrote)
    letters.move_rooms(book.storage, source.shown.id, target.shown.id, rooms)
    moves.keep_move(
        book.storage,
        KeptMove(
            number=moves.next_number(book.storage),
            kind="split",
            from_id=source.shown.id,
            to_id=target.shown.id,
            items=places,
            interactions=tuple(one.shown.id for one in along),
            begun=begun,
            rooms=rooms,
        ),
    )
    # an open conversation without an interaction stays so; with one, it is open while the interaction is on
    moving.settle(book, agent, source, due, open_=bool(source.work) or (was_open and not along))
    moving.settle(book, agent, target, due, open_=bool(target.work) or (was_open and not active))


def _subject(came: Message | None) -> str:
    if came is None:
        return ""
    head = came.mail
    return " ".join((head.subject if head is not None and head.subject else came.text).split())[
        :160
    ]


def _goes_along(
    book: Book, source: LiveThread, items: list[moving.Written]
) -> list[LiveInteraction]:
    """The interactions whose customer wrote nothing under them that stays."""
    moved = {one.id for one in items}
    here = moving.written_from(book, source, 1, source.shown.last_seq)
    wrote = [one for one in here if isinstance(one, Message) and one.incoming]
    stay = {one.interaction_id for one in wrote if one.id not in moved}
    go = {one.interaction_id for one in wrote if one.id in moved}
    return [one for one in _live(book, source) if one.shown.id in go - stay]


def _begin(
    book: Book, agent: LiveAgent, target: LiveThread, other: LiveInteraction, came: Message | None
) -> str:
    """What moved is work of its own, in the hands of who moved it."""
    place = book.live.entry_points.get(target.shown.entry_point_id)
    queue_id = place.queue_id if place is not None else other.shown.queue_id
    return in_hands(book, agent, target, queue_id, came)


def in_hands(
    book: Book, agent: LiveAgent, target: LiveThread, queue_id: str, came: Message | None
) -> str:
    """A new interaction of a conversation, which the agent has from its beginning; its id."""
    customer = book.customer(target.shown.customer_id)
    one = work.new(
        book,
        target,
        customer,
        interaction_id=new_id(),
        channel=target.shown.channel,
        queue_id=queue_id,
        entry_point_id=target.shown.entry_point_id,
        arrived_at=came.sent_at if came is not None else None,
    )
    work.ask(
        book,
        RestoredActive(
            id=one.shown.id,
            channel=one.shown.channel.value,
            queue=queue_id,
            arrived_at=one.shown.arrived_at,
            agent=agent.profile.id,
            epoch=1,
            assigned_at=book.now,
            vip=places.value_of(book, customer),
            conversation=one.shown.conversation_id,
        ),
    )
    return one.shown.id


# --- merge


def merge(book: Book, agent: LiveAgent, asked: MergeConversations) -> None:
    """All of `merged_id` moves to the end of `kept_id`. Raises Refused."""
    target, source = _standing(book, asked.kept_id), _standing(book, asked.merged_id)
    if source is target:
        raise Refused(
            "A conversation cannot be merged with itself.",
            remedy="Choose another one.",
            field="merged_id",
            value=asked.merged_id,
        )
    whose = {book.customer(one.shown.customer_id).id for one in (source, target)}
    if len(whose) > 1:
        raise Refused(
            "These conversations are with two customers.",
            remedy="If they are one person, merge the customers first.",
            field="merged_id",
            value=asked.merged_id,
        )
    for thread, field in ((target, "kept_id"), (source, "merged_id")):
        if not thread.shown.open:
            raise Refused(
                "Only open conversations can be merged.",
                remedy="Read the closed one in the customer's history.",
                field=field,
                value=thread.shown.id,
            )
        _check_hands(book, agent, thread)
    if source.kept.visitor_id is not None:
        raise Refused(
            "The visitor's page shows this chat, so it cannot move.",
            remedy="Open the chat, and merge the other conversation into it.",
            field="merged_id",
            value=asked.merged_id,
        )
    items = _movable(book, source, 1)
    dues = [one.shown.reply_due_at for one in (source, target)]
    due = min((one for one in dues if one is not None), default=None)
    along = _live(book, source)
    for one in along:
        moving.move_interaction(book, one, source, target)
    _line(book, target, LineKind.MERGED_FROM, agent, source)
    places = moving.move(book, agent, items, target, {})
    _line(book, source, LineKind.MERGED_INTO, agent, target)
    rooms = tuple(letters.rooms_of(book.storage, source.shown.id))
    letters.move_rooms(book.storage, source.shown.id, target.shown.id, rooms)
    moves.keep_move(
        book.storage,
        KeptMove(
            number=moves.next_number(book.storage),
            kind="merge",
            from_id=source.shown.id,
            to_id=target.shown.id,
            items=places,
            interactions=tuple(one.shown.id for one in along),
            rooms=rooms,
        ),
    )
    _joined(source, target.shown.id)
    moving.settle(book, agent, target, due, open_=True)
    moving.settle(book, agent, source, None, open_=False)


def _joined(thread: LiveThread, into: str) -> None:
    thread.kept = replace(thread.kept, shown=replace(thread.shown, joined_into=into))


# --- undo


def take_back(book: Book, agent: LiveAgent, asked: TakeMoveBack) -> None:
    """Undo the newest move of a conversation. Raises Refused, Conflict."""
    move = moves.last_move(book.storage, asked.conversation_id)
    if move is None:
        raise Refused(
            "Nothing was moved here that could be taken back.",
            remedy="Look at the conversation again.",
            field="conversation_id",
            value=asked.conversation_id,
        )
    source, target = book.thread(move.from_id), book.thread(move.to_id)
    for one in (source, target):
        _check_hands(book, agent, one)
        newer = moves.last_move(book.storage, one.shown.id)
        if newer is not None and newer.number != move.number:
            raise Conflict(
                "One of the two conversations was split or merged again since.",
                remedy="Take that back first.",
                field="conversation_id",
                value=one.shown.id,
            )
    if letters.unsettled(book.storage, target.shown.id, 1):
        raise _being_sent(target)
    due = next((one.shown.reply_due_at for one in (source, target) if one.shown.reply_due_at), None)
    was_open = target.shown.open
    _interactions_back(book, agent, move, source, target)
    moving.put_back(book, agent, target, source, move.items)
    if move.kind == "split":
        rest = moving.written_from(book, target, 1, MOST)
        _line(book, source, LineKind.MOVED_BACK, agent, target)
        moving.move(book, agent, rest, source, {})
        rooms: tuple[Room, ...] = tuple(letters.rooms_of(book.storage, target.shown.id))
        _joined(target, source.shown.id)
    else:
        _line(book, source, LineKind.MOVED_BACK, agent, target)
        rooms = move.rooms
        _joined(source, "")
    _line(book, target, LineKind.MOVED_BACK, agent, source)
    letters.move_rooms(book.storage, target.shown.id, source.shown.id, rooms)
    moves.keep_move(book.storage, replace(move, undone_at=book.now))
    if move.kind == "split":
        moving.settle(book, agent, source, due, open_=bool(source.work) or was_open)
        moving.settle(book, agent, target, None, open_=False)
    else:
        goes_on = bool(source.work) or (was_open and not move.interactions)
        moving.settle(book, agent, source, due, open_=goes_on)
        moving.settle(book, agent, target, due, open_=bool(target.work) or was_open)


def _interactions_back(
    book: Book, agent: LiveAgent, move: KeptMove, source: LiveThread, target: LiveThread
) -> None:
    """Work that moved along returns; work that a split began is cancelled where other work goes on."""
    for interaction_id in move.interactions:
        moved = book.live.interactions.get(interaction_id)
        if moved is not None:
            moving.move_interaction(book, moved, target, source)
        else:
            kept_work.move_interaction(book.storage, interaction_id, source.shown.id)
    if move.kind != "split":
        return
    for one in _live(book, target):
        elsewhere = any(each.shown.state is InteractionState.ACTIVE for each in _live(book, source))
        active = one.shown.state is InteractionState.ACTIVE
        if one.shown.id == move.begun and active and elsewhere:
            one.leaves_as = InteractionState.CANCELLED
            work.ask(book, InteractionEnded(one.shown.id, agent.profile.id, wrap_up=False))
        else:
            moving.move_interaction(book, one, target, source)


# --- what may move


def _standing(book: Book, conversation_id: str) -> LiveThread:
    """The conversation. Raises Refused for one that was merged into another."""
    thread = book.thread(conversation_id)
    if thread.shown.joined_into:
        raise Refused(
            "This conversation was merged into another one.",
            remedy="Open the other one, or take the merge back.",
            field="conversation_id",
            value=conversation_id,
        )
    return thread


def _live(book: Book, thread: LiveThread) -> list[LiveInteraction]:
    return [book.live.interactions[one] for one in thread.work]


def _check_hands(book: Book, agent: LiveAgent, thread: LiveThread) -> None:
    """Raises Refused unless all that goes on is written, and the agent's."""
    for one in _live(book, thread):
        shown = one.shown
        if shown.channel in (Channel.VOICE, Channel.VIDEO):
            raise Refused(
                "A call is part of this conversation now.",
                remedy="Finish the call and its wrap-up first.",
                field="conversation_id",
                value=thread.shown.id,
            )
        if shown.state in (InteractionState.QUEUED, InteractionState.OFFERED):
            raise Refused(
                "This conversation still waits for an agent.",
                remedy="Take it first.",
                field="conversation_id",
                value=thread.shown.id,
            )
        if shown.agent_id != agent.profile.id:
            raise talk.not_yours("conversation_id", thread.shown.id)
    if not thread.work and thread.kept.last_agent_id != agent.profile.id:
        raise talk.not_yours("conversation_id", thread.shown.id)


def _movable(book: Book, thread: LiveThread, first: int) -> list[moving.Written]:
    """What moves, from a sequence on. Raises Refused."""
    if thread.shown.last_seq - first >= MOST:
        raise Refused(
            f"More than {MOST} entries would move.",
            remedy="Choose a later message.",
            field="item_id",
            value=str(thread.shown.last_seq - first + 1),
        )
    if letters.unsettled(book.storage, thread.shown.id, first):
        raise _being_sent(thread)
    return moving.written_from(book, thread, first, MOST)


def _being_sent(thread: LiveThread) -> Refused:
    return Refused(
        "A reply is just being sent.",
        remedy="Wait until it is sent, then try again.",
        field="conversation_id",
        value=thread.shown.id,
    )


def _rooms(book: Book, source: LiveThread, moved: list[Message]) -> tuple[Room, ...]:
    """The networks' threads that go along: those in which the newest messages were written."""
    newest = {(one.route.entry_point_id, one.route.address) for one in moved if one.incoming}
    rooms = letters.rooms_of(book.storage, source.shown.id)
    return tuple(one for one in rooms if (one.entry_point_id, one.address) in newest)


def _line(
    book: Book, thread: LiveThread, kind: LineKind, agent: LiveAgent, other: LiveThread
) -> None:
    book.add_line(thread, kind, agent.author, detail=str(other.shown.number))
