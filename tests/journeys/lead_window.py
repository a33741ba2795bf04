"""A lead's window on a real hub, in the process of the test: the desk and its workspaces, opened at one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from PySide6.QtWidgets import QApplication

from agent_desktop.connectors.hub import connector
from agent_desktop.desk.runner import Desk
from agent_desktop.model.events import LinkState
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.desk.fake_store import FakeStore
from tests.journeys.seat import outside_tasks, until


@asynccontextmanager
async def lead_window(
    url: str, token: str, workspace: str
) -> AsyncIterator[tuple[Desk, DeskWorkspaces]]:
    """The desk whose link is live, and its workspaces, of which this one was clicked in the rail."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme("light", less_motion="on")
    theme.apply(app)
    session = await connector.sign_in({"address": url, "token": token})
    desk = await Desk.start(session, FakeStore())
    shell = ShellWindow(theme, now=desk.now, read_setting=desk.setting)
    spaces = DeskWorkspaces(desk, shell, backend="Hub", open_link=lambda _: None)
    shell.show()
    try:
        await until("a live link", lambda: desk.link.state is LinkState.LIVE)
        await until("its place in the rail", lambda: workspace in shell.rail.buttons)
        await outside_tasks(shell.rail.buttons[workspace].click)
        yield desk, spaces
    finally:
        spaces.leave()
        shell.hide()
        shell.deleteLater()
        await desk.stop()
        await session.close()
