"""The one window on screen: the sign-in screen or the shell, whichever it is time for.

Promises that the shell of a returning agent is painted before anything is read from disk, with empty panes in their
places. Refuses to end the program: closing a window calls `on_close`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from agent_desktop import __version__
from agent_desktop.app.looks import LooksFile
from agent_desktop.app.profile import Profile
from agent_desktop.model.base import Millis, wall_clock
from agent_desktop.model.settings import OF_THE_WINDOW
from agent_desktop.ui.shell.geometry import fit_to_screen, restore_window
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

if TYPE_CHECKING:
    from agent_desktop.ui.signin.screen import SignInScreen


def _nothing_kept(name: str, default: str) -> str:
    return default


class Root(QObject):
    """Holds the window. `owner` is the name to begin with; `looks` what is known of the window from last time.

    `clock` and `read_setting` may be set to the desk's once there is one; `orders` are what other programs may ask, by
    their words, each called with what takes the answer.
    """

    def __init__(
        self,
        theme: Theme,
        profile: Profile | None,
        *,
        owner: str = "",
        looks: LooksFile | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.owner = owner
        self._looks = looks or LooksFile()
        self.clock: Callable[[], Millis] = wall_clock
        self.read_setting: Callable[[str, str], str] = _nothing_kept
        self.on_close: Callable[[], None] = lambda: None
        self.orders: dict[str, Callable[[Callable[[str], None]], object]] = {}
        self.signin: SignInScreen | None = None
        self.shell: ShellWindow | None = None
        if profile is None:
            self.ask_where()
        else:
            self.make_shell()

    @property
    def window(self) -> QWidget:
        """The window on screen: while the agent is asked something, the shell is hidden."""
        window = self.signin or self.shell
        assert window is not None
        return window

    def show(self) -> None:
        """Put the window on screen."""
        self.window.show()

    def ask_where(self) -> "SignInScreen":
        """The sign-in screen, in place of whatever is there."""
        if self.signin is None:
            # A returning agent does without.
            from agent_desktop.ui.signin.screen import SignInScreen

            size = self._theme.tokens.size.window
            self.signin = SignInScreen(
                self._theme, (), name=self.owner, team=tr("My team"), version=__version__
            )
            self.signin.setWindowTitle(tr("Agent Desktop"))
            self.signin.setMinimumSize(*size.min)
            self.signin.resize(*size.default)
            if self._looks.window is not None and not restore_window(
                self.signin, self._looks.window
            ):
                fit_to_screen(self.signin)
            self.signin.installEventFilter(self)
        return self.signin

    def make_shell(self) -> ShellWindow:
        """The shell with empty panes; they are filled when there is a desk."""
        if self.shell is None:
            self.shell = ShellWindow(
                self._theme,
                now=lambda: self.clock(),
                read_setting=self._setting,
                remember=self._looks.remember,
            )
            self.shell.setting_changed.connect(self._looks.change)
            self.shell.set_panes(
                _Blank(self._theme, "bg.window"),
                _Blank(self._theme, "bg.surface"),
                _Blank(self._theme, "bg.window"),
            )
            if self._looks.window is not None:
                self.shell.restore(self._looks.window)
            self.shell.installEventFilter(self)
        return self.shell

    def _setting(self, name: str, default: str) -> str:
        read = self._looks.read if name in OF_THE_WINDOW else self.read_setting
        return read(name, default)

    def show_shell(self) -> ShellWindow:
        """The shell on screen, where the sign-in screen stood."""
        shell = self.make_shell()
        if self.signin is not None:
            shell.setGeometry(self.signin.geometry())
            shell.show()
            self._drop_signin()
        else:
            shell.show()
        return shell

    def drop_shell(self) -> None:
        """Throw the shell away: the next one is another account's."""
        shell, self.shell = self.shell, None
        self.read_setting = _nothing_kept
        if shell is not None:
            shell.removeEventFilter(self)
            shell.hide()
            shell.deleteLater()

    def show_signin(self) -> "SignInScreen":
        """The sign-in screen on screen; the shell is hidden, not lost."""
        screen = self.ask_where()
        if self.shell is not None and not self.shell.isHidden():
            screen.setGeometry(self.shell.geometry())
            self.shell.hide()
        screen.show()
        return screen

    def raise_window(self) -> None:
        """Bring the window to the front: another start of the program asked for it."""
        window = self.window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def obey(self, words: str, answer: Callable[[str], None]) -> None:
        """Another program of this computer says something; before there is a desk, nothing can be done about it."""
        order = self.orders.get(words)
        if order is None:
            answer("not ready")
        else:
            order(answer)

    def _drop_signin(self) -> None:
        screen, self.signin = self.signin, None
        if screen is not None:
            screen.removeEventFilter(self)
            screen.hide()
            screen.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A closed window is a wish to end."""
        if event.type() == QEvent.Type.Close and watched in (self.signin, self.shell):
            self.on_close()
        return False


class _Blank(QWidget):
    """A pane that has nothing to show yet."""

    def __init__(self, theme: Theme, color: str) -> None:
        super().__init__()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.color(color))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
