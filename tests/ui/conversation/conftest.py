"""A thread pane on a desk in memory, with a customer's chat open."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.model.timeline import TimelineItem
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.look import Scene
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import (
    ME,
    NOON,
    FakeDesk,
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)


@pytest.fixture
def desk() -> FakeDesk:
    """A desk with one chat of three messages, open."""
    made = FakeDesk()
    items = [
        sample_message("Hi! Any news?", seq=1),
        sample_message("Yes, it is on its way.", seq=2, mine=True),
        sample_message("Perfect, thank you", seq=3),
    ]
    made.put_thread(
        sample_conversation(),
        items,
        customer=sample_customer(),
        interaction=sample_interaction(),
        complete=True,
    )
    made.open("c1")
    return made


@pytest.fixture
def opened() -> list[str]:
    """The addresses that the pane opened."""
    return []


@pytest.fixture
def pane(
    desk: FakeDesk, theme: Theme, opened: list[str], tmp_path: Path, qtbot: QtBot
) -> Iterator[ConversationPane]:
    """The pane, shown, 720 px wide, in UTC, in a window that somebody looks at."""
    made = ConversationPane(
        desk, theme, open_link=opened.append, pasted=tmp_path, active=lambda: True, zone=UTC
    )
    made.resize(720, 780)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.stop()
    throw_away(made)


Open = Callable[[Sequence[TimelineItem]], Timeline]
"""A timeline of these items, shown."""


@pytest.fixture
def timeline(theme: Theme, qtbot: QtBot) -> Iterator[Open]:
    """Makes a shown timeline, 600 by 500 px, at the end of the given items."""
    shown: list[Timeline] = []

    def make(items: Sequence[TimelineItem]) -> Timeline:
        made = Timeline(theme, active=lambda: True)
        shown.append(made)
        made.resize(600, 500)
        made.show()
        qtbot.waitExposed(made)
        made.open(items, Scene(me_id=ME.id, customer_name="Layla Haddad", now=NOON, zone=UTC))
        return made

    yield make
    for view in shown:
        throw_away(view)


def throw_away(widget: QWidget) -> None:
    """Delete a widget now: the next test's style sheet would polish those that are only closed."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def on_screen(view: Timeline) -> list[str]:
    """The keys of the items that are seen, from above."""
    return [view.stock.key(row) for row, _ in view.scroller.visible]


def chatter(first: int, last: int) -> list[TimelineItem]:
    """Messages `first` to `last` (their seq) of different lengths, some our own."""
    return [
        sample_message(
            f"message {seq} " + "and so on " * (seq * 7 % 13), seq=seq, mine=seq % 3 == 0
        )
        for seq in range(first, last + 1)
    ]


@pytest.fixture
def composer(pane: ConversationPane) -> Composer:
    """The pane's composer, with the caret in it."""
    pane.activateWindow()
    pane.focus_composer()
    return pane.composer
