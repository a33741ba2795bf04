"""The headings at the side of the settings, and what keys and the mouse make of them."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import Topic
from agent_desktop.ui.settings.groups import grouped
from agent_desktop.ui.settings.listing import Entry, Pages
from agent_desktop.ui.theme.theme import Theme

ENTRIES = (
    Entry("mine", "Preferences", icon="user-round"),
    Entry("people", "People", icon="users-round", group="The team"),
    Entry("teams", "Teams", icon="headset", group="The team"),
    Entry("queues", "Queues", icon="list-filter", group="Routing"),
)
HIGH = 36


@pytest.fixture
def pages(theme: Theme, qtbot: QtBot) -> Pages:
    made = Pages(theme, "Settings")
    qtbot.addWidget(made)
    made.show_entries(ENTRIES)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_every_topic_stands_under_one_heading() -> None:
    found = grouped(tuple(Topic))
    assert Counter(topic for topic, _ in found) == Counter(Topic)
    headings = [heading for _, heading in found]
    runs = [one for place, one in enumerate(headings) if place == 0 or headings[place - 1] != one]
    assert len(runs) == len(set(headings)), "each heading stands once"


def test_who_may_see_some_sees_them_in_the_same_order() -> None:
    some = {Topic.AUDIT, Topic.SHIFTS, Topic.ALERTS}
    assert [topic for topic, _ in grouped(some)] == [Topic.SHIFTS, Topic.ALERTS, Topic.AUDIT]


def test_each_group_has_room_for_its_heading_once(pages: Pages) -> None:
    heading = pages.theme.tokens.size.section_header
    assert pages.sizeHint().height() == 4 * HIGH + 2 * heading
    middles = []
    for key in ("mine", "people", "teams", "queues"):
        pages.mark(key)
        middles.append(pages.middle)
    half = HIGH // 2
    assert middles == [
        half,
        HIGH + heading + half,
        2 * HIGH + heading + half,
        3 * HIGH + 2 * heading + half,
    ]


def test_the_mouse_finds_every_page_and_no_heading(pages: Pages) -> None:
    chosen: list[str] = []
    pages.chosen.connect(chosen.append)
    for y in range(0, pages.height(), 4):
        QTest.mouseClick(pages, Qt.MouseButton.LeftButton, pos=QPoint(40, y))
    heading = pages.theme.tokens.size.section_header
    assert list(dict.fromkeys(chosen)) == [one.key for one in ENTRIES]
    assert len(chosen) == pytest.approx((pages.height() - 2 * heading) / 4, abs=2)


def test_arrows_pass_over_headings_which_are_heard_with_their_pages(pages: Pages) -> None:
    pages.mark("mine")
    heard = []
    for _ in range(3):
        QTest.keyClick(pages, Qt.Key.Key_Down)
        heard.append(pages.accessibleName())
    assert heard == [
        "Settings, The team, People",
        "Settings, The team, Teams",
        "Settings, Routing, Queues",
    ]
