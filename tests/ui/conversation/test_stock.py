"""Splices between two sequences of items."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.model.timeline import TimelineItem
from agent_desktop.ui.conversation.timeline.stock import Splice, Stock
from tests.ui.conversation.conftest import chatter
from tests.ui.fake_desk import sample_message


def taken(old: list[TimelineItem], new: list[TimelineItem]) -> Splice:
    stock = Stock()
    stock.take(old)
    return stock.take(new)


def test_append_and_prepend_are_seen_as_such() -> None:
    assert taken(chatter(5, 9), chatter(5, 12)) == Splice(5, 0, 3)
    assert taken(chatter(5, 9), chatter(2, 9)) == Splice(0, 0, 3)
    assert taken(chatter(1, 4), chatter(1, 4)).nothing


def test_the_echo_of_an_own_message_is_a_change_not_a_new_row() -> None:
    unsent = sample_message("hi", seq=0, mine=True, id="k", client_id="k")
    sent = msgspec.structs.replace(unsent, id="m4", seq=4)
    splice = taken([*chatter(1, 3), unsent], [*chatter(1, 3), sent])
    assert splice == Splice(4, 0, 0, (3,))


def test_a_message_that_comes_before_the_unsent_ones() -> None:
    unsent = sample_message("hi", seq=0, mine=True, id="k", client_id="k")
    assert taken([*chatter(1, 3), unsent], [*chatter(1, 4), unsent]) == Splice(3, 0, 1)


numbers = st.lists(st.integers(1, 40), unique=True, max_size=25).map(sorted)


@given(numbers, numbers)
def test_a_splice_turns_the_old_into_the_new(old: list[int], new: list[int]) -> None:
    before: list[TimelineItem] = [sample_message("x", seq=seq) for seq in old]
    after: list[TimelineItem] = [sample_message("x", seq=seq) for seq in new]
    splice = taken(before, after)
    rebuilt = list(before)
    fresh = after[splice.start : splice.start + splice.inserted]
    rebuilt[splice.start : splice.start + splice.removed] = fresh
    assert [item.id for item in rebuilt] == [item.id for item in after]
