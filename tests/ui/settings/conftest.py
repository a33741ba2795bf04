"""A shell with an administrator's settings over a desk in memory; the team plays the backend."""

import asyncio
from collections.abc import Iterator
from typing import TypeVar

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.desk.administration_state import OrderState, TopicState
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_topics import topic_of
from agent_desktop.model.changes import AdministrationShown, LinkShown
from agent_desktop.model.errors import DeskError, Problem
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import Administer, LookInto
from agent_desktop.ui.settings.page import AnyPage, BookPage
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.desk.fake_rules import FakeHouse
from tests.desk.fake_team import FakeTeam
from tests.ui.fake_desk import EVERYTHING, FakeDesk

AnyOrder = TypeVar("AnyOrder")
ADMINISTRATOR = replace(EVERYTHING, administration=tuple(Topic))


class Office:
    """The window of an administrator. `work()` lets desk and backend deal with what was asked."""

    def __init__(self, theme: Theme, qtbot: QtBot, desk: FakeDesk, team: FakeTeam) -> None:
        self.desk, self.team = desk, team
        self.opened: list[str] = []
        """What was opened in the browser."""
        self.shell = ShellWindow(
            theme,
            now=desk.now,
            read_setting=lambda name, default: desk.setting(name, default),
        )
        qtbot.addWidget(self.shell)
        self.spaces = DeskWorkspaces(
            desk, self.shell, backend="Hub on this computer", open_link=self.opened.append
        )
        self.shell.show()
        with qtbot.waitActive(self.shell):
            self.shell.activateWindow()
        self.settings = self.spaces.administering
        self._qtbot = qtbot
        self._done = 0

    def open(self, topic: Topic) -> AnyPage:
        """The page of a topic, read."""
        self.settings.open(topic)
        self.work()
        return self.page(topic)

    def page(self, topic: Topic) -> AnyPage:
        """The page of a topic that was shown."""
        page = self.settings.pages[topic]
        assert isinstance(page, BookPage)
        return page

    def work(self) -> None:
        """What was asked is answered, and the window is brought up to date."""
        self.desk.turn()
        for intent in self.desk.intents[self._done :]:
            if isinstance(intent, LookInto):
                self._read(intent.topic, intent.words)
            elif isinstance(intent, Administer):
                self._carry_out(intent)
        self._done = len(self.desk.intents)
        self.desk.publish(AdministrationShown())
        self.frames()

    def frames(self) -> None:
        """Wait for the frame that is due, if there is one."""
        self._qtbot.waitUntil(lambda: not self.spaces.waiting, timeout=20_000)

    def _read(self, topic: Topic, words: str = "") -> None:
        now = self.desk.administration
        kept = asyncio.run(self.team.read(topic, words))
        state = TopicState(kept=kept, words=words, wanted=words)
        self.desk.administration = replace(now, topics=now.topics | {topic: state})

    def _carry_out(self, asked: Administer) -> None:
        topic = topic_of(asked.order)
        try:
            found = asyncio.run(self.team.carry_out(asked.order))
            order = OrderState(topic=topic, done=True, found=found)
        except DeskError as error:
            order = OrderState(topic=topic, problem=error.problem)
        self._read(topic, self.desk.administration.topic(topic).wanted)
        now = self.desk.administration
        self.desk.administration = replace(now, orders=now.orders | {asked.ask_id: order})

    def asked(self, kind: type[AnyOrder]) -> list[AnyOrder]:
        """All orders of a kind, also those that were refused."""
        orders = [one.order for one in self.desk.posted(Administer)]
        return [one for one in orders if isinstance(one, kind)]

    def fail(self, topic: Topic, problem: Problem) -> None:
        """A topic cannot be read anew."""
        now = self.desk.administration
        state = replace(now.topic(topic), problem=problem)
        self.desk.administration = replace(now, topics=now.topics | {topic: state})
        self.desk.publish(AdministrationShown())
        self.frames()

    def link(self, state: LinkState) -> None:
        """The link changes."""
        self.desk.link = replace(self.desk.link, state=state)
        self.desk.publish(LinkShown())
        self.frames()

    def type(self, page: AnyPage, name: str, text: str) -> None:
        """Type into a field of the open form, in place of what stands there."""
        field = page.form.rows[name].control()
        field.selectAll()  # type: ignore[attr-defined]
        QTest.keyClicks(field, text)


@pytest.fixture
def desk() -> FakeDesk:
    """An administrator's of everything."""
    return FakeDesk(manifest=ADMINISTRATOR)


@pytest.fixture
def team() -> FakeTeam:
    return FakeHouse()


@pytest.fixture
def office(theme: Theme, qtbot: QtBot, desk: FakeDesk, team: FakeTeam) -> Iterator[Office]:
    made = Office(theme, qtbot, desk, team)
    yield made
    made.spaces.leave()
