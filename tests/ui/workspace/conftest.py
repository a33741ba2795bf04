"""A shell with the workspaces of a desk in memory."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.model.manifest import Manifest
from agent_desktop.model.work import Disposition, SavedReply
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.ui.fake_desk import (
    EVERYTHING,
    FakeDesk,
    sample_conversation,
    sample_customer,
    sample_interaction,
)


class Office:
    """The window of one agent. `frames()` lets everything that is stale be brought up to date."""

    def __init__(self, theme: Theme, qtbot: QtBot, manifest: Manifest = EVERYTHING) -> None:
        self.desk = FakeDesk(manifest=manifest)
        self.desk.reply_list = [SavedReply(shortcut="hi", title="Greeting", text="Good day")]
        self.desk.disposition_list = [Disposition(code="solved", label="Solved")]
        self.desk.put_thread(
            sample_conversation(), customer=sample_customer(), interaction=sample_interaction()
        )
        self.links: list[str] = []
        self.demos: list[None] = []
        self.shell = ShellWindow(
            theme,
            now=self.desk.now,
            read_setting=lambda name, default: self.desk.setting(name, default),
        )
        qtbot.addWidget(self.shell)
        self.spaces = DeskWorkspaces(
            self.desk,
            self.shell,
            backend="Hub on this computer",
            open_link=self.links.append,
            open_demo=lambda: self.demos.append(None),
        )
        self.shell.show()
        self._qtbot = qtbot

    def frames(self) -> None:
        """Wait for the frame that is due, if there is one."""
        self._qtbot.waitUntil(lambda: not self.spaces.waiting, timeout=20_000)


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Iterator[Office]:
    made = Office(theme, qtbot)
    yield made
    made.spaces.leave()
