"""The agent's side: the real program with its real window in this process, on an event loop of the test's own.

Promises that keys and clicks go through Qt's own road, from the window system to whatever has the focus, and never from
inside a task. Refuses to wait for nothing: `until` names what did not happen.
"""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from agent_desktop.app.backends import LocalBackend
from agent_desktop.app.options import Options
from agent_desktop.app.places import Places
from agent_desktop.app.profile import read_profile
from agent_desktop.app.program import Program
from agent_desktop.app.root import Root
from agent_desktop.app.single import Single
from agent_desktop.desk.runner import Desk
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.events import LinkState
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import InteractionState
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.signin.screen import SignInScreen
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.files_on_thread import looked_at

WITHIN_S = 30.0
OWNER = "Inês Duarte"
_LOOK_EVERY_S = 0.02
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


async def until(what: str, true: Callable[[], object], within: float = WITHIN_S) -> None:
    """Wait until `true()`. Fails naming `what`."""
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, f"It never happened: {what}."
        await asyncio.sleep(_LOOK_EVERY_S)


async def outside_tasks(act: Callable[[], object]) -> None:
    """Call `act` from the event loop itself, as Qt calls a window; return when it has returned."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def call() -> None:
        try:
            act()
        except BaseException as error:
            done.set_exception(error)
        else:
            done.set_result(None)

    loop.call_soon(call)
    await done


def own_processes() -> list[psutil.Process]:
    """The processes of the product that this process started: hubs, practice customers."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE and "agent_desktop" in child.cmdline():
                found.append(child)
    return found


