"""Sums of heights, and which rows are on the screen."""

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.ui.conversation.timeline.heights import Heights
from agent_desktop.ui.conversation.timeline.scroller import Scroller

sizes = st.lists(st.integers(1, 90), max_size=700)


@given(sizes, st.data())
def test_sums_agree_with_a_plain_list(rows: list[int], data: st.DataObject) -> None:
    heights = Heights(rows)
    if rows:
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row] = 55
        heights.set(row, 55)
    start = data.draw(st.integers(0, len(rows)))
    removed = data.draw(st.integers(0, len(rows) - start))
    fresh = data.draw(sizes)
    heights.splice(start, removed, fresh)
    rows[start : start + removed] = fresh
    assert heights.total == sum(rows)
    at = data.draw(st.integers(0, len(rows)))
    assert heights.top(at) == sum(rows[:at])
    if rows:
        y = data.draw(st.integers(0, heights.total - 1))
        row, below = heights.row_at(y)
        assert heights.top(row) + below == y
        assert 0 <= below < rows[row]


@given(
    st.lists(st.integers(5, 300), min_size=1, max_size=60),
    st.lists(st.integers(-2000, 2000), max_size=12),
    st.integers(50, 800),
)
def test_the_screen_is_always_filled_without_gaps(
    exact: list[int], moves: list[int], height: int
) -> None:
    scroller = Scroller(lambda row: exact[row])
    scroller.heights = Heights([40] * len(exact))  # estimates, all wrong
    scroller.height = height
    scroller.to_end()
    for move in moves:
        scroller.move(move)
        y = scroller.visible[0][1]
        assert y <= scroller.head
        for row, top in scroller.visible:
            assert top == y
            assert scroller.heights[row] == exact[row]
            y += exact[row]
        whole = scroller.head + sum(exact) + scroller.tail
        if whole >= height:
            assert y + scroller.tail >= height
        if scroller.following:
            assert scroller.visible[-1][0] == len(exact) - 1


@given(st.lists(st.integers(5, 300), min_size=3, max_size=60), st.integers(1, 500))
def test_moving_down_and_up_again_returns(exact: list[int], by: int) -> None:
    scroller = Scroller(lambda row: exact[row])
    scroller.heights = Heights(exact)
    scroller.height = 100
    scroller.to_end()
    scroller.move(-by)
    before = scroller.position
    scroller.move(7)
    down = scroller.position - before
    scroller.move(-down)
    assert scroller.position == before
