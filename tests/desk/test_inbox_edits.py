"""The work list: following the published edits always gives what is read anew."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from agent_desktop.desk.api import InboxRow, RowState
from agent_desktop.desk.inbox import row_of
from agent_desktop.model.changes import (
    InboxChanged,
    RowChanged,
    RowInserted,
    RowMoved,
    RowRemoved,
    Section,
)
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    CustomersMerged,
    InteractionChanged,
    MessageReceived,
    OfferEnded,
    OfferMade,
    QueueChanged,
    TypingShown,
)
from agent_desktop.model.intents import SeenUpTo, SendReply
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Conversation, Message
from agent_desktop.model.work import (
    Channel,
    Interaction,
    InteractionState,
    Offer,
    OfferOutcome,
    Queue,
)
from tests.desk.samples import (
    CUSTOMER,
    NOW,
    batch,
    conversation,
    customer,
    interaction,
    message,
    offer,
    snapshot,
    waiting,
)
from tests.desk.script import Script

Rows = dict[Section, list[InboxRow]]
NUMBERS = st.integers(1, 6)


def read(script: Script) -> Rows:
    """Every row as it is now, made anew."""
    rows, books, state = script.core.rows, script.core.books, script.core.state
    return {
        section: [row_of(books, state, rows.at(section, at)) for at in range(rows.count(section))]
        for section in Section
    }


def follow(shown: dict[Section, list[Any]], change: InboxChanged, now: Rows) -> None:
    """What the window does: positions from the edits, contents from the desk once all is in place."""
    if change.reset:
        shown.update({section: list(rows) for section, rows in now.items()})
        return
    for edit in change.edits:
        rows = shown[edit.section]
        match edit:
            case RowInserted():
                rows.insert(edit.at, None)
            case RowRemoved():
                del rows[edit.at]
            case RowMoved():
                del rows[edit.origin]
                rows.insert(edit.target, None)
            case RowChanged():
                rows[edit.at] = None
    for section, rows in shown.items():
        assert len(rows) == len(now[section])
        for at, row in enumerate(rows):
            rows[at] = now[section][at] if row is None else row


class WorkList(RuleBasedStateMachine):
    """Conversations 1 to 6 of customers 1 to 6 with interactions, offers, replies and typing."""

    @initialize()
    def begin(self) -> None:
        self.script = Script().attach()
        self.shown: dict[Section, list[Any]] = dict(read(self.script))

    def take(self, *items: Any) -> None:
        self.script.take(*items)
        now = read(self.script)
        for change in self.script.changes:
            if isinstance(change, InboxChanged):
                follow(self.shown, change, now)

    @rule(
        number=NUMBERS,
        mine=st.booleans(),
        is_open=st.booleans(),
        due=st.none() | st.integers(0, 3),
        at=st.integers(0, 3),
    )
    def converse(self, number: int, mine: bool, is_open: bool, due: int | None, at: int) -> None:
        one: Conversation = conversation(
            f"v{number}",
            customer_id=f"c{number}",
            agent_id="me" if mine else "other",
            open=is_open,
            reply_due_at=None if due is None else NOW + due,
            last_at=NOW + at,
        )
        self.take(batch(ConversationChanged(conversation=one)))

    @rule(
        number=NUMBERS,
        state=st.sampled_from(list(InteractionState)),
        mine=st.booleans(),
        channel=st.sampled_from([Channel.VOICE, Channel.CHAT]),
        priority=st.integers(0, 2),
        elsewhere=st.booleans(),
    )
    def work(
        self,
        number: int,
        state: InteractionState,
        mine: bool,
        channel: Channel,
        priority: int,
        elsewhere: bool,
    ) -> None:
        one: Interaction = interaction(
            f"i{number}",
            conversation_id=f"v{number if not elsewhere else number % 6 + 1}",
            customer_id=f"c{number}",
            state=state,
            agent_id="me" if mine else None,
            channel=channel,
            priority=priority,
        )
        self.take(batch(InteractionChanged(interaction=one)))

    @rule(number=NUMBERS, at=st.integers(0, 3))
    def offered(self, number: int, at: int) -> None:
        one: Offer = offer(
            f"i{number}",
            conversation_id=f"v{number}",
            offered_at=NOW + at,
            expires_at=self.script.now + 9_000,
        )
        self.take(batch(OfferMade(offer=one)))

    @rule(number=NUMBERS)
    def rescinded(self, number: int) -> None:
        end = OfferEnded(interaction_id=f"i{number}", epoch=1, outcome=OfferOutcome.RESCINDED)
        self.take(batch(end))

    @rule(number=NUMBERS, seq=st.integers(1, 50))
    def written(self, number: int, seq: int) -> None:
        one: Message = message(seq, id=f"m{number}-{seq}", conversation_id=f"v{number}")
        self.take(batch(MessageReceived(message=one)))

    @rule(number=NUMBERS, seq=st.integers(1, 50))
    def seen(self, number: int, seq: int) -> None:
        self.take(SeenUpTo(conversation_id=f"v{number}", seq=seq))

    @rule(number=NUMBERS, vip=st.booleans())
    def renamed(self, number: int, vip: bool) -> None:
        one: Customer = customer(f"c{number}", vip=vip, name=f"name {vip}")
        self.take(batch(CustomerChanged(customer=one)))

    @rule(number=NUMBERS, other=NUMBERS)
    def merged(self, number: int, other: int) -> None:
        if number != other:
            kept = customer(f"c{number}", name="Merged")
            self.take(batch(CustomersMerged(kept=kept, merged_id=f"c{other}")))

    @rule(number=NUMBERS, typing=st.booleans())
    def types(self, number: int, typing: bool) -> None:
        shown = TypingShown(conversation_id=f"v{number}", author=CUSTOMER, typing=typing)
        self.take(batch(shown))

    @rule(number=NUMBERS, text=st.uuids())
    def replies(self, number: int, text: object) -> None:
        reply = SendReply(
            client_id=str(text), conversation_id=f"v{number}", text="x", channel=Channel.CHAT
        )
        self.take(reply)

    @rule(number=NUMBERS)
    def queue(self, number: int) -> None:
        self.take(batch(QueueChanged(queue=Queue(id=f"q{number}", name="Q", waiting=number))))

    @rule(ms=st.integers(1, 10_000))
    def time(self, ms: int) -> None:
        self.script.wait(ms)
        now = read(self.script)
        for change in self.script.changes:
            if isinstance(change, InboxChanged):
                follow(self.shown, change, now)

    @rule(numbers=st.sets(NUMBERS))
    def resync(self, numbers: set[int]) -> None:
        held = tuple(waiting(f"i{n}", f"v{n}") for n in sorted(numbers))
        self.take(batch(snapshot(interactions=held)))

    @invariant()
    def what_is_shown_is_what_is_read(self) -> None:
        if hasattr(self, "script"):
            assert self.shown == read(self.script)

    @invariant()
    def every_row_is_found_where_it_stands(self) -> None:
        if not hasattr(self, "script"):
            return
        seen = set()
        for section, rows in read(self.script).items():
            for at, row in enumerate(rows):
                assert self.script.view.find_row(row.conversation_id) == (section, at)
                assert self.script.view.row(section, at) == row  # also if it was read before
                assert row.conversation_id not in seen
                seen.add(row.conversation_id)
                assert row.state in _STATES[section]


_STATES = {
    Section.OFFERED: (RowState.OFFERED,),
    Section.ACTIVE: (RowState.ACTIVE, RowState.WRAP_UP),
    Section.WAITING: (RowState.WAITING,),
    Section.OPEN: (RowState.OPEN,),
}

TestWorkList = WorkList.TestCase
TestWorkList.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def order(script: Script, section: Section) -> list[str]:
    return [row.conversation_id for row in read(script)[section]]


def test_own_work_is_sorted_by_what_is_due_and_calls_come_first() -> None:
    script = Script().attach()
    script.take(
        batch(
            ConversationChanged(conversation=conversation("v1", reply_due_at=NOW + 9_000)),
            ConversationChanged(conversation=conversation("v2", reply_due_at=NOW + 1_000)),
            ConversationChanged(conversation=conversation("v3")),
            InteractionChanged(interaction=interaction("i1", conversation_id="v1")),
            InteractionChanged(interaction=interaction("i2", conversation_id="v2")),
            InteractionChanged(
                interaction=interaction("i3", conversation_id="v3", channel=Channel.VOICE)
            ),
        )
    )
    assert order(script, Section.ACTIVE) == ["v3", "v2", "v1"]


def test_waiting_work_is_sorted_by_priority_then_by_arrival_and_foreign_queues_stay_away() -> None:
    script = Script().attach()
    script.take(
        batch(
            *(
                InteractionChanged(interaction=one)
                for one in (
                    waiting("i1", "v1", arrived_at=NOW + 2),
                    waiting("i2", "v2", arrived_at=NOW + 1),
                    waiting("i3", "v3", arrived_at=NOW + 3, priority=5),
                    waiting("i4", "v4", queue_id="foreign"),
                )
            )
        )
    )
    assert order(script, Section.WAITING) == ["v3", "v2", "v1"]