class Strays(QObject):
    """Notices every window that is neither the program's own nor a menu: those take the keyboard away."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            own = isinstance(watched, ShellWindow | SignInScreen | QMenu)
            self.seen += [type(watched).__name__] if watched.isWindow() and not own else []
        return False


class Seat:
    """One run of the program. Everything the agent can see and do."""

    def __init__(self, app: QApplication, data: Path, *, practice: bool) -> None:
        where = Places(data)
        where.make()
        self.theme = Theme("light", less_motion="on")
        self.theme.apply(app)
        self.root = Root(self.theme, read_profile(where.profile), owner=OWNER)
        self.single = Single(where.data, self.root.raise_window, self.root.obey)
        self.strays = Strays(app)
        self.root.show()
        options = Options(practice=practice, data=str(data))
        self.program = Program(self.theme, self.root, where, options, offscreen=False)
        self.run = asyncio.create_task(self.program.run())

    # -- its run

    @classmethod
    @contextlib.asynccontextmanager
    async def taken(
        cls, data: Path, *, practice: bool = False, looks: bool = False
    ) -> "AsyncIterator[Seat]":
        """Start the program; end it by closing its window, and see that nothing of it stays.

        `looks`: at the files that are touched on the window's thread, where none shall be, also by the test.
        """
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        seat = cls(app, data, practice=practice)
        try:
            with looked_at(lambda: looks and bool(seat.program.connectors)) as touched:
                yield seat
                await seat.close()
        except BaseException as error:
            await seat._tell_why(error, data.parent / "window.png")
            raise
        finally:
            seat.single.close()
            app.removeEventFilter(seat.strays)
            for window in (seat.root.signin, seat.root.shell):
                if window is not None:
                    window.hide()
                    window.deleteLater()
        assert seat.strays.seen == []
        assert not touched, f"Files are touched on the window's thread: {touched}"

    async def _tell_why(self, error: BaseException, picture: Path) -> None:
        """The journey broke off: keep what was on screen, end the program, say what it failed with."""
        self.root.window.grab().save(str(picture))
        error.add_note(f"The window at that moment: {picture}")
        self.program.closing.set()
        await asyncio.wait({self.run}, timeout=WITHIN_S)
        if self.run.done() and not self.run.cancelled() and self.run.exception() is not None:
            raise AssertionError("The program failed.") from self.run.exception()

    async def close(self) -> None:
        """Close the window; return when the program has ended with code 0 and has left no process."""
        await outside_tasks(self.root.window.close)
        code = await asyncio.wait_for(self.run, WITHIN_S)
        assert code == 0
        assert own_processes() == []

    # -- what is on screen

    @property
    def desk(self) -> Desk:
        """The desk behind the window, to look at."""
        assert self.program.desk is not None
        return self.program.desk

    @property
    def signin(self) -> SignInScreen:
        """The first screen."""
        assert self.root.signin is not None
        return self.root.signin

    @property
    def shell(self) -> ShellWindow:
        """The window."""
        assert self.root.shell is not None
        return self.root.shell

    @property
    def parts(self) -> DeskWorkspaces:
        """What the window consists of."""
        assert self.program.workspaces is not None
        return self.program.workspaces

    @property
    def pane(self) -> ConversationPane:
        """The thread."""
        return self.parts.conversation

    @property
    def live(self) -> bool:
        """The window is up and says that it is current."""
        return (
            self.program.workspaces is not None
            and self.desk.link.state is LinkState.LIVE
            and self.shell.isVisible()
        )

    @property
    def demo(self) -> str:
        """The address of the demo page."""
        assert isinstance(self.program.backend, LocalBackend)
        return self.program.backend.demo

    @property
    def hub_pid(self) -> int | None:
        """The hub's process."""
        assert isinstance(self.program.backend, LocalBackend)
        return self.program.backend.pid

    @property
    def banner(self) -> str:
        """What the banner says; empty while there is none."""
        banner = self.shell.banner
        return banner.accessibleName() if banner.isVisible() else ""

    def items(self) -> list[ShownItem]:
        """The items of the open conversation, as the thread shows them."""
        return list(self.pane.timeline.stock.items)

    def messages(self) -> list[Message]:
        """The messages of the open conversation, as the thread shows them."""
        return [item for item in self.items() if isinstance(item, Message)]

    def texts(self) -> list[str]:
        """Their texts."""
        return [message.text for message in self.messages()]

    @property
    def writing(self) -> bool:
        """The caret stands in the composer."""
        return QApplication.focusWidget() is self.pane.composer.editor

    @property
    def draft(self) -> str:
        """The kept draft of a reply in the open conversation."""
        opened = self.desk.open_conversation
        draft = None if opened is None else self.desk.draft(opened, False)
        return "" if draft is None else draft.text

    @property
    def typing(self) -> str:
        """Who is typing, as the thread says."""
        opened = self.desk.open_conversation
        thread = None if opened is None else self.desk.thread(opened)
        return "" if thread is None else thread.typing_name

    @property
    def state(self) -> InteractionState | None:
        """What the open conversation's interaction is doing."""
        opened = self.desk.open_conversation
        thread = None if opened is None else self.desk.thread(opened)
        work = None if thread is None else thread.interaction
        return None if work is None else work.state

    # -- what the agent does

    async def click(self, button: QWidget) -> None:
        """Click in the middle of a widget, where it is on screen."""
        await until(
            f"a button {button.accessibleName()!r} to click",
            lambda: button.isVisible() and button.isEnabled(),
        )
        window = button.window().windowHandle()
        at = button.mapTo(button.window(), button.rect().center())
        left = Qt.MouseButton.LeftButton
        await outside_tasks(
            lambda: QTest.mouseClick(window, left, Qt.KeyboardModifier.NoModifier, at)
        )

    async def press(self, key: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> None:
        """Press one key with its modifiers."""
        held = Qt.KeyboardModifier.NoModifier
        if ctrl:
            held |= _CTRL
        if shift:
            held |= _SHIFT
        window = self.root.window.windowHandle()
        await outside_tasks(lambda: QTest.keyClick(window, key, held))

    async def type(self, text: str) -> None:
        """Type letters, wherever the focus is. Line breaks are not keys here."""
        for letter in text:
            target = QApplication.focusWidget()
            assert target is not None, "nothing has the keyboard"
            await outside_tasks(partial(QTest.keyClicks, target, letter))

    async def say(self, text: str) -> None:
        """Type a reply, or the rest of one, and press Enter; return when its bubble stands in the thread."""
        count = len(self.texts())
        await until("the caret in the composer", lambda: self.writing)
        await self.type(text)
        whole = self.pane.composer.editor.toPlainText()
        assert whole.endswith(text)
        await self.press(Qt.Key.Key_Return)
        await until(f"the bubble of {whole!r}", lambda: whole in self.texts()[count:])
        await until("an empty composer", lambda: not self.pane.composer.editor.toPlainText())

    async def look_at(self) -> None:
        """Bring the window to the front: only an active one hears shortcuts."""
        window = self.root.window
        await outside_tasks(window.activateWindow)
        await until("an active window", lambda: QApplication.activeWindow() is window)

    async def choose_the_hub(self) -> None:
        """The first screen's one click."""
        await until("the first screen", lambda: self.root.signin is not None)
        await self.click(self.signin.local.button)

    async def start_the_hub(self) -> None:
        """That click; then the agent is at work."""
        await self.choose_the_hub()
        await until("a live window", lambda: self.root.shell is not None and self.live)
        await self.look_at()

    def kill_hub(self) -> int:
        """SIGKILL; the process id of the dead."""
        pid = self.hub_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid


def clipboard_files(*files: Path) -> None:
    """Copy files, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    QGuiApplication.clipboard().setMimeData(data)
