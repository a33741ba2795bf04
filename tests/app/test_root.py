"""The one window: made as it looked last time, read from the desk when there is one."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.app.extras import staying
from agent_desktop.app.looks import LooksFile
from agent_desktop.app.profile import Profile
from agent_desktop.app.root import Root
from agent_desktop.desk.api import OutboxSummary
from agent_desktop.model.changes import Section
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.settings import KEYS, LOOKS, MOTION
from agent_desktop.ui.theme.theme import Theme
from tests.ui.call.samples import line
from tests.ui.conftest import theme
from tests.ui.fake_desk import NOON, FakeDesk
from tests.ui.inbox.rows import a_row

__all__ = ["theme"]

PROFILE = Profile(connector="hub", local=True)
WINDOW = {"x": 0, "y": 0, "width": 1100, "height": 700, "panes": {"narrow": [300, 330]}}


def test_the_window_comes_back_as_it_was(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    looks = LooksFile(tmp_path / "looks.json")
    looks.remember(dict(WINDOW))
    root = Root(theme, PROFILE, looks=looks)
    shell = root.shell
    assert shell is not None
    qtbot.addWidget(shell)
    root.show()
    kept = shell.window_state()
    assert kept["panes"] == {**shell.panes.widths(), "narrow": [300, 330]}
    shell.close()
    assert looks.window == kept
    looks.close()


def test_settings_of_the_window_come_from_its_file_and_others_from_the_desk(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    looks = LooksFile(tmp_path / "looks.json")
    looks.change(LOOKS, "dark")
    root = Root(theme, PROFILE, looks=looks)
    shell = root.shell
    assert shell is not None
    qtbot.addWidget(shell)
    asked: list[str] = []

    def read(name: str, default: str) -> str:
        asked.append(name)
        return '{"palette.open": "Ctrl+P"}' if name == KEYS else default

    root.read_setting = read
    shell.preferences.load()
    assert theme.mode == "dark"
    assert shell.hint("palette.open") == "Ctrl P"
    assert shell.settings.looks.current == "dark"
    assert not {LOOKS, MOTION} & set(asked)
    shell.settings.looks._segments["light"].click()
    assert looks.mode == "light"
    root.drop_shell()
    assert root.read_setting(KEYS, "none") == "none"
    looks.close()


def test_without_a_file_the_window_has_its_usual_size(theme: Theme, qtbot: QtBot) -> None:
    root = Root(theme, PROFILE)
    assert root.shell is not None
    qtbot.addWidget(root.shell)
    size = theme.tokens.size.window.default
    assert (root.shell.width(), root.shell.height()) == tuple(size)


@pytest.mark.parametrize(
    ("state", "rows", "outbox", "why"),
    [
        (LinkState.LIVE, 0, OutboxSummary(), ""),
        (LinkState.LIVE, 1, OutboxSummary(), "still working on 1 conversation."),
        (LinkState.LIVE, 2, OutboxSummary(), "still working on 2 conversations."),
        (LinkState.LIVE, 0, OutboxSummary(waiting=1), "1 reply is not sent"),
        (LinkState.LIVE, 0, OutboxSummary(waiting=1, needs_you=1), "2 replies are not sent"),
        (LinkState.OFFLINE, 2, OutboxSummary(waiting=1), ""),
    ],
)
def test_who_has_work_stays(state: LinkState, rows: int, outbox: OutboxSummary, why: str) -> None:
    desk = FakeDesk()
    desk.link = LinkChanged(state=state, since=NOON)
    desk.rows[Section.ACTIVE] = [a_row(str(at)) for at in range(rows)]
    desk.outbox = outbox
    said = staying(desk)
    assert why in said
    assert bool(said) is bool(why)


@pytest.mark.parametrize("state", [LinkState.LIVE, LinkState.OFFLINE])
def test_who_talks_stays_with_or_without_a_link(state: LinkState) -> None:
    desk = FakeDesk()
    desk.link = LinkChanged(state=state, since=NOON)
    desk.call_lines = [line()]
    assert "in a call" in staying(desk)
