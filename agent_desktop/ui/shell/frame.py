"""What a main window shows: rail, call strip, banner, workspaces, status bar, what floats above them; its commands.

Promises that panes, commands and state come in through its methods and that wishes leave through its signals. Refuses
I/O and decisions: it does not know what a conversation is.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.api import OutboxSummary
from agent_desktop.model.base import Millis
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.ui.kit.direction import popup_beside, popup_under
from agent_desktop.ui.kit.widgets.floating import Floating
from agent_desktop.ui.kit.widgets.notices import Level, Toast
from agent_desktop.ui.shell.commandbook import CommandBook
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.focusorder import FocusOrder
from agent_desktop.ui.shell.linkbanner import LinkBanner
from agent_desktop.ui.shell.overlays import Overlays
from agent_desktop.ui.shell.panes import Panes
from agent_desktop.ui.shell.preferences import Preferences
from agent_desktop.ui.shell.presence import presence_menu
from agent_desktop.ui.shell.rail import Rail, Workspace
from agent_desktop.ui.shell.sheets import Sheets
from agent_desktop.ui.shell.statusbar import StatusBar
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

if TYPE_CHECKING:
    from agent_desktop.ui.shell.checksheet import CheckSheet
    from agent_desktop.ui.shell.palette import Source
    from agent_desktop.ui.shell.settings import Settings


class ShellFrame(QWidget):
    """What one window shows. `read_setting` gives kept settings."""

    presence_chosen = Signal(object, bool)
    """A PresenceState, and whether it shall begin only when the current work is finished."""
    retry_asked = Signal()
    outbox_asked = Signal()
    sign_in_asked = Signal()
    check_asked = Signal()
    workspace_shown = Signal(str)
    setting_changed = Signal(str, str)
    """The agent changed a setting: name and value."""
    hints_changed = Signal()
    """Some command has other keys now: what shows them asks `hint` again."""

    def __init__(
        self, theme: Theme, now: Callable[[], Millis], read_setting: Callable[[str, str], str]
    ) -> None:
        super().__init__()
        self.theme = theme
        self._now = now
        self._presence = Presence(agent_id="", state=PresenceState.OFFLINE, since=0)
        self._working = False
        self.presence_menu: QMenu | None = None
        self.preferences = Preferences(theme, read_setting, self)
        self.book = CommandBook(self, self.preferences.keys)
        self.rail = Rail(theme)
        self.banner = LinkBanner(theme)
        self.status = StatusBar(theme)
        self.panes = Panes(theme)
        self.overlays = Overlays(self, lambda: self.sheets.raise_open())
        self.focus_order = FocusOrder()
        self.frame_settings: Callable[[QWidget], QWidget] = lambda preferences: preferences
        self._pages: dict[str, QWidget] = {}
        self.sheets = Sheets(theme, self, self.book.caps)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        size = self.theme.tokens.size
        self.setWindowTitle(tr("Agent Desktop"))
        self.setMinimumSize(*size.window.min)
        self.resize(*size.window.default)
        self._strip = QVBoxLayout()
        self._stack = QStackedWidget()
        column = self._column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._strip)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)
        self.add_workspace_page("inbox", self.panes)
        self.set_workspaces([Workspace("inbox", tr("Inbox"), "inbox")])

    def _wire(self) -> None:
        self.rail.presence_asked.connect(self.open_presence_menu)
        self.rail.workspace_asked.connect(self.show_workspace)
        self.rail.keys_asked.connect(self.show_keys)
        self.status.outbox_asked.connect(self.outbox_asked)
        self.panes.arranged.connect(self._place)
        self.banner.retry_asked.connect(self.retry_asked)
        self.banner.outbox_asked.connect(self.outbox_asked)
        self.banner.sign_in_asked.connect(self.sign_in_asked)
        self.banner.check_asked.connect(self.check_asked)
        self.preferences.changed.connect(self.setting_changed)
        self.preferences.keys_changed.connect(self._keys_changed)
        self.status.set_link(LinkChanged(state=LinkState.CONNECTING, since=0), "")
        self.status.set_outbox(OutboxSummary())

    # -- what is put in -------------------------------------------------------------

    def set_panes(self, list_pane: QWidget, thread: QWidget, sidebar: QWidget) -> None:
        """The three panes of the inbox."""
        self.panes.set_panes(list_pane, thread, sidebar)
        self._order_focus()

    def set_composer(self, composer: QWidget) -> None:
        """Where Escape puts the caret, and a stop of its own for F6. It lies inside the thread."""
        self.focus_order.composer = composer
        self._order_focus()

    def set_call_strip(self, strip: QWidget | None) -> None:
        """Show a call strip, as high as it wants to be, above all but the rail; an earlier one stays its owner's."""
        while (item := self._strip.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
        if strip is not None:
            self._strip.addWidget(strip)
        self._order_focus()

    def add_banner(self, banner: QWidget) -> None:
        """Another banner, below the one about the link."""
        self._column.insertWidget(self._column.indexOf(self.banner) + 1, banner)

    def set_offers(self, offers: Floating) -> None:
        """The widget with the offers. Call `place_overlays` when it changed its size."""
        self.overlays.set_offers(offers)

    def place_overlays(self) -> None:
        """Offers or notices changed their size."""
        self._place()

    def add_workspace_page(self, name: str, page: QWidget) -> None:
        """What is shown for a workspace."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def set_workspaces(self, workspaces: Sequence[Workspace]) -> None:
        """The icons of the rail, with their badges: only what exists. Each name needs a page when it is shown."""
        self.rail.set_workspaces(workspaces)
        self.rail.set_active(self.workspace)

    def show_workspace(self, name: str) -> None:
        """Show a workspace. Raises KeyError when it has no page."""
        if name == "settings" and name not in self._pages:
            self.add_workspace_page(name, self.frame_settings(self.settings))
        page = self._pages[name]
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            self.workspace_shown.emit(name)
        self.rail.set_active(name)
        self._order_focus()
        self._place()

    @property
    def workspace(self) -> str:
        """The workspace on screen."""
        current = self._stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is current), "")

    @property
    def settings(self) -> "Settings":
        """The agent's preferences, the first page of the settings workspace."""
        return self.preferences.page

    # -- state ----------------------------------------------------------------------

    def set_presence(
        self, name: str, presence: Presence, activity: Activity, since: Millis
    ) -> None:
        """Who is signed in, what they chose, and what they are doing since when."""
        self._presence = presence
        self._working = activity is not Activity.IDLE
        self.rail.presence.set_presence(name, presence, activity, since, self._now())

    @property
    def presence(self) -> Presence:
        """The presence on screen."""
        return self._presence

    @property
    def working(self) -> bool:
        """True while there is work to finish: then a next presence can be chosen."""
        return self._working

    def set_link(self, link: LinkChanged, backend: str) -> None:
        """The link, and the words for the backend ("Hub on this computer")."""
        self.status.set_link(link, backend)
        self.banner.set_link(link, self._now())

    def set_outbox(self, outbox: OutboxSummary) -> None:
        """What waits to be sent."""
        self.status.set_outbox(outbox)
        self.banner.set_outbox(outbox, self._now())

    def toast(
        self,
        sentence: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        level: Level = "success",
        icon: str = "",
        stay_ms: int | None = None,
    ) -> Toast:
        """Tell the agent once, in passing, with at most one action."""
        made = Toast(
            self.theme, sentence, action, level=level, icon=icon, stay_ms=stay_ms, parent=self
        )
        if act is not None:
            made.acted.connect(act)
        self.overlays.show_toast(made)
        return made

    # -- commands -------------------------------------------------------------------

    def add_commands(self, commands: Iterable[Command]) -> None:
        """Register what can be done; a command of the same name is replaced. Its keys come from the key table."""
        self.book.add(commands)
        self.sheets.set_commands(self.book.commands.values())
        self.preferences.set_registered(self.book.commands)
        self._show_hints()

    def add_palette_source(self, source: "Source") -> None:
        """Let the palette also find people, conversations or saved replies."""
        self.sheets.add_source(source)

    def hint(self, name: str) -> str:
        """The keys of a command in one string, for buttons and tooltips: `Ctrl Shift A`."""
        return " ".join(self.book.caps(name))

    def run(self, name: str) -> bool:
        """Run a command if it is available. True when it ran."""
        return self.book.run(name)

    def _keys_changed(self) -> None:
        self.book.make_shortcuts()
        self._show_hints()

    def _show_hints(self) -> None:
        self.rail.keys.set_keys(self.hint("keys.show"))
        self.rail.settings.set_keys(self.hint("settings.open"))
        self.hints_changed.emit()

    # -- sheets and menus -------------------------------------------------------------

    def open_palette(self, words: str = "") -> None:
        """Open the palette with `words` typed."""
        self.sheets.open_palette(words, self._stack.geometry(), self._thread_area())

    def show_keys(self) -> None:
        """Open the key sheet."""
        self.sheets.open_keys(self.book.sections(), self._stack.geometry())

    def show_checks(self) -> "CheckSheet":
        """Open the sheet of checks. Whoever checks the connection fills it."""
        return self.sheets.open_checks(self._stack.geometry())

    def open_presence_menu(self, anchor: QWidget | None = None) -> None:
        """Open the presence menu beside the rail, or under `anchor`."""
        made = presence_menu(
            self.theme, self._presence, self._working, self.presence_chosen.emit, self
        )
        made.aboutToHide.connect(made.deleteLater)
        self.presence_menu = made
        if isinstance(anchor, QWidget):
            popup_under(made, anchor, 4)
        else:
            popup_beside(made, self.rail.presence, 6)

    # -- places -----------------------------------------------------------------------

    def _thread_area(self) -> QRect:
        thread = self.panes.thread_pane
        if thread is None or self.workspace != "inbox":
            return self._stack.geometry()
        return self.panes.thread_seen().translated(self.panes.mapTo(self, QPoint(0, 0)))

    def _below_header(self, area: QRect) -> QRect:
        """What floats leaves the thread's header, with the name and its buttons, free."""
        return area.adjusted(0, self.theme.tokens.size.thread_header, 0, 0)

    def _place(self) -> None:
        self.overlays.set_area(self._below_header(self._thread_area()))
        self.sheets.place(self._stack.geometry(), self._thread_area())

    def _order_focus(self) -> None:
        inbox = self.workspace == "inbox"
        strip = self._strip.itemAt(0)
        self.focus_order.stops = [
            pane
            for pane in (
                self.rail,
                strip.widget() if strip is not None else None,
                self.panes.list_pane if inbox else self._stack.currentWidget(),
                self.panes.thread_pane if inbox else None,
                self.focus_order.composer if inbox else None,
                self.panes.sidebar_pane if inbox else None,
                self.status,
            )
            if pane is not None
        ]
