"""Settling: a saved turn becomes true, and the screen is told where it is stale.

Promises that applying the published edits to what was read before gives what is read now. Refuses to decide anything.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from agent_desktop.desk import board, inbox, lanes, presence
from agent_desktop.desk.books import Books
from agent_desktop.desk.inbox import Place, Rows
from agent_desktop.desk.listening_view import sound_line
from agent_desktop.desk.state import State
from agent_desktop.desk.timelines import Merged, Timeline, thread_change
from agent_desktop.desk.turn import Turn
from agent_desktop.model.changes import (
    AdministrationShown,
    CallsChanged,
    Change,
    ConversationShown,
    CustomerShown,
    FiguresShown,
    FormattedShown,
    GuidanceShown,
    InboxChanged,
    LevelsShown,
    LinkShown,
    OffersChanged,
    OutboxChanged,
    PictureShown,
    PresenceShown,
    ReportsShown,
    RowEdit,
    SearchShown,
    SettingShown,
    SoundShown,
    TeamShown,
    TemplatesShown,
    ThreadChanged,
    UploadsShown,
)
from agent_desktop.model.timeline import Author, AuthorKind, Message, Note

MOST_EDITS = 300
"""More stale rows than this in one turn are told as a reset."""
MOST_ROWS = 5_000
"""With more stale rows than this, sorting anew is faster than moving each."""

NOTHING = Merged(0, (), 0, ())


def settle(books: Books, rows: Rows, turn: Turn) -> tuple[Change, ...]:
    """Write a turn into the books; what became stale, in the order in which to look."""
    changes: list[Change] = []
    customers = _customers(books, turn)
    _work(books, turn)
    turn.state.activity = presence.observed(books, turn.state, turn.now)
    changes += _list(books, rows, turn)
    changes += _threads(books, turn)
    changes += [CustomerShown(customer_id=one) for one in customers]
    changes += _small(turn)
    changes += turn.notices
    return tuple(changes)


def rebuild(books: Books, state: State, rows: Rows) -> None:
    """Sort the whole work list anew."""
    places: dict[str, Place] = {}
    ids: set[str] = {*books.conversations, *books.work}
    ids.update(offer.conversation_id for offer in state.open_offers.values())
    ids.discard("")  # an unknown number calls
    ids.update(line.row for line in state.phone.lines.values())
    for conversation_id in ids:
        place = inbox.place_of(books, state, conversation_id)
        if place is not None:
            places[conversation_id] = place
    rows.rebuild(places)


def _customers(books: Books, turn: Turn) -> Iterable[str]:
    shown: dict[str, None] = {}
    for customer in (*turn.recalled_customers.values(), *turn.customers.values()):
        books.customers[customer.id] = customer
        shown[customer.id] = None
    for merged_id in turn.merged:
        books.customers.pop(merged_id, None)
        shown[merged_id] = None
    for customer_id in shown:
        turn.touched |= books.rows_of(customer_id)
    if shown:
        offers = turn.state.offers.values()
        turn.touched |= {one.conversation_id for one in offers if one.customer_id in shown}
    for conversation in (*turn.recalled.values(), *turn.conversations.values()):
        books.put_conversation(conversation)
        if conversation.customer_id in turn.state.past:
            shown[conversation.customer_id] = None
    before = turn.before.past
    if turn.state.past is not before:
        shown.update(
            dict.fromkeys(key for key, ids in turn.state.past.items() if before.get(key) != ids)
        )
    if turn.state.kin is not turn.before.kin:
        shown.update(dict.fromkeys({*turn.state.kin, *turn.before.kin}))
    return shown


def _work(books: Books, turn: Turn) -> None:
    for interaction in turn.interactions.values():
        books.put_interaction(interaction)
    for logged in turn.logged.values():
        books.put_logged(logged)
    for conversation_id, marks in turn.marks.items():
        books.marks[conversation_id] = marks
    for conversation_id, items in turn.items.items():
        for item in items.values():
            if isinstance(item, Message) and item.incoming:
                last = books.last_word.get(conversation_id, 0)
                books.last_word[conversation_id] = max(last, item.sent_at)


def _list(books: Books, rows: Rows, turn: Turn) -> list[Change]:
    if turn.resync or len(turn.touched) > MOST_ROWS:
        rebuild(books, turn.state, rows)
        return [InboxChanged(reset=True)]
    if turn.state.live is not turn.before.live:
        turn.touched |= {offer.conversation_id for offer in turn.state.offers.values()}
    edits: list[RowEdit] = []
    for conversation_id in sorted(turn.touched):
        place = inbox.place_of(books, turn.state, conversation_id)
        edits += rows.put(conversation_id, place)
    if len(edits) > MOST_EDITS:
        return [InboxChanged(reset=True)]
    return [InboxChanged(edits=tuple(edits))] if edits else []


def _threads(books: Books, turn: Turn) -> list[Change]:
    state, before = turn.state, turn.before
    changes: list[Change] = []
    for conversation_id in turn.loaded:
        _, dropped = books.timelines.load(conversation_id, state.open_conversation)
        for other in dropped:
            state.paging = {key: one for key, one in state.paging.items() if key != other}
            books.marks.pop(other, None)
    author = _me(state)
    linked = state.link.state is not before.link.state or state.team is not before.team
    stale = dict.fromkeys((*turn.items, *turn.appeared, *turn.shortened, *sorted(turn.touched)))
    if linked or turn.resync or turn.customers:
        stale.update(dict.fromkeys(books.timelines.ids()))
    if state.paging is not before.paging:
        stale.update(
            dict.fromkeys(k for k, v in state.paging.items() if before.paging.get(k) is not v)
        )
    stale.update(dict.fromkeys(turn.loaded))
    for conversation_id in stale:
        timeline = books.timelines.get(conversation_id)
        change = _thread(timeline, turn, conversation_id, author) if timeline is not None else None
        about = (
            linked
            or turn.resync
            or bool(turn.customers)
            or conversation_id in turn.touched
            or state.paging.get(conversation_id) is not before.paging.get(conversation_id)
        )
        if change is not None:
            changes.append(replace(change, about=True) if about else change)
        elif about and (timeline is not None or conversation_id == state.open_conversation):
            changes.append(ThreadChanged(conversation_id=conversation_id, about=True))
    return changes


def _thread(
    timeline: Timeline, turn: Turn, conversation_id: str, author: Author
) -> ThreadChanged | None:
    shortened = turn.shortened.get(conversation_id)
    if shortened is not None:
        timeline.forget_older(shortened)
    fresh = turn.fresh_items(conversation_id)
    done = timeline.merge(fresh) if fresh else NOTHING
    old_tail = timeline.tail
    tail: tuple[Message | Note, ...] = old_tail
    if turn.state.outbox is not turn.before.outbox or turn.loaded or turn.resync:
        rows = lanes.lane_of(turn.state.outbox, conversation_id)
        bubbles = (lanes.bubble(row, author) for row in rows)
        tail = tuple(one for one in bubbles if one is not None)
        if tail != old_tail:
            timeline.set_tail(tail)
    if shortened is not None:
        return ThreadChanged(conversation_id=conversation_id, reset=True)
    return thread_change(conversation_id, done, old_tail, tail)


def _me(state: State) -> Author:
    agent = state.team.agent
    return Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.name)


def _same_phone(state: State, before: State) -> bool:
    """True when nothing but loudness and quality changed: that comes all the time."""
    one, other = state.phone, before.phone
    calls = [(line.call, line.record) for line in one.lines.values()]
    return (
        one.attached,
        one.state,
        one.heard,
        one.watched,
        one.pausing,
        one.unpaused,
        calls,
    ) == (
        other.attached,
        other.state,
        other.heard,
        other.watched,
        other.pausing,
        other.unpaused,
        [(line.call, line.record) for line in other.lines.values()],
    )


def _team(state: State) -> tuple[object, ...]:
    """What is shown of the team."""
    team = state.team
    return (
        team.colleagues,
        team.payment_pages,
        state.presences,
        state.queues,
        state.other_queues,
        state.starts,
    )


def _small(turn: Turn) -> list[Change]:
    state, before = turn.state, turn.before
    changes: list[Change] = []
    if state.open_conversation != before.open_conversation:
        changes.append(ConversationShown(conversation_id=state.open_conversation))
    if state.open_offers != before.open_offers:
        changes.append(OffersChanged())
    if (state.presence, state.activity) != (before.presence, before.activity):
        changes.append(PresenceShown())
    if _team(state) != _team(before):
        changes.append(TeamShown())
    if state.link is not before.link:
        changes.append(LinkShown())
    told = state.carried is before.carried and state.phone.expected is before.phone.expected
    told = told and state.leaving == before.leaving
    if turn.logged or not told or not _same_phone(state, before):
        changes.append(CallsChanged())
    elif state.phone is not before.phone:
        changes.append(LevelsShown())
    if state.listening is not before.listening:
        known = sorted(state.listening.known | before.listening.known)
        changes += [
            SoundShown(sound_id=one)
            for one in known
            if sound_line(state.listening, one) != sound_line(before.listening, one)
        ]
    if state.approved is not before.approved:
        changes.append(TemplatesShown())
    if state.seen_pictures.files is not before.seen_pictures.files:
        changes += [
            PictureShown(attachment_id=one)
            for one in sorted(state.seen_pictures.files)
            if one not in before.seen_pictures.files
        ]
    if state.uploads is not before.uploads:
        changes.append(UploadsShown())
    if state.formatted is not before.formatted:
        changes.append(FormattedShown())
    if state.administration is not before.administration:
        changes.append(AdministrationShown())
    if state.guidance is not before.guidance:
        changes.append(GuidanceShown())
    changes += board.shown(state.board, before.board)
    if state.figures is not before.figures:
        changes.append(FiguresShown())
    if state.reports is not before.reports:
        changes.append(ReportsShown())
    if state.outbox is not before.outbox:
        changes.append(OutboxChanged())
    if state.results is not before.results:
        changes.append(SearchShown())
    changes += [
        SettingShown(name=name)
        for name, value in state.settings.items()
        if before.settings.get(name) != value
    ]
    return changes
