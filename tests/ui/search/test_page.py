"""The search page: asking after the keys rest, hits for what stands in the field, opening one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.changes import SearchShown
from agent_desktop.model.events import SearchDone, SearchHit
from agent_desktop.model.intents import Search
from agent_desktop.ui.kit.marked import pieces
from agent_desktop.ui.search.hits import HitList
from agent_desktop.ui.search.page import SearchPage
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON, FakeDesk


def hit(key: str, snippet: str = "a base", marks: tuple[tuple[int, int], ...] = ()) -> SearchHit:
    return SearchHit(
        item_id=f"m-{key}",
        conversation_id=key,
        customer_name="Layla\nHaddad",
        snippet=snippet,
        sent_at=NOON,
        marks=marks,
    )


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def page(desk: FakeDesk, theme: Theme, qtbot: QtBot) -> SearchPage:
    made = SearchPage(desk, theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def type_words(page: SearchPage, words: str, qtbot: QtBot) -> None:
    """Type into the emptied field and let the keys rest."""
    page.field.clear()
    QTest.keyClicks(page.field, words)
    qtbot.waitUntil(lambda: not page._after_keys.isActive(), timeout=20_000)


def answer(
    page: SearchPage, desk: FakeDesk, query: str, *hits: SearchHit, more: bool = False
) -> None:
    desk.results = SearchDone(query=query, hits=hits, more=more)
    desk.publish(SearchShown())
    page.refresh()


def test_it_asks_once_when_the_keys_rest(page: SearchPage, desk: FakeDesk, qtbot: QtBot) -> None:
    type_words(page, " base ", qtbot)
    assert desk.posted(Search) == [Search(query="base", limit=100)]
    type_words(page, "   ", qtbot)
    assert len(desk.posted(Search)) == 1


def test_hits_are_counted_and_opened(page: SearchPage, desk: FakeDesk, qtbot: QtBot) -> None:
    type_words(page, "base", qtbot)
    answer(page, desk, "base", hit("c1", marks=((2, 4),)), hit("c2"))
    assert page._count.text() == "2 messages"
    page.grab()
    opened: list[str] = []
    page.chosen.connect(opened.append)
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    QTest.mouseClick(page.hits, Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert opened == ["c2", "c1"]
    assert page.hits.accessibleDescription() == "Layla Haddad: a base"


def test_many_hits_say_that_there_are_more(page: SearchPage, desk: FakeDesk, qtbot: QtBot) -> None:
    type_words(page, "a", qtbot)
    answer(page, desk, "a", hit("c1"), more=True)
    assert page._count.text() == "The newest 1; type more to narrow down"


def test_the_answer_to_older_words_is_neither_shown_nor_opened(
    page: SearchPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_words(page, "bas", qtbot)
    answer(page, desk, "bas", hit("c1"))
    opened: list[str] = []
    page.chosen.connect(opened.append)
    QTest.keyClicks(page.field, "ement")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert opened == []
    answer(page, desk, "bas", hit("c1"), hit("c2"))
    assert page._count.text() == "1 message"
    answer(page, desk, "basement")
    assert page._empty.label.text() == "Nothing on this computer has these words."


def test_an_empty_field_says_what_is_searched(page: SearchPage, desk: FakeDesk) -> None:
    answer(page, desk, "base", hit("c1"))
    assert "kept on this computer" in page._empty.label.text()
    QTest.keyClick(page.field, Qt.Key.Key_Return)


def test_a_click_below_the_last_hit_opens_nothing(theme: Theme, qtbot: QtBot) -> None:
    hits = HitList(theme)
    qtbot.addWidget(hits)
    hits.show_hits((hit("c1"),), NOON)
    hits.resize(400, 400)
    opened: list[str] = []
    hits.chosen.connect(opened.append)
    QTest.mouseClick(hits, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    hits.choose()
    assert opened == ["c1"]


TEXT = st.text(max_size=40)
MARKS = st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45)), max_size=6)


@given(TEXT, MARKS)
def test_pieces_are_the_text_whatever_the_marks(text: str, marks: list[tuple[int, int]]) -> None:
    assert "".join(words for words, _ in pieces(text, marks)) == text


@given(TEXT.filter(bool), st.data())
def test_a_mark_is_a_piece_of_its_own(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, len(text) - start))
    assert (text[start : start + length], True) in pieces(text, [(start, length)])
