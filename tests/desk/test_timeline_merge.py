"""Merging: whatever order, repetition and division into pages, the timeline is the same, and the edits tell of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.desk.errands import FetchPage
from agent_desktop.desk.items import PageArrived
from agent_desktop.desk.timelines import KEPT_TIMELINES
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.changes import ThreadChanged
from agent_desktop.model.events import (
    BackendEvent,
    ConversationChanged,
    DeliveryAdvanced,
    LineAdded,
    MessageReceived,
    NoteAdded,
    PageFetched,
)
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.timeline import Delivery, LineKind, Message, Note, SystemLine, TimelineItem
from tests.desk.samples import MYSELF, NOW, batch, conversation, message, own
from tests.desk.script import Script

COUNT = 9


def item(seq: int) -> TimelineItem:
    """Item `seq` of the one true timeline: customer, note, line, own messages."""
    if seq % 4 == 0:
        return Note(
            id=f"m{seq}", conversation_id="v1", author=MYSELF, text="n", sent_at=NOW, seq=seq
        )
    if seq % 4 == 1:
        return SystemLine(
            id=f"m{seq}",
            conversation_id="v1",
            kind=LineKind.STARTED,
            sent_at=NOW,
            author=MYSELF,
            seq=seq,
        )
    return own(seq, f"c{seq}") if seq % 2 else message(seq)


def event(one: TimelineItem) -> BackendEvent:
    if isinstance(one, Message):
        return MessageReceived(message=one)
    return NoteAdded(note=one) if isinstance(one, Note) else LineAdded(line=one)


def page(seqs: list[int], *, before: int | None, cached: bool) -> PageArrived:
    asked = FetchPage(conversation_id="v1", before=before, limit=50, cached=cached)
    items = tuple(item(seq) for seq in sorted(set(seqs)))
    return PageArrived(
        asked=asked, page=PageFetched(conversation_id="v1", items=items, complete=False)
    )


seqs = st.integers(1, COUNT)
news = st.one_of(
    seqs.map(lambda seq: batch(event(item(seq)))),
    st.lists(seqs, min_size=1, max_size=4).map(lambda some: batch(*(event(item(s)) for s in some))),
    st.builds(
        lambda some, cached: page(some, before=COUNT + 1, cached=cached),
        st.lists(seqs, min_size=1, max_size=5),
        st.booleans(),
    ),
    st.builds(
        lambda seq, delivery: batch(
            DeliveryAdvanced(conversation_id="v1", up_to_seq=seq, delivery=delivery)
        ),
        seqs,
        st.sampled_from([Delivery.DELIVERED, Delivery.READ]),
    ),
)


def opened() -> Script:
    script = Script().attach()
    script.take(batch(ConversationChanged(conversation=conversation())))
    return script.take(OpenConversation(conversation_id="v1"))


@given(st.lists(news, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_any_order_gives_the_same_timeline(told: list[object], chance: object) -> None:
    everything = batch(*(event(item(seq)) for seq in range(1, COUNT + 1)))
    seen = [*told, everything]
    one, other = opened(), opened()
    for each in seen:
        one.take(each)  # type: ignore[arg-type]
    chance.shuffle(seen)  # type: ignore[attr-defined]
    for each in [*seen, *seen]:
        other.take(each)  # type: ignore[arg-type]
    assert list(one.view.items("v1")) == list(other.view.items("v1"))
    assert [i.seq for i in one.view.items("v1")] == list(range(1, COUNT + 1))


@given(st.lists(news, max_size=12))
@settings(max_examples=200, deadline=None)
def test_the_changes_tell_what_happened(told: list[object]) -> None:
    script = opened()
    shown = list(script.view.items("v1"))
    for each in told:
        script.take(each)  # type: ignore[arg-type]
        now = list(script.view.items("v1"))
        for change in script.changes:
            if isinstance(change, ThreadChanged):
                shown = follow(shown, now, change)
        assert shown == now


def follow(shown: list[ShownItem], now: list[ShownItem], change: ThreadChanged) -> list[ShownItem]:
    """What a window does with a change: it reads only what the change names."""
    if change.reset:
        return list(now)
    kept = now[change.prepended : len(now) - change.appended]
    assert len(kept) == len(shown)
    same = [new if new.id in change.updated else old for old, new in zip(shown, kept, strict=True)]
    return [*now[: change.prepended], *same, *now[len(now) - change.appended :]]


def test_receipts_never_go_backwards() -> None:
    script = opened()
    script.take(batch(MessageReceived(message=own(3, "c3"))))
    for delivery in (Delivery.READ, Delivery.DELIVERED):
        script.take(batch(DeliveryAdvanced(conversation_id="v1", up_to_seq=3, delivery=delivery)))
    script.take(batch(MessageReceived(message=own(3, "c3"))))
    shown = script.view.items("v1")[0]
    assert isinstance(shown, Message)
    assert shown.delivery is Delivery.READ


def test_a_receipt_reaches_what_is_loaded_later() -> None:
    script = Script().attach()
    script.take(batch(DeliveryAdvanced(conversation_id="v1", up_to_seq=3, delivery=Delivery.READ)))
    script.take(OpenConversation(conversation_id="v1"))
    script.take(page([3], before=None, cached=True))
    shown = script.view.items("v1")[0]
    assert isinstance(shown, Message)
    assert shown.delivery is Delivery.READ


def test_the_same_message_under_another_id_is_one() -> None:
    script = opened()
    script.take(batch(MessageReceived(message=own(3, "c3"))))
    script.take(batch(MessageReceived(message=own(3, "c3", id="other"))))
    assert [one.id for one in script.view.items("v1")] == ["m3"]


def test_a_page_that_does_not_join_drops_what_lies_before_the_gap() -> None:
    script = opened()
    script.take(page([1, 2], before=None, cached=True))
    script.take(page([7, 8, 9], before=None, cached=False))
    assert [one.seq for one in script.view.items("v1")] == [7, 8, 9]
    changes = [one for one in script.changes if isinstance(one, ThreadChanged)]
    assert changes
    assert changes[0].reset


def test_only_the_open_and_the_last_used_timelines_stay() -> None:
    script = opened()
    for number in range(KEPT_TIMELINES + 5):
        script.take(batch(ConversationChanged(conversation=conversation(f"w{number}"))))
        script.take(OpenConversation(conversation_id=f"w{number}"))
    assert len(script.core.books.timelines) == KEPT_TIMELINES
    assert len(script.core.state.paging) == KEPT_TIMELINES
    assert script.view.items("v1") == ()


@pytest.mark.parametrize("late", [False, True])
def test_a_later_revision_replaces_words_and_delivery_in_whatever_order(late: bool) -> None:
    script = opened()
    came_back = own(3, "c3", delivery=Delivery.REFUSED, problem="No such mailbox.", revision=2)
    reports = [own(3, "c3", delivery=Delivery.SENT, revision=1), came_back]
    for one in reversed(reports) if late else reports:
        script.take(batch(MessageReceived(message=one)))
    assert script.view.items("v1") == (came_back,)
